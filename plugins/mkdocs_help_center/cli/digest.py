"""``help-center digest``: a month's news as a mail."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from mkdocs_help_center.cli.project import config_option, open_project
from mkdocs_help_center.content.files import write_atomically
from mkdocs_help_center.pages.digest import digest as digest_of
from mkdocs_help_center.pages.digest import render_digest

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def _month(context: click.Context, parameter: click.Parameter, value: str) -> datetime:
    match = _MONTH.fullmatch(value)
    if not match or int(match[1]) < 1:
        raise click.BadParameter(f"'{value}' is no month; write it like 2026-10")
    return datetime(int(match[1]), int(match[2]), 1, tzinfo=UTC)


@click.command(
    epilog="""\b
Example:
  help-center digest --month 2026-10 --locale pt --output build/
writes build/digest-2026-10-pt.html and build/digest-2026-10-pt.txt
"""
)
@click.option("--month", required=True, callback=_month, metavar="YYYY-MM", help="Which month.")
@click.option("--locale", required=True, help="Which language.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    show_default="here",
    help="The folder for the two files.",
)
@config_option
def digest(month: datetime, locale: str, output: Path, config_file: Path) -> None:
    """Write a month's announcements, release notes and posts as an e-mail, in HTML and as text."""
    project = open_project(config_file)
    if not project.config.site_url:
        raise click.UsageError(f"{config_file}: a mail needs whole addresses; set 'site_url'")
    assembly = project.assemble(project.content())
    codes = [one.code for one in assembly.center.catalog.locales]
    if locale not in codes:
        raise click.BadParameter(f"'{locale}' is no language of the site; use {', '.join(codes)}",
                                 param_hint="--locale")  # fmt: skip
    found = digest_of(assembly.center, locale, month)
    if found.is_empty:
        click.echo(f"Nothing was published in {month:%Y-%m} in '{locale}'.", err=True)
    for suffix, text in zip(("html", "txt"), render_digest(assembly.theme, found), strict=True):
        path = output / f"digest-{month:%Y-%m}-{locale}.{suffix}"
        try:
            write_atomically(path, text.encode("utf-8"))
        except OSError as error:
            raise click.ClickException(f"'{path}' cannot be written: {error.strerror}") from error
        click.echo(str(path))
