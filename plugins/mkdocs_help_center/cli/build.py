"""``help-center build``: the site into its folder."""

from __future__ import annotations

from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import Abort

from mkdocs_help_center.cli.project import PROBLEMS, config_option, open_project, stop


@click.command()
@config_option
@click.option(
    "-d", "--site-dir", type=click.Path(path_type=Path), help="Where the site is written."
)
@click.option("-s", "--strict", is_flag=True, default=None, help="Fail on any problem.")
def build(config_file: Path, site_dir: Path | None, strict: bool | None) -> None:
    """Build the site, as `mkdocs build` does."""
    overrides = {"site_dir": str(site_dir)} if site_dir else {}
    project = open_project(config_file, strict=strict, **overrides)
    project.config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(project.config)
    except Abort as error:
        click.echo(str(error), err=True)
        stop(PROBLEMS)
    finally:
        project.config.plugins.on_shutdown()
