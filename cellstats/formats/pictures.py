"""Pictures as geometry: where each bar, line and dot stands. What draws them knows no number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt
from statistics import median

from cellstats.formats.grids import level_name, subject, title, unit_name
from cellstats.formats.sentences import demanded
from cellstats.formats.series import successes_of
from cellstats.formats.style import Style
from cellstats.ranking import LIMITS, Ranked, success_of
from cellstats.share import Share
from cellstats.summary import Summary, records_of
from cellstats.tally import Tally
from cellstats.targets import Scope, Verdict

WIDE, HIGH = 360, 240
"""The size of a picture with axes; so small that its words can be read on a phone."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 10, 10, 34  # what is around its field
_STEPS = 60  # pieces of a curve
_FAR = max(LIMITS)
_LETTER, _LABEL_HIGH = 4.6, 8  # how wide a sign of a label is, and how high
_NAMED_UNITS = 60  # beyond so many units their names would lie over each other
_PERIODS = 6  # named below a picture, at most
_NAMED = 5  # lines of an axis, at most


@dataclass(frozen=True)
class Segment:
    """A level in a bar: where it begins and how wide it is, in percent; `at` runs from 0, the best, to 1."""

    name: str
    begin: float
    width: float
    at: float
    worst: bool


@dataclass(frozen=True)
class Line:
    """Where a target stands in a bar, in percent, and what it says."""

    at: float
    words: str


@dataclass(frozen=True)
class Bar:
    """The levels of a population, best first; what is not known leaves the bar open."""

    words: str
    segments: tuple[Segment, ...]
    lines: tuple[Line, ...]
    open: bool


@dataclass(frozen=True)
class Mark:
    """A dot with its words, or a line of an axis with its number; `kind` says how it looks.

    `label` stands beside a dot that differs.
    """

    x: float
    y: float
    words: str
    kind: str = ""
    label: str = ""


@dataclass(frozen=True)
class Plot:
    """A field with axes, curves as "x,y x,y …", and dots; `note` says what is not drawn."""

    words: str
    across: tuple[Mark, ...]
    upwards: tuple[Mark, ...]
    curves: tuple[tuple[str, str], ...]
    dots: tuple[Mark, ...]
    note: str = ""


def bar_of(tally: Tally, verdicts: Sequence[Verdict], style: Style) -> Bar | None:
    """Return the levels of a tally in a bar with the lines of its targets, or None where no share is known."""
    records = [*records_of(tally, style.base)]
    segments, begin, last = [], 0.0, len(records) - 1
    for at, record in enumerate(records):
        width = _percent(record.share)
        if width is None:
            continue
        if at and records[at - 1].share is None:
            behind = sum(_percent(each.share) or 0 for each in records[at:])
            begin = max(begin, 100 - behind)  # what is open lies between
        segments.append(Segment(level_name(record, style), begin, width, at / max(last - 1, 1), at == last))
        begin += width
    told = ", ".join(f"{level_name(each, style)} {style.share(each.share)}" for each in records)
    if not segments or begin > 100.001:
        return None
    lines, full = tuple(_lines(tally, verdicts, style)), tally.sum_of(tally.counts) == tally.base(style.base)[1]
    return Bar(f"{title(tally.key, style)}: {told}", tuple(segments), lines, open=not full)


def _lines(tally: Tally, verdicts: Sequence[Verdict], style: Style) -> Iterator[Line]:
    """Yield the bounds of targets that are of the best levels of a tally, on its own base."""
    key, best = tally.key, [*tally.counts]
    for verdict in verdicts:
        target, bound = verdict.target, verdict.bound
        same = (target.populations, target.measure, verdict.period) == ((key.population,), key.measure, key.period)
        together = target.scope is Scope.TOGETHER and verdict.base_kind == tally.base(style.base)[0]
        if same and together and bound and [*target.levels] == best[: len(target.levels)]:
            words = f"{target.names[style.language]}: {demanded(bound, style)} – {style.label(verdict.status.value)}"
            yield Line(float(bound.threshold * 100), words)


def funnel_of(whole: Tally, units: Sequence[Ranked], style: Style) -> Plot | None:
    """Return units by their size and share, between the limits that chance sets around that of the whole.

    Those of another base than the whole are not drawn, since the limits are none for them.
    """
    centre = success_of(whole, style.vocabulary, style.base)
    dots = [(each, each.share) for each in units if each.share and each.share.whole and not each.apart]
    if not centre or not 0 < centre.part <= centre.whole or len(dots) < 2:
        return None
    most = max(share.whole for _, share in dots)
    share = centre.part / centre.whole
    usual = median(each.whole for _, each in dots)
    lowest = [100 * (share - sqrt(LIMITS[_FAR] * share * (1 - share) / usual)), *(_percent(each) for _, each in dots)]
    low = min(max(floor(min(each or 0 for each in lowest) / 10) * 10, 0), 90)
    high = max(100, ceil(max(_percent(each) or 0 for _, each in dots) / 10) * 10)
    field = _Field(0, most * 1.05, low, high)
    curves = [("centre", field.path([(0, share * 100), (most * 1.05, share * 100)]))]
    curves += [
        (name, field.path(_limit(share, sign * sqrt(squared), most * 1.05, field)))
        for name, squared in zip(("inner", "outer"), LIMITS.values(), strict=True)
        for sign in (1, -1)
    ]
    shown = _readable(
        Mark(
            *field.place(own.whole, _percent(own) or 0),
            _unit(each, own, style),
            each.differs or "",
            (each.tally.key.unit or "") if each.differs and len(dots) <= _NAMED_UNITS else "",
        )
        for each, own in dots
    )
    words = f"{title(whole.key, style)}: {style.label('funnel', percent=style.percent(centre), units=str(len(dots)))}"
    apart = sum(each.apart for each in units)
    note = style.label("funnel_apart", units=style.number(apart)) if apart else ""
    return Plot(words, field.across(style), field.upwards(style), tuple(curves), shown, note)


