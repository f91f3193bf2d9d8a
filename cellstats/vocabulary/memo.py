"""What was found for a text is known the next time."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MOST = 65_536  # texts: far more than there are words, but not as many as there are names


class Memo(dict[str, T]):
    """What a function gives for each text, which it is asked for once; of too many all are forgotten."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, text: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        self[text] = self._function(text)
        return self[text]
