import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import cellstats
from cellstats.layouts.recognition import LAYOUTS
from cellstats.targets import Status
from examples import build
from tests.conftest import counts, scale


@pytest.mark.parametrize("name", sorted(build.EXAMPLES))
def test_examples_are_what_their_script_writes(name: str, tmp_path: Path) -> None:
    """Written again, each example is byte for byte the one in the folder."""
    build.EXAMPLES[name](tmp_path / name)
    assert (tmp_path / name).read_bytes() == Path("examples", name).read_bytes()


@pytest.mark.parametrize("name", sorted(build.EXAMPLES))
def test_examples_are_read_without_a_warning(name: str) -> None:
    """No example has anything but remarks."""
    summary = cellstats.summarize(f"examples/{name}")
    assert {each.severity.value for each in summary.findings} <= {"info"}
    assert summary.tallies


def test_the_district_adds_up() -> None:
    """30 communes, cells and members side by side, add up to the total row that the script wrote."""
    summary = cellstats.summarize("examples/district-counts.xlsx")
    units = {tally.key.unit for tally in summary.tallies}
    assert len(units) == 30
    assert [each.code for each in summary.findings] == ["rows-as-headings"]
    assert set(counts(summary)) == {"cells rating 2021", "members rating 2021"}
    assert [tally.base()[0] for tally in summary.totals()] == ["rated", "rated"]


def test_the_lists_are_counted_one_by_one() -> None:
    """300 members and 40 cells, those not rated apart."""
    roster = cellstats.summarize("examples/commune-roster.xlsx").totals()[0]
    assert (roster.bases.all, roster.bases.rated, roster.bases.not_rated) == (300, 297, 3)
    assert counts(cellstats.summarize("examples/cell-marks.xlsx")) == {"cells rating 2021": scale(10, 20, 9, 1)}


def test_every_target_has_data_in_the_committee_workbook() -> None:
    """All ten targets get a verdict; the one group leader without training is the one miss."""
    summary = cellstats.summarize("examples/committee.xlsx")
    verdicts = cellstats.check_targets(summary, cellstats.load_targets("targets.yaml"))
    assert [each.target.id for each in verdicts if each.status is Status.MISSED] == ["training"]
    assert [each.status for each in verdicts].count(Status.MET) == 9


def test_every_layout_has_an_example() -> None:
    """The examples have every layout, and each gives what its script wrote."""
    layouts = {source.layout for name in build.EXAMPLES for source in cellstats.summarize(f"examples/{name}").sources}
    assert layouts == {layout.NAME for layout in LAYOUTS}
    assert counts(cellstats.summarize("examples/statistics-form.xlsx")) == {
        "members rating 2021": scale(300, 1485, 153, 7),
        "organizations rating 2021": scale(18, 70, 9, 1),
    }
    assert counts(cellstats.summarize("examples/proposals.xlsx")) == {"members rating 2021": scale(0, 27, 3, 0)}
    assert counts(cellstats.summarize("examples/review.xlsx")) == {
        "members review 2021": {"reviewed": 1221, "not_reviewed": 19},
        "collectives review 2021": {"reviewed": 50, "not_reviewed": 2},
    }
    assert counts(cellstats.summarize("examples/meeting-list.xlsx")) == {
        "cells meeting_quality 2021-03": {"good": 3, "fair": 10, "average": 7, "poor": 0}
    }


def test_made_up_figures_say_so() -> None:
    """Only the published figures do not call themselves made up."""
    for name in build.EXAMPLES:
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_path(f"examples/{name}")
        for sheet in book.sheet_names:
            text = str(book.get_sheet_by_name(sheet).to_python(nrows=3))
            assert ("giả định" in text) == (name != "hoa-binh-2021.xlsx")


@pytest.mark.parametrize(("name", "language"), [("page.html", "en"), ("report.docx", "vi"), ("annex.xlsx", "vi")])
def test_the_example_reports_are_what_is_written_now(name: str, language: str, tmp_path: Path) -> None:
    """Part by part; how an archive is packed differs between versions of its library."""
    command = ["check-targets", "-t", "examples/cells-step-by-step.yaml", "--by", "unit", "--lang", language, "-q"]
    written = tmp_path / name
    program = [sys.executable, "-m", "cellstats", *command, "-o", str(written)]
    done = subprocess.run(program, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 1  # one target is missed
    assert _parts(written) == _parts(Path("examples", "reports", name))


def _parts(path: Path) -> dict[str, bytes]:
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
