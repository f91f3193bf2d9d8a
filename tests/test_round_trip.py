"""A truth is drawn, written as an office might write it, and read back: the tallies are the truth."""

import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

import cellstats
from cellstats.place import cell_name
from tests.conftest import scale
from tests.reading.writers import ERROR, TYPED, WRITERS, Cell, Page
from tests.truths import COUNTS, LISTS, LOOKS, Look, Truth, Unit, page, truths

Fault = Callable[[Page, Look, int], tuple[Page, tuple[int, int], set[str]]]
SOUND = st.builds(
    lambda population, rows: Truth(
        population, tuple(Unit(None, f"Xã {at}", counts, 0) for at, counts in enumerate(rows, 1))
    ),
    st.sampled_from(["cells", "members"]),
    st.lists(st.tuples(*[st.integers(1, 3000)] * 4), min_size=2, max_size=5),
)
DRAWN = LOOKS.flatmap(lambda look: st.tuples(st.just(look), truths(listed=look.layout in LISTS)))


def read(written: Page, form: str) -> cellstats.Summary:
    """Write a sheet in a format and read it back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a.{form}"
        path.write_bytes(WRITERS[form](written))
        return cellstats.summarize(path)


def told(summary: cellstats.Summary) -> dict[str | None, tuple[str, dict[str, int | None]]]:
    """Return the population and the counts of each unit, and of everything together."""
    return {
        unicodedata.normalize("NFC", tally.key.unit) if tally.key.unit else None: (
            f"{tally.key.population} {tally.key.measure} {tally.key.period}",
            dict(tally.counts),
        )
        for tally in summary.totals(by_unit=True)
    }


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DRAWN)
def test_what_is_written_reads_back_or_says_why_not(drawn: tuple[Look, Truth]) -> None:
    """Every count of every unit is the truth, however it is written; only a list without a rating may be an error."""
    look, truth = drawn
    summary = read(page(truth, look), look.form)
    event(look.layout)
    if any(map(sum, (unit.counts for unit in truth.units))):
        assert summary.trusted, [str(each) for each in summary.findings]
        what = f"{truth.population} rating 2021"
        found = told(summary)
        assert found.pop(None) == (what, scale(*truth.sums))
        assert found == {
            unit.name: (what, scale(*unit.counts)) for unit in truth.units if unit.all or look.layout in COUNTS
        }


def cell_of(written: Page, text: str) -> tuple[int, int]:
    """Return where a text stands."""
    return next((row, at) for row, cells in enumerate(written.rows) for at, cell in enumerate(cells) if cell == text)


def with_cell(written: Page, row: int, column: int, cell: Cell) -> Page:
    """Return the sheet with another cell."""
    rows = [[*cells] for cells in written.rows]
    rows[row] += [None] * (column + 1 - len(rows[row]))
    rows[row][column] = cell
    return replace(written, rows=rows)


def off_by_one(written: Page, look: Look, column: int) -> tuple[Page, tuple[int, int], set[str]]:
    """Break it: a total is one more than its rows."""
    row = [at for at, cells in enumerate(written.rows) if look.words["sum"] in cells][-1]
    total = written.rows[row][column]
    assert isinstance(total, int)
    return with_cell(written, row, column, total + 1), (row, column), {"total-differs"}


def misspelt(written: Page, look: Look, column: int) -> tuple[Page, tuple[int, int], set[str]]:
    """Break it: the word of a level is misspelt."""
    row, _ = cell_of(written, look.levels[0])
    return (
        with_cell(written, row, column, f"{look.levels[0]}q"),
        (row, column),
        {"heading-misspelt", "heading-of-a-level", "heading-unknown"},
    )


def fraction(written: Page, _look: Look, column: int) -> tuple[Page, tuple[int, int], set[str]]:
    """Break it: a count is a fraction."""
    row, _ = cell_of(written, "Xã 1")
    return with_cell(written, row, column, 3.174), (row, column), {"fraction"}


def error_cell(written: Page, _look: Look, column: int) -> tuple[Page, tuple[int, int], set[str]]:
    """Break it: a count is #DIV/0!."""
    row, _ = cell_of(written, "Xã 1")
    return with_cell(written, row, column, ERROR), (row, column), {"error-cell"}


def same_unit(written: Page, _look: Look, column: int) -> tuple[Page, tuple[int, int], set[str]]:
    """Break it: a unit stands a second time."""
    row, at = cell_of(written, "Xã 2")
    return with_cell(written, row, at, "Xã 1"), (row, column), {"unit-twice"}


def stale_total(written: Page, look: Look, _column: int) -> tuple[Page, tuple[int, int], set[str]]:
    """Break it: the total of a unit is less than its levels."""
    row, _ = cell_of(written, "Xã 1")
    _, at = cell_of(written, look.words[look.totals[0]])
    total = written.rows[row][at]
    assert isinstance(total, int)
    codes = {"parts-against-total", "rated-exceed-all", "total-differs"}
    return with_cell(written, row, at, max(total - 3, 0)), (row, at), codes


def hidden_row(written: Page, _look: Look, column: int) -> tuple[Page, tuple[int, int], set[str]]:
    """Break it: a row is hidden."""
    row, _ = cell_of(written, "Xã 1")
    return replace(written, hidden=frozenset({row})), (row, column), {"rows-hidden"}


FAULTS = (off_by_one, misspelt, fraction, error_cell, same_unit, stale_total, hidden_row)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LOOKS, SOUND, st.sampled_from(FAULTS), st.sampled_from(TYPED))
def test_a_fault_is_told_with_its_cell(look: Look, truth: Truth, fault: Fault, form: str) -> None:
    """One fault in a sound table is told, and the finding names the row or the cell."""
    look = replace(look, layout="counts", form=form, total="last", digits=None, blank_zeros=False, decomposed=False)
    assume(fault is not fraction or form != "html.xls")  # there it is a text, 3174 in the style of Việt Nam
    assume(fault is not stale_total or look.totals[0] != "not_rated")
    sound = page(truth, look)
    column = cell_of(sound, look.levels[0])[1]
    broken, (row, at), codes = fault(sound, look, column)
    findings = [each for each in read(broken, look.form).findings if each.code in codes]
    event(fault.__name__)
    places = {(each.place.cell or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for each in findings if each.place}
    assert str(row + 1) in places or cell_name(row, at) in {each.place.cell for each in findings if each.place}
