"""``help-center build``: the site into its folder."""

from __future__ import annotations

from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import Abort

from mkdocs_help_center.building.status_only import write_status
from mkdocs_help_center.cli.project import PROBLEMS, Project, config_option, open_project, stop


@click.command()
@config_option
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site is written."
)
@click.option("-s", "--strict", is_flag=True, default=None, help="Fail on any problem.")
@click.option(
    "--status-only",
    is_flag=True,
    help="Write only status pages, over a site that is built already.",
)
@click.option(
    "-l",
    "--locale",
    "locales",
    multiple=True,
    help="Only this language; may be repeated. Such builds, copied over each other, are the site.",
)
def build(
    config_file: Path,
    site_dir: Path | None,
    strict: bool | None,
    status_only: bool,
    locales: tuple[str, ...],
) -> None:
    """Build the site, as `mkdocs build` does."""
    overrides = {"site_dir": str(site_dir)} if site_dir else {}
    project = open_project(config_file, strict=strict, **overrides)
    if locales:
        project.plugin.config.only_locales = list(locales)
    if status_only:
        _build_status(project)
        return
    project.config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(project.config)
    except Abort as error:
        click.echo(str(error), err=True)
        stop(PROBLEMS)
    finally:
        project.config.plugins.on_shutdown()


def _build_status(project: Project) -> None:
    """An urgent incident does not wait for somebody's typo: problems are not looked for."""
    try:
        count = write_status(project.assemble(project.content()), Path(project.config.site_dir))
    except NotADirectoryError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{count} files written", err=True)
