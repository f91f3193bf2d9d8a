"""How long each step of a workbook takes, in one process: python -m tests.benchmarks.parts FILE.

Medians of several turns. The two steps of the bare loop stand first, then those of cellstats: rows are turned into
columns instead, and the archive is searched while python-calamine reads. Only the first sheet is read.
"""

import pickle
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path

import click
from python_calamine import CalamineWorkbook

from cellstats import job
from cellstats.formats import TEXTS, Style
from cellstats.layouts import Defaults
from cellstats.layouts.recognition import recognize
from cellstats.reading.evidence import search
from cellstats.reading.grid import Grid
from cellstats.reading.legacy import decoded
from cellstats.reading.page import Sheet
from cellstats.summary import add_up
from cellstats.vocabulary import packaged

TURNS = 7


def steps(path: str, timed: Callable[[str], AbstractContextManager[None]]) -> None:
    """Take every step, each under its name."""
    content, words = Path(path).read_bytes(), packaged()
    with timed("the loop: python-calamine reads"):
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    with timed("the loop: rows are counted"):
        Counter(row[-1] for row in sheet.iter_rows())
    with timed("rows are turned into columns"):
        grid = Grid.of(sheet.iter_rows(), sheet.total_height + 1)
    with timed("the archive is searched"):
        search(content)()
    with timed("old encodings are looked for"):
        *_, page = decoded(Sheet(path, sheet.name, grid))
    with timed("the sheet is understood"):
        part = job.counted(recognize(page, words, Defaults()))
    with timed("the result is handed over"):
        parts = pickle.loads(pickle.dumps([part], pickle.HIGHEST_PROTOCOL))
    with timed("tallies are added up"):
        summary = add_up(parts, words)
    with timed("the table is written"):
        TEXTS["table"].summary(summary, Style(words))


@click.command()
@click.argument("path", metavar="FILE")
def main(path: str) -> None:
    """Print how long each step takes."""
    job.load()
    seconds: dict[str, list[float]] = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        begun = time.perf_counter()
        yield
        seconds.setdefault(name, []).append(time.perf_counter() - begun)

    for _ in range(TURNS):
        steps(path, timed)
    for name, turns in seconds.items():
        click.echo(f"{statistics.median(turns):7.3f} s  {name}")


if __name__ == "__main__":
    main()
