"""The command line: what can be typed, and its help. A command loads what it needs when it runs."""

from typing import TYPE_CHECKING, Any

import click

from cellstats import __version__
from cellstats.arguments import LANGUAGE, TARGETS, VOCABULARY, one_file, reading, several, sharing
from cellstats.defaults import ROWS

if TYPE_CHECKING:
    from cellstats.isolation import Here, Workers


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Turn rating workbooks into exact shares, and say which targets they meet.

    \b
    cellstats summarize ratings.xlsx
    cellstats check-targets ratings.xlsx -t targets.yaml
    cellstats summarize ratings.xlsx -f json | cellstats check-targets
    cellstats template -o form.xlsx

    Exit codes: 0 done, targets met or without data; 1 a target is missed; 2 wrong
    usage or targets file; 3 data that cannot be read or trusted.
    """


@cli.command("summarize")
@sharing
def summarize_command(**given: Any) -> int:
    """Show the shares in workbooks or texts.

    Saved summaries and folders of all of these are read too.

    \b
    cellstats summarize ratings.xlsx
    cellstats summarize district-*.xlsx --population cells --lang vi
    cellstats summarize ratings/ -f json -o province.json
    """
    with _readers(given) as readers:
        from cellstats import commands

        return commands.summarize(readers, **given)


@cli.command("inspect")
@reading
def inspect_command(**given: Any) -> int:
    """Show how each sheet is understood.

    \b
    cellstats inspect ratings.xlsx
    cellstats inspect ratings.xlsx --sheet "Chi bộ" --header-row 5-6 --column unit=B

    The last line for a sheet has the options that keep this reading. With
    --header-row or --column, --population, --measure and --period say what a
    table is of, whatever its titles say.
    """
    with _readers(given) as readers:
        from cellstats import commands

        return commands.inspect(readers, **given)


@cli.command("check-targets")
@sharing
@TARGETS
def check_targets_command(targets: str | None, **given: Any) -> int:
    """Say which targets are met, and by how much.

    \b
    cellstats check-targets ratings.xlsx
    cellstats check-targets ratings/ -t plan.yaml -o verdicts.csv
    cellstats summarize ratings.xlsx -f json | cellstats check-targets

    Without FILE, and with nothing piped in, the ratings that the targets file
    names are read.
    """
    with _readers(given) as readers:
        from cellstats import commands

        return commands.check_targets(readers, targets, **given)


@cli.command("targets")
@TARGETS
@LANGUAGE
@VOCABULARY
@click.option("--new", is_flag=True, help="Write a commented file to start from.")
@one_file("-o", "--output", told="Write to a file, whole or not at all.")
def targets_command(
    targets: str | None, *, language: str, vocabulary: str | None, new: bool, output: str | None
) -> int:
    """Show the targets, or start a file of them.

    \b
    cellstats targets -t plan.yaml
    cellstats targets --new -o targets.yaml
    """
    from cellstats import commands

    return commands.show_targets(targets, language, vocabulary, output, new=new)


@cli.command("template")
@one_file("-o", "--output", required=True, told="The workbook to write, a new .xlsx.")
@several(
    "--population", "populations", "ID", told="A sheet for each (default: cells,members).", default=("cells,members",)
)
@click.option("--measure", default="rating", metavar="ID", help="What is measured (default: rating).")
@click.option("--period", metavar="PERIOD", help="Such as 2025; left out, a line of the form is for it.")
@one_file("--units", told="The units, in a column of a workbook or text.")
@click.option(
    "--form",
    type=click.Choice(["counts", "list"]),
    default="counts",
    help="A row for each unit with its counts (default), or for each who is rated.",
)
@click.option("--rows", type=click.IntRange(1, ROWS), metavar="N", help="Rows without units (20; in a list 500).")
@LANGUAGE
@VOCABULARY
def template_command(output: str, **given: Any) -> int:
    """Write a workbook to fill in.

    What is filled in, cellstats reads back.

    \b
    cellstats template -o form.xlsx --period 2025
    cellstats template -o form.xlsx --population cells,members --units units.csv
    cellstats template -o list.xlsx --population members --form list --lang vi

    Light cells are to be filled in; totals, shares and a check are formulas, and
    all else is protected, without a password. The units stand below a heading
    such as "Đơn vị" or "Unit", or are the only column of their file; in a list
    of cells or other units they are its rows, in a list of persons a drop-down.
    """
    from cellstats import templates

    return templates.template(output, **given)


def _readers(given: dict[str, Any]) -> "Workers | Here":
    """Return who reads the files, as the options say, which are taken from those given.

    While this process loads the commands, another loads what reads.
    """
    from cellstats.isolation import Bounds, cores, executor

    bounds = Bounds(given.pop("max_memory"), given.pop("max_seconds"))
    return executor(given.pop("jobs") or cores(), bounds, _load)


def _load() -> None:
    from cellstats import job

    job.load()
