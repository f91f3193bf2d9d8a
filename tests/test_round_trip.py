"""A truth is drawn, written as an office might write it, and read back: the tallies are the truth."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

import cellstats
from cellstats.place import cell_name, column_letters
from tests.conftest import scale
from tests.reading.writers import ERROR, TYPED, WRITERS, Cell, Page
from tests.truths import COUNTS, LOOKS, Look, Truth, Unit, page, sums, truths

Spot = tuple[int, int]
Fault = Callable[[Page, Look], tuple[Page, Spot, set[str]]]
SOUND = st.builds(
    lambda population, rows: Truth(
        population, tuple(Unit(None, f"Xã {at}", counts, 0) for at, counts in enumerate(rows, 1))
    ),
    st.sampled_from(["cells", "members"]),
    st.lists(st.tuples(*[st.integers(1, 9)] * 4), min_size=2, max_size=5),
)
DRAWN = LOOKS.flatmap(lambda look: st.tuples(st.just(look), truths(look.layout)))


def read(written: Page, form: str) -> cellstats.Summary:
    """Write a sheet in a format and read it back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{form}"
        path.write_bytes(WRITERS[form](written))
        return cellstats.summarize(path)


def told(summary: cellstats.Summary) -> dict[tuple[str, str | None], dict[str, int | None]]:
    """Return the counts of each unit, and of everything together, by what they are of."""
    return {
        (f"{tally.key.population} {tally.key.measure} {tally.key.period}", tally.key.unit): dict(tally.counts)
        for tally in summary.totals(by_unit=True)
    }


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN)
def test_what_is_written_reads_back_or_says_why_not(drawn: tuple[Look, Truth]) -> None:
    """Every count of every unit is the truth, however it is written; only a list without a rating may be an error."""
    look, truth = drawn
    event(look.layout)
    for each in truth.populations.values():
        assume(any(map(sum, (unit.counts for unit in each))))
    summary = read(page(truth, look), look.form)
    assert summary.trusted, [str(each) for each in summary.findings]
    expected: dict[tuple[str, str | None], dict[str, int | None]] = {}
    for population, units in truth.populations.items():
        what = f"{population} rating 2021"
        expected[what, None] = scale(*sums(units))
        listed = [unit for unit in units if unit.all or look.layout in COUNTS]
        expected |= {(what, unit.name): scale(*unit.counts) for unit in listed}
    assert told(summary) == expected


def spots_of(written: Page, text: str) -> list[Spot]:
    """Return where a text stands, from the top down."""
    return [(row, at) for row, cells in enumerate(written.rows) for at, cell in enumerate(cells) if cell == text]


def spot_of(written: Page, text: str) -> Spot:
    """Return where a text stands last."""
    return spots_of(written, text)[-1]


def count_of(written: Page, look: Look, unit: str, level: str) -> Spot:
    """Return where the count of a unit on a level, or of a total of it, stands."""
    if look.layout == "counts":
        return spot_of(written, unit)[0], spots_of(written, level)[0][1]
    return spot_of(written, level)[0], spot_of(written, unit)[1]


def with_cell(written: Page, spot: Spot, cell: Cell) -> Page:
    """Return the sheet with another cell."""
    row, column = spot
    rows = [[*cells] for cells in written.rows]
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = cell
    return replace(written, rows=rows)


def with_more(written: Page, spot: Spot, more: int) -> Page:
    """Return the sheet with another count."""
    count = written.rows[spot[0]][spot[1]]
    assert isinstance(count, int)
    return with_cell(written, spot, max(count + more, 0))


