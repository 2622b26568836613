"""`python -m parliament.cli`, for those who start us by the interpreter's path."""

from parliament.cli import main

main(prog_name="parliament")