def _readable(dots: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return dots without the labels that would lie over one before them."""
    shown: list[Mark] = []
    taken: list[tuple[float, float, float]] = []
    for dot in dots:
        width = _LETTER * len(dot.label)
        left = dot.x - width if dot.x > WIDE / 2 else dot.x
        over = bool(dot.label) and any(
            left < end and begin < left + width and abs(dot.y - height) < _LABEL_HIGH for begin, end, height in taken
        )
        if dot.label and not over:
            taken.append((left, left + width, dot.y))
        shown.append(replace(dot, label="") if over else dot)
    return tuple(shown)


def _unit(of: Ranked, share: Share, style: Style) -> str:
    differs = f" – {style.label(of.differs.value)}" if of.differs else ""
    return f"{unit_name(of.tally.key)}: {style.share(share)}{differs}"


def _limit(share: float, z: float, most: float, field: "_Field") -> list[tuple[float, float]]:
    sizes = [most * (step / _STEPS) ** 2 for step in range(1, _STEPS + 1)]
    heights = [100 * (share + z * sqrt(share * (1 - share) / size)) for size in sizes]
    return [(size, each) for size, each in zip(sizes, heights, strict=True) if field.low <= each <= field.high]


def trends_of(summary: Summary, style: Style) -> Iterator[Plot]:
    """Yield for each subject with several periods how the share of its success goes from one to the next."""
    for known in successes_of(summary, style):
        heights = [_percent(share) or 0 for _, share in known]
        field = _Field(-0.4, len(known) - 0.6, 0, max(100, ceil(max(heights) / 20) * 20))
        last, step = len(known) - 1, ceil(len(known) / _PERIODS)
        dots = tuple(
            Mark(*field.place(at, height), style.percent(share), "labelled" if at in (0, last) or step == 1 else "")
            for at, (height, (_, share)) in enumerate(zip(heights, known, strict=True))
        )
        named = [(at, tally.key.period or "") for at, (tally, _) in enumerate(known) if (last - at) % step == 0]
        across = tuple(Mark(field.place(at, 0)[0], HIGH - _BOTTOM, period) for at, period in named)
        told = ", ".join(f"{tally.key.period}: {style.share(share)}" for tally, share in known)
        words = f"{subject(known[0][0].key, style)}: {told}"
        yield Plot(words, across, field.upwards(style), (("trend", field.path([*enumerate(heights)])),), dots)


@dataclass(frozen=True)
class _Field:
    """What a picture shows: from one size to another, and from one percentage to another."""

    begin: float
    end: float
    low: float
    high: float

    def place(self, size: float, percent: float) -> tuple[float, float]:
        """Return where something stands in the picture."""
        x = _LEFT + (size - self.begin) / (self.end - self.begin) * (WIDE - _LEFT - _RIGHT)
        y = HIGH - _BOTTOM - (percent - self.low) / (self.high - self.low) * (HIGH - _TOP - _BOTTOM)
        return round(x, 1), round(y, 1)

    def path(self, points: Sequence[tuple[float, float]]) -> str:
        """Return a curve through points."""
        return " ".join(f"{x},{y}" for x, y in (self.place(*point) for point in points))

    def upwards(self, style: Style) -> tuple[Mark, ...]:
        """Return lines at round percentages."""
        step = 10 if self.high - self.low <= 10 * _NAMED else 20
        return tuple(
            Mark(*self.place(self.begin, percent), f"{style.number(percent)}%")
            for percent in range(int(self.low), int(self.high) + 1, step)
        )

    def across(self, style: Style) -> tuple[Mark, ...]:
        """Return lines at round sizes."""
        round_ones = (first * 10**power for power in range(10) for first in (1, 2, 5))
        step = next(each for each in round_ones if each * _NAMED >= self.end)
        sizes = range(0, int(self.end) + 1, step)
        return tuple(Mark(*self.place(size, self.low), style.number(size)) for size in sizes)


def _percent(share: Share | None) -> float | None:
    """Return a share for the eye: where something is drawn, not what is written."""
    return 100 * share.part / share.whole if share and share.whole else None
