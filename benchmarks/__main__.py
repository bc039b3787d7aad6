"""The promises about speed, memory and size, measured beside Hugo and the stock MkDocs stack in one run.

    python -m benchmarks [--only cold|profile|warm|pages|growth|serve|search]… [--rounds N] [--corpus NAME]…

Peers are installed into an environment of their own below `.cache/benchmarks/`. The last table names every
promise with what was measured. Measure on a machine that does nothing else; compare ratios, not seconds:
where many do the same work at once, CPU seconds say more than wall.

    cold     whole builds by ours, Hugo and the stock stack; the whole help center with its search indexes
    profile  where the CPU time of ours goes, and what libraries and the system alone take of it
    warm     a build where nothing changed; a deploy from a fresh checkout with a restored cache
    pages    what an article's page weighs without its body
    growth   CPU time an article from 500 to 24,000 articles
    serve    the preview: its first page, and from saving to seeing
    search   what the first question costs a reader
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import cold, first_search, growth, pages, serve, warm
from benchmarks.goals import Goal, print_goals
from benchmarks.measuring import environment
from benchmarks.peers import hugo_server
from benchmarks.run import CORPORA, Run
from benchmarks.sites import ROOT


def _serve(run: Run) -> Sequence[Goal]:
    """Hugo's preview beside ours."""
    goals = serve.goals(run)
    hugo_server.print_latency(run)
    return goals


def _profile(run: Run) -> Sequence[Goal]:
    """Of the corpus that is built beside the others; in a process of its own, which nothing runs beside."""
    print(flush=True)
    command = [sys.executable, "-m", "benchmarks.profile", "--corpus", "known-issues"]
    subprocess.run([*command, "--folder", run.folder], cwd=ROOT, env=environment(), check=True)
    return ()


#: GB that three rounds of all parts write: nothing is deleted before the end (see Builder.clean).
_DISK = 30
PARTS: dict[str, Callable[[Run], Sequence[Goal]]] = {
    "cold": cold.goals,
    "profile": _profile,
    "warm": warm.goals,
    "pages": pages.goals,
    "growth": growth.goals,
    "serve": _serve,
    "search": first_search.goals,
}


def main() -> None:
    """Measure and print."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="such parts; may be repeated"
    )
    parser.add_argument(
        "--corpus", choices=CORPORA, action="append", help="for cold; may be repeated"
    )
    parser.add_argument("--rounds", type=int, default=3, help="of everything but the stock stack")
    parser.add_argument("--stock-rounds", type=int, default=1, help="it takes minutes; 0: none")
    parser.add_argument(
        "--articles", type=int, default=0, help="a smaller help-center, to try this"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=list(growth.SIZES), help="for growth"
    )
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores; medians of {args.rounds} interleaved rounds")
    print("(memory is looked at in the first, which slows it and so does not count for times)")
    goals: list[Goal] = []
    with tempfile.TemporaryDirectory(prefix="help-center-benchmarks-") as name:
        if (free := shutil.disk_usage(name).free / 1e9) < _DISK:
            print(
                f"{name} has {free:.0f} GB free; all parts need {_DISK}, which are kept to the end"
            )
        run = Run(Path(name), args)
        for part, measure in PARTS.items():
            if not args.only or part in args.only:
                goals += measure(run)
    print_goals(goals)


if __name__ == "__main__":
    main()
