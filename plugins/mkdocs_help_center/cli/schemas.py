"""``help-center schemas``: JSON Schemas of the front matter for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mkdocs_help_center.cli.project import config_option, open_project
from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.editing.schemas import all_schemas, editor_settings


@click.command(
    epilog="""\b
Examples:
  help-center schemas                  into .schemas/, and says what to put into .vscode/settings.json
  help-center schemas --vscode         also writes .vscode/settings.json where there is none
"""
)
@config_option
@click.option("--to", "folder", default=".schemas", show_default=True, help="Where the schemas go.")
@click.option("--vscode", is_flag=True, help="Write .vscode/settings.json, if there is none.")
def schemas(config_file: Path, folder: str, vscode: bool) -> None:
    """Write a JSON Schema of the front matter for every content type."""
    project = open_project(config_file)
    changes = FileChanges(project.folder)
    for name, schema in all_schemas().items():
        changes.write(f"{folder}/{name}", _json(schema))
    content = project.settings.prefix.rstrip("/")
    settings = _json(editor_settings(folder, content))
    target = ".vscode/settings.json"
    if vscode and (project.folder / target).exists():
        raise click.UsageError(f"{target} is there already; add to it:\n{settings.decode()}")
    if vscode:
        changes.write(target, settings)
    project.make(changes, allow_dirty=True)
    click.echo(f"{len(all_schemas())} schemas are in {folder}", err=True)
    if not vscode:
        click.echo(settings.decode(), nl=False)


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8")
