"""``help-center upcoming``: whether a build is due because a day has come."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from mkdocs_help_center.cli.project import PROBLEMS, config_option, open_project, stop
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.news import NEWS_SECTIONS


@click.command()
@click.option(
    "--due-since",
    metavar="DATE",
    help="Only what came due after this moment (ISO 8601), the last build's; exits with 1 if nothing did.",
)
@config_option
def upcoming(due_since: str | None, config_file: Path) -> None:
    """List news that are dated in the future, the nearest first.

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
        article
        for locale in assembly.center.catalog.locales
        for section in NEWS_SECTIONS
        for article in assembly.center.catalog.listed(locale.code, section)
        if article.date and (since < article.date <= news.now if since else article.date > news.now)
    ]
    for article in sorted(found, key=lambda one: (one.date or news.now, one.source)):
        assert article.date is not None
        days = max(0, (article.date - news.now) // timedelta(days=1))
        when = f"in {days} days" if not since else "due"
        click.echo(f"{article.date:%Y-%m-%dT%H:%MZ}  {when:>12}  {article.path}  {article.title}")
    if since and not found:
        stop(PROBLEMS)
