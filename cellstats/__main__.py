"""`python -m cellstats`."""

from cellstats.program import main

main()
