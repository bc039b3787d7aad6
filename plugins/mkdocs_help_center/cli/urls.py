"""``help-center urls``: the ledger of published URLs."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_help_center.cli.project import config_option, open_project
from mkdocs_help_center.content.files import write_atomically
from mkdocs_help_center.content.source import DATA_FOLDER
from mkdocs_help_center.redirects.ledger import record as record_urls


@click.group(
    epilog="""\b
Example:
  help-center urls record
"""
)
@config_option
@click.pass_context
def urls(context: click.Context, config_file: Path) -> None:
    """The record of every URL ever published."""
    context.obj = config_file


@urls.command(
    epilog="""\b
Example:
  help-center urls record && git commit -m "Record published URLs" content/_data/urls.txt
"""
)
@click.pass_obj
def record(config_file: Path) -> None:
    """Add every present URL to the ledger; commit the file.

    Run it after a deploy. A URL that vanishes later is a problem until something takes its place.
    """
    project = open_project(config_file)
    content = project.content()
    table = project.assemble(content).center.redirects
    root = content.settings.root / DATA_FOLDER
    path = root / table.settings.ledger
    before = len(table.ledger.entries)
    text = record_urls(table.ledger, table.resolver.index)
    write_atomically(path, text.encode("utf-8"))
    after = text.count("\n") - 1
    click.echo(f"{after:,} URLs in {path}, {after - before:,} of them new")
