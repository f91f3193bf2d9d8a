"""Whatever was read but not counted, guessed, or does not add up: a value in the result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cellstats.place import Place
from cellstats.vocabulary import packaged_words


class Severity(StrEnum):
    """How much a finding matters: an error means that the numbers may be wrong."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


Names = Mapping[str, str]  # a text in each language
Value = str | int | Names | tuple[Names, ...]


@dataclass(frozen=True)
class Finding:
    """What was found at a place, as a code and values; the words for each code are data (messages.yaml).

    A finding that comes out of a saved summary keeps the severity and the message that were saved with it.
    """

    code: str
    place: Place | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    saved: tuple[Severity, str] | None = None

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.saved[0] if self.saved else Severity(packaged_words("messages")[self.code]["severity"])

    def message(self, language: str = "en") -> str:
        """Return the finding in words, counts with grouped digits and names in the language."""
        if self.saved:
            return self.saved[1]
        shown = {name: _shown(value, language) for name, value in self.values.items()}
        template: str = packaged_words("messages")[self.code][language]
        return template.format(**shown)


def _shown(value: Value, language: str) -> str:
    if isinstance(value, int):
        return f"{value:,}".replace(",", packaged_words("labels")["grouping"][language])
    if isinstance(value, tuple):
        return ", ".join(names[language] for names in value)
    return value if isinstance(value, str) else value[language]


def finding(code: str, place: Place | None = None, **values: Value) -> Finding:
    """Return a finding with its values."""
    return Finding(code, place, values)


MOST_ALIKE = 20
"""So many findings of one kind on one sheet are told one by one."""

_MORE = {Severity.ERROR: "more-errors", Severity.WARNING: "more-warnings", Severity.INFO: "more-infos"}


def grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, of those of one kind on one sheet the first ones, and then how many more there are.

    A list in which every row is wrong has one mistake, not a million. What only informs is of one kind on all sheets.
    """
    alike: dict[tuple[object, ...], list[Finding]] = {}
    kept: list[Finding | tuple[object, ...]] = []
    for each in findings:
        place = each.place or Place("")
        sheet = () if each.severity is Severity.INFO else (place.source, place.sheet)
        kind = (each.code, each.severity, *sheet)
        same = alike.setdefault(kind, [])
        same.append(each)
        if len(same) <= MOST_ALIKE:
            kept.append(each)
        elif len(same) == MOST_ALIKE + 1:
            kept.append(kind)
    return tuple(each if isinstance(each, Finding) else _more(alike[each][MOST_ALIKE:]) for each in kept)


def _more(rest: list[Finding]) -> Finding:
    """Return what is told of further findings of one kind; a single one as it is."""
    first = rest[0]
    if len(rest) == 1:
        return first
    code = _MORE[first.severity]
    told = {language: first.message(language) for language in ("en", "vi")}
    return finding(code, first.place, count=len(rest), message=told)
