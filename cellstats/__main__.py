"""`python -m cellstats`."""

from cellstats.cli import main

main()
