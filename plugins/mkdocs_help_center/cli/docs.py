"""``help-center docs``: pages about options, checks and commands, made of the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from mkdocs_help_center.cli.project import PROBLEMS, stop
from mkdocs_help_center.content.files import write_atomically
from mkdocs_help_center.editing.reference import checks_page, commands_page, options_page
from mkdocs_help_center.plugin.config import HelpCenterConfig


@click.command(
    epilog="""\b
Examples:
  help-center docs
  help-center docs --check     as CI does
"""
)
@click.argument("folder", default="docs", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit with 1 where a page is outdated.",
)
@click.pass_context
def docs(context: click.Context, folder: Path, only_check: bool) -> None:
    """Write options.md, checks.md and commands.md into FOLDER."""
    root = context.find_root()
    outdated = []
    for name, text in reference_pages(root.command).items():
        path, data = folder / name, text.encode("utf-8")
        if path.is_file() and path.read_bytes() == data:
            continue
        outdated.append(name)
        if not only_check:
            write_atomically(path, data)
    for name in outdated:
        click.echo(f"{'outdated' if only_check else 'written'} {folder / name}")
    if only_check and outdated:
        stop(PROBLEMS)


def reference_pages(main: click.Command) -> dict[str, str]:
    """Every page by its file's name."""
    return {
        "options.md": options_page(HelpCenterConfig),
        "checks.md": checks_page(),
        "commands.md": commands_page(_helps(main, "help-center")),
    }


def _helps(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Name and help of a command and of all below it, at one width everywhere."""
    context = click.Context(
        command, info_name=name, parent=parent, max_content_width=100, **command.context_settings
    )
    context.terminal_width = 100
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for key, inner in sorted(command.commands.items()):
            yield from _helps(inner, key, context)
