"""``help-center check``: everything that is wrong with the content, with file and line."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from mkdocs_help_center.checks import CHECKS, Baseline
from mkdocs_help_center.checks.fixes import FIXES, QUIET_FIXES, fix_files
from mkdocs_help_center.checks.incremental import CheckRun
from mkdocs_help_center.cli.project import (
    PROBLEMS,
    Project,
    config_option,
    format_option,
    open_project,
    stop,
)
from mkdocs_help_center.cli.reporting import FORMATS, summarise
from mkdocs_help_center.content.files import write_atomically
from mkdocs_help_center.content.problem import Severity


@click.command(
    epilog="""\b
Examples:
  help-center check                        all articles
  help-center check content/en/faq/x.md    one, as a pre-commit hook does
  help-center check -v --format json       also notes on style, for a program
  help-center check --fix                  correct what has one right answer
  help-center check --write-baseline       from now on only new problems fail
"""
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@format_option
@click.option("-v", "--verbose", is_flag=True, help="Also notes: style, drafts, what is intended.")
@click.option("--fix", is_flag=True, help="Correct what has one right answer, then check.")
@click.option(
    "--allow-dirty", is_flag=True, help="With --fix: also files with uncommitted changes."
)
@click.option("--write-baseline", is_flag=True, help="Record all problems as known.")
@click.option("--no-cache", is_flag=True, help="Remember nothing between runs.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes to use.  [default: all cores]")
@click.option("--list", "list_only", is_flag=True, help="List all checks and exit.")
def check(
    paths: tuple[Path, ...],
    config_file: Path,
    output: str,
    verbose: bool,
    fix: bool,
    allow_dirty: bool,
    write_baseline: bool,
    no_cache: bool,
    jobs: int | None,
    list_only: bool,
) -> None:
    """Find what is wrong with the content before a reader does.

    Checks all articles, or the files and folders at PATHS. Exits with 0 where nothing fails, with 1
    where something does, with 2 where the command or the site's configuration cannot be used.
    """
    if list_only:
        _list_checks(Console())
        return
    project = open_project(config_file)
    only = project.uris_at(paths) if paths else None
    if paths and not only:
        click.echo("No file of the content folder is at these paths.", err=True)
        return
    if write_baseline:
        _write_baseline(project, jobs, whole=only is None)
        return
    if fix:
        # Notes too: some have a correction that nobody needs to see first.
        run = _run(project, only, jobs, Severity.INFO, cached=not no_cache)
        _fix(project, run, verbose=verbose, allow_dirty=allow_dirty)
    lowest = Severity.INFO if verbose else Severity.WARNING
    run = _run(project, only, jobs, lowest, cached=not no_cache)
    FORMATS[output](run.problems, Console(highlight=False))
    _summarise(run, only)
    if any(problem.fails for problem in run.problems):
        stop(PROBLEMS)


def _run(
    project: Project,
    only: frozenset[str] | None,
    jobs: int | None,
    lowest: Severity,
    *,
    cached: bool,
) -> CheckRun:
    console = Console(stderr=True)
    # Without a thread that draws: a process with threads is not forked, and the work not shared.
    with Progress(
        console=console, transient=True, disable=not console.is_terminal, auto_refresh=False
    ) as progress:
        task = progress.add_task("Checking", total=None)
        return project.check(
            only,
            jobs=jobs,
            cached=cached,
            lowest=lowest,
            progress=lambda done, total: progress.update(
                task, completed=done, total=total, refresh=True
            ),
        )


def _summarise(run: CheckRun, only: frozenset[str] | None) -> None:
    catalog = run.content.catalog
    count = len(only) if only is not None else len(catalog.articles) + len(catalog.unpublished)
    files = "1 file" if count == 1 else f"{count:,} files"
    text = f"{files} checked: {summarise(run.problems) or 'no problems'}"
    fixable = sum(problem.check in FIXES for problem in run.problems)
    if fixable:
        text += f"; {fixable:,} can be corrected by --fix"
    click.echo(text, err=True)


def _fix(project: Project, run: CheckRun, *, verbose: bool, allow_dirty: bool) -> None:
    """Correct what is shown and can be."""
    problems = [
        problem
        for problem in run.problems
        if verbose or problem.fails or problem.check in QUIET_FIXES
    ]
    changes = fix_files(problems, project.folder)
    project.make(changes, allow_dirty=allow_dirty)
    if changes.writes:
        click.echo(f"{len(changes.writes):,} files corrected", err=True)


def _write_baseline(project: Project, jobs: int | None, *, whole: bool) -> None:
    name = project.plugin.config.baseline
    if not name:
        raise click.UsageError("the option 'baseline' of the plugin is empty: it names the file")
    if not whole:
        raise click.UsageError("a baseline holds the problems of all files: leave out the paths")
    known = project.check(None, jobs=jobs, baseline=False, lowest=Severity.WARNING).problems
    path = project.folder / name
    write_atomically(path, Baseline.of(known).to_json().encode("utf-8"))
    click.echo(f"{len(known):,} problems are known from now on, by {path}", err=True)


def _list_checks(console: Console) -> None:
    table = Table("check", "severity", "what is expected", "--fix")
    for name, entry in sorted(CHECKS.items()):
        summary = " ".join(entry.summary.split()).replace("``", "'")
        table.add_row(name, entry.severity.name.lower(), summary, "yes" if name in FIXES else "")
    console.print(table)
