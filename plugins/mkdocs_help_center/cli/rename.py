"""``help-center rename``: an article moves, and nothing that led to it breaks."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_help_center.cli.project import Project, config_option, open_project
from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.editing.renaming import RenameError, rename_article
from mkdocs_help_center.pages.help_center import HelpCenter


@click.command(
    epilog="""\b
Examples:
  help-center rename content/en/faq/plans.md content/en/faq/support-plans.md
  help-center rename content/en/faq/plans.md support-plans
"""
)
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new")
@config_option
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--allow-dirty", is_flag=True, help="Also change files with uncommitted changes.")
def rename(old: Path, new: str, config_file: Path, dry_run: bool, allow_dirty: bool) -> None:
    """Move the article OLD to NEW, a path or a new name in its folder.

    Links to it change in all languages, its old address leads to it, and its address changes with
    its name. All of it happens, or nothing.
    """
    project = open_project(config_file)
    (source,) = project.uris_at([old]) or [""]
    target = _target(project.folder, Path(project.config.docs_dir), source, new)
    center = _center(project, source)
    try:
        move = rename_article(center, source, target, FileChanges(project.folder))
    except (RenameError, OSError) as error:
        raise click.UsageError(str(error)) from error
    if not dry_run:
        project.make(move.changes, allow_dirty=allow_dirty)
    for path, data in sorted(move.changes.writes.items()):
        click.echo(f"{'deleted' if data is None else 'written'} {path}")
    if move.redirected:
        click.echo(f"/{move.old_url} leads to /{move.new_url}", err=True)
    click.echo(f"{move.links} links changed", err=True)
    for place in move.left:
        click.echo(f"look at {place}: it still works, by the redirect", err=True)


def _center(project: Project, source: str) -> HelpCenter:
    """The site, with drafts where one of them is to be moved: else none may take an address."""
    content = project.content()
    if any(article.source == source for article in content.catalog.unpublished):
        content = project.content(drafts=True)
    return project.assemble(content).center


def _target(project: Path, content: Path, source: str, new: str) -> str:
    """The new file's URI: a path as typed, or a name beside the old one."""
    if "/" not in new and not Path(new).suffix[1:].isalpha():
        return f"{source.rpartition('/')[0]}/{new}.md".lstrip("/")
    if "/" not in new:
        return f"{source.rpartition('/')[0]}/{new}".lstrip("/")
    for base in (Path.cwd(), project, content):
        path = Path(base, new).absolute()
        parts = Path(*[part for part in path.parts if part != "."])
        if parts.is_relative_to(content) and parts.parent.exists():
            return parts.relative_to(content).as_posix()
    path = Path(new)
    relative = Path.cwd() / path
    if relative.is_relative_to(content):
        return relative.relative_to(content).as_posix()
    return path.as_posix()
