"""``help-center new``: an article that has all it needs but its text."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_help_center.cli.project import config_option, open_project
from mkdocs_help_center.editing.scaffold import (
    NewArticle,
    ScaffoldError,
    find_type,
    scaffold,
    type_names,
)


def _types(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in type_names() if name.startswith(incomplete)]


@click.command(
    epilog="""\b
Examples:
  help-center new known-issue "Orders stay pending" --folder Checkout
  help-center new announcement "Sign in with a passkey" --locale en --only
"""
)
@click.argument("kind", metavar="TYPE", shell_complete=_types)
@click.argument("title")
@config_option
@click.option("-l", "--locale", help="The article's language.  [default: the site's]")
@click.option("--folder", default="", help="A category's folder below the section's.")
@click.option("--only", is_flag=True, help="No drafts in the other languages.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
def new(
    kind: str,
    title: str,
    config_file: Path,
    locale: str | None,
    folder: str,
    only: bool,
    dry_run: bool,
) -> None:
    """Start an article: id, slug, dates and the outline of its TYPE, and drafts to translate.

    TYPE is a section or content type: faq, tutorial, troubleshooting, track, announcement,
    known-issue, release-note, status, reference or blog.
    """
    project = open_project(config_file)
    catalog = project.content().catalog
    code = locale or catalog.default.code
    others = () if only else tuple(one.code for one in catalog.locales if one.code != code)
    try:
        wanted = NewArticle(find_type(kind), title, code, folder, others)
        changes = scaffold(wanted, catalog, Path(project.config.docs_dir), project.folder)
    except ScaffoldError as error:
        raise click.UsageError(str(error)) from error
    if not dry_run:
        project.make(changes)
    for path in changes.writes:
        click.echo(path)
