"""How a form looks in Excel: what is to be filled in is light, all else is protected, without a password."""

import io
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from cellstats.forms.page import FIRST_HEADING, Cell, Formula, Kind, Page
from cellstats.place import cell_name
from cellstats.text import visible
from cellstats.writing import MADE

_A4 = 9
_NAME = 31  # letters
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.6, "bottom": 0.6}  # inches
_HEIGHTS = {"title": 34, "period": 24, "hint": 24, "heading": 40, "row": 24}  # pixels
_FONT = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
_GRID = {"border": 1, "border_color": "#AEB8C2"}
_HEADING = {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#DDE5EE"}
_INPUT = {"bg_color": "#FFF9E0", "locked": False}
_WRONG = {"bold": True, "font_color": "#A61B00", "bg_color": "#F6D5D0"}
_TEXT = {"text_wrap": True, "num_format": "@"}  # what is typed stays a text, be it "=1", "1-2" or a year
_SHOWN: dict[Kind, dict[str, object]] = {
    Kind.INDEX: {"align": "center"},
    Kind.TEXT: _TEXT,
    Kind.CHOICE: _TEXT,
    Kind.COUNT: {"align": "right", "num_format": "#,##0"},
    Kind.PERCENT: {"align": "right", "num_format": "0.00%"},
    Kind.CHECK: {"align": "center"},
}


def workbook(pages: Iterable[Page]) -> bytes:
    """Return the workbook of pages; two of the same pages are the same bytes."""
    import xlsxwriter  # only where a workbook is written

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        book.set_properties({"created": MADE})
        book.calc_on_load = False  # every value is stored, also where it is 0
        for page in pages:
            _Sheet(book, page).write()
    return written.getvalue()


def _sheet_name(name: str, taken: Collection[str]) -> str:
    """Return a name as Excel lets a sheet be called, that no other sheet has."""
    bare = re.sub(r"[\[\]:*?/\\']", " ", visible(name)).strip() or "Form"
    tries = [bare[:_NAME], *(f"{bare[: _NAME - 4]} ({number})" for number in range(2, 100))]
    used = {each.casefold() for each in (*taken, "History")}
    return next(each for each in tries if each.casefold() not in used)


class _Sheet:
    """A sheet that is being written."""

    def __init__(self, book: Any, page: Page) -> None:
        self._book = book
        self._page = page
        self._sheet = book.add_worksheet(_sheet_name(page.name, {each.get_name() for each in book.worksheets()}))
        self._formats: dict[str, Any] = {}
        self._tiers = 2 if any(column.below for column in page.columns) else 1
        self._first = FIRST_HEADING + self._tiers
        self._last = self._first + len(page.rows) - 1

    def write(self) -> None:
        """Write the page from the top down."""
        self._titles()
        self._heading()
        for row, cells in enumerate(self._page.rows, self._first):
            self._row(row, cells)
        if self._page.total:
            self._row(self._last + 1, self._page.total, bold=True, bg_color="#EEF2F6")
        self._checks()
        self._choices()
        self._set_up()

    def _format(self, **properties: object) -> Any:
        """Return the format of these properties, which is made once."""
        key = repr(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(_FONT | properties)
        return self._formats[key]

    def _titles(self) -> None:
        page, width = self._page, len(self._page.columns) - 1
        hint = page.texts["hint_counts" if page.total else "hint_list"]
        period = page.period or page.texts["period_to_fill_in"].upper()
        to_fill_in = {} if page.period else _TEXT | _INPUT
        for row, (kind, text, looks) in enumerate(
            (
                ("title", page.title, {"bold": True, "font_size": 14, "align": "center", "text_wrap": True}),
                ("period", period, {"bold": True, "align": "center"} | to_fill_in),
                ("hint", hint, {"italic": True, "font_color": "#4A5662"}),
            )
        ):
            self._sheet.merge_range(row, 0, row, width, visible(text), self._format(**looks))
            self._sheet.set_row_pixels(row, _HEIGHTS[kind])

    def _heading(self) -> None:
        looks = self._format(**_GRID, **_HEADING)
        last = FIRST_HEADING + self._tiers - 1
        for at, column in enumerate(self._page.columns):
            self._sheet.set_column(at, at, column.width)
            if column.below:
                self._sheet.write_string(last, at, column.below, looks)
        columns = enumerate(self._page.columns)
        for (heading, below), some in groupby(columns, key=lambda each: (each[1].heading, bool(each[1].below))):
            ends = [at for at, _ in some]
            bottom = FIRST_HEADING if below else last
            if len(ends) > 1 or bottom > FIRST_HEADING:
                self._sheet.merge_range(FIRST_HEADING, ends[0], bottom, ends[-1], visible(heading), looks)
            else:
                self._sheet.write_string(FIRST_HEADING, ends[0], visible(heading), looks)
        for row in range(FIRST_HEADING, last + 1):
            self._sheet.set_row_pixels(row, _HEIGHTS["heading"])

    def _row(self, row: int, cells: Sequence[Cell], **looks: object) -> None:
        widths = [7 * column.width for column in self._page.columns]  # pixels
        lines = [-(-_wide(cell) // width) for cell, width in zip(cells, widths, strict=True)]
        self._sheet.set_row_pixels(row, _HEIGHTS["row"] * max(1, *lines))
        for at, (column, cell) in enumerate(zip(self._page.columns, cells, strict=True)):
            own = _GRID | _SHOWN[column.kind] | looks | (_INPUT if cell is None else {})
            self._cell(row, at, cell, self._format(**own))

    def _cell(self, row: int, at: int, cell: Cell, looks: Any) -> None:
        """Write a cell as what it is: a text is never taken for a formula or a link."""
        if isinstance(cell, Formula):
            self._sheet.write_formula(row, at, cell.text, looks, cell.value)
        elif isinstance(cell, int):
            self._sheet.write_number(row, at, cell, looks)
        elif cell:
            self._sheet.write_string(row, at, visible(cell), looks)
        else:
            self._sheet.write_blank(row, at, None, looks)

    def _checks(self) -> None:
        """Let counts be whole numbers, and colour what does not add up."""
        texts = self._page.texts
        for at, column in enumerate(self._page.columns):
            if column.kind is Kind.COUNT:
                rule = {"validate": "integer", "criteria": ">=", "value": 0}
                told = {"error_title": texts["wrong_count_title"], "error_message": texts["wrong_count"]}
                self._sheet.data_validation(self._first, at, self._last, at, rule | told)
            elif column.kind is Kind.CHECK:
                rule = {"type": "cell", "criteria": "==", "value": f'"{texts["differs"]}"'}
                self._sheet.conditional_format(
                    self._first, at, self._last + 1, at, rule | {"format": self._book.add_format(_WRONG)}
                )

    def _choices(self) -> None:
        """Write what may be chosen below the table, where no column holds levels, and let cells choose of it."""
        texts, columns = self._page.texts, self._page.columns
        lists = [(at, column) for at, column in enumerate(columns) if column.choices]
        head = self._last + 3
        grey = self._format(font_color="#4A5662", text_wrap=True)
        if lists:
            self._sheet.write_string(head, 1, texts["choices"], self._format(font_color="#4A5662", italic=True))
        for at, column in lists:
            beside = at + 1 if at + 2 == len(columns) else at  # those of the levels stand below the notes
            for row, choice in enumerate(column.choices, head + 1):
                self._sheet.write_string(row, beside, visible(choice), grey)
            ends = (cell_name(row, beside) for row in (head + 1, head + len(column.choices)))
            source = ":".join(f"${end.rstrip('0123456789')}${end.lstrip(end.rstrip('0123456789'))}" for end in ends)
            rule = {"validate": "list", "source": f"={source}"}
            told = {"error_title": texts["wrong_choice_title"], "error_message": texts["wrong_choice"]}
            self._sheet.data_validation(self._first, at, self._last, at, rule | told)

    def _set_up(self) -> None:
        """Protect the sheet, keep its headings in sight, and set it up for A4."""
        sheet = self._sheet
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.freeze_panes(self._first, 2)
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST_HEADING, self._first - 1)
        sheet.print_area(0, 0, self._last + bool(self._page.total), len(self._page.columns) - 1)
        sheet.set_margins(**_MARGINS)
        sheet.set_footer("&L&A&R&P/&N")


def _wide(cell: Cell) -> int:
    """Return how many pixels a text takes: not every program makes rows as high as their lines."""
    from xlsxwriter.utility import cell_autofit_width

    return int(cell_autofit_width(cell)) if isinstance(cell, str) else 0
