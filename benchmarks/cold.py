"""Cold builds: ours without search indexes, Hugo and the stock stack, one after another in each round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from mkdocs_help_center.content.catalog import Catalog

from benchmarks import run as runs
from benchmarks.goals import Goal, at_most
from benchmarks.measuring import Measured
from benchmarks.peers import Builder
from benchmarks.peers.content import flat_path, read_catalog
from benchmarks.peers.hugo import hugo
from benchmarks.peers.stock import stock
from benchmarks.run import OURS, Run, middle
from benchmarks.sites import corpus

HUGO, STOCK = "Hugo", "stock MkDocs"


def goals(run: Run) -> Sequence[Goal]:
    """Compare on each corpus, then build the whole help center with its indexes."""
    found: list[Goal] = []
    names = run.args.corpus or runs.CORPORA
    for name in names:
        found += _compare(run, name)
    return [*found, *_whole(run)] if "help-center" in names else found


def _compare(run: Run, name: str) -> Sequence[Goal]:
    content = corpus(name, articles=run.args.articles)
    catalog = read_catalog(content)
    # The stock stack takes ten times as long, and twenty on the larger corpus.
    stock_rounds = run.args.stock_rounds if name == "known-issues" or run.args.articles else 0
    builders = _builders(run.folder / f"cold-{name}", content, catalog, with_stock=stock_rounds > 0)
    found: dict[str, list[Measured]] = defaultdict(list)
    for number in range(run.rounds):
        for builder in builders:
            if builder.name != STOCK or number < stock_rounds:
                found[builder.name].append(runs.cold(builder, number))
    print(f"\n{name}, {len(catalog.articles)} articles, cold, without search indexes")
    _print(builders, found)
    for builder in builders:
        if missing := builder.missing():
            print(f"  {builder.name} has no page for {missing} articles")
    return _goals(f"{len(catalog.articles)} articles ({name})", found)


def _builders(
    folder: Path, content: Path, catalog: Catalog, *, with_stock: bool
) -> Sequence[Builder]:
    folder.mkdir()
    pages = [flat_path(article) for article in catalog.articles]
    return [
        runs.ours(folder / "ours", content, index=False, pages=pages),
        hugo(folder / "hugo", catalog),
        hugo(folder / "hugo-no-aliases", catalog, aliases=False),
        *([stock(folder / "stock", catalog)] if with_stock else []),
    ]


def _print(builders: Sequence[Builder], found: dict[str, list[Measured]]) -> None:
    base = middle(found[OURS])
    print(f"  {'':18}{'runs':>5}{'wall':>9}{'':8}{'CPU':>9}{'':8}{'peak':>9}  files, HTML, size")
    for builder in builders:
        one = middle(found[builder.name])
        files = [path for path in builder.site.rglob("*") if path.is_file()]
        html = sum(path.suffix == ".html" for path in files)
        size = sum(path.stat().st_size for path in files) / 1e6
        print(
            f"  {builder.name:18}{len(found[builder.name]):5}"
            f"{one.wall:7.1f} s ×{one.wall / base.wall:<6.2f}"
            f"{one.cpu:7.1f} s ×{one.cpu / base.cpu:<6.2f}"
            f"{one.peak_mb:6.0f} MB  {len(files)}, {html}, {size:.0f} MB"
        )


def _goals(what: str, found: dict[str, list[Measured]]) -> Sequence[Goal]:
    our, their = middle(found[OURS]), middle(found[HUGO])
    what = f"cold `mkdocs build`, {what}, all but the search index"
    goals = [at_most(f"{what}: wall, Hugo's", our.wall, their.wall, "s")]
    if found[STOCK]:
        tenth = middle(found[STOCK]).cpu / 10
        goals.append(at_most(f"{what}: CPU, a tenth of the stock stack's", our.cpu, tenth, "s"))
    return goals


def _whole(run: Run) -> Sequence[Goal]:
    one = middle([runs.cold(run.help_center, number) for number in range(run.rounds)])
    what = f"cold `mkdocs build`, {run.articles} articles (help-center), search index included"
    print(f"\n{what}: {one.wall:.1f} s wall, {one.cpu:.1f} s CPU, peak {one.peak_mb:.0f} MB")
    return [
        at_most(f"{what}: wall", one.wall, 30, "s"),
        at_most(f"{what}: peak", one.peak_mb, 1000, "MB over the process tree", 0),
    ]
