"""What the options of every command mean, in one value."""

import os
from dataclasses import dataclass, replace
from functools import cached_property

from cellstats import load_vocabulary
from cellstats.errors import UsageError
from cellstats.findings import Finding, finding
from cellstats.formats import FORMATS, Style
from cellstats.formats.folders import without_folders
from cellstats.layouts import Defaults, Forced, roles
from cellstats.masking import with_masks
from cellstats.periods import FORMS, span_of
from cellstats.place import column_index
from cellstats.reading import File, Request
from cellstats.reading.files import UnreadableError, content_of
from cellstats.summary import Summary
from cellstats.tally import Key
from cellstats.text import nearest
from cellstats.vocabulary import Vocabulary, packaged

_ENCODINGS = ("utf-8", "utf-16", "windows-1258", "windows-1252", "tcvn3", "vni")  # those that are offered
_NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t"}
_LONGEST_LETTERS = 3  # the last column of Excel is XFD


@dataclass(frozen=True)
class Options:
    """The options that summarize and check-targets share.

    Raises:
        UsageError: for a population or measure that is not known, or an output whose suffix names no format.

    """

    paths: tuple[str, ...]
    form: str | None
    output: str | None
    language: str
    populations: tuple[str, ...]
    measures: tuple[str, ...]
    periods: tuple[str, ...]
    sheets: tuple[str, ...]
    quiet: bool
    header_rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    numbers: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    vocabulary: str | None = None
    decimals: int = 2
    base: str | None = None
    by: tuple[str, ...] = ()
    small: int | None = None
    mask: bool = False
    strict: bool = False
    verbose: bool = False
    template: str | None = None

    def __post_init__(self) -> None:
        words = self.words
        problems = [
            f'{option}: "{name}" is not known'
            + (f'; did you mean "{offer}"?' if (offer := nearest(name, known)) else f"; known: {', '.join(known)}")
            for option, names, known in (
                ("--population", self.populations, words.populations),
                ("--measure", self.measures, words.measures),
            )
            for name in names
            if name not in known
        ]
        if problems:
            raise UsageError(*problems)
        for period in self.periods:
            if span_of(period) is None:
                raise UsageError(f'--period: "{period}" is no period; write it like {FORMS}')
        if self.mask and self.small is None:
            raise UsageError("--mask: say with --small below which base a unit is masked, such as --small 5")
        if self.template and self.format_name != "docx":
            raise UsageError("--template: is for a report in Word, such as: -o report.docx")
        self.style, self.forced, self.request  # noqa: B018 - said before anything is read

    @cached_property
    def words(self) -> Vocabulary:
        """The words to read with: those that ship, and those of a file."""
        return load_vocabulary(self.vocabulary) if self.vocabulary else packaged()

    @property
    def own_words(self) -> Vocabulary | None:
        """The words to read with, None for those that ship."""
        return self.words if self.vocabulary else None

    @property
    def format_name(self) -> str:
        """The format: the one that is named, else that of the output's suffix, else the table."""
        if self.form or self.to_stdout:
            return self.form or "table"
        suffix = os.path.splitext(self.output or "")[1].lower()
        for name, form in FORMATS.items():
            if suffix in form.suffixes:
                return name
        known = ", ".join(suffix for form in FORMATS.values() for suffix in form.suffixes)
        raise UsageError(f"{self.output}: no format has this suffix; known: {known}; or name one with --format")

    @property
    def request(self) -> Request:
        """What is said of reading."""
        from cellstats.reading.encodings import is_encoding  # loads what decodes

        if self.encoding and not is_encoding(self.encoding):
            offer = nearest(self.encoding, _ENCODINGS)
            hint = f'did you mean "{offer}"?' if offer else f"known are such as {', '.join(_ENCODINGS)}"
            raise UsageError(f'--encoding: "{self.encoding}" is not known; {hint}')
        delimiter = _NAMED_DELIMITERS.get(self.delimiter or "", self.delimiter)
        if delimiter is not None and len(delimiter) != 1:
            raise UsageError(f'--delimiter: "{self.delimiter}" is not one sign, nor tab')
        return Request(self.sheets, self.encoding, delimiter)

    @property
    def of_reading(self) -> tuple[str, ...]:
        """The options by which texts are read, as they were typed."""
        names = ("numbers", "encoding", "delimiter", "vocabulary")
        return tuple(part for name in names if (value := getattr(self, name)) for part in (f"--{name}", value))

    @property
    def to_stdout(self) -> bool:
        """Whether the result goes to stdout."""
        return self.output in (None, "-")

    @property
    def style(self) -> Style:
        """How the result is written."""
        return Style(
            self.words,
            self.language,
            self.decimals,
            self.base,
            "unit" in self.by,
            "period" in self.by,
            self.small,
            self.verbose,
            template=self._template,
        )

    @cached_property
    def _template(self) -> tuple[str, bytes] | None:
        if self.template is None:
            return None
        from cellstats.formats.stationery import of_office  # loads python-docx

        try:
            content = content_of(File(self.template))
        except UnreadableError as problem:
            raise UsageError(f"--template: {self.template}: {problem.finding.message()}") from None
        of_office(self.template, content)  # said before anything is read
        return self.template, content

    def publishable(self, summary: Summary) -> Summary:
        """Return the summary as it is written: where units are masked, findings and ranges would tell counts.

        A report does not name the folders of this machine that all files stand in.
        """
        shown = without_folders(summary) if FORMATS[self.format_name].report else summary
        if not self.mask:
            return shown
        return replace(shown, findings=(), sources=tuple(replace(each, range="") for each in shown.sources))

    @property
    def defaults(self) -> Defaults:
        """What a sheet is taken to be of that does not say it itself: an option that names one thing."""
        population, measure, period = (
            names[0] if len(names) == 1 else None for names in (self.populations, self.measures, self.periods)
        )
        return Defaults(population, measure, period, self.forced, self.numbers)

    @property
    def forced(self) -> Forced:
        """What is said of the heading rows and columns of tables."""
        headings = []
        for text in self.header_rows:
            first, _, last = text.partition("-")
            if not (first.isdecimal() and (last or first).isdecimal() and 0 < int(first) <= int(last or first)):
                raise UsageError(f'--header-row: "{text}" is no row, such as 5, nor rows, such as 5-6')
            headings.append((int(first) - 1, int(last or first) - 1))
        return Forced(tuple(sorted(headings)), dict(map(self._column, self.columns)))

    def _column(self, text: str) -> tuple[int, str]:
        """Return the index and the role from "good=E"."""
        role, _, letters = text.partition("=")
        known = roles(self.words)
        if not (letters.isascii() and letters.isalpha() and len(letters) <= _LONGEST_LETTERS):
            raise UsageError(f'--column: "{text}" is no column, such as unit=B')
        if role not in known:
            offer = nearest(role, known)
            hint = f'; did you mean "{offer}"?' if offer else f"; known: {', '.join(known)}"
            raise UsageError(f'--column: "{role}" is not known{hint}')
        return column_index(letters), role

    def select(self, summary: Summary) -> Summary:
        """Return the summary of only the populations, measures and periods that are named, small units masked."""
        kept = tuple(tally for tally in summary.tallies if self._wants(tally.key))
        if summary.tallies and not kept:
            return replace(summary, tallies=(), findings=(*summary.findings, self._nothing(summary)))
        theirs = {(each.path, each.sheet) for each in summary.sources if self._wants(each.subject.key)}
        left = {(each.path, each.sheet) for each in summary.sources} - theirs
        findings = tuple(
            each
            for each in summary.findings
            if each.place is None or (each.place.source, each.place.sheet) not in left
        )
        selected = replace(summary, tallies=kept, findings=findings)
        return with_masks(selected, self.small) if self.mask and self.small is not None else selected

    def _wants(self, key: Key) -> bool:
        """Tell whether a population, measure and period are among those that are named; what is not told may be."""
        wanted = ((key.population, self.populations), (key.measure, self.measures), (key.period, self.periods))
        return all(not names or (value or "") in names for value, names in wanted)

    def _nothing(self, summary: Summary) -> Finding:
        """Return that nothing is left, with what there is."""
        named = (("population", self.populations), ("measure", self.measures), ("period", self.periods))
        options = " ".join(f"--{part} {name}" for part, names in named for name in names)
        known = sorted({" ".join(filter(None, (key.population, key.measure, key.period))) for key in summary.keys})
        return finding("nothing-selected", options=options, known=", ".join(known))
