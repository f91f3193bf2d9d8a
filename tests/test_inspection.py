import json
import shlex
from pathlib import Path

import pytest

import cellstats
from cellstats.cli import summarize_command
from cellstats.defaults import INSPECTIONS
from cellstats.formats import FORMATS
from cellstats.layouts import Defaults, Forced
from cellstats.layouts.recognition import LAYOUTS
from cellstats.options import Options
from cellstats.program import main
from cellstats.reading import Request
from tests.conftest import LEVELS, Book, Cell, Rows, counts, scale, told
from tests.layouts.test_transposed import FORM

EXAMPLES = sorted(map(str, Path("examples").glob("*.xlsx")))
TITLE: list[Cell] = ["XẾP LOẠI CHI BỘ NĂM 2021"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run the program and return its exit code, stdout and stderr."""
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out, err = capsys.readouterr()
    return int(ended.value.code or 0), out, err


def test_a_table_is_shown_as_it_was_understood(
    book: Book, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns with the words that decided, rows by what they were taken for, bases, findings, and the options."""
    head: Rows = [["STT", "Đơn vị", "Tổng số", *LEVELS, "Cờ"], [1, 2, 3, 4, 5, 6, 7, 8]]
    rows: Rows = [
        ["A", "Khối xã"],
        [1, "Xã A", 10, 2, 7, 1, 0],
        [2, "Xã B", 5, 1, 4, 0, 0],
        [None, "Cộng", 15, 3, 11, 1, 0],
    ]
    monkeypatch.chdir(Path(book({"Chi bộ": [TITLE, [], *head, *rows]})).parent)
    code, out, err = run(capsys, "inspect", "ratings.xlsx")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "ratings.xlsx/Chi bộ!A3:H8",
        "Column  Taken for       Heading",
        "------  --------------  ----------",
        "A       number          STT",
        "B       unit            Đơn vị",
        "C       all             Tổng số",
        "D       Excellent       HTXSNV",
        "E       Good            HTTNV",
        "F       Completed       HTNV",
        "G       Not completed   Không HTNV",
        "H       not understood  Cờ",
        "Layout: counts; heading rows 3, column numbers in row 4",
        "Rows: counted 6-7; groups 5; totals 8",
        "Cells · Rating · 2021 (population: title, measure: title, period: title); Base:",
        "  rated 15",
        "info: ratings.xlsx/Chi bộ!A5: rows that head others, not counted: 1, the first",
        "  here",
        (
            "To keep this reading: cellstats summarize ratings.xlsx --sheet 'Chi bộ' --header-row 3 --column index=A "
            "--column unit=B --column all=C --column excellent=D --column good=E --column completed=F "
            "--column not_completed=G --population cells --measure rating --period 2021"
        ),
    ]


