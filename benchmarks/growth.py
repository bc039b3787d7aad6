"""CPU time an article as a help center grows: the same bodies, sizes one after another in each round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from benchmarks import run as runs
from benchmarks.goals import Goal, at_most
from benchmarks.measuring import Measured
from benchmarks.peers import Builder
from benchmarks.run import Run, middle
from benchmarks.sites import corpus

SIZES = (500, 1000, 2000, 4000, 8000, 12000, 24000)
#: What the corpus has without repetition.
_ONE_COPY = 12_000
_FROM, _TO = 2000, 24000


def goals(run: Run) -> Sequence[Goal]:
    """Build every size cold, search indexes included."""
    sites = {size: _site(run, size) for size in run.args.sizes}
    counts = {size: _count(site) for size, site in sites.items()}
    found: dict[int, list[Measured]] = defaultdict(list)
    for number in range(run.rounds):
        for size, site in sites.items():
            found[size].append(runs.cold(site, number))
    print(f"\nhelp-center, cold, search index included, median of {run.rounds}")
    print(f"  {'articles':>9}{'CPU':>9}{'wall':>9}{'peak':>9}{'CPU an article':>17}{'text':>9}")
    an_article = {}
    for size, (articles, text) in counts.items():
        one = middle(found[size])
        an_article[size] = one.cpu / articles * 1000
        print(
            f"  {articles:9}{one.cpu:7.1f} s{one.wall:7.1f} s{one.peak_mb:6.0f} MB"
            f"{an_article[size]:14.2f} ms{text / articles / 1000:6.1f} kB"
        )
    if _FROM not in an_article or _TO not in an_article:
        return []
    limit = an_article[_FROM] * 1.25
    name = f"CPU an article at {_TO}: that at {_FROM} and a quarter"
    return [at_most(name, an_article[_TO], limit, "ms", 2)]


def _site(run: Run, size: int) -> Builder:
    copies = -(-size // _ONE_COPY)
    content = corpus("help-center", articles=size, copies=copies)
    return runs.ours(run.folder / f"growth-{size}", content, index=True)


def _count(site: Builder) -> tuple[int, int]:
    """Articles, and bytes of their sources."""
    files = list((site.folder / "content").resolve().rglob("*.md"))
    return len(files), sum(path.stat().st_size for path in files)
