"""Collecting all redirects of a site: from articles, configuration, rule files and the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_help_center.content.article import Status
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.redirects.gone import gone_pages
from mkdocs_help_center.redirects.index import Index
from mkdocs_help_center.redirects.ledger import Ledger, moved_rules, read_ledger
from mkdocs_help_center.redirects.model import Kind, Origin, Rule
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.slug_names import KeptNames
from mkdocs_help_center.redirects.table import RedirectTable
from mkdocs_help_center.redirects.tables import read_tables

__all__ = ["RedirectFiles", "RedirectTable", "build_table", "collect_redirects", "read_files"]


@dataclass(frozen=True)
class RedirectFiles:
    """What people and deploys have written into the data folder."""

    rules: tuple[Rule, ...] = ()
    ledger: Ledger = field(default_factory=lambda: Ledger("urls.txt"))
    problems: tuple[Problem, ...] = ()


def read_files(
    data: Path, settings: RedirectSettings, prefix: str = "content/_data/"
) -> RedirectFiles:
    """Read the rule files and the ledger.

    Args:
        data: the folder that they are in.
        settings: their names.
        prefix: what problems put before them.
    """
    required = settings.tables != RedirectSettings().tables
    rules, problems = read_tables(data, settings.tables, prefix, required=required)
    ledger = read_ledger(data / settings.ledger, prefix + settings.ledger)
    return RedirectFiles(tuple(rules), ledger, (*problems, *ledger.problems))


def build_table(
    catalog: Catalog,
    settings: RedirectSettings,
    known_urls: Iterable[str],
    files: RedirectFiles,
    kept: KeptNames | None = None,
) -> RedirectTable:
    """The table of a site.

    Args:
        catalog: its articles.
        settings: its decisions.
        known_urls: URLs of its other pages and files, relative to its root.
        files: what is written about redirects.
        kept: what a preview keeps over the changes of its site.
    """
    gone = gone_pages(catalog, files.rules, settings)
    hidden = {page.url for page in gone}
    index = Index(catalog, [url for url in known_urls if url not in hidden], kept)
    rules = (
        *moved_rules(files.ledger, index),
        *article_rules(catalog),
        *files.rules,
        *renamed_rules(settings, index),
    )
    resolver = Resolver(catalog, rules, settings, index=index)
    return RedirectTable(resolver, files.ledger, gone, files.problems)


def collect_redirects(
    catalog: Catalog,
    settings: RedirectSettings | None = None,
    known_urls: Iterable[str] = (),
    data: Path | None = None,
    prefix: str = "content/_data/",
) -> RedirectTable:
    """Everything that redirects, of one site: :func:`read_files`, then :func:`build_table`."""
    settings = settings or RedirectSettings()
    files = read_files(data, settings, prefix) if data else RedirectFiles()
    return build_table(catalog, settings, known_urls, files)


def article_rules(catalog: Catalog) -> Iterator[Rule]:
    """What articles say about URLs: ``redirectFrom``, and ``replacedBy`` of archived ones."""
    for article in catalog.articles:
        if "redirectFrom" not in article.meta:
            continue
        origin = Origin(Kind.REDIRECT_FROM, article.path, article.line("redirectFrom"))
        for source in article.values("redirectFrom"):
            yield Rule(source, "/" + article.url, 301, origin)
    for article in catalog.unpublished:
        target = article.text("replacedBy")
        if target and article.status is Status.ARCHIVED:
            origin = Origin(Kind.REPLACED, article.path, article.line("replacedBy"))
            yield Rule(article.source, target, 301, origin, article.locale)


def renamed_rules(settings: RedirectSettings, index: Index) -> Iterator[Rule]:
    """A rule in every language for each renamed category; its articles kept their URLs."""
    for old, new in settings.categories.items():
        old_section, _, old_path = old.strip("/").partition("/")
        section, _, path = new.strip("/").partition("/")
        for code in index.codes:
            origin = Origin(Kind.RENAMED, "mkdocs.yml")
            source = f"/{code}/{old_section}/category/{old_path}/"
            target = f"/{code}/{section}/category/{path}/"
            yield Rule(source, target, 301, origin)
