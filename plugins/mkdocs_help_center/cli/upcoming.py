"""``help-center upcoming``: whether a build is due because a day has come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click

from mkdocs_help_center.cli.project import PROBLEMS, config_option, open_project, stop
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.news import NEWS_SECTIONS
from mkdocs_help_center.content.releases import release_of


@click.command(
    epilog="""\b
Examples:
  help-center upcoming
  help-center upcoming --due-since 2026-10-31T06:00:00Z
"""
)
@click.option(
    "--due-since",
    metavar="DATE",
    help="Only what came due after this moment (ISO 8601), the last build's; exits with 1 if nothing did.",
)
@config_option
def upcoming(due_since: str | None, config_file: Path) -> None:
    """List news that are dated in the future, the nearest first; so are corrections and withdrawals.

    They come out with the first build on or after their date. A scheduled job asks
    'help-center upcoming --due-since LAST_BUILD' and builds where it exits with 0.
    """
    project = open_project(config_file)
    assembly = project.assemble(project.content())
    news = assembly.center.news
    since = parse_date(due_since) if due_since else None
    if due_since and since is None:
        raise click.BadParameter(f"'{due_since}' is no ISO 8601 date", param_hint="--due-since")
    found = [
        (moment, article)
        for locale in assembly.center.catalog.locales
        for section in NEWS_SECTIONS
        for article in assembly.center.catalog.listed(locale.code, section)
        for moment in _moments(article)
        if (since < moment <= news.now if since else moment > news.now)
    ]
    for moment, article in sorted(found, key=lambda one: (one[0], one[1].source)):
        days = max(0, (moment - news.now) // timedelta(days=1))
        when = f"in {days} days" if not since else "due"
        click.echo(f"{moment:%Y-%m-%dT%H:%MZ}  {when:>12}  {article.path}  {article.title}")
    if since and not found:
        stop(PROBLEMS)


def _moments(article: Article) -> Iterator[datetime]:
    """When a build changes what is said of ``article``."""
    release = release_of(article)
    moments = [article.date, release.withdrawn, *(one.at for one in release.corrections)]
    yield from {moment for moment in moments if moment is not None}
