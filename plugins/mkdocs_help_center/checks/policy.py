"""What a site says about its checks: how much each matters, what is ignored, what is known already."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path

from mkdocs_help_center.content.problem import Problem, Severity

#: Words for severities in mkdocs.yml; ``off`` is no severity.
SEVERITY_NAMES: Mapping[str, Severity | None] = {
    "off": None,
    "info": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}
IGNORE = re.compile(
    r"(?P<comment><!--|#)[ \t]*help-center:[ \t]*ignore(?P<file>-file)?[ \t]+"
    r"(?P<names>[a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+)*)"
)
_PLACE = attrgetter("path", "line", "column", "check", "message", "hint", "severity")
_NUMBER = re.compile(r"\bline \d+")


@dataclass(frozen=True)
class Baseline:
    """Problems that were there when a site began to be checked: only others fail.

    A problem is known by its file, check and message, not by its line, so that edits elsewhere in the
    file do not bring it back. ``counts`` is how often each may occur.
    """

    counts: Mapping[tuple[str, str, str], int] = field(default_factory=dict)

    @staticmethod
    def key(problem: Problem) -> tuple[str, str, str]:
        """What a problem is known by."""
        return problem.path, problem.check, _NUMBER.sub("line N", problem.message)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Baseline:
        """A baseline that knows all ``problems``."""
        return cls(Counter(cls.key(problem) for problem in problems))

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in a file; an absent file knows nothing.

        Raises:
            ValueError: the file is no baseline.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            return cls(
                {
                    (file, check, message): int(count)
                    for file, checks in data["problems"].items()
                    for check, messages in checks.items()
                    for message, count in messages.items()
                }
            )
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"{path} is no baseline: {error}") from error

    def to_json(self) -> str:
        """The file's text, sorted, so that two branches' changes merge."""
        tree: dict[str, dict[str, dict[str, int]]] = {}
        for (path, check, message), count in sorted(self.counts.items()):
            tree.setdefault(path, {}).setdefault(check, {})[message] = count
        return json.dumps({"version": 1, "problems": tree}, indent=1, ensure_ascii=False) + "\n"

    def new(self, problems: Iterable[Problem]) -> list[Problem]:
        """Those of ``problems`` that it does not know."""
        if not self.counts:
            return list(problems)
        left = Counter(self.counts)
        found = []
        for problem in problems:
            key = self.key(problem)
            if left[key] > 0:
                left[key] -= 1
            else:
                found.append(problem)
        return found


@dataclass(frozen=True)
class Policy:
    """A site's decisions about its checks.

    Attributes:
        severities: by check, instead of the check's own; None turns it off.
        baseline: problems that are known already.
        text_of: the text of the file that a problem names, for the comments in it; None where there is
            no such file.
    """

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    baseline: Baseline = field(default_factory=Baseline)
    text_of: Callable[[str], str | None] = field(default=lambda path: None)

    def is_on(self, check: str) -> bool:
        """Whether a check is to be run."""
        return self.severities.get(check, Severity.INFO) is not None

    def severity(self, check: str, default: Severity) -> Severity | None:
        """How much a check's problems matter."""
        return self.severities.get(check, default)

    def apply(
        self,
        problems: Iterable[Problem],
        *,
        lowest: Severity = Severity.INFO,
        ignored: Mapping[str, Ignored] | None = None,
    ) -> list[Problem]:
        """What is left to say of ``problems``, sorted by place, each once.

        Args:
            problems: as found.
            lowest: problems that matter less are left out, before any file is read for comments.
            ignored: comments that are known already, by path.
        """
        weighed = []
        for problem in set(problems):
            severity = self.severity(problem.check, problem.severity)
            if severity is not None and severity >= lowest:
                if severity is not problem.severity:
                    problem = dataclasses.replace(problem, severity=severity)
                weighed.append(problem)
        weighed.sort(key=_PLACE)
        return self.baseline.new(self._not_ignored(weighed, dict(ignored or {})))

    def ignored_in(self, path: str) -> Ignored:
        """What the comments in a file say to ignore."""
        text = self.text_of(path)
        return Ignored.read(text) if text else NOTHING

    def _not_ignored(self, problems: list[Problem], ignored: dict[str, Ignored]) -> list[Problem]:
        left = []
        for problem in problems:
            if problem.path not in ignored:
                ignored[problem.path] = self.ignored_in(problem.path)
            if not ignored[problem.path].covers(problem):
                left.append(problem)
        return left


@dataclass(frozen=True, slots=True)
class Ignored:
    """What the comments in a file say to ignore: checks for the whole file, and by line.

    ``<!-- help-center: ignore missing-alt -->`` holds for its own line, and in a line of its own for the
    block that follows; ``ignore-file`` for the file. In front matter the comment starts with ``#``.
    """

    everywhere: frozenset[str] = frozenset()
    lines: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Ignored:
        """The comments of a file."""
        if "help-center:" not in text:
            return NOTHING
        everywhere: set[str] = set()
        lines: dict[int, frozenset[str]] = {}
        rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for index, row in enumerate(rows):
            for match in IGNORE.finditer(row):
                names = frozenset(name.strip() for name in match["names"].split(","))
                if match["file"]:
                    everywhere |= names
                    continue
                alone = not row[: match.start()].strip()
                for line in _covered(rows, index, alone=alone, field=match["comment"] == "#"):
                    lines[line] = lines.get(line, frozenset()) | names
        return cls(frozenset(everywhere), lines)

    def covers(self, problem: Problem) -> bool:
        """Whether a problem is to be left out."""
        if problem.check in self.everywhere:
            return True
        return problem.check in self.lines.get(problem.line, frozenset())


#: What most files say.
NOTHING = Ignored()


def _covered(rows: list[str], index: int, *, alone: bool, field: bool) -> range:
    """Lines (from 1) that a comment at a row holds for."""
    if not alone:
        return range(index + 1, index + 2)
    if field:
        return range(index + 1, index + 3)
    start = index + 1
    while start < len(rows) and not rows[start].strip():
        start += 1
    end = start
    while end < len(rows) and rows[end].strip():
        end += 1
    return range(index + 1, end + 1)
