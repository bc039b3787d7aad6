"""The preview's promises, from the command that measures it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.goals import Goal, at_most
from benchmarks.run import Run
from benchmarks.sites import ROOT

_FIRST = re.compile(r"first page +([\d.]+) s without a cache, +([\d.]+) s with one")
_SAVED = re.compile(r"^ +all +\d+ +([\d.]+)s +([\d.]+)s", re.MULTILINE)


def goals(run: Run) -> Sequence[Goal]:
    """Run ``python -m benchmarks.serve``: 30 edits of the whole help center."""
    command = [sys.executable, "-m", "benchmarks.serve", "--edits", "30"]
    command += ["--articles", str(run.args.articles)]
    result = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    print("\n" + result.stdout)
    first, saved = _FIRST.search(result.stdout), _SAVED.search(result.stdout)
    if first is None or saved is None:
        raise SystemExit(
            "benchmarks.serve prints something else than it did; mend benchmarks.preview"
        )
    what = f"`help-center serve`, {run.articles} articles"
    return [
        at_most(f"{what}: save → served, median", float(saved[1]), 0.3, "s", 2),
        at_most(f"{what}: save → served, 95 of 100", float(saved[2]), 0.5, "s", 2),
        at_most(f"{what}: first page with a cache", float(first[2]), 2, "s"),
        at_most(f"{what}: first page without one", float(first[1]), 5, "s"),
    ]
