"""``help-center stats``: the content in numbers, and what readers did with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from mkdocs_help_center.cli.project import Project, config_option, open_project
from mkdocs_help_center.cli.reporting import printable
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.editing.access_log import (
    LogStatistics,
    Request,
    read_requests,
    summarise_log,
)
from mkdocs_help_center.editing.statistics import AGES, OLDER, ContentStatistics, content_statistics


@click.command(
    epilog="""\b
Examples:
  help-center stats
  help-center stats --log access.log --log access.log.1.gz --top 50
  help-center stats --problems --format json
"""
)
@config_option
@click.option("--problems", is_flag=True, help="Also check the site and count problems.")
@click.option("--log", "logs", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="An access log of the site, plain or gzipped; may be repeated.")  # fmt: skip
@click.option(
    "--top",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    help="Rows of a ranking.",
)
@click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def stats(config_file: Path, problems: bool, logs: tuple[Path, ...], top: int, output: str) -> None:
    """Count articles by type, language, age and team; rank reads, missing pages and referrers.

    A log is read without looking at who asked: reader's addresses are ignored, programs left out.
    """
    project = open_project(config_file)
    run = project.check() if problems else None
    catalog = run.content.catalog if run else project.content().catalog
    now = project.plugin.config.now()
    content = content_statistics(catalog, now)
    found = run.problems if run else ()
    log = summarise_log(_requests(logs), _our_hosts(project)) if logs else None
    if output == "json":
        click.echo(
            json.dumps(_as_json(content, found, log, catalog, top), ensure_ascii=False, indent=2)
        )
        return
    console = Console()
    for table in _tables(content, found, log, catalog, top):
        console.print(table)


def _requests(logs: Iterable[Path]) -> Iterator[Request | None]:
    for path in logs:
        try:
            yield from read_requests(path)
        except (OSError, EOFError) as error:
            raise click.UsageError(f"{path} cannot be read: {error}") from error


def _our_hosts(project: Project) -> list[str]:
    host = (project.config.site_url or "").partition("//")[2].partition("/")[0]
    return [host, *project.plugin.config.our_hosts]


def _tables(
    content: ContentStatistics,
    problems: Sequence[Problem],
    log: LogStatistics | None,
    catalog: Catalog,
    top: int,
) -> Iterator[Table]:
    codes = [locale.code for locale in catalog.locales]
    table = Table("section", *codes, "all", title="Articles", title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for section in dict.fromkeys(section for section, _ in sorted(content.by_section)):
        counts = [content.by_section[section, code] for code in codes]
        table.add_row(section, *[f"{count:,}" for count in counts], f"{sum(counts):,}")
    totals = [sum(n for (_, code), n in content.by_section.items() if code == one) for one in codes]
    table.add_row("all", *[f"{count:,}" for count in totals], f"{sum(totals):,}", style="bold")
    yield table
    yield _ranking("State", "articles", content.states.most_common())
    ages = [name for _, name in AGES] + [OLDER, "unknown"]
    yield _ranking("Changed within", "articles", [(name, content.by_age[name]) for name in ages])
    yield _ranking("Team", "articles", content.by_team.most_common(top))
    if problems:
        kinds = Counter(f"{one.check} ({one.severity.name.lower()})" for one in problems)
        yield _ranking("Problems by check", "found", kinds.most_common())
    if log is not None:
        yield from _log_tables(log, catalog, top)


def _log_tables(log: LogStatistics, catalog: Catalog, top: int) -> Iterator[Table]:
    reads = [(_named(path, catalog), count) for path, count in log.reads.most_common(top)]
    yield _ranking("Reads", "requests", reads)
    table = Table("Missing pages", "requests", "linked from", title_justify="left")
    for path, count in log.missing.most_common(top):
        pages = ", ".join(page for page, _ in log.missing_from.get(path, Counter()).most_common(2))
        table.add_row(printable(path), f"{count:,}", printable(pages))
    yield table
    contact = [(_named(path, catalog), count) for path, count in log.from_contact.most_common(top)]
    if contact:
        yield _ranking("Read instead of writing to support", "requests", contact)
    named = {"opened": "form opened", "sent": "request sent", "solved": "“this solved it”"}
    if log.contact:
        yield _ranking(
            "Contact", "requests", [(text, log.contact[key]) for key, text in named.items()]
        )
    yield _ranking("Referrers", "requests", log.referrers.most_common(top))
    left = [("requests of programs", log.robots), ("lines that are no request", log.unreadable)]
    yield _ranking("Left out", "lines", left)


def _ranking(title: str, unit: str, rows: Iterable[tuple[str, int]]) -> Table:
    table = Table(title, unit)
    table.columns[1].justify = "right"
    for name, count in rows:
        table.add_row(printable(name), f"{count:,}")
    return table


def _named(path: str, catalog: Catalog) -> str:
    article = catalog.by_url.get(path.lstrip("/").rstrip("/") + "/")
    return f"{path}  {article.title}" if article else path


def _as_json(
    content: ContentStatistics,
    problems: Sequence[Problem],
    log: LogStatistics | None,
    catalog: Catalog,
    top: int,
) -> dict[str, Any]:
    data: dict[str, Any] = {
        "articles": [
            {"section": section, "locale": locale, "count": count}
            for (section, locale), count in sorted(content.by_section.items())
        ],
        "states": dict(content.states.most_common()),
        "changed_within": dict(content.by_age.most_common()),
        "teams": dict(content.by_team.most_common()),
        "oldest": [article.path for article in content.oldest],
    }
    if problems:
        data["problems"] = dict(Counter(problem.check for problem in problems).most_common())
        data["failing"] = sum(problem.severity >= Severity.WARNING for problem in problems)
    if log is not None:
        data["log"] = {
            "reads": dict(log.reads.most_common(top)),
            "missing": [
                {"path": path, "count": count, "from": dict(log.missing_from.get(path, Counter()))}
                for path, count in log.missing.most_common(top)
            ],
            "from_contact": dict(log.from_contact.most_common(top)),
            "contact": {key: log.contact[key] for key in ("opened", "sent", "solved")},
            "referrers": dict(log.referrers.most_common(top)),
            "robots": log.robots,
            "unreadable": log.unreadable,
        }
    return data
