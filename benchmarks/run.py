"""What the parts of one run of the benchmarks share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.measuring import Measured, measure, median
from benchmarks.peers import Builder
from benchmarks.sites import corpus, site_of

CORPORA = ("known-issues", "help-center")
OURS = "ours"
MKDOCS = (sys.executable, "-m", "mkdocs", "-q", "build")
HELP_CENTER = (sys.executable, "-m", "mkdocs_help_center", "build")


@dataclass(frozen=True)
class Run:
    """A folder for all that is built, and what was asked for on the command line."""

    folder: Path
    args: argparse.Namespace

    @property
    def rounds(self) -> int:
        return int(self.args.rounds)

    @cached_property
    def help_center(self) -> Builder:
        """The whole help center, with its search indexes; later parts find it built."""
        content = corpus("help-center", articles=self.args.articles)
        return ours(self.folder / "help-center", content, index=True)

    @cached_property
    def articles(self) -> int:
        """The articles of :attr:`help_center`."""
        return sum(1 for _ in (self.help_center.folder / "content").resolve().rglob("*.md"))


def ours(folder: Path, content: Path, *, index: bool, pages: Sequence[str] = ()) -> Builder:
    """Our build of ``content``, with `mkdocs build`."""
    site_of(folder, content, index=index)
    return Builder(OURS, folder, MKDOCS, folder / "site", ("site", ".cache"), pages)


def cold(builder: Builder, number: int = 0) -> Measured:
    """One cold build, that of round ``number``; in the first one memory is looked at."""
    builder.clean()
    return measure(builder.command, builder.folder, label=builder.name, watch=number == 0)


def middle(found: Sequence[Measured]) -> Measured:
    """Medians of those whose memory nobody looked at, if there are any; the highest peak of the others."""
    timed = [one for one in found if not one.peak_mb] or found
    return Measured(
        median([one.cpu for one in timed]),
        median([one.wall for one in timed]),
        max(one.peak_mb for one in found),
    )
