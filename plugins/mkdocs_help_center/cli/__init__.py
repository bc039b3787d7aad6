"""The shell door: ``help-center``, one module a command."""

from __future__ import annotations

import click

import mkdocs_help_center
from mkdocs_help_center.cli.shell import Commands, Shell

__all__ = ["main"]

#: Commands by name: the module here that has it, under the module's own name.
_MODULES = {
    "build": "build",
    "check": "check",
    "digest": "digest",
    "docs": "docs",
    "feedback": "feedback",
    "import": "import_",
    "incident": "incident",
    "locales": "locales",
    "new": "new",
    "redirects": "redirects",
    "rename": "rename",
    "schemas": "schemas",
    "serve": "serve",
    "stats": "stats",
    "translations": "translations",
    "upcoming": "upcoming",
    "urls": "urls",
}


@click.group(
    cls=Shell,
    commands=Commands({name: f"{__name__}.{module}" for name, module in _MODULES.items()}),
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
