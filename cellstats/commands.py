"""The commands: they call the pipeline, print what it gives, and choose the exit code."""

import os.path
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import click

from cellstats import load_vocabulary, pipeline
from cellstats.bar import Bar, Watched
from cellstats.errors import Exit
from cellstats.findings import Finding, Severity
from cellstats.formats import FORMATS, Style
from cellstats.isolation import Here, Workers
from cellstats.masking import with_masks
from cellstats.options import Options
from cellstats.streams import piped, put, say
from cellstats.summary import Summary
from cellstats.targets import UNSURE, Status
from cellstats.vocabulary import packaged

Readers = Workers | Here
T = TypeVar("T")
LOCAL_TARGETS = "targets.yaml"


def summarize(readers: Readers, **given: Any) -> int:
    """Write the shares in files."""
    options = Options(**given)
    paths = options.paths or (("-",) if piped() else ())
    if not paths:
        raise click.UsageError("name a workbook, such as: cellstats summarize ratings.xlsx")
    summary = options.select(_read(pipeline.summarize, paths, options, readers))
    form = FORMATS[options.format_name]
    _tell(summary.findings, options, result=bool(summary.tallies))
    text = form.summary(options.publishable(summary), options.style) if summary.tallies or form.empty else ""
    written = _write(text, [*paths, *_sources(summary, options)], options)
    return _code(summary.findings, options) or written


def inspect(readers: Readers, **given: Any) -> int:
    """Write how each sheet is understood."""
    options = Options(**given)
    paths = options.paths or (("-",) if piped() else ())
    if not paths:
        raise click.UsageError("name a workbook, such as: cellstats inspect ratings.xlsx")
    form = FORMATS[options.format_name]
    if not form.inspects:
        raise click.UsageError(f"inspect writes {', '.join(name for name, each in FORMATS.items() if each.inspects)}")
    read = _read(pipeline.inspect, paths, options, readers)
    found = [replace(each, options=(*each.options, *options.of_reading)) if each.options else each for each in read]
    written = _write(form.inspection(found, options.style), [*paths, *(sheet.path for sheet in found)], options)
    return _code([each for sheet in found for each in sheet.findings], options) or written


def check_targets(readers: Readers, targets: str | None, **given: Any) -> int:
    """Write which targets are met."""
    from cellstats.plan import load_plan  # pydantic, only where targets are read

    options = Options(**given)
    plan = load_plan(targets or _local_targets(), options.words)
    own = plan.ratings if targets or _local_targets() else None
    paths = options.paths or (("-",) if piped() else (own,) if own else ())
    if not paths:
        raise click.UsageError("name a workbook, such as: cellstats check-targets ratings.xlsx")
    summary = options.select(_read(pipeline.summarize, paths, options, readers))
    verdicts = pipeline.check_targets(summary, plan.targets, base=options.base)
    if options.mask and options.small is not None:
        hidden = {key for verdict in verdicts for part in verdict.parts if part.masked for key in part.keys}
        if hidden - summary.masked:  # what a verdict hides, nothing beside it shows
            summary = with_masks(summary.unmasked, options.small, hidden)
            verdicts = pipeline.check_targets(summary, plan.targets, base=options.base)
    findings = [*summary.findings, *(verdict.reason for verdict in verdicts if verdict.reason)]
    form = FORMATS[options.format_name]
    missed = any(verdict.status is Status.MISSED for verdict in verdicts)
    unsure = options.strict and any(verdict.status in UNSURE for verdict in verdicts)
    code = _code(findings, options) or (Exit.MISSED if missed or unsure else Exit.OK)
    _tell(findings, options, result=bool(summary.tallies))
    result = options.publishable(replace(summary, findings=tuple(findings)))
    style = replace(options.style, title=plan.title.get(options.language, ""))
    text = form.verdicts(verdicts, result, style) if summary.tallies or form.empty else ""
    written = _write(text, [*paths, plan.path, *_sources(summary, options)], options)
    return code or written


def show_targets(targets: str | None, language: str, vocabulary: str | None, output: str | None, *, new: bool) -> int:
    """Write the targets in force, or a new file of targets."""
    from cellstats.formats.sentences import of_targets
    from cellstats.plan import load_plan, new_plan  # pydantic, only where targets are read
    from cellstats.writing import must_be_new, write_whole

    words = load_vocabulary(vocabulary) if vocabulary else packaged()
    if new:
        text, inputs = new_plan(language), [targets or ""]
        if output and output != "-":
            must_be_new(output)
    else:
        plan = load_plan(targets or _local_targets(), words)
        text, inputs = of_targets(plan.title.get(language, ""), plan.targets, Style(words, language)), [plan.path]
    if output in (None, "-"):
        return put(text)
    write_whole(str(output), text, inputs)
    say([Style(words, language).label("written", path=output)])
    return Exit.OK


def _local_targets() -> str | None:
    """Return the targets file of the current folder, or None where it has none."""
    return LOCAL_TARGETS if os.path.exists(LOCAL_TARGETS) else None


def _read(work: Callable[..., T], paths: Sequence[str], options: Options, readers: Readers) -> T:
    """Return what the files give; on a terminal a bar shows how far the reading is."""
    if paths.count("-") > 1:
        raise click.UsageError("- is named twice, and what is piped in can be read once")
    bar = Bar(None if options.quiet else sys.stderr, options.style.label("files"))
    with Watched(readers, bar) as executor:
        return work(
            paths,
            request=options.request,
            defaults=options.defaults,
            vocabulary=options.own_words,
            executor=executor,
        )


def _any(findings: Iterable[Finding], severity: Severity) -> bool:
    return any(finding.severity is severity for finding in findings)


def _code(findings: Sequence[Finding], options: Options) -> Exit:
    """Return the exit code that findings alone make."""
    if _any(findings, Severity.ERROR):
        return Exit.DATA
    return Exit.MISSED if options.strict and _any(findings, Severity.WARNING) else Exit.OK


def _tell(findings: Iterable[Finding], options: Options, *, result: bool) -> None:
    """Print the findings on stderr, one line each; where there is no result, all that may tell why."""
    quiet = options.quiet and result
    told = (options.style.finding(each) for each in findings if not quiet or each.severity is Severity.ERROR)
    say(dict.fromkeys(told))  # two may say the same of one cell


def _sources(summary: Summary, options: Options) -> Iterable[str]:
    """Yield the files that a result is made of, which must not be written over."""
    yield from (source.path for source in summary.sources)
    yield from filter(None, [options.template])


def _write(text: str | bytes, inputs: Sequence[str], options: Options) -> Exit:
    """Write the result to the output file, or to stdout; a document is none for a terminal."""
    if options.to_stdout:
        if isinstance(text, bytes) and sys.stdout and sys.stdout.isatty():
            raise click.UsageError(f"name a file for the document, such as: -o result.{options.format_name}")
        return put(text)
    if text and options.output:
        from cellstats.writing import write_whole  # only for files

        write_whole(options.output, text, inputs)
        say([] if options.quiet else [options.style.label("written", path=options.output)])
    return Exit.OK
