"""The shell door: ``help-center``, one module a command."""

from __future__ import annotations

import click

import mkdocs_help_center
from mkdocs_help_center.cli.build import build
from mkdocs_help_center.cli.check import check
from mkdocs_help_center.cli.digest import digest
from mkdocs_help_center.cli.docs import docs
from mkdocs_help_center.cli.feedback import feedback
from mkdocs_help_center.cli.import_ import import_
from mkdocs_help_center.cli.incident import incident
from mkdocs_help_center.cli.locales import locales
from mkdocs_help_center.cli.new import new
from mkdocs_help_center.cli.redirects import redirects
from mkdocs_help_center.cli.rename import rename
from mkdocs_help_center.cli.schemas import schemas
from mkdocs_help_center.cli.serve import serve
from mkdocs_help_center.cli.shell import Shell
from mkdocs_help_center.cli.stats import stats
from mkdocs_help_center.cli.translations import translations
from mkdocs_help_center.cli.upcoming import upcoming
from mkdocs_help_center.cli.urls import urls

__all__ = ["main"]


@click.group(
    cls=Shell,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  help-center serve                              write, and see it at once
  help-center new faq "How do I cancel?"         start an article
  help-center check                              what is wrong, with file and line
  help-center build --strict                     the site, unless something is wrong
""",
)
@click.version_option(mkdocs_help_center.__version__, prog_name="help-center")
def main() -> None:
    """Build, preview and check a help center."""


for command in (
    build,
    check,
    new,
    rename,
    translations,
    locales,
    import_,
    incident,
    feedback,
    stats,
    schemas,
    docs,
    serve,
    digest,
    upcoming,
    redirects,
    urls,
):
    main.add_command(command)
