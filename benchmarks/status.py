"""How long an incident at night takes: opening it, and a status-only build over a whole help center.

    python -m benchmarks.status [--articles N] [--rounds N]

Opens a critical incident in the help center of 12,207 articles and writes the status pages over a site, with
what was read of the articles last time (`.cache/`) and without. Prints CPU and wall seconds, medians. Exits
with 1 where a status-only build takes more than 10 s of CPU without the cache, the promise of issue 6.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Measured, measure, median
from benchmarks.sites import ROOT, configure, corpus

LIMIT = 10.0


def prepare(folder: Path, articles: int) -> None:
    """The corpus with the modules and regions of the sample content, and a folder that a site is in."""
    shutil.copytree(corpus("help-center", articles=articles), folder / "content")
    shutil.copytree(ROOT / "content" / "_data", folder / "content" / "_data", dirs_exist_ok=True)
    configure(folder)
    (folder / "site").mkdir()


def main() -> int:
    """Measure and print."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=0, help="about this many; 0: all")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="help-center-status-") as name:
        folder = Path(name)
        prepare(folder, args.articles)
        count = sum(1 for _ in (folder / "content").rglob("*.md"))
        command = [sys.executable, "-m", "mkdocs_help_center"]
        opened = measure([*command, "incident", "open", "-m", "checkout", "-s", "critical"], folder)
        build = [*command, "build", "--status-only"]
        cold = []
        for _ in range(args.rounds):
            shutil.rmtree(folder / ".cache", ignore_errors=True)
            cold.append(measure(build, folder))
        warm = [measure(build, folder) for _ in range(args.rounds)]
        written = sum(1 for path in (folder / "site").rglob("*") if path.is_file())
    print(f"an incident in {count} articles, {written} files written; medians of {args.rounds}")
    _say("incident open", [opened])
    _say("build --status-only, no cache", cold)
    _say("build --status-only, with cache", warm)
    if not args.articles and median([one.cpu for one in cold]) > LIMIT:
        print(f"more than {LIMIT:.0f} s")
        return 1
    return 0


def _say(what: str, found: Sequence[Measured]) -> None:
    cpu, wall = median([one.cpu for one in found]), median([one.wall for one in found])
    print(
        f"  {what:34} {cpu:5.1f} s CPU {wall:6.1f} s wall {max(m.peak_mb for m in found):6.0f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())
