"""How sheets were understood, as grids of finished texts: a table of columns, and what was taken from where."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cellstats.formats.grids import Grid, base_line, title
from cellstats.formats.style import Style
from cellstats.inspection import InspectedColumn, InspectedSheet, InspectedTable
from cellstats.layouts import Subject
from cellstats.place import Place


def of_inspection(sheets: Sequence[InspectedSheet], style: Style) -> Iterator[Grid]:
    """Yield a grid for each table, and one without rows for each sheet that has none."""
    for sheet in sheets:
        findings = tuple(style.finding(each) for each in sheet.findings)
        if not sheet.tables:
            yield Grid(str(Place(sheet.path, sheet.name)), (), (), (), findings)
        for table in sheet.tables:
            last = table is sheet.tables[-1]
            notes = (*_notes(table, style), *(findings if last else ()))
            command = f"{style.label('keep')}: {sheet.command}" if last and sheet.options else ""
            header = tuple(style.label(name) for name in ("column", "taken_for", "words_met"))
            rows = tuple(_row(column, style) for column in table.columns)
            place = f"{Place(sheet.path, sheet.name, table.range)}"
            yield Grid(place, header, ("left",) * 3, rows, notes, command)


def ranges(rows: Sequence[int]) -> str:
    """Return "6-9, 12" for the rows 6, 7, 8, 9 and 12."""
    runs = [
        [row for _, row in run] for _, run in groupby(enumerate(sorted(rows)), key=lambda each: each[1] - each[0])
    ]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _row(column: InspectedColumn, style: Style) -> tuple[str, str, str]:
    words = " › ".join(" ".join(word.split()) for word in column.words)
    return column.letters, _role(column, style), words


def _role(column: InspectedColumn, style: Style) -> str:
    """Return what a column is for, in the words of the output."""
    if column.role is None:
        return style.label("not_understood")
    words = style.vocabulary
    if column.measure:
        name = words.measures[column.measure].level(column.role).names[style.language]
    elif column.role in words.measures:
        name = words.measures[column.role].names[style.language]
    else:
        name = style.label(f"role_{column.role}")
    whose = words.populations[column.population].names[style.language] if column.population else ""
    stage = style.label(f"stage_{column.stage}") if column.stage else ""
    more = ", ".join(filter(None, (whose, column.period or "", stage)))
    return f"{name} ({more})" if more else name


def _notes(table: InspectedTable, style: Style) -> Iterator[str]:
    heading = ranges(range(table.heading_rows[0], table.heading_rows[1] + 1)) if table.heading_rows else "–"
    numbers = f", {style.label('number_row')} {table.number_row}" if table.number_row else ""
    yield f"{style.label('layout')}: {style.label(table.layout)}; {style.label('heading_rows')} {heading}{numbers}"
    rows = [f"{style.label(f'rows_{kind}')} {ranges(found)}" for kind, found in table.rows.items()]
    yield f"{style.label('rows')}: {'; '.join(rows)}"
    for subject in table.subjects:
        bases = next((f"; {base_line(tally, style)}" for tally in table.totals if tally.key == subject.key), "")
        yield f"{title(subject.key, style)} ({_origins(subject, style)}){bases}"


def _origins(subject: Subject, style: Style) -> str:
    told = ((name, getattr(subject, name).origin) for name in ("population", "measure", "period"))
    return ", ".join(f"{style.label(name)}: {style.label(origin)}" for name, origin in told if origin)
