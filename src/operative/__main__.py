"""`python -m operative`: the command line."""

from operative.cli import main

main()
