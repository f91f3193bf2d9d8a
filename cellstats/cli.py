"""The command line: reads arguments, calls the pipeline, prints, and chooses the exit code."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from cellstats import __version__, load_vocabulary
from cellstats.arguments import LANGUAGE, TARGETS, VOCABULARY, reading, sharing
from cellstats.errors import Exit
from cellstats.findings import Finding, Severity
from cellstats.formats import FORMATS, Style
from cellstats.formats.sentences import of_targets
from cellstats.options import Options
from cellstats.pipeline import check_targets, inspect, summarize
from cellstats.streams import piped, put, say
from cellstats.targets import UNSURE, Status
from cellstats.vocabulary import packaged
from cellstats.writing import write_whole

T = TypeVar("T")
LOCAL_TARGETS = "targets.yaml"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, message="%(prog)s %(version)s")
def cli() -> None:
    """Turn rating workbooks into exact shares, and say which targets they meet.

    \b
    cellstats summarize ratings.xlsx
    cellstats check-targets ratings.xlsx -t targets.yaml
    cellstats summarize ratings.xlsx -f json | cellstats check-targets

    Exit codes: 0 done, targets met or without data; 1 a target is missed; 2 wrong
    usage or targets file; 3 data that cannot be read or trusted.
    """


@cli.command("summarize")
@sharing
def summarize_command(**given: Any) -> int:
    """Show the shares in workbooks, CSV files, saved summaries, or folders of them.

    \b
    cellstats summarize ratings.xlsx
    cellstats summarize district-*.xlsx --population cells --lang vi
    cellstats summarize ratings/ -f json -o province.json
    """
    options = Options(**given)
    paths = options.paths or (("-",) if piped() else ())
    if not paths:
        raise click.UsageError("name a workbook, such as: cellstats summarize ratings.xlsx")
    summary = options.select(_read(summarize, paths, options))
    form = FORMATS[options.format_name]
    _tell(summary.findings, options)
    text = form.summary(options.publishable(summary), options.style) if summary.tallies or form.empty else ""
    written = _write(text, [*paths, *(source.path for source in summary.sources)], options)
    return _code(summary.findings, options) or written


@cli.command("inspect")
@reading
def inspect_command(**given: Any) -> int:
    """Show how each sheet is understood, before any number is added up.

    \b
    cellstats inspect ratings.xlsx
    cellstats inspect ratings.xlsx --sheet "Chi bộ" --header-row 5-6 --column unit=B

    The last line for a sheet has the options that keep this reading. With
    --header-row or --column, --population, --measure and --period say what a
    table is of, whatever its titles say.
    """
    options = Options(**given)
    paths = options.paths or (("-",) if piped() else ())
    if not paths:
        raise click.UsageError("name a workbook, such as: cellstats inspect ratings.xlsx")
    form = FORMATS[options.format_name]
    if form.inspection is None:
        raise click.UsageError(
            f"inspect writes {', '.join(name for name, each in FORMATS.items() if each.inspection)}"
        )
    found = _read(inspect, paths, options)
    written = _write(form.inspection(found, options.style), [*paths, *(sheet.path for sheet in found)], options)
    return _code([each for sheet in found for each in sheet.findings], options) or written


@cli.command("check-targets")
@sharing
@TARGETS
def check_targets_command(targets: str | None, **given: Any) -> int:
    """Say which targets are met, by how much, and by how many heads.

    \b
    cellstats check-targets ratings.xlsx
    cellstats check-targets ratings/ -t plan.yaml -o verdicts.csv
    cellstats summarize ratings.xlsx -f json | cellstats check-targets

    Without FILE, and with nothing piped in, the ratings that the targets file
    names are read.
    """
    from cellstats.plan import load_plan  # pydantic, only where targets are read

    options = Options(**given)
    plan = load_plan(targets or _local_targets(), options.words)
    own = plan.ratings if targets or _local_targets() else None
    paths = options.paths or (("-",) if piped() else (own,) if own else ())
    if not paths:
        raise click.UsageError("name a workbook, such as: cellstats check-targets ratings.xlsx")
    summary = options.select(_read(summarize, paths, options))
    verdicts = check_targets(summary, plan.targets, base=options.base)
    findings = [*summary.findings, *(verdict.reason for verdict in verdicts if verdict.reason)]
    form = FORMATS[options.format_name]
    missed = any(verdict.status is Status.MISSED for verdict in verdicts)
    unsure = options.strict and any(verdict.status in UNSURE for verdict in verdicts)
    code = _code(findings, options) or (Exit.MISSED if missed or unsure else Exit.OK)
    _tell(findings, options)
    text = (
        form.verdicts(verdicts, options.published(findings), options.style) if summary.tallies or form.empty else ""
    )
    written = _write(text, [*paths, plan.path, *(source.path for source in summary.sources)], options)
    return code or written


@cli.command("targets")
@TARGETS
@LANGUAGE
@VOCABULARY
@click.option("--new", is_flag=True, help="Write a commented file to start from.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.")
def targets_command(
    targets: str | None, *, language: str, vocabulary: str | None, new: bool, output: str | None
) -> int:
    """Show the targets in force, in words; or write a new file of targets.

    \b
    cellstats targets -t plan.yaml
    cellstats targets --new -o targets.yaml
    """
    from cellstats.plan import load_plan, new_plan  # pydantic, only where targets are read

    if new:
        text, inputs = new_plan(language), [targets or ""]
        if output and output != "-" and Path(output).exists():
            raise click.UsageError(f"{output} exists; name another file, or remove it first")
    else:
        words = load_vocabulary(vocabulary) if vocabulary else packaged()
        plan = load_plan(targets or _local_targets(), words)
        text, inputs = of_targets(plan.title, plan.targets, Style(words, language)), [plan.path]
    if output in (None, "-"):
        return put(text)
    write_whole(str(output), text, inputs)
    return Exit.OK


def _local_targets() -> str | None:
    """Return the targets file of the current folder, or None where it has none."""
    return LOCAL_TARGETS if Path(LOCAL_TARGETS).exists() else None


def _read(work: Callable[..., T], paths: Sequence[str], options: Options) -> T:
    """Return what the files give, each of them read within bounds."""
    with options.executor as executor:
        return work(
            paths,
            request=options.request,
            defaults=options.defaults,
            vocabulary=options.words,
            executor=executor,
        )


def _any(findings: Iterable[Finding], severity: Severity) -> bool:
    return any(finding.severity is severity for finding in findings)


def _code(findings: Sequence[Finding], options: Options) -> Exit:
    """Return the exit code that findings alone make."""
    if _any(findings, Severity.ERROR):
        return Exit.DATA
    return Exit.MISSED if options.strict and _any(findings, Severity.WARNING) else Exit.OK


def _tell(findings: Iterable[Finding], options: Options) -> None:
    """Print the findings on stderr, one line each."""
    say(options.style.finding(each) for each in findings if not options.quiet or each.severity is Severity.ERROR)


def _write(text: str, inputs: Sequence[str], options: Options) -> Exit:
    """Write the result to the output file, or to stdout."""
    if options.to_stdout:
        return put(text)
    if text and options.output:
        write_whole(options.output, text, inputs)
    return Exit.OK
