"""Word: the report in sentences and its tables, with the digits that every other format has."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

import cellstats
from cellstats.errors import UsageError
from cellstats.formats import DOCUMENTS, TEXTS, Style
from cellstats.formats.stationery import MARK, STYLES
from cellstats.masking import with_masks
from cellstats.vocabulary import packaged
from tests.conftest import LEVELS, TITLE, Book

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.xlsx"))
HOA_BINH = ROOT / "examples" / "hoa-binh-2021.xlsx"
YEARS = ROOT / "examples" / "three-years.xlsx"
DOCX = DOCUMENTS["docx"]


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph outside of tables."""
    return [(str(each.style.name), each.text) for each in Document(io.BytesIO(content)).paragraphs if each.style]


def millimetres(length: Length | None) -> int:
    return round(length.mm) if length else 0


def tables(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in each.rows] for each in Document(io.BytesIO(content)).tables]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_the_shares_are_those_of_the_json(path: Path, language: str) -> None:
    """Every level of the JSON stands in a sentence and in a table, with its count, base and percentage."""
    style = Style(packaged(), language)
    summary = cellstats.summarize(path)
    content = DOCX.summary(summary, style)
    points = [text.rpartition(": ")[2] for name, text in paragraphs(content) if name == "List Bullet"]
    cells = [row[2] for table in tables(content) for row in table if len(row) == 5]
    signs = str.maketrans(",.", ".,") if language == "vi" else {}
    for each in json.loads(TEXTS["json"].summary(summary, style))["records"]:
        if each["percent"] is not None:
            share = f"{each['count']:,}/{each['base']:,} = {each['percent']:.2f}%".translate(signs)
            assert share in points
            assert share in cells


def test_the_order_is_that_of_offices() -> None:
    """How many, who is in no level, the levels, the targets met and those without data, what is to be settled."""
    summary = cellstats.summarize(HOA_BINH)
    verdicts = cellstats.check_targets(summary, cellstats.load_targets())
    texts = paragraphs(DOCX.verdicts(verdicts, summary, Style(packaged(), title="Plan 13")))
    unknown = "Of 201 the level is not known, for it was not reported."
    assert texts[:11] == [
        ("Title", "Report: rating of cells and members, year 2021"),
        ("Body Text", "Held against: Plan 13"),
        ("Heading 1", "Results"),
        ("Heading 2", "Cells · Rating · 2021"),
        ("Body Text", f"In all there are 3,174 cells. {unknown} The shares are of all 3,174 cells:"),
        ("List Bullet", "Excellent: 604/3,174 = 19.03%"),
        ("List Bullet", "Good: 2,364/3,174 = 74.48%"),
        ("List Bullet", "Completed: not known"),
        ("List Bullet", "Not completed: 5/3,174 = 0.16%"),
        ("Body Text", "Together, good or better: 2,968/3,174 = 93.51%."),
        ("Heading 2", "Members · Rating · 2021"),
    ]
    at = texts.index(("Heading 1", "Targets"))
    assert texts[at + 1 : at + 3] == [
        ("Body Text", "The targets were held against these results: 2 met and 8 no data."),
        ("Body Text", "Met:"),
    ]
    assert texts[at + 3][1].startswith("Cells rated good or better (2021): 2,968/3,174 = 93.51%, ")
    assert texts[at + 3][1].endswith(", where at least 90% is demanded; 111 to spare; +3.51 points")
    assert [text for name, text in texts if name == "Heading 1"] == ["Results", "Targets", "To be settled", "Tables"]


