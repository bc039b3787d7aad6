"""``help-center feedback``: what readers said about articles."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from mkdocs_help_center.cli.project import PROBLEMS, stop
from mkdocs_help_center.support.feedback import Report, read_votes, report_of


@click.group(
    epilog="""\b
Example:
  help-center feedback import article-feedback.csv
"""
)
def feedback() -> None:
    """Make sense of "was this helpful?"."""


@feedback.command(
    "import",
    epilog="""\b
Examples:
  help-center feedback import article-feedback.csv
  help-center feedback import article-feedback.csv --json
""",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-n", "--number", default=20, show_default=True, help="Articles to list.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def import_(file: Path, number: int, as_json: bool) -> None:
    """Turn the CSV export FILE of the form `article-feedback` into a report.

    The worst articles come first, by how sure the answers make it. Exits with 1 where a line is no answer.
    """
    votes, problems = read_votes(file, str(file))
    report = report_of(votes)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=1))
    else:
        _print(report, number)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems:
        stop(PROBLEMS)


def _print(report: Report, number: int) -> None:
    click.echo("Worst articles")
    for article in [one for one in report.articles if one.no][:number]:
        reasons = ", ".join(f"{name} {count}" for name, count in article.reasons.items())
        click.echo(f"  {article.no:>4} no  {article.yes:>4} yes  {article.page}  ({reasons})")
        for comment in article.comments[:3]:
            click.echo(f"       “{' '.join(comment.split())[:160]}”")
    click.echo("Reasons")
    for name, count in report.reasons:
        click.echo(f"  {count:>4}  {name}")
    click.echo("Trend")
    for month, yes, no in report.months:
        click.echo(f"  {month}  {yes:>4} yes  {no:>4} no  {yes / (yes + no):.0%} helpful")
