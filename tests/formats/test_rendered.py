"""The files as people see them: opened by LibreOffice, and by a browser without a window.

Where these are not installed the tests are skipped; in CI they must be.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).parents[2]
CI = bool(os.environ.get("CI"))
PHONE, DESKTOP = (360, 740), (1280, 900)
REPORTS = {
    "hoa-binh": ("check-targets", "examples/hoa-binh-2021.xlsx", "--lang", "vi"),
    "years": ("check-targets", "examples/three-years.xlsx", "--by", "unit"),
    "districts": ("summarize", "examples/district-counts.xlsx", "--by", "unit", "--small", "10", "--lang", "vi"),
}


def needs(*programs: str) -> pytest.MarkDecorator:
    missing = [each for each in programs if shutil.which(each) is None]
    return pytest.mark.skipif(bool(missing) and not CI, reason=f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write each report in each format that is opened."""
    folder = tmp_path_factory.mktemp("reports")
    for name, command in REPORTS.items():
        for suffix in ("xlsx", "docx", "html"):
            output = str(folder / f"{name}.{suffix}")
            done = subprocess.run(
                [sys.executable, "-m", "cellstats", *command, "-q", "-o", output], cwd=ROOT, check=False, input=b""
            )
            assert done.returncode in (0, 1)
    return folder


def as_text(pdf: Path) -> str:
    """Return the text of a PDF without blanks: where a letter comes from another font, a word has gaps."""
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8")
    return bare(done.stdout)


def bare(text: str) -> str:
    """Return a text without its blanks."""
    return re.sub(r"\s+", "", text)


def pages(pdf: Path) -> list[str]:
    """Return the size of each page of a PDF."""
    done = subprocess.run(["pdfinfo", "-l", "99", str(pdf)], check=True, capture_output=True, encoding="utf-8")
    return re.findall(r"size:\s+(\S+ x \S+)", done.stdout)


@pytest.fixture(scope="module")
def printed(folder: Path) -> Path:
    """Print the documents by LibreOffice, and return where."""
    files = [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".docx", ".xlsx")]
    for suffix in (".docx", ".xlsx"):
        where = folder / suffix[1:]
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf"]
        these = [path for path in files if path.endswith(suffix)]
        subprocess.run(
            [*command, "--outdir", str(where), *these], check=True, capture_output=True, timeout=300, input=b""
        )
    return folder


@needs("soffice", "pdftotext", "pdfinfo")
def test_word_reports_open_and_print_on_a4(printed: Path) -> None:
    """LibreOffice opens each; what stands in it is on paper, in the order of the report, with its page numbers."""
    text = as_text(printed / "docx" / "hoa-binh.pdf")
    expected = (
        "Báo cáo kết quả xếp loại chi bộ và đảng viên, năm 2021",
        "Tổng số có 3.174 chi bộ. Số chưa rõ mức, do không có trong báo cáo, là 201.",
        "Hoàn thành tốt nhiệm vụ: 2.364/3.174 = 74,48%",
        "Hoàn thành xuất sắc nhiệm vụ: 9.942/62.331 = 15,95%",
        "2.968/3.174 = 93,51%, yêu cầu ít nhất 90%; dư 111; +3,51 điểm %",
        "Bảng 1. Chỉ tiêu",
        "Bảng 2. Chi bộ · Xếp loại · 2021",
        "NGƯỜI LẬP BÁO CÁO THỦ TRƯỞNG ĐƠN VỊ",
    )
    at = [text.find(bare(each)) for each in expected]
    assert -1 not in at, dict(zip(expected, at, strict=True))
    assert at == sorted(at)
    for name in REPORTS:
        assert set(pages(printed / "docx" / f"{name}.pdf")) == {"595.304 x 841.89"}


