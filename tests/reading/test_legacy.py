from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cellstats
from cellstats.reading import Sheet
from cellstats.reading.grid import Grid
from cellstats.reading.legacy import decode, decoded, is_vietnamese
from tests.conftest import Book, Cell, Rows, counts, scale, told

# Each word as it is stored in Unicode, TCVN3 and VNI.
WORDS = {
    "Tổng số": ("Tæng sè", "Toång soá"),
    "Cộng": ("Céng", "Coäng"),
    "Đơn vị": ("§¬n vÞ", "Ñôn vò"),
    "Xếp loại": ("XÕp lo¹i", "Xeáp loaïi"),
    "Hoàn thành xuất sắc nhiệm vụ": ("Hoµn thµnh xuÊt s¾c nhiÖm vô", "Hoaøn thaønh xuaát saéc nhieäm vuï"),
    "Hoàn thành tốt nhiệm vụ": ("Hoµn thµnh tèt nhiÖm vô", "Hoaøn thaønh toát nhieäm vuï"),
    "Hoàn thành nhiệm vụ": ("Hoµn thµnh nhiÖm vô", "Hoaøn thaønh nhieäm vuï"),
    "Không hoàn thành nhiệm vụ": ("Kh«ng hoµn thµnh nhiÖm vô", "Khoâng hoaøn thaønh nhieäm vuï"),
    "Đảng viên": ("§¶ng viªn", "Ñaûng vieân"),
    "Chi bộ": ("Chi bé", "Chi boä"),
    "Tỷ lệ %": ("Tû lÖ %", "Tyû leä %"),
    "Trong đó nữ": ("Trong ®ã n÷", "Trong ñoù nöõ"),
    "Xã Ưu": ("X· ¦u", "Xaõ Öu"),
    "ưu tiên": ("\u00adu tiªn", "öu tieân"),
    "KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021": (
        "kÕt qu¶ xÕp lo¹i chi bé n¨m 2021",
        "KEÁT QUAÛ XEÁP LOAÏI CHI BOÄ NAÊM 2021",
    ),
}
LEVELS = [word for word in WORDS if "hoàn thành" in word.casefold()]
TABLE: Rows = [
    ["KẾT QUẢ XẾP LOẠI CHI BỘ NĂM 2021"],
    ["Đơn vị", "Tổng số", LEVELS[0], "Tỷ lệ %", *LEVELS[1:]],
    ["Xã Ưu", 10, 2, 20, 6, 1, 1],
    ["Trong đó nữ", 5, 1, 20, 3, 1, 0],
    ["Xã Thanh", 20, 4, 20, 13, 2, 1],
    ["Cộng", 30, 6, 20, 19, 3, 2],
]


def stored(rows: Rows, encoding: int, every: int = 1, at: int = 0) -> list[list[Cell]]:
    """Return rows whose texts, or every so many of them, are stored in an encoding."""
    number = iter(range(10_000))
    return [
        [
            WORDS[cell][encoding] if isinstance(cell, str) and cell in WORDS and next(number) % every == at else cell
            for cell in cells
        ]
        for cells in rows
    ]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("encoding", [0, 1])
def test_every_word_is_decoded(word: str, encoding: int) -> None:
    """A word in an old encoding is the word."""
    name = ("tcvn3", "vni")[encoding]
    assert decode(WORDS[word][encoding], name).casefold() == word.casefold()


@pytest.mark.parametrize(("encoding", "name"), [(0, "TCVN3 (ABC)"), (1, "VNI")])
@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_workbook_in_an_old_encoding(book: Book, encoding: int, name: str, every: int) -> None:
    """A sheet in TCVN3 or VNI, whole or mixed cell by cell with Unicode, gives what it gives in Unicode."""
    for at in range(every):
        summary = cellstats.summarize(book({"Sheet1": stored(TABLE, encoding, every, at)}))
        assert counts(summary) == {"cells rating 2021": scale(6, 19, 3, 2)}
        assert [each.values["encoding"] for each in summary.findings if each.code == "legacy-text"] == [name]
        assert summary.trusted


def test_what_was_decoded_is_told_with_its_first_cell(book: Book) -> None:
    """One finding for a sheet says how many cells were decoded."""
    rows = [[*cells] for cells in TABLE]
    rows[1][0], rows[5][0] = WORDS["Đơn vị"][0], WORDS["Cộng"][0]
    rows[1][2] = WORDS[LEVELS[0]][0]
    summary = cellstats.summarize(book({"S": rows}))
    assert told(summary.findings)[0] == "legacy-text S!A2"
    assert summary.findings[0].values["count"] == 3


@pytest.mark.parametrize(
    "texts",
    [
        ["Müller", "naïve", "Façade", "Ærøskøbing"],
        ["×", "✓", "5 µm", "«Xã A»", "§ 5"],
        ["hoà", "toà", "Sè", "é", "Cà Mau", "Lê"],
        ["Mạng «internet»", "Tổng số"],
    ],
)
def test_what_is_unicode_stays(texts: list[str]) -> None:
    """Foreign words, signs, ticks, and a single odd cell are left as they are."""
    sheet = Sheet("a.xlsx", "S", Grid.of([texts]))
    assert list(decoded(sheet)) == [sheet]


@given(st.lists(st.lists(st.sampled_from([*WORDS, "Xã Hoà", "Thôn Cà", "Quỳnh", "x", "12"]), max_size=4), max_size=9))
def test_a_unicode_sheet_is_never_altered(rows: list[list[str]]) -> None:
    """No sheet in Unicode is taken for one in an old encoding."""
    sheet = Sheet("a.xlsx", "S", Grid.of(rows))
    assert list(decoded(sheet)) == [sheet]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("nghiêng", True), ("thuở", True), ("quý", True), ("Sốt", True), ("Tèt", False), ("boọ", False), ("ñôn", False)],
)
def test_what_could_be_vietnamese(text: str, expected: bool) -> None:
    """A syllable has an onset, a nucleus, a coda and one tone, of two where it is stopped."""
    assert is_vietnamese(text) is expected


@pytest.mark.parametrize(("encoding", "name"), [(0, "tcvn3"), (1, "vni")])
@pytest.mark.parametrize("forced", [True, False])
def test_delimited_text_in_an_old_encoding(tmp_path: Path, encoding: int, name: str, forced: bool) -> None:
    """Old programs save such a text byte by byte; it is found out, or --encoding says it."""
    path = tmp_path / "ratings.csv"
    lines = [";".join(str(cell) for cell in cells) for cells in stored(TABLE, encoding)]
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    request = cellstats.Request(encoding=name) if forced else None
    summary = cellstats.summarize(path, request=request)
    assert counts(summary) == {"cells rating 2021": scale(6, 19, 3, 2)}
    codes = [each.code for each in summary.findings]
    assert ("encoding-guessed" in codes, "legacy-text" in codes) == (not forced, not forced)
