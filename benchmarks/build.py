"""What a build of a real help center costs: CPU and wall seconds, memory over the process tree, size.

    python -m benchmarks.build [--corpus known-issues|help-center] [--rounds N] [--no-search] [--articles N]

Builds the corpus cold with `mkdocs build`, N times, and prints medians. Goals of issue 2: at 12,207
articles less than 1 GB over the process tree without the search index.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import measure, median
from benchmarks.sites import configure
from benchmarks.sites import corpus as kept_corpus


def prepare(folder: Path, corpus: str, articles: int, *, search: bool) -> None:
    """Copy a corpus as the content of a site with the minimal configuration."""
    shutil.copytree(kept_corpus(corpus, articles=articles), folder / "content")
    configure(folder, search=search)


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", choices=("known-issues", "help-center"), default="help-center")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--articles", type=int, default=0, help="help-center only: about this many")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="help-center-benchmark-") as name:
        folder = Path(name)
        prepare(folder, args.corpus, args.articles, search=not args.no_search)
        articles = sum(1 for _ in (folder / "content").rglob("*.md"))
        site = folder / "site"
        found = []
        for number in range(args.rounds):
            # Not deleted before the end: see benchmarks.peers.Builder.clean.
            for left in (site, folder / ".cache"):
                if left.exists():
                    left.rename(folder / f"before-{number}-{left.name}")
            command = [sys.executable, "-m", "mkdocs", "-q", "build", "-d", str(site)]
            found.append(measure(command, folder))
        files = [path for path in site.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
    search = "without" if args.no_search else "with"
    print(f"{args.corpus}, {articles} articles, cold `mkdocs build` {search} search index")
    print(f"  CPU   {median([one.cpu for one in found]):7.1f} s (median of {args.rounds})")
    print(f"  wall  {median([one.wall for one in found]):7.1f} s")
    print(f"  peak  {max(one.peak_mb for one in found):7.0f} MB over the process tree")
    print(f"  site  {len(files):7d} files, {size:.0f} MB")


if __name__ == "__main__":
    main()
