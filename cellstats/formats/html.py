"""HTML: one page to look at, which asks for nothing else, and can be read without its script."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, partial
from typing import Any

from cellstats.formats import sheets
from cellstats.formats.alike import each_once
from cellstats.formats.grids import Grid, base_line, not_counted, title
from cellstats.formats.narrative import report_title, targets_told
from cellstats.formats.pictures import HIGH, WIDE, Bar, Plot, bar_of, funnel_of, trends_of
from cellstats.formats.sheets import SUBJECT, Column, Sheet, Value
from cellstats.formats.style import Style
from cellstats.formats.verdicts import of_verdicts
from cellstats.ranking import ranked, success_of
from cellstats.reading.saved import REPORT
from cellstats.share import Share
from cellstats.summary import Summary
from cellstats.tally import Tally
from cellstats.targets import Status, Verdict
from cellstats.text import visible

_STATUS = 3  # the column of the status in the table of verdicts


@dataclass(frozen=True)
class Subject:
    """What the page shows of a population, measure and period; without shares there is no picture."""

    title: str
    success: str
    share: Share | None
    bar: Bar | None
    levels: Sheet
    notes: tuple[str, ...]
    units: Sheet | None = None
    funnel: Plot | None = None


def summary(result: Summary, style: Style) -> str:
    """Return a page on shares."""
    return verdicts((), result, style)


def verdicts(result: Sequence[Verdict], of: Summary, style: Style) -> str:
    """Return a page on shares, and on which targets they meet."""
    page = _templates().get_template("page.html")
    return visible(
        page.render(
            mark=REPORT,
            style=style,
            title=report_title(of, style, targets=bool(result)),
            trusted=of.trusted,
            told=targets_told(result, style) if result else "",
            subjects=[*_subjects(of, result, style)],
            goals=_status_first(of_verdicts(result, style)) if result else None,
            trends=[*trends_of(of, style)],
            changes=[*sheets.changes_of_periods(of, style)],
            findings=sheets.findings_of(of, style),
            sources=sheets.sources_of(of.sources, style),
            method=[style.label(name) for name in sheets.METHOD],
            statuses={style.label(each.value): each.value for each in Status},
            size=(WIDE, HIGH),
        )
    )


def _subjects(summary: Summary, verdicts: Sequence[Verdict], style: Style) -> Iterator[Subject]:
    """Yield what is to be seen of each population, measure and period, its units where they are wanted."""
    units = summary.by_whole() if style.by_unit else {}
    for whole in summary.totals():
        subject = _subject(whole, summary, verdicts, style)
        if whole.key in units:
            every = ranked(whole, units[whole.key], style.vocabulary, style.base)
            table = sheets.ranks_of(style.label("units"), whole, every, summary, style)
            subject = replace(subject, units=_inner(table), funnel=funnel_of(whole, every, style))
        yield subject


def _subject(whole: Tally, summary: Summary, verdicts: Sequence[Verdict], style: Style) -> Subject:
    return Subject(
        title(whole.key, style),
        style.success(whole.key.measure),
        success_of(whole, style.vocabulary, style.base),
        bar_of(whole, verdicts, style),
        _inner(sheets.levels_of([whole], summary, style)),
        (base_line(whole, style), *not_counted(whole, style)),
    )


def _status_first(grid: Grid) -> Grid:
    """Return the table of verdicts with the status beside the target, where it is seen on a phone."""
    every = (grid.header, grid.aligned, *grid.rows)
    header, aligned, *rows = ((row[0], row[_STATUS], *row[1:_STATUS], *row[_STATUS + 1 :]) for row in every)
    return replace(grid, header=header, aligned=aligned, rows=tuple(rows))


def _inner(sheet: Sheet) -> Sheet:
    """Return a table without the columns of its one subject."""
    rows, total = tuple(row[SUBJECT:] for row in sheet.rows), sheet.total and sheet.total[SUBJECT:]
    return replace(sheet, columns=sheet.columns[SUBJECT:], rows=rows, total=total)


def rows(of: Iterable[Sequence[Value]], columns: Sequence[Column], style: Style, *, sortable: bool = False) -> str:
    """Return the rows of a table, with what they are sorted by; a loop in the template takes many times as long."""
    from markupsafe import Markup  # what jinja2 escapes with

    cells = [
        each_once(partial(_cell, style, sortable, column.kind), values)
        for column, values in zip(columns, zip(*of, strict=True), strict=False)  # of no rows there are no values
    ]
    return Markup("\n".join([f"<tr>{''.join(row)}</tr>" for row in zip(*cells, strict=True)]))


def _cell(style: Style, sortable: bool, kind: str, value: Value) -> str:
    from markupsafe import escape

    text, by = shown(value, kind, style), "" if value is None else value
    if isinstance(value, str):
        text, by = escape(text), escape(value) if kind == "text" else ""  # no word stands for a number
    sorted_by = f' data-value="{by}"' if sortable else ""
    return f'<td class="{kind}"{sorted_by}>{text}</td>'


def shown(value: Value, kind: str, style: Style) -> str:
    """Return a value of a column of a kind as every other format shows it."""
    if value is None:
        return "" if kind == "text" else style.label("unknown")
    if isinstance(value, Decimal):
        if kind == "points":
            return ("+" if value > 0 else "") + style.number(value).replace("-", "−")
        return f"{style.number(value)}%"
    if isinstance(value, int):
        return style.signed(value) if kind == "change" else style.number(value)
    return value


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # 0.1 s, so only where a page is written

    loader = PackageLoader("cellstats.formats", "page")
    made = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["rows"] = rows
    return made