def off_by_one(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a total is one more than its units."""
    if look.layout == "counts":
        spot = count_of(written, look, look.words["sum"], look.levels[0])
    else:
        row, _ = spot_of(written, look.levels[0])
        spot = (row, max(at for at, cell in enumerate(written.rows[row]) if cell is not None))
    return with_more(written, spot, 1), spot, {"total-differs"}


def misspelt(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: the word of a level is misspelt."""
    spot = spot_of(written, look.levels[0])
    codes = {"heading-misspelt", "heading-of-a-level", "heading-unknown", "row-misspelt", "rows-unknown"}
    return with_cell(written, spot, f"{look.levels[0]}q"), spot, codes


def fraction(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a count is a fraction."""
    spot = count_of(written, look, "Xã 1", look.levels[0])
    return with_cell(written, spot, 3.174), spot, {"fraction"}


def error_cell(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a count is #DIV/0!."""
    spot = count_of(written, look, "Xã 1", look.levels[0])
    return with_cell(written, spot, ERROR), spot, {"error-cell"}


def same_unit(written: Page, _look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a unit stands a second time."""
    spot = spot_of(written, "Xã 2")
    return with_cell(written, spot, "Xã 1"), spot, {"unit-twice"}


def stale_total(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: the total of a unit is less than its levels."""
    spot = count_of(written, look, "Xã 1", look.words[look.totals[0]])
    codes = {"parts-against-total", "rated-exceed-all", "total-differs"}
    return with_more(written, spot, -3), spot, codes


def hidden_row(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a row is hidden."""
    row, _ = spot_of(written, look.levels[0] if look.layout == "transposed" else "Xã 1")
    return replace(written, hidden=frozenset({row})), (row, 0), {"rows-hidden"}


def unknown_word(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a rating is misspelt."""
    spot = spot_of(written, look.levels[0])
    return with_cell(written, spot, f"{look.levels[0]}q"), spot, {"unknown-word", "unknown-word-unlike-any"}


def no_rating(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a row has no rating, or no tick."""
    spot = spot_of(written, "x" if look.layout == "marks" else look.levels[0])
    return with_cell(written, spot, None), spot, {"no-rating", "no-mark"}


def two_ticks(written: Page, _look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: a row is ticked twice."""
    row, column = spot_of(written, "x")
    return with_cell(written, (row, column - 1), "x"), (row, column), {"not-one-mark"}


def wrong_size(written: Page, look: Look) -> tuple[Page, Spot, set[str]]:
    """Break it: the total of a list is one more than its rows."""
    row, _ = spot_of(written, look.words["sum"])
    column = max(at for at, cell in enumerate(written.rows[row]) if isinstance(cell, int))
    return with_more(written, (row, column), 1), (row, column), {"total-differs"}


FAULTS: dict[str, tuple[Fault, ...]] = {
    "counts": (off_by_one, misspelt, fraction, error_cell, same_unit, stale_total, hidden_row),
    "transposed": (off_by_one, misspelt, fraction, error_cell, same_unit, stale_total, hidden_row),
    "roster": (unknown_word, no_rating, hidden_row, wrong_size),
    "marks": (two_ticks, no_rating, hidden_row, wrong_size),
}
"""What may go wrong in each layout."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ONE_FAULT = LOOKS.flatmap(lambda look: st.tuples(st.just(look), st.sampled_from(FAULTS[look.layout])))


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ONE_FAULT, SOUND, st.sampled_from(TYPED))
def test_a_fault_is_told_with_its_cell(one: tuple[Look, Fault], truth: Truth, form: str) -> None:
    """One fault in a sound table is told, and the finding names its row or cell, or its column where units are."""
    look, fault = one
    look = replace(look, form=form, total="last", digits=None, blank_zeros=False, decomposed=False, noise=0)
    look = replace(look, proposed=False)  # a proposal is only compared
    assume(fault is not fraction or form != "html.xls")  # there it is a text, 3174 in the style of Việt Nam
    assume(fault is not stale_total or look.totals[0] != "not_rated")
    broken, (row, at), codes = fault(page(truth, look), look)
    findings = [each for each in read(broken, look.form).findings if each.code in codes]
    event(f"{look.layout} {fault.__name__}")
    cells = {each.place.cell or "" for each in findings if each.place}
    lines = {cell.lstrip(LETTERS) for cell in cells} | {cell.rstrip("0123456789") for cell in cells}
    assert cells, fault.__name__
    if look.layout == "transposed":  # a unit is a column
        assert {str(row + 1), column_letters(at)} & lines
    else:
        assert str(row + 1) in lines or cell_name(row, at) in cells
