"""``help-center build``: the site into its folder."""

from __future__ import annotations

import logging
import signal
from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import Abort

from mkdocs_help_center.building.listing import list_site
from mkdocs_help_center.building.memory import BuildMemory
from mkdocs_help_center.building.status_only import write_status
from mkdocs_help_center.cli.progress import ShownReport, ShownWarnings
from mkdocs_help_center.cli.project import PROBLEMS, Project, config_option, open_project, stop
from mkdocs_help_center.plugin.inputs import read_inputs
from mkdocs_help_center.plugin.settings import check_policy
from mkdocs_help_center.plugin.telling import tell
from mkdocs_help_center.stopping import end_in_order


@click.command(
    epilog="""\b
Examples:
  help-center build
  help-center build --strict                  as for a pull request
  help-center build --locale es -d part-es    one language, in a job of its own
  help-center build --status-only             an incident, at once
"""
)
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
    report = project.plugin.report = ShownReport()
    shown = ShownWarnings(report)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(shown)
    try:
        if not _is_built(project, report):
            _build(project, report)
    finally:
        logger.removeHandler(shown)


def _build(project: Project, report: ShownReport) -> None:
    project.config.plugins.on_startup(command="build", dirty=False)
    # A host that ends a build early asks for it so: then the build's processes end with it.
    before = signal.signal(signal.SIGTERM, end_in_order)
    try:
        mkdocs_build.build(project.config)
        own = project.plugin.own_build
        if own is not None:
            report.summarise(own.counts, own.problems, own.failing)
    except Abort as error:
        click.echo(str(error), err=True)
        stop(PROBLEMS)
    finally:
        signal.signal(signal.SIGTERM, before)
        project.config.plugins.on_shutdown()


def _is_built(project: Project, report: ShownReport) -> bool:
    """Whether the site is what would be built now; then its problems are told, as they were."""
    options, config = project.plugin.config, project.config
    inputs = read_inputs(options, config)
    memory = BuildMemory(project.folder)
    try:
        last = memory.last_build(Path(config.site_dir))
    finally:
        memory.close()
    project.plugin.inputs = inputs
    if inputs is None or last is None or not last.is_complete:
        return False
    if not last.holds(inputs, options.now()) or list_site(Path(config.site_dir)) != last.site:
        return False
    # MkDocs keeps plugins from one configuration to the next.
    project.plugin.inputs = None
    failing = tell(last.problems, check_policy(options, config))
    report.summarise(last.counts, len(last.problems), failing, unchanged=True)
    if config.strict and failing:
        click.echo(f"Aborted with {failing} warnings in strict mode!", err=True)
        stop(PROBLEMS)
    return True


def _build_status(project: Project) -> None:
    """An urgent incident does not wait for somebody's typo: problems are not looked for."""
    try:
        count = write_status(project.assemble(project.content()), Path(project.config.site_dir))
    except NotADirectoryError as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{count} files written", err=True)
