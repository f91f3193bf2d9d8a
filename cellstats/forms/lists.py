"""The form of a list: a row for each cell or person, the level chosen from a drop-down list."""

from collections.abc import Iterator, Sequence

from cellstats.forms.page import Cell, Column, Form, Kind, Page


def page_of(form: Form) -> Page:
    """Return the page of a list; the rows of a list of units have their names, where these are known."""
    columns = tuple(_columns(form))
    named = not form.population.people and form.units
    names: Sequence[str | None] = form.units if named else [None] * form.blank
    rest: tuple[Cell, ...] = (None,) * (len(columns) - 2)
    return form.page(columns, ((number, name, *rest) for number, name in enumerate(names, 1)), None)


def _columns(form: Form) -> Iterator[Column]:
    texts = form.texts
    yield Column(Kind.INDEX, texts["index"], 6)
    if form.population.people:
        yield Column(Kind.TEXT, texts["person"], 32)
        yield Column(Kind.CHOICE if form.units else Kind.TEXT, texts["unit"], 32, choices=form.units)
    else:
        yield Column(Kind.TEXT, texts["unit"], 40)
    unrated = () if form.all_rated else (texts["choice_not_rated"], texts["choice_exempt"])
    levels = tuple(level.names[form.language] for level in form.measure.levels)
    yield Column(Kind.CHOICE, form.measure.names[form.language], 34, choices=(*levels, *unrated))
    yield Column(Kind.TEXT, texts["note"], 30)
