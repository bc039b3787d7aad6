"""``help-center check``: everything that is wrong with the content, with file and line."""

from __future__ import annotations

from pathlib import Path

import click

from mkdocs_help_center.checks import check_site
from mkdocs_help_center.cli.project import PROBLEMS, config_option, open_project, stop


@click.command()
@config_option
@click.option("-v", "--verbose", is_flag=True, help="Also say what is intended, such as drafts.")
def check(config_file: Path, verbose: bool) -> None:
    """Find what is wrong with the content before a reader does.

    Prints every problem as `path:line:column: message (check)` with a hint, sorted. Exits with 0 where
    there is none, 1 where there are some, 2 where the site's configuration cannot be used.
    """
    project = open_project(config_file)
    content = project.content()
    problems = check_site(project.assemble(content))
    failing = [problem for problem in problems if problem.fails]
    for problem in problems if verbose else failing:
        click.echo(str(problem))
    articles = len(content.catalog.articles)
    click.echo(f"{articles} articles, {len(failing)} problems", err=True)
    if failing:
        stop(PROBLEMS)
