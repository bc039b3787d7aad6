"""``help-center translations``: what is translated, what is missing, what is behind its source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from mkdocs_help_center.cli.project import Project, config_option, open_project
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.coverage import (
    SOURCE_HASH,
    Coverage,
    Gap,
    coverage,
    source_hash,
    source_of,
)
from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.editing.fields import set_field


@click.command(
    epilog="""\b
Examples:
  help-center translations
  help-center translations --list --locale pt
  help-center translations --mark content/pt/faq/planos.md
"""
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@config_option
@click.option(
    "-l", "--locale", "locales", multiple=True, help="Only this language; may be repeated."
)
@click.option("--section", "sections", multiple=True, help="Only this section; may be repeated.")
@click.option("--list", "listed", is_flag=True, help="Name the articles.")
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option(
    "--mark",
    is_flag=True,
    help="Say that the translations at PATHS hold what their source says now.",
)
@click.option(
    "--allow-dirty", is_flag=True, help="With --mark: also files with uncommitted changes."
)
def translations(
    paths: tuple[Path, ...],
    config_file: Path,
    locales: tuple[str, ...],
    sections: tuple[str, ...],
    listed: bool,
    output: str,
    mark: bool,
    allow_dirty: bool,
) -> None:
    """Show how much of each section is translated, and what is behind its source.

    A translation is behind where its field `sourceHash` names another state of the source than
    today's, or, without that field, where the source was updated more than two days after it.
    """
    project = open_project(config_file)
    # A draft may be marked, while it is made.
    catalog = project.content(drafts=mark).catalog
    if mark:
        _mark(project, catalog, project.uris_at(paths), allow_dirty=allow_dirty)
        return
    if paths:
        raise click.UsageError("PATHS go with --mark")
    known = {locale.code for locale in catalog.locales}
    if unknown := set(locales) - known:
        raise click.UsageError(f"no language of this site: {', '.join(sorted(unknown))}")
    found = _only(coverage(catalog), locales or sorted(known), sections)
    if output == "json":
        click.echo(_json(found))
    elif listed:
        _list(found.gaps)
    else:
        Console().print(
            _table(found, [one.code for one in catalog.locales if one.code in (locales or known)])
        )


def _only(found: Coverage, locales: Sequence[str], sections: Sequence[str]) -> Coverage:
    def wanted(locale: str, section: str) -> bool:
        return locale in locales and (not sections or section in sections)

    shares = tuple(one for one in found.shares if wanted(one.locale, one.section))
    gaps = tuple(one for one in found.gaps if wanted(one.locale, one.source.section))
    return Coverage(shares, gaps, {(one.locale, one.section): one for one in shares})


def _table(found: Coverage, locales: Sequence[str]) -> Table:
    table = Table("section", *locales, "articles")
    for section in dict.fromkeys(share.section for share in found.shares):
        shares = [found.by_place[locale, section] for locale in locales]
        cells = []
        for share in shares:
            notes = [f"{share.missing:,} missing"] if share.missing else []
            notes += [f"{share.outdated:,} behind"] if share.outdated else []
            colour = "red" if share.percent < 50 else "yellow" if notes else "green"
            cells.append(f"[{colour}]{share.percent}%[/] {', '.join(notes)}".rstrip())
        table.add_row(section, *cells, f"{shares[0].total:,}")
    return table


def _list(gaps: Sequence[Gap]) -> None:
    for gap in gaps:
        if gap.translation is None:
            click.echo(f"{gap.source.path}: missing in {gap.locale}")
        else:
            click.echo(f"{gap.translation.path}: behind {gap.source.path}")


def _json(found: Coverage) -> str:
    return json.dumps(
        {
            "sections": [
                {
                    "locale": share.locale,
                    "section": share.section,
                    "articles": share.total,
                    "current": share.current,
                    "outdated": share.outdated,
                    "missing": share.missing,
                }
                for share in found.shares
            ],
            "gaps": [
                {
                    "locale": gap.locale,
                    "state": gap.state.value,
                    "source": gap.source.path,
                    "translation": gap.translation.path if gap.translation else None,
                }
                for gap in found.gaps
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _mark(project: Project, catalog: Catalog, uris: frozenset[str], *, allow_dirty: bool) -> None:
    if not uris:
        raise click.UsageError("--mark needs the translations' files")
    changes = FileChanges(project.folder)
    for uri in sorted(uris):
        article = catalog.by_source.get(uri)
        if article is None:
            raise click.UsageError(f"'{project.settings.prefix}{uri}' is no article with a page")
        source = source_of(catalog, article)
        if source is article:
            click.echo(f"{article.path} is itself the source", err=True)
            continue
        data = set_field(changes.read(article.path), SOURCE_HASH, source_hash(source))
        changes.write(article.path, data)
    project.make(changes, allow_dirty=allow_dirty)
    click.echo(f"{len(changes.writes):,} translations marked as current", err=True)
