"""What a build tells of itself while it runs and when it is done."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator


class Phase:
    """A part of a build that takes a while; ``total`` is 0 where nothing can be counted."""

    def __init__(self, report: Report, name: str, total: int) -> None:
        self.name = name
        self.total = total
        self.done = 0
        self._report = report

    def advance(self, items: int) -> None:
        """So many more items are done."""
        self.done += items
        self._report.progressed(self)


class Report:
    """Takes the time of every phase. Others show it: see :mod:`mkdocs_help_center.cli.progress`."""

    def __init__(self) -> None:
        #: Wall seconds of each phase that is over.
        self.seconds: dict[str, float] = {}

    @contextlib.contextmanager
    def phase(self, name: str, total: int = 0) -> Iterator[Phase]:
        """Measure what is done inside."""
        phase = Phase(self, name, total)
        started = time.perf_counter()
        self.began(phase)
        try:
            yield phase
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started
            self.ended(phase)

    def waits(self) -> None:
        """Another build of the project goes on, which has to end first."""

    def began(self, phase: Phase) -> None:
        """A phase begins."""

    def progressed(self, phase: Phase) -> None:
        """More of a phase's items are done."""

    def ended(self, phase: Phase) -> None:
        """A phase is over."""
