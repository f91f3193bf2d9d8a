"""The arguments of the command line: what each option is called, and its line in the help."""

import locale
import os
from collections.abc import Callable, Sequence

import click

from cellstats.defaults import FORMATS, INSPECTIONS, MEMORY, SECONDS


def _of_locale() -> str:
    """Return the language of the user's locale, as POSIX names it or else Windows, where it is one of ours."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "vi" if (next(filter(None, named), None) or locale.getlocale()[0] or "").lower().startswith("vi") else "en"


def _single(_context: click.Context, option: click.Parameter, given: Sequence[str]) -> str | None:
    """Return the one file or format that is given, for of two the first would be lost without a word."""
    if len(given) > 1:
        kind = "file" if option.metavar == "FILE" else option.opts[-1].lstrip("-")
        raise click.UsageError(f"{option.opts[-1]}: takes one {kind}; run once for each of: {', '.join(given)}")
    return given[0] if given else None


def one_file(*names: str, told: str, required: bool = False) -> Callable[["Command"], "Command"]:
    """Return an option that names a file, and may be given once."""
    return click.option(*names, metavar="FILE", multiple=True, callback=_single, required=required, help=told)


def _listed(_context: click.Context, _option: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    """Return what is named, each once, whether with commas or with the option again."""
    return tuple(dict.fromkeys(name.strip() for each in given for name in each.split(",")))


def several(
    name: str, to: str, kind: str, *, told: str, default: Sequence[str] = ()
) -> Callable[["Command"], "Command"]:
    """Return an option that names one thing or several."""
    metavar = f"{kind}[,{kind}]..."
    return click.option(name, to, multiple=True, metavar=metavar, default=default, callback=_listed, help=told)


LANGUAGE = click.option(
    "--lang",
    "language",
    type=click.Choice(["en", "vi"]),
    default=_of_locale,
    help="Labels and number style (default: the locale's, else en).",
)
VOCABULARY = one_file("--vocabulary", told="Words of another organisation, added to those known.")
TARGETS = one_file("-t", "--targets", told="The targets (default: ./targets.yaml, else the packaged ones).")


def _writing(formats: Sequence[str], which: str) -> tuple[Callable[["Command"], "Command"], ...]:
    """Return the options of what is written; `which` says what naming populations, measures and periods is for."""
    return (
        click.argument("paths", metavar="[FILE|FOLDER|-]...", nargs=-1),
        click.option(
            *("-f", "--format", "form"),
            type=click.Choice(formats),
            multiple=True,
            callback=_single,
            help="How to write (default: table).",
        ),
        one_file("-o", "--output", told="Write to a file; its suffix chooses the format."),
        LANGUAGE,
        several("--population", "populations", "ID", told=f"{which}, such as cells."),
        several("--measure", "measures", "ID", told=f"{which}, such as rating."),
        several("--period", "periods", "PERIOD", told=f"{which}, such as 2021."),
    )


_READING = (
    click.option("--sheet", "sheets", multiple=True, metavar="NAME", help="Only these sheets."),
    click.option(
        "--header-row", "header_rows", multiple=True, metavar="N|N-M", help="The heading rows, where misjudged."
    ),
    click.option("--column", "columns", multiple=True, metavar="ROLE=C", help="What a column is for: unit=B."),
    click.option("--numbers", type=click.Choice(["vi", "en"]), help="Counts in text: vi 3.174, en 3,174."),
    click.option("--encoding", metavar="NAME", help="Of delimited text: utf-8, windows-1258, tcvn3, vni …"),
    click.option("--delimiter", metavar="SIGN", help="Of delimited text: , or ; or tab."),
    VOCABULARY,
    click.option("--jobs", type=click.IntRange(1), metavar="N", help="Files read at once (default: the cores)."),
    click.option(
        "--max-memory",
        type=click.IntRange(64),
        default=MEMORY,
        metavar="MIB",
        help=f"Memory that a file may take (default: {MEMORY}).",
    ),
    click.option(
        "--max-seconds",
        type=click.IntRange(1),
        default=SECONDS,
        metavar="N",
        help=f"Seconds of work that a file may take (default: {SECONDS}).",
    ),
    click.option("--strict", is_flag=True, help="Exit with 1 also for warnings, targets at risk or without data."),
    click.option("-q", "--quiet", is_flag=True, help="On stderr only errors, where there is a result."),
    click.option("-v", "--verbose", is_flag=True, help="Name every place that was read, not only the first ones."),
)
_SHARES = (
    click.option(
        "--by", multiple=True, type=click.Choice(["unit", "period"]), help="Also each unit; periods as a series."
    ),
    click.option("--base", type=click.Choice(["rated", "eligible", "all"]), help="What shares are taken of."),
    click.option("--decimals", type=click.IntRange(0, 10), default=2, metavar="N", help="Decimals (default: 2)."),
    one_file("--template", told="Your office's own .docx, for a report in Word."),
    click.option("--small", type=click.IntRange(1), metavar="N", help="Mark units whose base is below N."),
    click.option("--mask", is_flag=True, help="With --small: hide these, and what gives them away, for publication."),
)
Command = Callable[..., int]


def reading(command: Command) -> Command:
    """Give a command the options of reading, and of writing how that was done."""
    return _with(_writing(INSPECTIONS, "Taken where a table names none"), _with(_READING, command))


def sharing(command: Command) -> Command:
    """Give a command the options of shares too."""
    return _with(_writing(FORMATS, "Only these"), _with(_READING, _with(_SHARES, command)))


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command
