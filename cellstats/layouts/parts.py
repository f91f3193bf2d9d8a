"""What must add up in one row of counts: the levels, and all = exempt + not rated + rated."""

from collections.abc import Iterator

from cellstats.findings import Finding, finding
from cellstats.layouts.blocks import Block
from cellstats.reading import Sheet
from cellstats.tally import Bases, Tally


def check_parts(sheet: Sheet, block: Block, row: int, stated: Bases, tally: Tally) -> Iterator[Finding]:
    """Compare the parts of one row with their total, and the bases that it states with each other."""
    counted = sum(count for count in tally.counts.values() if count is not None)
    total = stated.of_levels
    if total is None:
        return
    if counted == total and (stated.all, stated.eligible, stated.rated).count(None) == 2:
        return  # as most rows: there is nothing else to compare
    name = next(each for each in ("rated", "eligible", "all") if getattr(stated, each) is not None)
    column = block.bases[name][0].index
    whole = None not in tally.counts.values()
    if counted > total >= 0 or (counted < total and name == "rated" and whole):
        yield finding("parts-against-total", sheet.place(row, column), parts=counted, total=total)
    elif counted < total and whole:
        yield finding("remainder", sheet.place(row, column), parts=counted, total=total, count=total - counted)
    apart = _rated(sheet, block, row, stated, "all") or _rated(sheet, block, row, stated, "eligible")
    yield from apart
    yield from _eligible(sheet, block, row, stated)


def _rated(sheet: Sheet, block: Block, row: int, stated: Bases, name: str) -> list[Finding]:
    """Compare the rated, and who is told apart from them, with all or with the eligible."""
    base: int | None = getattr(stated, name)
    names = ("rated", "exempt", "not_rated") if name == "all" else ("rated", "not_rated")
    told = {each: count for each in names if (count := getattr(stated, each)) is not None}
    parts = sum(told.values())
    if base is not None and parts > base:
        code = "rated-exceed-all" if name == "all" else "rated-exceed-eligible"
        return [finding(code, sheet.place(row, block.bases[next(iter(told))][0].index), parts=parts, all=base)]
    if base is not None and parts < base and "rated" in told and len(told) > 1:
        of = sheet.place(row, block.bases[name][0].index)
        return [finding("bases-remainder", of, parts=parts, total=base, count=base - parts)]
    return []


def _eligible(sheet: Sheet, block: Block, row: int, stated: Bases) -> Iterator[Finding]:
    """Compare the eligible and the exempt with all: with the exempt they are all, without they are no more."""
    if stated.all is None or stated.eligible is None:
        return
    parts = stated.eligible + (stated.exempt or 0)
    if parts > stated.all or (parts < stated.all and stated.exempt is not None):
        place = sheet.place(row, block.bases["eligible"][0].index)
        yield finding("eligible-against-all", place, parts=parts, all=stated.all)
