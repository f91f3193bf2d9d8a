import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellstats.errors import FileError
from cellstats.vocabulary import Level, Measure, packaged, packaged_words, period_in_words, two_levels
from cellstats.vocabulary.packaged import compiled_yaml
from cellstats.vocabulary.phrases import phrases_in

WORDS = packaged()


@pytest.mark.parametrize(
    ("measure", "word", "level"),
    [
        ("rating", "Hoàn thành nhiệm vụ", "completed"),
        ("rating", "Không hoàn thành nhiệm vụ", "not_completed"),
        ("rating", "Hoàn thành tốt nhiệm vụ", "good"),
        ("rating", "HT xuất sắc", "excellent"),
        ("rating", "a) HTTNV", "good"),
        ("rating", "Số HTNV", "completed"),
        ("rating", "Đảng viên hoàn thành tốt nhiệm vụ", "good"),
        ("rating", "Tốt", "good"),
        ("rating", "Yếu, kém", "not_completed"),
        ("rating", "Chưa xếp loại", "not_rated"),
        ("rating", "Được miễn", "exempt"),
        ("rating", "Hoàn thành gần tốt nhiệm vụ", None),
        ("meeting_quality", "Tốt", "good"),
        ("meeting_quality", "Xuất sắc", None),
        ("theory", "Cử nhân", "advanced"),
        ("education", "12/12", "upper_secondary"),
        ("training", "Yes", "trained"),
    ],
)
def test_a_word_is_matched_as_a_whole(measure: str, word: str, level: str | None) -> None:
    """ "Hoàn thành nhiệm vụ" stands in three other levels and is none of them."""
    assert WORDS.level(measure, word) == level


@pytest.mark.parametrize(
    ("text", "populations"),
    [
        ("Danh sách cấp ủy chi bộ", {"committee_members"}),
        ("XẾP LOẠI CHI BỘ, ĐẢNG VIÊN", {"cells", "members"}),
        ("Đảng viên", {"members"}),
        ("Chi bo", {"cells"}),
        ("Tổ trưởng tổ đảng", {"group_leaders"}),
        ("Ghi chú", set()),
    ],
)
def test_the_longest_phrase_names_the_population(text: str, populations: set[str]) -> None:
    """ "Cấp ủy chi bộ" are committee members, not cells."""
    assert WORDS.populations_in(text) == populations


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("KẾT QUẢ XẾP LOẠI NĂM 2021", "2021"),
        ("Quý III/2025", "2025-Q3"),
        ("Quý I năm 2025", "2025-Q1"),
        ("H2 2025", "2025-H2"),
        ("9 months of 2025", "2025-9M"),
        ("Month 3/2025", "2025-03"),
        ("nhiệm kỳ 2020–2025", "2020-2025"),
        ("Hoà Bình, ngày 16 tháng 8 năm 2022", None),
        ("Số liệu công bố ngày 16/08/2022", None),
        ("Kết quả năm 2021, phương hướng năm 2022", None),
        ("2021", "2021"),
        ("Biểu 7A", None),
    ],
)
def test_a_period_is_named_once_and_is_no_date(text: str, period: str | None) -> None:
    """The day of publication is not the rating year, and two years are no answer."""
    assert WORDS.period_in(text) == period


def test_a_heading_may_say_several_things() -> None:
    """ "Tổng số đảng viên" is the total of the members; "Tốt" is a level of two measures."""
    total = WORDS.heading("Tổng số đảng viên")
    assert total is not None
    assert (set(total.roles), set(total.populations)) == ({"all"}, {"members"})
    good = WORDS.heading("Tốt")
    assert good is not None
    assert good.levels == {"rating": "good", "meeting_quality": "good"}


@given(st.text(st.characters(categories=("L", "M", "N", "P", "Z"))))
def test_the_words_of_a_text_are_those_of_its_key(text: str) -> None:
    """The words of many names are what the key of each is made of, numbers too."""
    assert WORDS.words_in(text) == {*WORDS.key(text).split()}


@given(st.lists(st.text() | st.sampled_from(["TP. Hòa Bình", "tỷ lệ HT", "XSNV/xl", "tw\n1", ""])))
def test_the_keys_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    """At once or one by one: two spellings of a unit stay one."""
    assert WORDS.keys(texts) == [*map(WORDS.key, texts)]


@pytest.mark.parametrize("text", ["Tốt", "a) HTTNV", "TốtQ1/2021", "12/12", "Nguyễn Văn Tốt", "Trung", ""])
def test_a_level_is_found_among_many_names(text: str) -> None:
    """A column is said to hold a level if one of its texts does, however many names there are beside it."""
    names = {f"Nguyễn Văn {letter}" for letter in "ABCDEGHIKLMNOPQRSTUVXY"}
    meaning = WORDS.heading(text)
    assert not WORDS.name_level(names)
    assert WORDS.name_level(names | {text}) == WORDS.name_level({text}) == bool(meaning and meaning.levels)


