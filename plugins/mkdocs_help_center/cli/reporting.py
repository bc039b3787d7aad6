"""Problems for people, for programs and for GitHub's annotations."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from mkdocs_help_center.content.problem import Problem, Severity

_STYLES: Mapping[Severity, str] = {
    Severity.INFO: "cyan",
    Severity.WARNING: "yellow",
    Severity.ERROR: "bold red",
}
#: GitHub's names (workflow commands: notice, warning, error).
_LEVELS = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def report_text(problems: Sequence[Problem], console: Console) -> None:
    """One line a problem, ``path:line:column: message (check)``, and its hint below it."""
    for problem in problems:
        place = f"{printable(problem.path)}:{problem.line}:{problem.column}: "
        line = Text(place, style="bold")
        line.append(printable(problem.message), style="not bold")
        line.append(f" ({problem.check})", style=_STYLES[problem.severity])
        console.print(line, soft_wrap=True)
        if problem.hint:
            console.print(Text(f"    hint: {printable(problem.hint)}", style="dim"), soft_wrap=True)


def report_json(problems: Sequence[Problem], console: Console) -> None:
    """An array of objects; the keys are part of the command's interface."""
    rows = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "check": problem.check,
            "severity": problem.severity.name.lower(),
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    _write(console, json.dumps(rows, ensure_ascii=False, indent=2))


def report_github(problems: Sequence[Problem], console: Console) -> None:
    """Workflow commands, which GitHub shows beside the lines of a pull request
    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
    """
    for problem in problems:
        text = f"{problem.message} ({problem.check})"
        if problem.hint:
            text += f"\nhint: {problem.hint}"
        place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
        command = (
            f"::{_LEVELS[problem.severity]} {place},title={_property(problem.check)}::{_data(text)}"
        )
        _write(console, command)


def _write(console: Console, text: str) -> None:
    """Print for programs: nothing is wrapped or made an emoji of (``:100:`` is one), and a file name
    that is no UTF-8 does not end the command.
    """
    console.out(text.encode("utf-8", "backslashreplace").decode("utf-8"), highlight=False)


FORMATS: Mapping[str, Callable[[Sequence[Problem], Console], None]] = {
    "text": report_text,
    "json": report_json,
    "github": report_github,
}


def _data(text: str) -> str:
    text = "".join(char if char.isprintable() or char in "\r\n" else "�" for char in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def printable(text: str) -> str:
    """``text`` without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else "�" for char in text)


def describe(error: OSError) -> str:
    """What could not be done with a file, for people."""
    if error.filename is None or error.strerror is None:
        return str(error)
    return f"'{printable(os.fsdecode(error.filename))}': {error.strerror}"


def summarise(problems: Iterable[Problem]) -> str:
    """``2 errors, 31 warnings, 5 notes``; empty where there are none."""
    return ", ".join(_counts(Counter(problem.severity for problem in problems)))


def _counts(counts: Mapping[Severity, int]) -> Iterator[str]:
    names = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    for severity, name in names.items():
        if count := counts.get(severity, 0):
            yield f"{count:,} {name}{'' if count == 1 else 's'}"
