"""Two thousand files of offices in one folder, five in a hundred of them broken in ten ways."""

import os
from pathlib import Path

from tests.hostile.builders import HOSTILE
from tests.hostile.test_hostile import summarized
from tests.reading.writers import Page, Rows, xlsx

FILES, BROKEN = 2000, 100
WAYS = (
    *("two-corners.xlsx", "shared-text.xlsx", "so-many-texts.xlsx", "bomb.xlsx", "doctype.xlsx"),
    *("outside.xlsx", "protected.xlsx", "looping.xls", "damaged.xlsx", "empty.xlsx"),
)


def test_every_good_file_is_counted_and_every_bad_one_named_once(tmp_path: Path) -> None:
    """Whatever the others do: the sum of the good ones is exact, the errors name the bad ones and no others."""
    made = {name: HOSTILE[name][0]() for name in WAYS}
    bad: dict[str, str] = {}
    whole = 0
    for at in range(FILES):
        name = f"{at:04}-" + (WAYS[at // 20 % len(WAYS)] if at % 20 == 7 else "good.xlsx")
        if name.endswith("good.xlsx"):
            size = 10 + at
            whole += size
            rows: Rows = [
                ["XẾP LOẠI CHI BỘ NĂM 2021"],
                ["Đơn vị", "Tổng số", "HTXSNV", "HTTNV", "HTNV", "Không HTNV"],
                [f"Xã số {at}", size, size - 9, 6, 2, 1],
            ]
            (tmp_path / name).write_bytes(xlsx(Page(rows)))
        else:
            bad[name] = HOSTILE[name[5:]][1]
            (tmp_path / name).write_bytes(made[name[5:]])
    assert len(bad) == BROKEN
    code, result, said = summarized(tmp_path)
    assert code == 3
    assert [each["all"] for each in result["totals"]] == [whole]
    assert len(result["sources"]) == FILES - BROKEN
    errors = {os.path.basename(str(each["place"])): each["code"] for each in result["findings"]}
    assert errors == bad
    assert said.count("error: ") == len(result["findings"]) == BROKEN
