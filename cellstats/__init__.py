"""cellstats: exact, traceable shares from rating workbooks, held against the targets of a plan."""

__version__ = "0.1.0"
