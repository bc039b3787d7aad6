"""``python -m mkdocs_help_center``: the command ``help-center`` where it is not on the path."""

from mkdocs_help_center.cli import main

main(prog_name="help-center")
