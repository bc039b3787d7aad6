"""Other ways to build the same help center, for comparison."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Builder:
    """One way to build a help center.

    Attributes:
        name: what the report calls it.
        folder: where its sources are and its command runs.
        command: what builds ``site``.
        left: what a build leaves in ``folder`` and a cold one must not find.
        pages: what ``site`` must have: the paths of all articles' pages.
    """

    name: str
    folder: Path
    command: Sequence[str]
    site: Path
    left: Sequence[str]
    pages: Sequence[str] = ()

    def clean(self) -> None:
        """Make the next build a cold one; what was there goes with the folder of the whole run.

        Deleting forty thousand files would make the next build's files dear: ext4 without a journal looks at
        every one that was deleted within five minutes for each that it makes.
        """
        aside = self.folder.parent / f"{self.folder.name}-before-{time.monotonic_ns()}"
        aside.mkdir()
        for name in self.left:
            path = self.folder / name
            if path.exists():
                path.rename(aside / name)

    def missing(self) -> int:
        """How many articles have no page: a build that leaves some out is not to be compared."""
        return sum(not (self.site / path / "index.html").is_file() for path in self.pages)
