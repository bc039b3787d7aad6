"""``help-center locales``: the site's languages, for jobs that build one each."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mkdocs_help_center.cli.project import config_option, open_project
from mkdocs_help_center.content.load import site_locales


@click.command(
    epilog="""\b
Examples:
  help-center locales
  help-center locales --json
"""
)
@config_option
@click.option("--json", "as_json", is_flag=True, help="As a JSON list, for a matrix of CI jobs.")
def locales(config_file: Path, as_json: bool) -> None:
    """List the codes of the site's languages, the default one first."""
    found, default = site_locales(open_project(config_file).settings)
    codes = [default.code, *(one.code for one in found if one != default)]
    click.echo(json.dumps(codes) if as_json else "\n".join(codes))
