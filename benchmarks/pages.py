"""What an article's page weighs without its body, plain and gzipped, over all articles."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import run as runs
from benchmarks.goals import Goal, at_most
from benchmarks.measuring import median
from benchmarks.peers.content import read_catalog
from benchmarks.run import Run

_BODY = re.compile(rb'(<div class="hc-body">).*(</div>\s*</article>)', re.DOTALL)


def goals(run: Run) -> Sequence[Goal]:
    """Weigh every article of the whole help center."""
    if not run.help_center.site.is_dir():
        runs.cold(run.help_center)
    found = sorted(_weights(run))
    plain, packed = [one for one, _, _ in found], [one for _, one, _ in found]
    heaviest = max(found)
    print(f"\npages of {len(found)} articles (help-center) without their bodies")
    print(f"  HTML     median {median(plain) / 1000:.1f} kB, 99 of 100 {_high(plain):.1f} kB")
    print(f"  gzipped  median {median(packed) / 1000:.1f} kB, 99 of 100 {_high(packed):.1f} kB")
    print(f"  heaviest {heaviest[0] / 1000:.1f} kB, {heaviest[1] / 1000:.1f} kB: {heaviest[2]}")
    name = "HTML of an article without its body"
    return [
        at_most(f"{name}, median", median(plain) / 1000, 25, "kB"),
        at_most(f"{name}, gzipped, median", median(packed) / 1000, 6, "kB"),
        at_most(f"{name}, heaviest", max(plain) / 1000, 25, "kB"),
        at_most(f"{name}, gzipped, heaviest", max(packed) / 1000, 6, "kB"),
    ]


def _high(values: Sequence[int]) -> float:
    return sorted(values)[len(values) * 99 // 100] / 1000


def _weights(run: Run) -> Iterator[tuple[int, int, str]]:
    """Bytes of each article's page, as it is and gzipped, and its URL."""
    site: Path = run.help_center.site
    for article in read_catalog(run.help_center.folder / "content").articles:
        html = (site / article.url / "index.html").read_bytes()
        frame, count = _BODY.subn(rb"\1\2", html)
        if count != 1:
            raise SystemExit(f"{article.url} has {count} bodies")
        yield len(frame), len(gzip.compress(frame, 6, mtime=0)), article.url
