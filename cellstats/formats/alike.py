"""Many values of which most are alike: of many small units, many have the same counts and shares."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

V = TypeVar("V", bound=Hashable)
T = TypeVar("T")


def each_once(change: Callable[[V], T], values: Sequence[V]) -> list[T]:
    """Return what each value is changed into, for which alike ones are changed once; 1 and 1.0 are alike too."""
    changed = {value: change(value) for value in {*values}}
    return [changed[value] for value in values]
