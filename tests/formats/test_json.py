import json

from hypothesis import example, given
from hypothesis import strategies as st

from cellstats.formats.json import _text

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0)  # no -0.0
PLAIN = st.none() | st.booleans() | NUMBERS | st.text()
VALUES = PLAIN | st.lists(PLAIN, max_size=2) | st.dictionaries(st.text(), PLAIN, max_size=2)
ALIKE = st.fixed_dictionaries({"unit": VALUES, "100%": VALUES})


@given(st.lists(ALIKE | st.dictionaries(st.text(), VALUES, max_size=2)) | st.lists(ALIKE))
@example([{"unit": 1}, {"unit": 1.0}, {"unit": True}, {"unit": None}])
def test_records_are_read_back_as_they_were(records: list[dict[str, object]]) -> None:
    """What is written of records is read back as the same values of the same types: 1, 1.0 and true are three."""
    assert repr(json.loads(_text({"records": records}))) == repr({"records": records})


@given(st.lists(st.fixed_dictionaries({"unit": PLAIN, "100%": PLAIN}), min_size=1))
def test_each_record_stands_on_a_line(records: list[dict[str, object]]) -> None:
    """Records of plain values stand one in a line, so that two results can be compared line by line."""
    assert _text({"records": records}).count("\n") == len(records) + 4
