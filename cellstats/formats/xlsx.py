"""Excel: a workbook whose numbers are numbers, shown with the digits that every other format has."""

import io
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from cellstats.formats import sheets, verdict_sheets
from cellstats.formats.narrative import report_title
from cellstats.formats.sheets import SUBJECT, Sheet, Value
from cellstats.formats.style import Style
from cellstats.reading.saved import REPORT
from cellstats.summary import Summary
from cellstats.targets import Status, Verdict
from cellstats.text import visible
from cellstats.writing import MADE

_A4 = 9
_WIDEST, _FILTER, _LINE = 200, 18, 18  # pixels: of a column, beyond which texts are wrapped, of its button, of a line
_HIGHEST = 540  # pixels of a row; Excel has no higher ones
_MARGINS = {"left": 0.6, "right": 0.6, "top": 0.7, "bottom": 0.7}  # inches
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "top", "bottom": 4, "bottom_color": "#C4CCD4"}
_HEADING = {"bold": True, "text_wrap": True, "bg_color": "#DDE5EE", "bottom": 1, "bottom_color": "#5B6B7B"}
_COLOURS = {Status.MET: "#D5EBDD", Status.AT_RISK: "#FBEBC8", Status.MISSED: "#F6D5D0"}
"""The ground behind the word of a status; one that is blind to colours reads the word."""

_PERCENTS = ("percent", "goal")
_RIGHT = (*_PERCENTS, "count", "points", "change")
_TOTAL = {"bold": True, "top": 1, "top_color": "#5B6B7B"}
_LONGEST = 120  # signs of a header
_FEW, _LABELLED = 6, 12  # rows that stand side by side in a chart, and that have their numbers beside them
_BLUE, _ORANGE = "#2F6690", "#D1603D"
_ROW = 18  # pixels that a bar takes in a chart of many
_CHART, _NARROW = {"width": 460, "height": 320}, 40  # narrow enough where another font makes columns wider
_PAPER, _ROW_HEIGHT = 960, 20  # pixels: how high A4 is within its margins, and a row of a sheet


def summary(result: Summary, style: Style) -> bytes:
    """Return a workbook with the levels, the units, what was found, the sources and the method."""
    return _workbook(sheets.of_summary(result, style), report_title(result, style, targets=False), style)


def verdicts(result: Sequence[Verdict], of: Summary, style: Style) -> bytes:
    """Return a workbook with the verdicts, and all that they are held against."""
    return _workbook(verdict_sheets.of_verdicts(result, of, style), report_title(of, style, targets=True), style)


def _workbook(parts: Iterable[Sheet], title: str, style: Style) -> bytes:
    import xlsxwriter  # only where a workbook is written

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": MADE, "comments": REPORT, "title": visible(title)[:_LONGEST]})
        pages = [(sheet, _page(book, sheet, title, style)) for sheet in parts]
        charts = [
            _chart(book, sheet, page.get_name(), picture)
            for sheet, page in pages
            for picture in sheet.drawn
            if picture[2]
        ]
        if charts:
            _hang(book.add_worksheet(style.label("charts")), title, charts)
    return written.getvalue()


