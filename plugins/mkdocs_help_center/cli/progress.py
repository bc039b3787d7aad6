"""What a person sees of a build: a bar on a terminal, plain lines elsewhere, a summary at the end."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from mkdocs_help_center.building.report import Phase, Report

if TYPE_CHECKING:
    from mkdocs_help_center.building.inputs import Counts

#: Seconds after which a plain log says that a phase has begun: quick ones are not worth a line.
_SLOW = 2.0
_TITLES = {
    "reading": "Reading articles",
    "assembling": "Putting the site together",
    "articles": "Rendering articles",
    "checks": "Checking",
    "pages": "Writing pages",
    "search": "Indexing for search",
    "cleaning": "Cleaning up",
}


class ShownWarnings(logging.Handler):
    """Warnings of MkDocs, of its plugins and of ours, as MkDocs shows them."""

    def __init__(self, report: ShownReport) -> None:
        super().__init__(logging.WARNING)
        self.setFormatter(logging.Formatter("%(levelname)-7s -  %(message)s"))
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        """Print one."""
        self._report.say(self.format(record))


class ShownReport(Report):
    """A report on the standard error stream, which problems go to as well."""

    def __init__(self) -> None:
        super().__init__()
        self._console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._console,
            transient=True,
            # A process with a thread that draws is not forked, and the work not shared.
            auto_refresh=False,
        )
        self._task: TaskID | None = None
        self._said = ("", 0.0)

    def waits(self) -> None:
        """Say why nothing happens."""
        self._console.print("Another build of this project is running; waiting for its end.")

    def began(self, phase: Phase) -> None:
        """Begin a bar where things are counted."""
        title = _TITLES.get(phase.name, phase.name)
        self._said = title, time.monotonic()
        if self._console.is_terminal and phase.total:
            self._bar.start()
            self._task = self._bar.add_task(title, total=phase.total)

    def progressed(self, phase: Phase) -> None:
        """Move the bar; off a terminal, a line once it takes long."""
        if self._task is not None:
            self._bar.update(self._task, completed=phase.done, refresh=True)
        elif self._said[0] and time.monotonic() - self._said[1] > _SLOW:
            self._console.print(
                f"{self._said[0]} … ({phase.done} of {phase.total})", highlight=False
            )
            self._said = "", 0.0

    def ended(self, phase: Phase) -> None:
        """Take the bar away."""
        if self._task is not None:
            self._bar.remove_task(self._task)
            self._bar.stop()
            self._task = None

    def say(self, line: str) -> None:
        """Print ``line`` as it is, above a bar if there is one."""
        if self._task is not None:
            self._console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            # An old help center has thousands of problems: with Rich a second of a build.
            self._console.file.write(f"{line}\n")

    def summarise(
        self, counts: Counts | None, problems: int, shown: int, *, unchanged: bool = False
    ) -> None:
        """Print what was built, of how many problems it has how many were shown, and where the time went."""
        if counts is None:
            return
        table = Table.grid(padding=(0, 2))
        locales = ", ".join(f"{code} {count:,}" for code, count in counts.articles.items())
        table.add_row("Articles", locales or "none")
        table.add_row("Pages", f"{counts.pages:,}")
        table.add_row("Redirects", f"{counts.redirects:,} old URLs")
        table.add_row("Feeds", f"{counts.feeds:,}")
        changed = "nothing has changed" if unchanged else f"{counts.changed:,} new or different"
        table.add_row("Files", f"{counts.files:,}, {changed}")
        listed = "; 'help-center check' lists all" if problems > shown else ""
        table.add_row("Problems", f"{problems:,}{listed}")
        spent = [
            f"{_TITLES.get(name, name).lower()} {seconds:.1f}"
            for name, seconds in self.seconds.items()
            if seconds >= 0.05
        ]
        table.add_row("Seconds", ", ".join(spent) or "0")
        self._console.print(table, highlight=False)
