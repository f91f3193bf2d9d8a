"""Word: the report in sentences, then the tables, built on styles so that people can go on writing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cellstats.formats.grids import Grid
from cellstats.formats.narrative import of_report
from cellstats.formats.sheets import Sheet, findings_of, sources_of
from cellstats.formats.style import Style
from cellstats.formats.tables import grids_of
from cellstats.formats.verdicts import of_verdicts
from cellstats.summary import Summary
from cellstats.targets import Verdict


def summary(result: Summary, style: Style) -> bytes:
    """Return a report on shares."""
    return verdicts((), result, style)


def verdicts(result: Sequence[Verdict], of: Summary, style: Style) -> bytes:
    """Return a report on shares, and on which targets they meet.

    Raises:
        UsageError: if the template of the office is no Word document.

    """
    from cellstats.formats.paper import Paper  # loads python-docx

    title, *passages = of_report(of, result, style)
    paper = Paper(title.text, style)
    for passage in passages:
        paper.write(passage.kind, passage.text)
    paper.write("heading", style.label("tables"))
    for number, grid in enumerate(_grids(of, result, style), 1):
        paper.tabulate(number, grid)
    return paper.finished()


def _grids(summary: Summary, verdicts: Sequence[Verdict], style: Style) -> Iterator[Grid]:
    """Yield the tables of a report: the targets, the results, and all that was found."""
    if verdicts:
        yield replace(of_verdicts(verdicts, style), title=style.label("targets"))
    for grid in grids_of(replace(summary, sources=()), style):  # their sources have a table of their own
        units = bool(grid.header) and grid.header[0] == style.label("unit")
        yield replace(grid, title=f"{grid.title} · {style.label('units')}") if units else grid
    if summary.findings:
        yield _texts(findings_of(summary, style))
    yield _texts(sources_of(summary.sources, style))


def _texts(sheet: Sheet) -> Grid:
    """Return a table of texts."""
    header = tuple(column.heading for column in sheet.columns)
    rows = tuple(tuple(str(value or "") for value in row) for row in sheet.rows)
    return Grid(sheet.name, header, ("left",) * len(header), rows)
