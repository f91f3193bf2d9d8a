"""What python-calamine does not tell of a workbook: error cells, formulas without a stored value, hidden rows.

It reads both kinds of cells as blank, in every format. One file for one family of formats.
"""

import io
from collections.abc import Sequence
from zipfile import BadZipFile, ZipFile

from cellstats.reading.evidence import biff, binary, ods, ooxml
from cellstats.reading.evidence.found import Evidence

__all__ = ["Evidence", "evidence"]

_ARCHIVES = (ooxml, binary, ods)


def evidence(content: bytes, names: Sequence[str]) -> dict[str, Evidence]:
    """Return the evidence by the names of the sheets, which stand in the order of the workbook.

    Raises:
        ValueError: where the archive, its XML or its records are broken.

    """
    if not content.startswith(b"PK"):
        return dict(zip(names, biff.evidence(content), strict=False))
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            parts = frozenset(archive.namelist())
            family = next((family for family in _ARCHIVES if parts >= {family.PART}), None)
            return family.evidence(archive, parts) if family else {}
    except (BadZipFile, KeyError, NotImplementedError) as problem:
        raise ValueError(names) from problem
