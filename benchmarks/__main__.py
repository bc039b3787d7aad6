"""The promises about speed, memory and size, measured beside Hugo and the stock MkDocs stack in one run.

    python -m benchmarks [--only cold|warm|growth|serve|pages|search]… [--rounds N] [--corpus NAME]…

Peers are installed into an environment of their own below `.cache/benchmarks/`. The last table names every
promise with what was measured. Measure on a machine that does nothing else; compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import cold
from benchmarks.goals import Goal, print_goals

CORPORA = ("known-issues", "help-center")


def _cold(folder: Path, args: argparse.Namespace) -> Sequence[Goal]:
    goals: list[Goal] = []
    for name in args.corpus or CORPORA:
        rounds = 0 if name == "help-center" and not args.articles else args.stock_rounds
        goals += cold.compare(folder / name, name, args.articles, args.rounds, rounds)
    return goals


def _whole(folder: Path, args: argparse.Namespace) -> Sequence[Goal]:
    return cold.whole(folder, args.articles, args.rounds)


PARTS: dict[str, Callable[[Path, argparse.Namespace], Sequence[Goal]]] = {
    "cold": _cold,
    "whole": _whole,
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
    parser.add_argument("--corpus", choices=CORPORA, action="append", help="for cold: such content")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--stock-rounds", type=int, default=1, help="of the slow stock stack; 0: none"
    )
    parser.add_argument("--articles", type=int, default=0, help="help-center: about this many")
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores; medians of {args.rounds} interleaved rounds, the highest peak")
    goals: list[Goal] = []
    for name, measure in PARTS.items():
        if not args.only or name in args.only:
            with tempfile.TemporaryDirectory(prefix=f"help-center-{name}-") as folder:
                goals += measure(Path(folder), args)
    print_goals(goals)


if __name__ == "__main__":
    main()
