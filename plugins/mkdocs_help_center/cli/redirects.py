"""``help-center redirects``: where old URLs lead, for hosts and for people."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import TextIO

import click

from mkdocs_help_center.cli.project import PROBLEMS, config_option, open_project, stop
from mkdocs_help_center.content.files import write_atomically
from mkdocs_help_center.pages.help_center import HelpCenter
from mkdocs_help_center.redirects.edge_function import PATH, render_edge_function
from mkdocs_help_center.redirects.formats import FORMATS
from mkdocs_help_center.redirects.netlify import left_out, render_netlify
from mkdocs_help_center.redirects.old_urls import check_urls, read_urls
from mkdocs_help_center.redirects.report import OUTCOMES, rule_report

#: Misses that are printed one by one.
_SHOWN = 50


def _center(config_file: Path) -> HelpCenter:
    project = open_project(config_file)
    return project.assemble(project.content()).center


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  help-center redirects --format nginx                  a host's rules
  help-center redirects --format html --output site/    a page for each old URL
  help-center redirects resolve /faq/plans              where one leads, and why
""",
)
@config_option
@click.option("--format", "name", type=click.Choice(list(FORMATS)), help="Print a host's rules.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the files there instead."
)
@click.pass_context
def redirects(
    context: click.Context, config_file: Path, name: str | None, output: Path | None
) -> None:
    """Where every old URL leads.

    With --format, print the rules for a host; formats of many files need --output.
    """
    context.obj = config_file
    if context.invoked_subcommand is not None:
        return
    if name is None:
        raise click.UsageError(
            f"say --format {'|'.join(FORMATS)}, or a command: resolve, check, report"
        )
    files = FORMATS[name].render(_center(config_file).redirects)
    if output is not None:
        for path, text in files.items():
            write_atomically(output / path, text.encode("utf-8"))
        click.echo(f"{len(files)} files in {output}", err=True)
        return
    if len(files) > 2:
        raise click.UsageError(f"{name} is {len(files):,} files; say where with --output")
    for path, text in files.items():
        click.echo(f"# {path}", err=True)
        click.echo(text, nl=False)


@redirects.command(
    epilog="""\b
Examples:
  help-center redirects resolve /faq/plans
  help-center redirects resolve --locale es https://help.example.com/en/tutorial/roles--7HKK5Uau
"""
)
@click.argument("urls", nargs=-1, required=True)
@click.option("--locale", help="As a link in an article of this language.")
@click.pass_obj
def resolve(config_file: Path, urls: tuple[str, ...], locale: str | None) -> None:
    """Explain where URLS lead and why, step by step.

    Exits with 1 where one leads nowhere.
    """
    resolver = _center(config_file).resolver
    missed = False
    for url in urls:
        found = resolver.resolve_link(url, locale) if locale else resolver.resolve(url)
        target = found.url if found.status not in (404, 410) else "nowhere"
        click.echo(f"{url} → {target} ({found.status or 'another site'})")
        for step in resolver.explain(url) if not locale else ():
            click.echo(f"  {'✓' if step.hit else '·'} {step.message}")
        if found.status == 404:
            missed = True
            for near in resolver.nearest(url):
                click.echo(f"  near: {near}")
    if missed:
        stop(PROBLEMS)


@redirects.command(
    epilog="""\b
Examples:
  help-center redirects check access.log
  help-center redirects check old-urls.csv
"""
)
@click.argument("file", type=click.File("r", encoding="utf-8", errors="replace"))
@click.pass_obj
def check(config_file: Path, file: TextIO) -> None:
    """Test the old URLs of FILE: an access log, a CSV file, or one URL a line.

    A CSV file may say in a column `to` where each should lead. Exits with 1 where one leads nowhere,
    elsewhere, or in more than one hop.
    """
    resolver = _center(config_file).resolver
    report = check_urls(resolver, read_urls(file))
    click.echo(f"{report.asked:,} URLs")
    for outcome, count in report.outcomes.most_common():
        click.echo(f"  {count:8,} {outcome}")
    click.echo(f"  {len(report.chains):8,} in more than one hop")
    for url, count in report.misses.most_common(_SHOWN):
        near = resolver.nearest(url, count=1)
        click.echo(f"miss {count:6,} × {url}" + (f"  near: {near[0]}" if near else ""))
    if len(report.misses) > _SHOWN:
        click.echo(f"… and {len(report.misses) - _SHOWN:,} other misses")
    for old, target in report.elsewhere:
        click.echo(f"line {old.line}: {old.url} leads to {target}, not to {old.expected}")
    if report.misses or report.elsewhere or report.chains:
        stop(PROBLEMS)


@redirects.command(
    epilog="""\b
Example:
  help-center redirects report
"""
)
@click.pass_obj
def report(config_file: Path) -> None:
    """Count what became of every rule, and what hosts get."""
    center = _center(config_file)
    table = center.redirects
    found = rule_report(table, center.redirect_files.rules)
    click.echo(f"{found.rules:,} rules")
    for outcome in OUTCOMES:
        click.echo(f"  {found.outcomes[outcome]:8,} {outcome}")
    for rule in found.unnamed:
        click.echo(f"  {rule.origin.path}:{rule.origin.line}: {rule.source} → {rule.target}")
    click.echo(f"{len(table.redirects):,} old URLs in the table")
    for kind, count in found.kinds.most_common():
        click.echo(f"  {count:8,} {kind}")
    click.echo(f"{sum(found.problems.values()):,} problems with redirects")
    for name, count in found.problems.most_common():
        click.echo(f"  {count:8,} {name}")
    rules = render_netlify(table)["_redirects"].count("\n")
    function = render_edge_function(table)[PATH].encode()
    packed = len(gzip.compress(function, mtime=0))
    click.echo(
        f"Netlify: {rules:,} rules in _redirects, {left_out(table):,} left to the edge function "
        f"({len(function):,} bytes, {packed:,} gzipped)"
    )
    if found.unnamed:
        stop(PROBLEMS)