@needs("soffice", "pdftotext", "pdfinfo")
def test_workbooks_open_and_print_on_a4(printed: Path) -> None:
    """LibreOffice opens each and shows the digits that cellstats prints; a table is as wide as the paper."""
    text = as_text(printed / "xlsx" / "years.pdf")
    for each in ("96 133 72.18% 90.00%", "Excellent 15 133 11.28% 15 11.28%", "Phường Kim Lập", "2020 +12 +9.02"):
        assert bare(each) in text
    for name in REPORTS:
        assert set(pages(printed / "xlsx" / f"{name}.pdf")) <= {"841.89 x 595.304", "595.304 x 841.89"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(chromium: Any, path: Path, size: tuple[int, int], scheme: str = "light") -> tuple[Any, list[str]]:
    """Return a page, and all that it says and asks for."""
    heard: list[str] = []
    view = {"width": size[0], "height": size[1]}
    page = chromium.new_page(viewport=view, color_scheme=scheme)
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda problem: heard.append(f"error: {problem}"))
    page.on("request", lambda request: heard.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    return page, [each for each in heard if each not in (f"request: {path.as_uri()}", "request: data:,")]


@needs("chromium")
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_is_quiet_fits_and_is_accessible(
    chromium: Any, folder: Path, name: str, size: tuple[int, int], scheme: str
) -> None:
    """No message, no request, nothing beyond the edge; axe-core finds nothing, contrast included."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types

    page, heard = opened(chromium, folder / f"{name}.html", size, scheme)
    assert heard == []
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1]
    found = Axe().run(page).response
    assert [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    assert "color-contrast" in {each["id"] for each in found["passes"]}
    page.close()


@needs("chromium")
def test_a_table_of_units_fits_a_small_screen(chromium: Any, folder: Path) -> None:
    """Its last column, what is remarkable, is seen without scrolling at 1,100 pixels."""
    page, _ = opened(chromium, folder / "years.html", (1100, 800))
    wide = "each => each.map(table => table.offsetWidth - table.parentNode.clientWidth)"
    assert page.eval_on_selector_all("table.sortable", wide) == [0, 0, 0]
    page.close()


def column(page: Any, number: int) -> list[str]:
    cells: Sequence[Any] = page.query_selector_all(f"table.sortable >> nth=0 >> tbody tr td:nth-child({number})")
    return [each.inner_text() for each in cells]


@needs("chromium")
def test_units_are_sorted_by_keyboard(chromium: Any, folder: Path) -> None:
    """Tab reaches a heading, Enter sorts by it, Enter again the other way; what is not known stays last."""
    page, _ = opened(chromium, folder / "years.html", DESKTOP)
    before = column(page, 3)
    page.locator("table.sortable >> nth=0 >> th:nth-child(2) button").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading = page.locator("table.sortable >> nth=0 >> th:nth-child(3)")
    assert heading.get_attribute("aria-sort") == "descending"
    assert column(page, 3) == sorted(before, key=int, reverse=True) != before
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    assert column(page, 3) == sorted(before, key=int)
    page.close()


@needs("chromium")
def test_a_page_is_read_without_its_script(chromium: Any, folder: Path) -> None:
    """All tables and pictures are there."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "years.html").as_uri())
    assert page.locator("table.sortable tbody tr").count() == 21
    assert page.locator("svg").count() == 7
    context.close()


@needs("chromium", "pdftotext", "pdfinfo")
def test_a_page_prints_on_a4_in_light_colours(chromium: Any, folder: Path) -> None:
    """Also from a dark screen; the digits are on the paper."""
    page, _ = opened(chromium, folder / "districts.html", DESKTOP, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    pdf = folder / "page.pdf"
    page.pdf(path=str(pdf), prefer_css_page_size=True)
    assert set(pages(pdf)) <= {"595.92 x 842.88", "594.96 x 841.92"}
    text = as_text(pdf)
    for each in ("95 429 22,14%", "1.571 9.245 16,99%", "100,00%"):
        assert bare(each) in text
    page.close()