def _hang(page: Any, title: str, charts: Sequence[tuple[Any, int]]) -> None:
    """Put charts one below the other, none of them over the end of a sheet of paper if it fits on one."""
    _on_paper(page, title)
    page.set_column_pixels(0, _CHART["width"] // _NARROW, _NARROW)  # a chart is as wide as its columns
    row = begun = 0
    breaks = []
    for chart, height in charts:
        rows = height // _ROW_HEIGHT + 2
        if row > begun and row + rows - begun > _PAPER // _ROW_HEIGHT:
            breaks.append(row)
            begun = row
        page.insert_chart(row, 0, chart, {"y_offset": 6})  # its frame is not on the edge of the paper
        row += rows
    page.set_h_pagebreaks(breaks)


class _Formats:
    """The formats of cells, each made once: a workbook should not hold one for each cell."""

    def __init__(self, book: Any, decimals: int) -> None:
        self._book, self._decimals = book, decimals
        self._made: dict[str, Any] = {}
        self._known: dict[Hashable, Any] = {}

    def of(self, key: str, **properties: object) -> Any:
        """Return the format of a name."""
        if key not in self._made:
            self._made[key] = self._book.add_format(_FONT | properties)
        return self._made[key]

    def fitting(self, value: Value, kind: str, ground: str | None = None, *, total: bool = False) -> Any:
        """Return the format of a value, one for all of its kind with as many decimals."""
        shape = value.as_tuple().exponent if isinstance(value, Decimal) else type(value)
        key = kind, shape, ground, total
        if key not in self._known:
            self._known[key] = self._of_value(value, kind, ground, _TOTAL if total else {})
        return self._known[key]

    def _of_value(self, value: Value, kind: str, ground: str | None, more: Mapping[str, object]) -> Any:
        """Return the format of a value: percentages with their own decimals, statuses on their ground."""
        if isinstance(value, Decimal):
            own = max(-int(value.as_tuple().exponent), 0)
            endless = kind == "goal" and own == verdict_sheets.MOST_DIGITS
            digits = f"{0:.{self._decimals if endless else own}f}"
            shown = f"{digits}%" if kind in _PERCENTS else f"+{digits};-{digits};{digits}"
            return self.of(f"{shown} {more}", num_format=shown, align="right", indent=1, **more)
        if isinstance(value, int):
            shown = "+#,##0;-#,##0;0" if kind == "change" else "#,##0"
            return self.of(f"{shown} {more}", num_format=shown, align="right", indent=1, **more)
        colour = {"bg_color": ground} if ground else {}
        align = {"indent": 1} | ({"align": "right"} if kind in _RIGHT else {})
        return self.of(f"text {colour} {align} {more}", text_wrap=True, **colour, **align, **more)


def _page(book: Any, sheet: Sheet, title: str, style: Style) -> Any:
    page = book.add_worksheet(sheet.name)
    formats = _Formats(book, style.decimals)
    for column, each in enumerate(sheet.columns):
        align = {"align": "right", "indent": 1} if each.kind in _RIGHT else {}
        page.write_string(0, column, each.heading, formats.of(f"heading {align}", **_HEADING, **align))
    statuses = {style.label(status.value): colour for status, colour in _COLOURS.items()}
    for row, values in enumerate([*sheet.rows, *([sheet.total] if sheet.total else [])], 1):
        total = row > len(sheet.rows)
        for column, (each, value) in enumerate(zip(sheet.columns, values, strict=True)):
            ground = statuses.get(str(value)) if each.kind == "status" else None
            number = value / 100 if isinstance(value, Decimal) and each.kind in _PERCENTS else value
            _write(page, row, column, number, formats.fitting(value, each.kind, ground, total=total))
    _fit(page, sheet)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    _set_up(page, sheet, title)
    return page


def _set_up(page: Any, sheet: Sheet, title: str) -> None:
    """Set up a page for A4, as wide as the paper, its headings on every page."""
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    if sheet.total:  # one subject, which then stands above the table, leaves the room to what differs
        page.print_area(0, SUBJECT, len(sheet.rows) + 1, len(sheet.columns) - 1)
    _on_paper(page, sheet.drawn[0][0] if sheet.total else title)


def _on_paper(page: Any, title: str) -> None:
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.set_header(f"&L{visible(title)[:_LONGEST].replace('&', '&&')}&R&A")
    page.set_footer("&R&P/&N")


def _fit(page: Any, sheet: Sheet) -> None:
    """Set the widths of the columns and the heights of the rows, for not every program does so when it opens them."""
    from xlsxwriter.utility import cell_autofit_width

    @cache
    def wide(text: str) -> tuple[int, ...]:
        return tuple(cell_autofit_width(line) for line in text.split("\n"))

    headings = [wide(each.heading) for each in sheet.columns]
    words = [wide("\n".join(each.heading.split())) for each in sheet.columns]  # a heading may be wrapped
    rows = [*sheet.rows, *([sheet.total] if sheet.total else [])]
    cells = [[wide(_shown(value)) for value in row] for row in rows]
    widest = max(_WIDEST, _PAPER // len(sheet.columns))
    widths = [min(max(map(max, set(column))), widest) for column in zip(words, *cells, strict=True)]
    for column, width in enumerate(widths):
        page.set_column_pixels(column, column, width + _FILTER)
    every = [headings, *cells]
    wrapped = [
        at
        for at, (width, *column) in enumerate(zip(widths, *every, strict=True))
        if any(_lines(text, width) > 1 for text in set(column))
    ]
    for row, texts in enumerate(every):
        lines = max((_lines(texts[at], widths[at]) for at in wrapped), default=1)
        page.set_row_pixels(row, min(_LINE * lines, _HIGHEST))


def _lines(text: Sequence[int], width: int) -> int:
    """Return how many lines a text takes whose own lines are so wide."""
    return sum(max(-(-line // width), 1) for line in text)


def _shown(value: Value) -> str:
    """Return about what a cell shows, to tell how wide it is."""
    if isinstance(value, Decimal):
        return f"{value}%"
    return f"{value:,}" if isinstance(value, int) else value or ""


def _write(page: Any, row: int, column: int, value: Value, shown: Any) -> None:
    """Write a value as what it is: a text is never taken for a formula or a link."""
    if value is None:
        page.write_blank(row, column, None, shown)
    elif isinstance(value, str):
        page.write_string(row, column, visible(value), shown)
    else:
        page.write_number(row, column, float(value), shown)


def _chart(book: Any, sheet: Sheet, page: str, picture: tuple[str, int, int]) -> tuple[Any, int]:
    """Return a chart of the percentages of some rows by their names, and its height in pixels."""
    title, first, count = picture
    lined = sheet.lines is not None
    chart = book.add_chart({"type": "bar" if count > _FEW or lined else "column"})
    rows = (first + 1, first + count)
    for column, colour in ((sheet.values, _BLUE), (sheet.lines, _ORANGE)):
        if column is not None:
            names = [page, rows[0], sheet.names[0], rows[1], sheet.names[1]]
            values = [page, rows[0], column, rows[1], column]
            series = {"name": [page, 0, column], "categories": names, "values": values, "gap": 60}
            chart.add_series(series | {"fill": {"color": colour}, "data_labels": {"value": count <= _LABELLED}})
    chart.set_title({"name": title, "name_font": {"size": 12}})
    percents = {"min": 0, "num_format": "0%", "major_gridlines": {"visible": True, "line": {"color": "#D9DEE3"}}}
    drawn = [row[sheet.values] for row in sheet.rows[first : first + count]]
    if all(value <= 100 for value in drawn if isinstance(value, Decimal)):
        percents["max"] = 1
    chart.set_legend({"position": "bottom"} if lined else {"none": True})
    if count > _FEW or lined:
        chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
        chart.set_x_axis(percents)
    else:
        chart.set_y_axis(percents)
    height = max(_CHART["height"], _ROW * count * (2 if lined else 1))
    chart.set_size({"width": _CHART["width"], "height": height})
    return chart, height
