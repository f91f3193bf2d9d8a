"""What is done with each file, in whatever process it is read."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from cellstats.findings import Finding, Severity, finding, grouped
from cellstats.layouts import Defaults, Part
from cellstats.place import Place
from cellstats.reading import File, Request, read
from cellstats.vocabulary import Vocabulary, packaged

T = TypeVar("T")


@dataclass(frozen=True)
class Job(Generic[T]):
    """A file is read, each of its pages recognized, and of that what is wanted is kept.

    Without a vocabulary the words are those that ship, so that they need not be sent to another process.
    """

    keep: Callable[[Part], T]
    request: Request | None
    defaults: Defaults | None
    vocabulary: Vocabulary | None

    def __call__(self, file: File) -> list[T]:
        """Return what the pages of a file give."""
        from cellstats.layouts.recognition import recognize  # is loaded where files are read

        words, defaults = self.vocabulary or packaged(), self.defaults or Defaults()
        kept: list[T] = []
        lost = True
        for page in read(file, self.request):
            part = recognize(page, words, defaults)
            lost = lost and not part.tallies and all(each.severity is Severity.INFO for each in part.findings)
            kept.append(self.keep(part))  # here a part goes, which may hold every cell
        return [*kept, *(self.said(finding("file-passed-over", Place(file.source))) if lost else ())]

    def said(self, found: Finding) -> list[T]:
        """Return what stands for a file that is not read."""
        return [self.keep(Part(findings=(found,)))]


def counted(part: Part) -> Part:
    """Return a part without its tables, which hold every cell, and of many findings of one kind the first ones."""
    return replace(part, outlines=(), findings=grouped(part.findings))


def load() -> None:
    """Load all that reads files, and the words, before a file is there."""
    from cellstats.layouts import recognition  # noqa: F401 - for whom it is loaded
    from cellstats.reading import legacy, workbook  # noqa: F401

    packaged().heading("")