def test_the_json_of_an_inspection_is_complete(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """A script finds every column, every row, every subject with its origins and bases, and the findings."""
    path = book(
        {"S": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", 2, 7, 1, 0], ["Xã B", 1, 4, "ba", 0]], "Khác": [["Ghi chú"]]}
    )
    code, out, _ = run(capsys, "inspect", path, "-f", "json")
    assert code == 3
    content = json.loads(out)
    assert content["format"] == "cellstats.inspection/1"
    table, other = content["sheets"]
    assert table["tables"] == [
        {
            "layout": "counts",
            "range": "A2:E4",
            "heading_rows": [2, 2],
            "number_row": None,
            "columns": [
                {
                    **{"column": letters, "role": role, "population": None, "words": [words]},
                    **{"measure": None if role == "unit" else "rating", "period": None, "stage": None},
                }
                for letters, role, words in zip(
                    "ABCDE",
                    ["unit", "excellent", "good", "completed", "not_completed"],
                    ["Đơn vị", *LEVELS],
                    strict=True,
                )
            ],
            "subjects": [
                {
                    **{
                        "population": "cells",
                        "population_from": "title",
                        "measure": "rating",
                        "measure_from": "title",
                    },
                    **{"period": "2021", "period_from": "title"},
                    "bases": {
                        **{"all": None, "eligible": None, "rated": None, "exempt": None, "not_rated": None},
                        **{"unreported": None, "unrecognized": 0},
                    },
                }
            ],
            "rows": {"counted": [3, 4]},
        }
    ]
    assert [each["code"] for each in table["findings"]] == ["not-a-number"]
    assert (other["sheet"], other["tables"], other["options"]) == ("Khác", [], [])
    assert [each["code"] for each in other["findings"]] == ["sheet-passed-over"]


@pytest.mark.parametrize("path", EXAMPLES)
def test_the_printed_options_keep_the_reading_of_every_example(path: str) -> None:
    """What `inspect` prints for a sheet gives the same tallies as reading that sheet without it."""
    for sheet in cellstats.inspect(path):
        assert kept(path, sheet.name, sheet.options)


@pytest.mark.parametrize(
    "rows",
    [
        FORM,
        [TITLE, ["Mức xếp loại", "Xã A", "Xã B"], *([word, 1, 2] for word in LEVELS)],
        [
            TITLE,
            ["Đơn vị", *LEVELS],
            ["Xã A", 1, 2, 3, 4],
            [],
            ["XẾP LOẠI ĐẢNG VIÊN 2022"],
            ["Đơn vị", *LEVELS],
            ["B", 5, 6, 7, 8],
        ],
    ],
)
def test_the_printed_options_keep_the_reading(book: Book, rows: Rows) -> None:
    """So they do for levels in rows, and for several tables on one sheet."""
    path = book({"Biểu": rows})
    (sheet,) = cellstats.inspect(path)
    assert sheet.options[:3] == ("--sheet", "Biểu", "--header-row")
    assert kept(path, "Biểu", sheet.options)


def kept(path: str, name: str | None, options: tuple[str, ...]) -> bool:
    """Tell whether the options give the tallies that are read without them."""
    context = summarize_command.make_context("summarize", [path, *options])
    given = {
        key: value for key, value in context.params.items() if key not in ("by", "jobs", "max_memory", "max_seconds")
    }
    forced = Options(**given)
    again = cellstats.summarize(path, request=forced.request, defaults=forced.defaults)
    return again.tallies == cellstats.summarize(path, request=Request((name or "",))).tallies


def test_every_layout_can_be_inspected() -> None:
    """The examples have every layout; each table of each has an outline."""
    found = {table.layout for path in EXAMPLES for sheet in cellstats.inspect(path) for table in sheet.tables}
    assert found >= {layout.NAME for layout in LAYOUTS}


@pytest.mark.parametrize("role", ["index", "unit", "all"])
def test_a_column_can_be_forced_right_of_the_sheet(book: Book, role: str) -> None:
    """All its cells are blank, and what stands in the other columns is counted all the same."""
    path = book({"Chi bộ": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", 1, 2, 3, 4], ["Xã B", 1, 2, 3, 4]]})
    columns = {701: role, **dict(enumerate(["excellent", "good", "completed", "not_completed"], 1))}
    summary = cellstats.summarize(path, defaults=Defaults("cells", "rating", "2021", Forced(((1, 1),), columns)))
    assert [*summary.totals()[0].counts.values()] == [2, 4, 6, 8]
    assert (told(summary.findings)[-1], summary.findings[-1].message()) == (
        "column-beyond-sheet Chi bộ!A2",
        "nothing stands in column ZZ, which --column names: the sheet ends left of it",
    )


def test_a_wrong_guess_can_be_forced(book: Book) -> None:
    """Heading rows, columns, population, measure and period that are given go before what the sheet says."""
    rows: Rows = [
        TITLE,
        ["Nhóm", "Hạng nhất", "Hạng nhì", "Hạng ba", "Hạng tư"],
        ["Xã A", 1, 2, 3, 4],
        ["Xã B", 1, 1, 1, 1],
    ]
    path = book({"S": rows})
    assert cellstats.summarize(path).tallies == ()
    columns = dict(enumerate(["unit", "excellent", "good", "completed", "not_completed"]))
    forced = Defaults("members", "rating", "2020", Forced(((1, 1),), columns))
    summary = cellstats.summarize(path, defaults=forced)
    assert counts(summary) == {"members rating 2020": scale(2, 3, 4, 5)}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--header-row", "x"], '--header-row: "x" is no row, such as 5, nor rows, such as 5-6'),
        (["--header-row", "0"], '--header-row: "0" is no row, such as 5, nor rows, such as 5-6'),
        (["--column", "unit"], '--column: "unit" is no column, such as unit=B'),
        (["--column", "exelent=C"], '--column: "exelent" is not known; did you mean "excellent"?'),
    ],
)
def test_a_wrong_option_is_told(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    """An option that cannot be meant ends with 2 and one line that names it."""
    assert run(capsys, "inspect", EXAMPLES[0], *arguments) == (2, "", f"{message}\n")


def test_no_name_of_a_person_is_shown(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """An inspection shows headings, never cells below them."""
    rows: Rows = [
        ["XẾP LOẠI ĐẢNG VIÊN 2021"],
        ["Họ và tên", "Xếp loại"],
        ["Bùi Văn Kín", "HTTNV"],
        ["Hà Thị Kín", "Bùi"],
    ]
    for form in ("table", "json", "markdown"):
        _, out, err = run(capsys, "inspect", book({"S": rows}), "-f", form)
        assert "Kín" not in out + err
        assert "Bùi" not in out + err


def test_the_help_offers_what_inspect_does(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """The formats that it writes, and a population for tables that name none; others are shown too."""
    assert tuple(name for name, each in FORMATS.items() if each.inspects) == INSPECTIONS
    code, out, _ = run(capsys, "inspect", "--help")
    told = " ".join(out.split())
    assert code == 0
    assert "[table|json|markdown]" in told
    assert "--population ID[,ID]... Taken where a table names none, such as cells." in told
    code, _, err = run(capsys, "inspect", EXAMPLES[0], "-f", "csv")
    assert (code, "'csv' is not one of 'table', 'json', 'markdown'" in err) == (2, True)
    code, _, err = run(capsys, "inspect", EXAMPLES[0], "-o", "a.csv")
    assert (code, err.splitlines()[-1]) == (2, "Error: inspect writes table, json, markdown")
    rows: Rows = [["NĂM 2021"], ["Đơn vị", *LEVELS], ["Xã A", 1, 2, 3, 4]]
    path = book({"S": rows, "Đảng viên": rows})
    shown = json.loads(run(capsys, "inspect", path, "--population", "cells", "-f", "json")[1])["sheets"]
    subjects = [each for sheet in shown for table in sheet["tables"] for each in table["subjects"]]
    assert [(each["population"], each["population_from"]) for each in subjects] == [
        ("cells", "option"),
        ("members", "sheet_name"),
    ]


def test_the_command_can_be_pasted() -> None:
    """The command is one line that a shell takes apart again."""
    sheet = cellstats.inspect(EXAMPLES[0])[0]
    assert shlex.split(sheet.command)[:3] == ["cellstats", "summarize", EXAMPLES[0]]


OFFICIALS: list[Rows] = [
    [["XẾP LOẠI CHI BỘ NĂM 2023"], ["Đơn vị", *LEVELS], ["Xã A", 1, 2, 3, 4], []],
    [["XẾP LOẠI ĐẢNG VIÊN NĂM 2023"], ["Đơn vị", *LEVELS], ["Xã A", 5, 6, 7, 8], []],
    [["XẾP LOẠI CÁN BỘ, CÔNG CHỨC NĂM 2023"], ["Đơn vị", *LEVELS], ["Xã B", 10, 20, 30, 40]],
]


def test_the_printed_command_names_tables_that_are_not_read(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """Otherwise their rows would be taken for those of the table above them."""
    path = book({"S": [row for table in OFFICIALS for row in table]})
    _, out, _ = run(capsys, "inspect", path, "-f", "json")
    (sheet,) = json.loads(out)["sheets"]
    assert sheet["options"] == [
        *("--sheet", "S", "--header-row", "2", "--header-row", "6", "--header-row", "10"),
        *("--column", "unit=A", "--column", "excellent=B", "--column", "good=C"),
        *("--column", "completed=D", "--column", "not_completed=E"),
    ]
    code, out, err = run(capsys, "summarize", path, "-f", "csv")
    assert run(capsys, "summarize", path, "-f", "csv", *sheet["options"]) == (code, out, err)
    assert (code, "who is rated" in err) == (3, True)


def test_where_an_option_is_of_one_table_alone_no_command_is_printed(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    """Beside named headings --population says of all tables whom they count."""
    path = book({"S": [row for table in OFFICIALS[1:] for row in table]})
    _, out, _ = run(capsys, "inspect", path, "--population", "committee_members", "-f", "json")
    (sheet,) = json.loads(out)["sheets"]
    assert (len(sheet["tables"]), sheet["options"]) == (2, [])


def test_the_printed_command_keeps_the_options_of_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Such as numbers, delimiter and words of one's own, which decide what is read."""
    path, words = tmp_path / "a.csv", tmp_path / "w.yaml"
    path.write_text("XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị;" + ";".join(LEVELS) + "\nXã A;1.200;2;3;4\n", encoding="utf-8")
    words.write_text("populations: {cells: {words: [Tổ]}}\n", encoding="utf-8")
    given = ("--numbers", "vi", "--delimiter", ";", "--vocabulary", str(words))
    _, out, _ = run(capsys, "inspect", str(path), *given, "-f", "json")
    (sheet,) = json.loads(out)["sheets"]
    assert sheet["options"][-6:] == [*given]
    whole = run(capsys, "summarize", str(path), *given, "-f", "csv")
    assert run(capsys, "summarize", str(path), *sheet["options"], "-f", "csv") == whole
    assert whole[1].splitlines()[1].split(",")[6:9] == ["1200", "1209", "rated"]


def test_where_tables_have_their_levels_in_rows_and_in_columns_no_command_is_printed(book: Book) -> None:
    """What --column says of the labels would hold for the other table too."""
    form: list[list[Cell]] = [["XẾP LOẠI ĐẢNG VIÊN NĂM 2021"], ["Nội dung", "Số lượng"]]
    form += [[word, 2] for word in LEVELS]
    (sheet,) = cellstats.inspect(book({"S": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", 1, 2, 3, 4], [], *form]}))
    assert (len(sheet.tables), sheet.options) == (2, ())


@pytest.mark.parametrize("left", [0, 1])
def test_the_printed_options_end_a_table_above_the_title_of_the_next(book: Book, left: int) -> None:
    """The title of a further list is no row of the list above it."""
    tables = [
        [[*[None] * left, f"XẾP LOẠI CHI BỘ NĂM {year}"], ["Tên chi bộ", "Xếp loại"], ["A", "HTTNV"], ["B", "HTNV"]]
        for year in (2021, 2022)
    ]
    path = book({"S": [*tables[0], [], *tables[1]]})
    (sheet,) = cellstats.inspect(path)
    assert kept(path, "S", sheet.options)
    assert sheet.options[:6] == ("--sheet", "S", "--header-row", "2", "--header-row", "7")