def test_a_target_on_what_is_masked_is_told_as_masked(book: Book) -> None:
    """In the sentences as in the table: that there are no data would be wrong."""
    path = book({"S": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", 1, 1, 1, 1]]})
    summary = with_masks(cellstats.summarize(path), 5)
    target = [each for each in cellstats.load_targets() if each.id == "cells-rated-good"]
    content = DOCX.verdicts(cellstats.check_targets(summary, target), summary, Style(packaged(), small=5))
    texts = [text for _, text in paragraphs(content)]
    at = texts.index("Targets")
    assert texts[at + 1 : at + 4] == [
        "The targets were held against these results: 1 masked.",
        "Masked:",
        "Cells rated good or better (2021)",
    ]
    (row,) = (row for table in tables(content) for row in table if row[0].startswith("Cells rated"))
    assert row[1:] == ["masked", "≥ 90%", "masked", ""]


def test_errors_are_to_be_settled_with_their_place(book: Book) -> None:
    """What may make the numbers wrong is told first, in a sentence with the cell."""
    path = book({"S": [TITLE, ["Đơn vị", *LEVELS], ["Xã A", -1, 1, 1, 1]]})
    texts = [text for _, text in paragraphs(DOCX.summary(cellstats.summarize(path), Style(packaged())))]
    at = texts.index("The numbers may be wrong until this is settled:")
    assert texts[at + 1].startswith(f"{path}/S!B3: ")


def test_it_is_set_up_for_a4_and_repeats_its_headings() -> None:
    """A4 with the margins of official texts, a font with Vietnamese, heading rows on every page, rows never split."""
    content = DOCX.summary(cellstats.summarize(HOA_BINH), Style(packaged(), "vi"))
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    sizes = section.page_width, section.page_height, section.left_margin, section.right_margin
    assert [millimetres(each) for each in sizes] == [210, 297, 30, 15]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body, styles = (archive.read(f"word/{part}.xml").decode() for part in ("document", "styles"))
    assert body.count("<w:tblHeader/>") == len(document.tables) - 1  # that of the signatures has no heading
    assert 'w:lang w:val="vi-VN"' in styles
    assert 'w:ascii="Times New Roman"' in styles


def test_a_table_stays_on_the_page_of_its_notes() -> None:
    """The last row before a note is kept with it, as a short table is as a whole; nothing else binds a table."""
    document = Document(io.BytesIO(DOCX.summary(cellstats.summarize(HOA_BINH), Style(packaged()))))
    noted = []
    for table in document.tables[:-1]:  # the last is for signatures
        below = Paragraph(table._tbl.getnext(), document)
        noted.append(bool(below.text) and below.style is not None and below.style.name == STYLES["cell"])
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in table.rows]
        assert kept == [True] * (len(kept) - 1) + [True if noted[-1] else None]
    assert {*noted} == {True, False}


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    """No time and no name is in the file."""
    written = []
    for name in ("a.docx", "b.docx"):
        command = [sys.executable, "-m", "cellstats", "summarize", str(HOA_BINH), "-q", "-o", str(tmp_path / name)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def template(*texts: str, bare: bool = False) -> bytes:
    """Return an office's document, with a header of its own and a wide margin; `bare`: with hardly any styles."""
    document = Document()
    document.sections[0].left_margin = Mm(50)
    document.sections[0].header.paragraphs[0].text = "TỈNH ỦY"
    for text in texts:
        document.add_paragraph(text)
    for name in ("List Bullet", "Heading 1", "Table Grid", "Body Text") if bare else ():
        document.styles[name].delete()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@pytest.mark.parametrize("bare", [False, True])
def test_the_template_of_an_office_is_kept(bare: bool) -> None:
    """Its header, margins and text stay; the report takes the place of the mark; styles that it lacks are added."""
    style = Style(packaged(), template=("office.docx", template("LETTERHEAD", MARK, "SIGNATURE", bare=bare)))
    content = DOCX.summary(cellstats.summarize(HOA_BINH), style)
    document = Document(io.BytesIO(content))
    texts = [text for _, text in paragraphs(content)]
    assert (texts[0], texts[1], texts[-1]) == ("LETTERHEAD", "Results", "SIGNATURE")  # its title is its own
    assert MARK not in texts
    assert ("– " if bare else "") + "Excellent: 604/3,174 = 19.03%" in texts
    assert document.sections[0].header.paragraphs[0].text == "TỈNH ỦY"
    assert millimetres(document.sections[0].left_margin) == 50
    assert len(document.tables) == 4


def test_without_a_mark_the_report_stands_at_the_end() -> None:
    """What the template holds stays above."""
    content = DOCX.summary(
        cellstats.summarize(HOA_BINH), Style(packaged(), template=("office.docx", template("LETTERHEAD")))
    )
    texts = [text for _, text in paragraphs(content)]
    assert texts[:2] == ["LETTERHEAD", "Report: rating of cells and members, year 2021"]


def test_a_template_that_is_no_word_document_is_refused(tmp_path: Path) -> None:
    """One line, exit code 2, nothing written; so for a file that is not there, and for another format."""
    with pytest.raises(UsageError, match="no Word document"):
        DOCX.summary(cellstats.summarize(HOA_BINH), Style(packaged(), template=("office.docx", b"PK")))
    for given, output, told in (
        (str(HOA_BINH), "a.docx", f"--template: {HOA_BINH}: is no Word document; save it as .docx"),
        ("missing.docx", "a.docx", "--template: missing.docx: there is no such file"),
        (str(HOA_BINH), "a.csv", "--template: is for a report in Word, such as: -o report.docx"),
    ):
        command = [sys.executable, "-m", "cellstats", "summarize", str(HOA_BINH), "-q", "-o", str(tmp_path / output)]
        done = subprocess.run(
            [*command, "--template", given],
            check=False,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )
        assert (done.returncode, done.stderr.splitlines()) == (2, [told])
        assert not (tmp_path / output).exists()


@pytest.mark.parametrize("texts", [(MARK, MARK), (f"As follows: {MARK}",)], ids=["twice", "within a text"])
def test_a_mark_that_cannot_be_replaced_is_refused(texts: tuple[str, ...]) -> None:
    """It would stay in what is handed in, and the report would stand behind the signature."""
    with pytest.raises(UsageError, match=r"\[cellstats\] must stand once, alone in a paragraph, and in no table"):
        DOCX.summary(cellstats.summarize(HOA_BINH), Style(packaged(), template=("office.docx", template(*texts))))


def test_changes_are_told_where_there_are_several_periods() -> None:
    """From period to period, with the points between them."""
    texts = [text for _, text in paragraphs(DOCX.summary(cellstats.summarize(YEARS), Style(packaged())))]
    at = texts.index("The share good or better, from period to period:")
    assert texts[at + 1 : at + 4] == [
        "2020: 96/133 = 72.18%",
        "2021: 111/133 = 83.46%; +11.28 points",
        "2022: 101/121 = 83.47%; +0.01 points",
    ]


def test_a_report_does_not_name_the_folders_of_a_machine(tmp_path: Path) -> None:
    """Files are named from the last folder on that holds them all."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.csv").write_text(
            f"XẾP LOẠI CHI BỘ NĂM 2021\nĐơn vị,HTXSNV,HTTNV,HTNV,KHTNV\nXã {name},1,2,3,x\n", encoding="utf-8"
        )
    output, mail = tmp_path / "report.docx", tmp_path / "mail.md"
    command = [sys.executable, "-m", "cellstats", "summarize", str(tmp_path / "a"), str(tmp_path / "b"), "-q"]
    for each in (output, mail):
        subprocess.run([*command, "-o", str(each)], check=False, stdin=subprocess.DEVNULL, capture_output=True)
    assert [line.partition("!")[0] for line in mail.read_text("utf-8").splitlines() if "From" in line] == [
        "- From: a/a.csv",
        "- From: b/b.csv",
    ]
    content = output.read_bytes()
    assert [row[0] for row in tables(content)[-2][1:]] == ["a/a.csv", "b/b.csv"]
    assert not [text for _, text in paragraphs(content) if str(tmp_path) in text]


def test_a_report_is_no_source_of_ratings(tmp_path: Path) -> None:
    """Nobody counts a result once more."""
    path = tmp_path / "report.docx"
    path.write_bytes(DOCX.summary(cellstats.summarize(HOA_BINH), Style(packaged())))
    assert [each.code for each in cellstats.summarize(path).findings] == ["own-result", "nothing-read"]


def test_many_periods_are_named_by_the_first_and_the_last(tmp_path: Path) -> None:
    """A title of forty quarters would be none, and is too long for a property."""
    rows = "Đơn vị,HTXSNV,HTTNV,HTNV,KHTNV\nXã A,1,4,5,0\n"
    for year in range(2015, 2025):
        for numeral in ("I", "II", "III", "IV"):
            path = tmp_path / f"{year}{numeral}.csv"
            path.write_text(f"XẾP LOẠI CHI BỘ QUÝ {numeral}/{year}\n{rows}", encoding="utf-8")
    content = DOCX.summary(cellstats.summarize(tmp_path), Style(packaged()))
    assert paragraphs(content)[0] == ("Title", "Report: rating of cells, Q1 2015 – Q4 2024")


def with_part(content: bytes, part: str, change: str) -> bytes:
    """Return a document with a part in which "old|new" is replaced."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            was, _, becomes = change.encode().partition(b"|")
            changes = name == f"word/{part}.xml"
            new.writestr(name, old.read(name).replace(was, becomes) if changes else old.read(name))
    return written.getvalue()


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("document", "<w:body>|<w:body"),
        ("document", "<w:body>|<!DOCTYPE a><w:body>"),
        ("document", "?>|?><!DOCTYPE a>"),
        ("styles", "</w:styles>|"),
        ("styles", 'w:type="paragraph" w:styleId="Caption"|w:type="character" w:styleId="Caption"'),
    ],
)
def test_a_broken_template_is_refused_by_name(part: str, change: str) -> None:
    """Whatever python-docx would stumble over is one line."""
    content = with_part(template("LETTERHEAD"), part, change)
    with pytest.raises(UsageError, match=r"--template: office\.docx: "):
        DOCX.summary(cellstats.summarize(HOA_BINH), Style(packaged(), template=("office.docx", content)))