def test_a_word_around_a_name_says_of_it_what_it_says_of_every_other() -> None:
    """What the file of columns says with {level} or {population} holds for each word of these."""
    roles = [(role, text) for role, texts in WORDS.columns["roles"].items() for text in texts if "{" in text]
    scales = [(each.id, level) for each in WORDS.measures.values() for level in each.levels]
    names: list[tuple[str, str, object]] = [
        *(("{population}", name, each.id) for each in WORDS.populations.values() for name in each.spoken),
        *(("{level}", name, (measure, level.id)) for measure, level in scales for name in level.spoken),
    ]
    for role, text in roles:
        for slot, name, named in names:
            if slot in text:
                meaning = WORDS.heading(text.replace(slot, name))
                assert meaning is not None
                assert {role, named} <= {*meaning.roles, *meaning.populations, *meaning.levels.items()}


def test_a_place_for_a_name_may_stand_alone() -> None:
    """In words of another organisation "{population}" says of each word for whom it counts what it stands for."""
    columns = {**WORDS.columns, "roles": {**WORDS.columns["roles"], "rated": ["{population}"]}}
    meaning = replace(WORDS, columns=columns).heading("Đảng viên")
    assert meaning is not None
    assert (set(meaning.roles), set(meaning.populations)) == ({"rated"}, {"members"})


def test_a_word_that_means_two_levels_is_refused() -> None:
    """Within a measure a word means one thing, in the words that ship too."""
    levels = (Level("a", {"en": "Good", "vi": "Tốt"}, ()), Level("b", {"en": "Fair", "vi": "TỐT"}, ()))
    measure = Measure("m", {}, levels, ())
    assert two_levels(replace(WORDS, measures={"m": measure}), measure) == [("TỐT", "a", "b")]
    assert [two_levels(WORDS, each) for each in WORDS.measures.values()] == [[]] * len(WORDS.measures)


def test_a_file_of_words_is_compiled_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out of the compiled form come the same values; where it cannot stay, the YAML is read each time."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "words.yaml"
    path.write_text("a: [Tốt, 1, 2.5, true, null]\n", encoding="utf-8")
    for _ in range(2):
        assert compiled_yaml(str(path)) == {"a": ["Tốt", 1, 2.5, True, None]}
        assert len([*tmp_path.glob("__pycache__/words.*")]) == 1
    path.write_text("b: Khá\n", encoding="utf-8")
    assert compiled_yaml(str(path)) == {"b": "Khá"}
    compiled = next(tmp_path.glob("__pycache__/words.*"))
    for damaged in (compiled.read_bytes()[:20], compiled.read_bytes()[:16] + b"damaged"):
        compiled.write_bytes(damaged)
        assert compiled_yaml(str(path)) == {"b": "Khá"}
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    assert compiled_yaml(str(path)) == {"b": "Khá"}


@pytest.mark.parametrize("name", ["labels", "messages", "reports"])
def test_every_text_is_in_both_languages_with_the_same_fields(name: str) -> None:
    """A text in one language only, or with another number in it, is a defect."""
    for key, texts in packaged_words(name).items():
        fields = [
            {field for _, field, _, _ in Formatter().parse(texts[language]) if field} for language in ("en", "vi")
        ]
        assert fields[0] == fields[1], key
        assert texts["en"], key


def test_every_period_is_in_both_languages() -> None:
    """However a period is written, titles have words for it in English and Vietnamese."""
    written = ("2025", "2020-2025", "2025-H1", "2025-H2", *(f"2025-Q{quarter}" for quarter in range(1, 5)), "2025-03")
    for period in (*written, "2025-9M"):
        english, vietnamese = (period_in_words(period, language) for language in ("en", "vi"))
        assert period not in (english, vietnamese) or period == "2025"
        assert english != vietnamese
    assert period_in_words("whenever", "vi") == "whenever"


def test_every_name_is_in_both_languages() -> None:
    """Measures, levels and populations can be named in English and Vietnamese."""
    named = [population.names for population in WORDS.populations.values()]
    named += [measure.names for measure in WORDS.measures.values()]
    named += [level.names for measure in WORDS.measures.values() for level in measure.levels]
    assert all(set(names) == {"en", "vi"} for names in named)


def test_problems_are_lines() -> None:
    """A file error keeps each of its problems."""
    assert FileError("one", "two").problems == ("one", "two")


@pytest.mark.parametrize("seed", ["1", "2", "3", "5"])
def test_a_word_means_the_same_in_every_process(seed: str) -> None:
    """Words are sets, whose order changes with each process; of two prefixes the longer one is taken off."""
    program = "from cellstats.vocabulary import packaged as p; print(p().heading('Số lượng HTTNV').levels['rating'])"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
    assert done.stdout == b"good\n"


def test_phrases_in_a_long_text() -> None:
    """The longest takes its words, wherever it stands; no more words are looked up together than a phrase has."""

    class Counted(dict[str, str]):
        asked = 0

        def __contains__(self, phrase: object) -> bool:
            self.asked += 1
            return super().__contains__(phrase)

    phrases = Counted({"chi bộ": "cells", "chi bộ cơ sở": "organizations"})
    assert phrases_in("a " * 1000 + "chi bộ cơ sở b chi", phrases, 4) == {"organizations"}
    assert phrases.asked < 4 * 1006
