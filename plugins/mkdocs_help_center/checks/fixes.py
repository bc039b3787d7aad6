"""Corrections of findings that have one right answer, as edits of the file that they are in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.content.problem import Problem

#: Takes a line without its end, the problem, and gives the line as it should be; the same where the
#: answer is not certain after all.
Fix = Callable[[str, Problem], str]

_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w.-]*[ \t]*:)(?P<value>.*)")
_HINTED = re.compile(r"write '([^']*)'")
_LINK_TEXT = re.compile(r"(?<!!)\[([ \t]*)([^\[\]]*?)([ \t]*)\]\(")
_LOCALE_HINT = re.compile(r"write 'locale: ([A-Za-z_-]+)'")


def _fix_value(line: str, problem: Problem) -> str:
    """Empty a field."""
    match = _FIELD.fullmatch(line)
    return match["key"] if match else line


def _fix_blank_ends(line: str, problem: Problem) -> str:
    match = _FIELD.fullmatch(line)
    value = match["value"].strip() if match else ""
    if match and len(value) > 2 and value[0] == value[-1] and value[0] in "'\"":
        return f"{match['key']} {value[0]}{value[1:-1].strip()}{value[0]}"
    return line


def _fix_locale(line: str, problem: Problem) -> str:
    match, wanted = _FIELD.fullmatch(line), _LOCALE_HINT.match(problem.hint)
    return f"{match['key']} {wanted[1]}" if match and wanted else line


def _fix_fragment(line: str, problem: Problem) -> str:
    start = problem.column - 1
    end = line.find("#)", start)
    return (
        line[:end] + line[end + 1 :]
        if end >= 0 and not re.search(r"[\s()]", line[start:end])
        else line
    )


def _fix_link_text(line: str, problem: Problem) -> str:
    match = _LINK_TEXT.match(line, problem.column - 1)
    if match is None or not match[2]:
        return line
    before = " " if match[1] and match.start() and not line[match.start() - 1].isspace() else ""
    rest = line[match.end() :]
    closing = rest.find(")")
    if match[3] and (closing < 0 or "(" in rest[:closing]):
        return line
    if match[3] and rest[closing + 1 : closing + 2].isalnum():
        rest = f"{rest[: closing + 1]} {rest[closing + 1 :]}"
    return f"{line[: match.start()]}{before}[{match[2]}]({rest}"


def _fix_slug(line: str, problem: Problem) -> str:
    match, wanted = _FIELD.fullmatch(line), _HINTED.match(problem.hint)
    return wanted[1] if match and wanted and wanted[1].startswith(match["key"].rstrip()) else line


def _fix_address(line: str, problem: Problem) -> str:
    """Put the present address in the place of an old one; its fragment stays."""
    wanted = _HINTED.match(problem.hint)
    old = re.match(r"(?:the link|link) '([^']*)'", problem.message)
    start = problem.column - 1
    if not wanted or not old or not line.startswith(old[1], start):
        return line
    fragment = old[1].partition("#")[2]
    address = wanted[1] + (f"#{fragment}" if fragment else "")
    return line[:start] + address + line[start + len(old[1]) :]


def _fix_guid(line: str, problem: Problem) -> str:
    """Put a field before this one: the line may be the first of several."""
    wanted = _HINTED.match(problem.hint)
    return f"{wanted[1]}\n{line}" if wanted and _FIELD.match(line) else line


#: Notes that are corrected even where they are not asked for: they cost nothing now and much later.
QUIET_FIXES = frozenset({"feed-guid"})

#: The fix of a check by the check's name. ``final-newline`` adds a line end and is in :func:`fix_text`.
FIXES: Mapping[str, Fix] = {
    "blank-ends": _fix_blank_ends,
    "undefined-value": _fix_value,
    "locale-folder": _fix_locale,
    "empty-fragment": _fix_fragment,
    "link-text-blanks": _fix_link_text,
    "old-link": _fix_address,
    "absolute-link": _fix_address,
    "feed-guid": _fix_guid,
    "final-newline": lambda line, problem: line,
}


def fix_text(text: str, problems: Iterable[Problem]) -> str:
    """A file's text with the problems corrected that can be; line ends stay as they are."""
    parts = re.split(r"(\r\n|\n|\r)", text)
    lines, ends = parts[::2], parts[1::2]
    done: set[tuple[int, int]] = set()
    # From the end of a line to its start, so that columns stay true; one correction a place, since
    # two of them may be about the same address.
    for problem in sorted(problems, key=lambda one: (-one.line, -one.column, one.check)):
        place = (problem.line, problem.column)
        if not 1 <= problem.line <= len(lines) or place in done:
            continue
        fixed = FIXES[problem.check](lines[problem.line - 1], problem)
        if fixed != lines[problem.line - 1]:
            lines[problem.line - 1] = fixed
            done.add(place)
        if problem.check == "final-newline" and problem.line == len(lines) and lines[-1]:
            ends.append(ends[-1] if ends else "\n")
            lines.append("")
    # What a fix adds ends as its neighbour does.
    return "".join(
        line.replace("\n", end or "\n") + end for line, end in zip(lines, [*ends, ""], strict=True)
    )


def fix_files(problems: Iterable[Problem], folder: Path) -> FileChanges:
    """The changes that correct ``problems`` in files under ``folder``; nothing is written yet.

    A file that is no text in UTF-8 is left alone.
    """
    changes = FileChanges(folder)
    by_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        if problem.check in FIXES:
            by_path[problem.path].append(problem)
    for path, found in sorted(by_path.items()):
        try:
            data = changes.read(path)
            if b"\0" in data:
                continue
            mark = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
            text = data[len(mark) :].decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        fixed = mark + fix_text(text, found).encode("utf-8")
        if fixed != data:
            changes.write(path, fixed)
    return changes
