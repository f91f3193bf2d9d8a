"""Forms: a workbook to fill in, a sheet for each population, that cellstats reads back.

The way of a form is: Form ──page_of──▶ Page ──workbook──▶ bytes; first in counts.py or lists.py, then in xlsx.py.
"""

from collections.abc import Iterable

from cellstats.forms import counts, lists, xlsx
from cellstats.forms.page import Form
from cellstats.forms.units import Found, units_in, units_of

__all__ = ["Form", "Found", "units_in", "units_of", "workbook"]


def workbook(forms: Iterable[Form]) -> bytes:
    """Return the workbook of forms."""
    return xlsx.workbook((lists if form.listed else counts).page_of(form) for form in forms)
