"""On a whole help center with its exported rules, faults included: every rule lands or is named."""

from __future__ import annotations

import csv
import gzip
import json
import resource
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.redirects.collect import (
    RedirectFiles,
    RedirectTable,
    build_table,
    read_files,
)
from mkdocs_help_center.redirects.edge_function import PATH, render_edge_function
from mkdocs_help_center.redirects.netlify import netlify_rules, render_netlify
from mkdocs_help_center.redirects.old_urls import OldUrl, check_urls
from mkdocs_help_center.redirects.report import rule_report
from mkdocs_help_center.redirects.settings import RedirectSettings

from ..content.sites import load
from .running import EdgeProcess, deno, netlify, node

pytestmark = pytest.mark.slow

LABELS = Path(__file__).parent / "labelled-rules.csv"
SETTINGS = RedirectSettings(
    hosts=frozenset({"help.vtex.com"}),
    allowed_hosts=frozenset(
        {"supporticket.vtex.com", "vtexhelp.myvtex.com", "developers.vtex.com"}
    ),
)


@pytest.fixture(scope="module")
def catalog(corpus: Callable[..., Path]) -> Catalog:
    return load(corpus("help-center")).catalog


@pytest.fixture(scope="module")
def files(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> RedirectFiles:
    data = tmp_path_factory.mktemp("data")
    shutil.copy(shared / "corpora" / "redirects.json", data)
    return read_files(data, SETTINGS)


@pytest.fixture(scope="module")
def whole(catalog: Catalog, files: RedirectFiles) -> RedirectTable:
    return build_table(catalog, SETTINGS, (), files)


def test_every_rule_lands_on_its_target_or_a_problem_names_it(
    whole: RedirectTable, files: RedirectFiles
) -> None:
    report = rule_report(whole, files.rules)
    assert report.rules == 1088
    assert report.unnamed == []
    # The corpus and its rules are fixed: another number is another meaning. Fifteen rules, of twelve URLs,
    # start from the slug of a living Portuguese article and lead to its English or Spanish one; a slug in
    # any language goes before a table, so that who has the Portuguese URL gets the Portuguese page.
    assert report.outcomes == {
        "lands on its target": 892,
        "lands on its target, in the language of its own slug, reported": 15,
        "lands on its target, in the language of an earlier rule, reported": 60,
        "allowed external host": 8,
        "overruled by an existing article, reported": 17,
        "dead target, reported; the old URL's own article is shown": 45,
        "dead target, reported; not found": 51,
    }
    assert {
        name: count for name, count in report.problems.items() if name.startswith("redirect")
    } == {
        "redirect-target": 96,
        "redirect-language": 78,
        "redirect-overruled": 17,
        "redirect-blank": 5,
    }


def test_no_rule_loops_and_none_takes_two_hops(whole: RedirectTable, files: RedirectFiles) -> None:
    urls = [OldUrl(rule.source, rule.origin.line) for rule in files.rules]
    assert check_urls(whole.resolver, urls).chains == []


def test_a_hundred_rules_labelled_by_hand_agree(whole: RedirectTable) -> None:
    with LABELS.open(encoding="utf-8", newline="") as stream:
        labels = list(csv.DictReader(stream))
    assert len(labels) == 100
    for label in labels:
        found = whole.resolver.resolve(label["from"])
        place = "404" if found.status == 404 else found.url.partition("#")[0]
        assert place == label["expected"], label


def test_every_table_entry_is_what_the_resolver_says(whole: RedirectTable) -> None:
    assert len(whole.redirects) > 100_000
    pages = whole.resolver.index.exact
    for redirect in whole.redirects:
        found = whole.resolver.resolve(redirect.source)
        assert (found.url, found.status) == (redirect.target, redirect.status)
        if redirect.target.startswith("/"):
            assert redirect.target.partition("#")[0].partition("?")[0][1:] in pages


def test_it_is_small_and_fits_its_budgets(catalog: Catalog, files: RedirectFiles) -> None:
    """12,207 articles, over 100,000 old URLs."""
    before = _memory()
    table = build_table(catalog, SETTINGS, (), files)
    rules = render_netlify(table)["_redirects"]
    function = render_edge_function(table)[PATH].encode()
    assert _memory() - before < 200
    assert len(gzip.compress(function)) < 2_000_000
    assert rules.count("\n") <= SETTINGS.netlify_rules


def _memory() -> float:
    """The process's peak in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


@pytest.mark.netlify
@pytest.mark.parametrize("runtime", [node, deno], ids=["node", "deno"])
def test_the_edge_function_agrees_on_every_generated_url(
    runtime: Callable[[], list[str]], whole: RedirectTable, shared: Path, tmp_path: Path
) -> None:
    host = "https://help.vtex.com"
    urls = [redirect.source for redirect in whole.redirects]
    urls += ["/" + url for url in whole.resolver.index.exact]
    exported = json.loads((shared / "corpora" / "redirects.json").read_text())["redirects"]
    urls += [rule["from"] for group in exported.values() for rule in group]
    function = render_edge_function(whole)[PATH]
    with EdgeProcess(runtime(), function, {}, tmp_path) as edge:
        for start in range(0, len(urls), 10_000):
            part = urls[start : start + 10_000]
            for url, answer in zip(
                part, edge.ask([{"url": host + url} for url in part]), strict=True
            ):
                found = whole.resolver.resolve(url)
                if found.status == 200:
                    assert answer is None, url
                else:
                    place = found.url if found.status < 400 else None
                    assert (answer["status"], answer["location"]) == (found.status, place), url


@pytest.mark.netlify
def test_netlify_reads_the_whole_file(whole: RedirectTable, tmp_path: Path) -> None:
    lines = list(netlify_rules(whole))
    asked = [
        line.split(" ")[0] for line in lines[::50] if "locale=" not in line and ":slug" not in line
    ]
    asked = [source for source in asked if "*" not in source]
    result = netlify("\n".join(lines), [(source, "", "en") for source in asked], tmp_path)
    assert result["errors"] == []
    assert len(result["rules"]) == len(lines)
    for source, both in zip(asked, result["matches"], strict=True):
        found = whole.resolver.resolve(source)
        for match in both:
            assert match is not None, source
            assert match["to"] == found.url, source
