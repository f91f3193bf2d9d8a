"""Mutated inputs. By hand, guided by coverage and without end: `python -m tests.hostile.test_fuzz SECONDS`."""

import contextlib
import io
import json
import random
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cellstats import summarize
from cellstats.errors import FileError
from cellstats.findings import Severity
from cellstats.isolation import Bounds, Workers
from cellstats.plan import load_plan
from cellstats.vocabularyfile import load_words
from tests.reading.writers import Page, Rows, html, ods, xls, xlsb, xlsx, xml2003

ROWS: Rows = [
    ["XẾP LOẠI CHI BỘ NĂM 2021"],
    ["STT", "Đơn vị", "Tổng số", "HTXSNV", "HTTNV", "HTNV", "Không HTNV"],
    *((at, f"Xã {at}", 10, 2, 6, 1, 1) for at in range(1, 6)),
    [None, "Tổng cộng", 50, 10, 30, 5, 5],
]
SEEDS = [
    *(write(Page(ROWS, merged=[(0, 0, 0, 6)])) for write in (xlsx, xls, xlsb, ods, xml2003, html)),
    *(path.read_bytes() for path in sorted(Path("examples").glob("*.xlsx"))),
]
BYTES = [
    b"\0",
    b"\xff",
    b"<",
    b">",
    b'"',
    b"&",
    b"/",
    b"-",
    b"9" * 20,
    b"1e999",
    b"NaN",
    b"\x1b",
    b"\xed\xa0\x80",
    b"A1",
]


def mutated(content: bytes, draw: random.Random) -> bytes:
    """Return the content with some bytes changed, cut, repeated or moved; of an archive those of one of its parts."""
    if content.startswith(b"PK") and draw.random() < 0.9:
        with contextlib.suppress(BadZipFile, KeyError, IndexError, NotImplementedError, zlib.error, EOFError):
            return _with_part(content, draw)
    changed = bytearray(content)
    for _ in range(draw.choice([1, 1, 2, 4, 16])):
        at, size = draw.randrange(len(changed) or 1), draw.choice([0, 1, 1, 2, 8, 64])
        match draw.randrange(4):
            case 0:
                changed[at : at + size] = draw.choice(BYTES)
            case 1:
                changed[at : at + size] = changed[at : at + size] * draw.choice([0, 2, 50])
            case 2:
                changed[at : at + 1] = bytes([draw.randrange(256)])
            case _:
                other = draw.randrange(len(changed) or 1)
                changed[at : at + size] = changed[other : other + draw.choice([1, 8, 64, 512])]
    return bytes(changed)


def _with_part(content: bytes, draw: random.Random) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(buffer, "w", ZIP_DEFLATED) as copy:
        names = archive.namelist()
        chosen = draw.choice([name for name in names if name.endswith((".xml", ".rels", ".bin"))])
        for name in names:
            part = archive.read(name)
            copy.writestr(name, mutated(part, draw) if name == chosen else part)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(1, Bounds(memory=1024, seconds=10)) as executor:
        yield executor


def read(content: bytes, workers: Workers) -> None:
    """Read a file in a process of its own: whatever it holds, cellstats itself has no defect and nothing hangs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        path.write_bytes(content)
        summary = summarize(path, executor=workers)
    defects = [each.message() for each in summary.findings if each.code in ("file-defect", "file-beyond-time")]
    assert not defects
    assert summary.tallies or any(each.severity is Severity.ERROR for each in summary.findings)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 2**64))
def test_mutated_workbooks(workers: Workers, content: bytes, seed: int) -> None:
    """Every format, changed anywhere: what is read is counted, and of what is not it is said why."""
    read(mutated(content, random.Random(seed)), workers)


SUMMARY = {
    "format": "cellstats.summary/1",
    "sources": [{"path": "a", "sheet": "b", "range": "A1:B2", "layout": "counts"}],
    "totals": [{"population": "cells", "measure": "rating", "period": "2021", "unit": None, "all": 10, "rated": 10}],
    "records": [
        {"population": "cells", "measure": "rating", "period": "2021", "unit": None, "level": level, "count": count}
        for level, count in (("excellent", 2), ("good", 6), ("completed", 1), ("not_completed", 1))
    ],
    "findings": [{"code": "a", "severity": "info", "place": None, "message": "b"}],
}
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["cells", "good", "2021"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def paths_in(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path to every value within a value."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in entries:
        yield from paths_in(each, (*path, key))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([path for path in paths_in(SUMMARY) if path]), VALUES, st.booleans())
def test_mutated_summaries(path: tuple[str | int, ...], value: object, gone: bool) -> None:
    """A saved summary in which any value is another, or missing, is counted as it stands or refused as a whole."""
    content = json.loads(json.dumps(SUMMARY))
    within = content
    for key in path[:-1]:
        within = within[key]
    if gone:
        del within[path[-1]]
    else:
        within[path[-1]] = value
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "a.json"
        saved.write_text(json.dumps(content), encoding="utf-8")
        summary = summarize(saved)
    assert summary.tallies or any(each.severity is Severity.ERROR for each in summary.findings)
    assert all(tally.bases.of_levels is None or tally.bases.of_levels >= 0 for tally in summary.tallies)


def test_units_without_what_they_are_together_are_refused(tmp_path: Path) -> None:
    """A saved summary has a total of all it lists by unit; one without would be counted nowhere."""
    content = json.loads(json.dumps(SUMMARY))
    for entry in (*content["totals"], *content["records"]):
        entry["unit"] = "Xã A"
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    assert [each.code for each in summarize(tmp_path / "a.json").findings] == ["json-incomplete"]


YAML = Path("targets.yaml").read_bytes()
WORDS = Path("examples/another-scale.yaml").read_bytes()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([YAML, WORDS]), st.integers(0, 2**64))
def test_mutated_yaml(content: bytes, seed: int) -> None:
    """A file of targets or of words is used, or refused with a line for each problem that names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_bytes(mutated(content, random.Random(seed)))
        problems: tuple[str, ...] = (str(path),)
        try:
            (load_plan if content is YAML else load_words)(path)
        except FileError as refused:
            problems = refused.problems
        assert problems
        assert all(str(path) in problem for problem in problems)


def explore(seconds: float) -> None:
    """Mutate what reaches lines of cellstats that nothing reached before, and print what breaks it."""
    draw = random.Random()
    reached: set[tuple[str, int]] = set()
    seeds = [*SEEDS]
    end = time.monotonic() + seconds

    def trace(frame: object, event: str, _argument: object) -> object:
        code, line = frame.f_code, frame.f_lineno  # type: ignore[attr-defined]
        if "cellstats" not in code.co_filename:
            return None
        if event == "line":
            reached.add((code.co_filename, line))
        return trace

    while time.monotonic() < end:
        content = mutated(draw.choice(seeds), draw)
        path = Path(tempfile.gettempdir()) / "cellstats-fuzz.xlsx"
        path.write_bytes(content)
        before = len(reached)
        with Workers(1, Bounds(1024, 10)) as workers:
            lost = {each.code for each in summarize(path, executor=workers).findings if each.code.startswith("file-")}
        if lost:
            kept = path.with_name(f"cellstats-fuzz-{draw.randrange(10**9)}.xlsx")
            path.rename(kept)
            print(kept, *lost)  # noqa: T201
            continue
        sys.settrace(trace)  # type: ignore[arg-type]
        summarize(path)
        sys.settrace(None)
        if len(reached) > before:
            seeds.append(content)
            print(len(reached), "lines reached,", len(seeds), "seeds")  # noqa: T201


if __name__ == "__main__":
    explore(float(sys.argv[1]))
