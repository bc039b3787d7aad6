"""``help-center schemas``: JSON Schemas of the front matter, and settings of editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mkdocs_help_center.cli.project import config_option, open_project
from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.editing.schemas import (
    REMARK_EXTENSION,
    REMARK_PACKAGES,
    all_schemas,
    remark_settings,
    vscode_tasks,
)


@click.command(
    epilog="""\b
Examples:
  help-center schemas              the schemas, into .schemas/
  help-center schemas --vscode     and settings of VS Code that show findings at their lines
"""
)
@config_option
@click.option("--to", "folder", default=".schemas", show_default=True, help="Where the schemas go.")
@click.option(
    "--vscode",
    is_flag=True,
    help="Write settings of VS Code, in .vscode/ and .remarkrc.json, unless they are there.",
)
def schemas(config_file: Path, folder: str, vscode: bool) -> None:
    """Write a JSON Schema of the front matter for every content type.

    With --vscode the command palette has "Tasks: Run Task > help-center: check this file", whose
    findings are shown at their lines. The extension unifiedjs.vscode-remark, which VS Code then
    offers, checks fields while you type, once the packages that the command names are installed.
    """
    project = open_project(config_file)
    changes = FileChanges(project.folder)
    for name, schema in all_schemas().items():
        changes.write(f"{folder}/{name}", _json(schema))
    settings = {
        ".vscode/tasks.json": vscode_tasks(),
        ".vscode/extensions.json": {"recommendations": [REMARK_EXTENSION]},
        ".remarkrc.json": remark_settings(folder, project.settings.prefix.rstrip("/")),
    }
    for path, value in settings.items() if vscode else ():
        if (project.folder / path).exists():
            click.echo(f"{path} is there already; add to it:\n{_json(value).decode()}", nl=False)
        else:
            changes.write(path, _json(value))
    project.make(changes, allow_dirty=True)
    for path in changes.writes:
        click.echo(path)
    if vscode:
        packages = " ".join(REMARK_PACKAGES)
        click.echo(f"To check fields while you type: npm install --save-dev {packages}", err=True)


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode("utf-8")
