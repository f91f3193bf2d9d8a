"""The least that counts lists by unit, each with its first cell: python least.py FILE ...

No heading is looked for, no cell is doubted and nothing is compared, and a list is not read by a process of its own.
So a bound that this does not keep is out of reach for whatever does these too. Of several lists each is a task of its
own, and its archive is looked through for what python-calamine does not tell.
"""

import pickle
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing import Pool

import click

UNIT, LEVEL = 2, -1  # the columns
AT_ONCE, LETTERS = 1024, 131_072
FEW = 65_536  # values of a column that are kept once each, which spares most of the memory
SIGNS = b"<!DOCTYPE", b't="e"'

Columns = Sequence[Sequence[object]]
Told = tuple[object, dict[object, int], str]


def of_text(path: str) -> Iterator[Columns]:
    """Yield many lines at a time as columns."""
    with open(path, encoding="utf-8") as opened:
        text = opened.read()
    width = text[: text.find("\n")].count(",") + 1
    start = 0
    while start < len(text):
        end = text.find("\n", start + LETTERS) + 1 or len(text)
        fields = text[start:end].replace("\n", ",").split(",")
        yield [fields[at:-1:width] for at in range(width)]
        start = end


def of_workbook(path: str) -> Iterator[Columns]:
    """Yield many rows at a time as columns."""
    from python_calamine import CalamineWorkbook  # no text needs it

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()
    while some := [*islice(rows, AT_ONCE)]:
        yield [*zip(*some, strict=True)]


def units_of(path: str) -> list[Told]:
    """Return each unit of a list with the counts of its levels and its first cell."""
    columns: list[list[object]] = []
    known: list[dict[object, object]] = []
    for block in of_text(path) if path.endswith(".csv") else of_workbook(path):
        columns += [[] for _ in block[len(columns) :]]
        known += [{} for _ in block[len(known) :]]
        for column, words, cells in zip(columns, known, block, strict=True):
            column.extend(map(words.setdefault, cells, cells) if len(words) < FEW else cells)
    units = columns[UNIT]
    counts: dict[object, dict[object, int]] = {}
    for (unit, level), count in Counter(zip(units, columns[LEVEL], strict=True)).items():
        counts.setdefault(unit, {})[level] = count
    first = dict(zip(reversed(units), range(len(units), 0, -1), strict=True))
    return [(unit, levels, f"C{first[unit]}") for unit, levels in counts.items()]


def searched(path: str) -> list[Told]:
    """Return the units of a workbook that declares nothing and has no error cell, which would be read as blank."""
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        if any(sign in part for part in map(archive.read, archive.namelist()) for sign in SIGNS):
            raise ValueError(path)
    return units_of(path)


def main(paths: Sequence[str]) -> None:
    """Print how many units there are; of several lists, two processes read the next each."""
    if len(paths) == 1:
        every: list[list[Told]] = [pickle.loads(pickle.dumps(units_of(paths[0])))]  # as they come from a reader
    else:
        with Pool(2) as pool:
            every = [*pool.imap(searched, paths)]
    click.echo(sum(map(len, every)))


if __name__ == "__main__":
    main(sys.argv[1:])
