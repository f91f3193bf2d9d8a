"""The form of counts: a row for each unit, a count and its share for each level, totals and a check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cellstats.forms.page import FIRST_HEADING, Cell, Column, Form, Formula, Kind, Page
from cellstats.place import cell_name

_FIRST = FIRST_HEADING + 2  # the first row of units


@dataclass(frozen=True)
class _Places:
    """Where the bases and the levels stand; `rest` are the columns of those not rated and of those exempt."""

    total: int
    rated: int | None
    levels: tuple[int, ...]
    rest: tuple[int, ...]


def page_of(form: Form) -> Page:
    """Return the page of a form of counts."""
    columns = tuple(_columns(form))
    counts = [at for at, column in enumerate(columns) if column.kind is Kind.COUNT]
    rated, rest = (None, ()) if form.all_rated else (counts[1], tuple(counts[-2:]))
    places = _Places(counts[0], rated, tuple(at for at in counts[1:] if at not in (rated, *rest)), rest)
    names: Sequence[str | None] = form.units or [None] * form.blank
    rows = [
        tuple(_cells(form, columns, places, row, number=number, name=name))
        for number, (row, name) in enumerate(zip(range(_FIRST, _FIRST + len(names)), names, strict=True), 1)
    ]
    return form.page(columns, rows, tuple(_totals(form, columns, places, _FIRST + len(names))))


def _columns(form: Form) -> Iterator[Column]:
    texts = form.texts
    yield Column(Kind.INDEX, texts["index"], 5)
    yield Column(Kind.TEXT, texts["unit"], 28)
    yield Column(Kind.COUNT, texts["all"], 10)
    if not form.all_rated:
        yield Column(Kind.COUNT, texts["rated"], 11)
    for level in form.measure.levels:
        yield Column(Kind.COUNT, level.names[form.language], 9, texts["count"])
        yield Column(Kind.PERCENT, level.names[form.language], 9, texts["share"])
    if not form.all_rated:
        yield Column(Kind.COUNT, texts["not_rated"], 11)
        yield Column(Kind.COUNT, texts["exempt"], 8)
    yield Column(Kind.CHECK, texts["check"], 10)
    yield Column(Kind.TEXT, texts["note"], 18)


def _cells(
    form: Form, columns: Sequence[Column], places: _Places, row: int, *, number: int, name: str | None
) -> Iterator[Cell]:
    """Yield the cells of the row of a unit."""
    for at, column in enumerate(columns):
        if column.kind is Kind.INDEX:
            yield number
        elif at == 1:
            yield name
        else:
            yield _worked_out(form, column, places, row, at)


def _totals(form: Form, columns: Sequence[Column], places: _Places, row: int) -> Iterator[Cell]:
    """Yield the cells of the row of totals."""
    nothing = form.texts["nothing"]
    for at, column in enumerate(columns):
        if column.kind is Kind.COUNT:
            above = f"{cell_name(_FIRST, at)}:{cell_name(row - 1, at)}"
            yield Formula(f'=IF(COUNT({above})=0,"{nothing}",SUM({above}))', nothing)
        else:
            yield _worked_out(form, column, places, row, at) or (form.texts["total"] if at == 1 else "")


def _worked_out(form: Form, column: Column, places: _Places, row: int, at: int) -> Formula | None:
    """Return the formula of a share or of the check; None for what is to be filled in."""
    nothing = form.texts["nothing"]
    if column.kind is Kind.PERCENT:
        base = places.total if places.rated is None else places.rated
        count, whole = cell_name(row, at - 1), cell_name(row, base)
        return Formula(f'=IF(COUNT({count})=0,"{nothing}",IFERROR({count}/{whole},"{nothing}"))', nothing)
    return Formula(_check(form, places, row), nothing) if column.kind is Kind.CHECK else None


def _check(form: Form, places: _Places, row: int) -> str:
    """Return the formula that tells whether the levels add up to those rated, and these with the others to the total.

    N() is 0 for a blank and for the sign of nothing.
    """
    nothing, right, wrong = (form.texts[name] for name in ("nothing", "adds_up", "differs"))
    levels = ",".join(cell_name(row, at) for at in places.levels)
    total = cell_name(row, places.total)
    if places.rated is None:
        every, test = f"{total},{levels}", f"SUM({levels})=N({total})"
    else:
        rated, rest = cell_name(row, places.rated), ",".join(cell_name(row, at) for at in places.rest)
        every = f"{total},{rated},{levels},{rest}"
        test = f"AND(SUM({levels})=N({rated}),SUM({rated},{rest})=N({total}))"
    return f'=IF(COUNT({every})=0,"{nothing}",IF({test},"{right}","{wrong}"))'
