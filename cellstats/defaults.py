"""What the command line offers before anything is read: known here, so that its help loads nothing else."""

FORMATS = ("table", "json", "csv", "tsv", "markdown", "html", "xlsx", "docx")
"""The names of the formats; `cellstats.formats` has one for each."""
INSPECTIONS = ("table", "json", "markdown")
"""The names of those that show how sheets were understood."""
MEMORY = 2048
"""MiB of memory that a process that reads may take."""
SECONDS = 60
"""Seconds of the processor that a file may take."""
ROWS = 10_000
"""Rows of a form, at most."""

ALLOCATIONS = 1_000_000
"""Between two searches for garbage in cycles, of which cellstats makes hardly any: each looks at all there is."""