def test_nobody_of_the_office_is_named_and_its_own_text_is_what_styles_build_on() -> None:
    """The author and the last editor go; what is added is based on the style that the document calls its default."""
    document = Document(io.BytesIO(template(bare=True)))
    document.core_properties.author = document.core_properties.last_modified_by = "Bùi Thị Kín"
    document.styles["Normal"].element.styleId = "Binhthng"
    written = io.BytesIO()
    document.save(written)
    style = Style(packaged(), template=("office.docx", written.getvalue()))
    content = DOCX.summary(cellstats.summarize(HOA_BINH), style)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"K\xc3\xadn" not in archive.read("docProps/core.xml")
    added = Document(io.BytesIO(content)).styles
    names = ("List Bullet", "Heading 1", "Body Text", "cellstats cell")
    assert {style.style_id for style in (added[name].base_style for name in names)} == {"Binhthng"}


def test_a_template_may_name_its_namespaces_as_it_likes() -> None:
    """Where those of Word are called otherwise, the report has the same text and the same tables."""
    usual = template("LETTERHEAD", MARK)
    other = with_part(with_part(usual, "document", "w:|office:"), "document", "xmlns:w=|xmlns:office=")
    summary = cellstats.summarize(HOA_BINH)
    told, same = (DOCX.summary(summary, Style(packaged(), template=("a.docx", each))) for each in (usual, other))
    assert paragraphs(told) == paragraphs(same)
    assert tables(told) == tables(same) != []


def test_signs_of_a_markup_are_signs(tmp_path: Path) -> None:
    """A unit whose name is a piece of XML is named so, and what stands in the place of a table is none of it."""
    name = '<w:br/> & "<?cellstats-table 1?>"'
    quoted = name.replace('"', '""')
    (tmp_path / "a.csv").write_text(
        f'{TITLE[0]}\nĐơn vị,{",".join(LEVELS)}\n"{quoted}",1,2,3,4\nXã B,4,3,2,1\n', "utf-8"
    )
    content = DOCX.summary(cellstats.summarize(tmp_path), Style(packaged(), by_unit=True))
    assert {row[0] for row in tables(content)[1][1:]} == {"1. Xã B", f"2. {name}"}
