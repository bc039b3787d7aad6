"""What is wrong with a source file, where, why, and what to do about it."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.IntEnum):
    """How much a problem matters.

    ``INFO`` explains an intended outcome (a draft has no page) and fails nothing; ``WARNING`` and
    ``ERROR`` fail ``help-center check`` and a strict build. An ``ERROR`` cost a page or a value;
    a ``WARNING`` was worked around.
    """

    INFO = 10
    WARNING = 20
    ERROR = 30


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding, sortable by place.

    ``path`` is as the writer would type it (relative to the project, POSIX separators); ``line`` and
    ``column`` count from 1. ``check`` is the name of the rule that found it.
    """

    path: str
    line: int
    column: int
    check: str
    message: str
    hint: str = ""
    severity: Severity = Severity.WARNING

    def __str__(self) -> str:
        """``path:line:column: message (check)``, the form that editors and CI jump to."""
        text = f"{self.path}:{self.line}:{self.column}: {self.message} ({self.check})"
        return f"{text}\n    hint: {self.hint}" if self.hint else text

    @property
    def fails(self) -> bool:
        """Whether a strict build has to fail on it."""
        return self.severity >= Severity.WARNING
