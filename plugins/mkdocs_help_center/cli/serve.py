"""``help-center serve``: the writers' preview."""

from __future__ import annotations

from pathlib import Path

import click
from mkdocs.commands import serve as mkdocs_serve

from mkdocs_help_center.cli.project import config_option, open_project


@click.command()
@config_option
@click.option(
    "-a", "--dev-addr", metavar="HOST:PORT", help="Where to serve. [default: 127.0.0.1:8000]"
)
def serve(config_file: Path, dev_addr: str | None) -> None:
    """Serve the site and rebuild it when a file is saved; drafts are shown and marked."""
    open_project(config_file)
    mkdocs_serve.serve(str(config_file), livereload=True, dev_addr=dev_addr)
