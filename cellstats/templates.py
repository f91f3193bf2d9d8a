"""The command that writes a form to fill in."""

from collections.abc import Sequence
from functools import partial

from cellstats.errors import Exit, UsageError
from cellstats.findings import Severity, finding
from cellstats.forms import Form, Found, units_in, units_of, workbook
from cellstats.isolation import Bounds, LostError, executor
from cellstats.options import Options
from cellstats.place import Place
from cellstats.reading import named
from cellstats.streams import say
from cellstats.writing import must_be_new, write_whole

_BLANK = {"counts": 20, "list": 500}
"""Rows without units."""


def template(
    output: str,
    *,
    populations: Sequence[str],
    measure: str,
    period: str | None,
    units: str | None,
    form: str,
    rows: int | None,
    language: str,
    vocabulary: str | None,
) -> int:
    """Write a form of each population to a new workbook."""
    if not output.lower().endswith(".xlsx"):
        raise UsageError(f"{output}: a form is an Excel workbook; name it like form.xlsx")
    periods = (period,) if period is not None else ()
    options = Options(
        (), None, output, language, tuple(populations), (measure,), periods, (), quiet=False, vocabulary=vocabulary
    )
    must_be_new(output)
    names = _units(units, options) if units is not None else ()
    words = options.words
    forms = [
        Form(
            words.populations[name],
            words.measures[measure],
            period,
            language,
            listed=form == "list",
            units=names,
            blank=rows or _BLANK[form],
        )
        for name in populations
    ]
    write_whole(output, workbook(forms), [units or ""])
    say([options.style.label("written", path=output)])
    return Exit.OK


def _units(path: str, options: Options) -> tuple[str, ...]:
    """Return the units that a file names, which is read as any other: within bounds; say what is to be said of it."""
    file = named(path)
    with executor(1, Bounds()) as reader:
        try:
            found: Found = reader.submit(partial(units_in, options.own_words), file).result()
        except LostError as lost:
            found = Found((), (finding(lost.loss.code, Place(file.source), **lost.loss.values),))
    say(options.style.finding(each) for each in found.findings if each.severity is not Severity.ERROR)
    return units_of(found, file.source, options.words)
