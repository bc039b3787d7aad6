"""Cold builds: ours without search indexes, Hugo and the stock stack, one after another in each round."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.goals import Goal, at_most
from benchmarks.measuring import Measured, measure, median
from benchmarks.peers import Builder
from benchmarks.peers.content import read_catalog
from benchmarks.peers.hugo import hugo
from benchmarks.peers.stock import stock
from benchmarks.sites import corpus, site_of

MKDOCS = (sys.executable, "-m", "mkdocs", "-q", "build")
OURS, HUGO, STOCK = "ours", "Hugo", "stock MkDocs"


def ours(folder: Path, content: Path, *, index: bool) -> Builder:
    """Our build of ``content``, with `mkdocs build`."""
    site_of(folder, content, index=index)
    return Builder(OURS, folder, MKDOCS, folder / "site", ("site", ".cache"))


def run(builder: Builder) -> Measured:
    """One cold build."""
    builder.clean()
    return measure(builder.command, builder.folder, label=builder.name)


def compare(
    folder: Path, name: str, articles: int, rounds: int, stock_rounds: int
) -> Sequence[Goal]:
    """Build the corpus ``name`` with all; the stock stack, which takes ten times as long, less often."""
    content = corpus(name, articles=articles)
    catalog = read_catalog(content)
    builders = [
        ours(folder / "ours", content, index=False),
        hugo(folder / "hugo", catalog),
        hugo(folder / "hugo-no-aliases", catalog, aliases=False),
    ]
    if stock_rounds:
        builders.append(stock(folder / "stock", catalog))
    found: dict[str, list[Measured]] = defaultdict(list)
    for number in range(rounds):
        for builder in builders:
            if builder.name != STOCK or number < stock_rounds:
                found[builder.name].append(run(builder))
    print(f"\n{name}, {len(catalog.articles)} articles, cold, without search indexes")
    _print(builders, found)
    for builder in builders:
        if missing := builder.missing(catalog):
            print(f"  {builder.name} has no page for {missing} articles")
    return _goals(name, len(catalog.articles), found)


def _print(builders: Sequence[Builder], found: dict[str, list[Measured]]) -> None:
    base = _middle(found[OURS])
    print(f"  {'':18}{'runs':>5}{'wall':>9}{'':8}{'CPU':>9}{'':8}{'peak':>9}  files, HTML, size")
    for builder in builders:
        one = _middle(found[builder.name])
        files = [path for path in builder.site.rglob("*") if path.is_file()]
        html = sum(path.suffix == ".html" for path in files)
        size = sum(path.stat().st_size for path in files) / 1e6
        print(
            f"  {builder.name:18}{len(found[builder.name]):5}"
            f"{one.wall:7.1f} s ×{one.wall / base.wall:<6.2f}{one.cpu:7.1f} s ×{one.cpu / base.cpu:<6.2f}"
            f"{one.peak_mb:6.0f} MB  {len(files)}, {html}, {size:.0f} MB"
        )


def _middle(found: Sequence[Measured]) -> Measured:
    """Medians; the peak is the highest."""
    return Measured(
        median([one.cpu for one in found]),
        median([one.wall for one in found]),
        max(one.peak_mb for one in found),
    )


def _goals(name: str, articles: int, found: dict[str, list[Measured]]) -> Sequence[Goal]:
    our, their = _middle(found[OURS]), _middle(found[HUGO])
    what = f"cold `mkdocs build`, {articles} articles ({name}), no search index"
    goals = [at_most(f"{what}: wall, Hugo's", our.wall, their.wall, "s")]
    if found[STOCK]:
        tenth = _middle(found[STOCK]).cpu / 10
        goals.append(at_most(f"{what}: CPU, a tenth of the stock stack's", our.cpu, tenth, "s"))
    return goals


def whole(folder: Path, articles: int, rounds: int) -> Sequence[Goal]:
    """The whole help center with its search indexes."""
    content = corpus("help-center", articles=articles)
    builder = ours(folder / "whole", content, index=True)
    found = []
    for _ in range(rounds):
        found.append(run(builder))
    one = _middle(found)
    count = sum(1 for _ in content.rglob("*.md"))
    what = f"cold `mkdocs build`, {count} articles (help-center), search index"
    print(f"\n{what}: {one.wall:.1f} s wall, {one.cpu:.1f} s CPU, peak {one.peak_mb:.0f} MB")
    return [
        at_most(f"{what}: wall", one.wall, 30, "s"),
        at_most(f"{what}: peak", one.peak_mb, 1000, "MB over the process tree", 0),
    ]
