"""Which findings on real content were read by a person, and what the verdict was.

``read-findings.csv`` holds a row for each: ``right``, or ``false`` for a false alarm that was mended.
To read more, print findings that nobody has read yet, with their lines, and add rows::

    python -m tests.checks.read_findings known-issues unclosed-bold --number 50
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs_help_center.content.problem import Problem

from tests.checks.sites import project_of

#: Composed at this size: its titles, slugs and links between articles are real, its bodies are those of
#: known issues.
CORPORA = {
    "hard-cases": (),
    "release-notes": (),
    "known-issues": (),
    "help-center": (),
}
TABLE = Path(__file__).with_name("read-findings.csv")
SHARED = Path(__file__).resolve().parents[3] / "shared"


class Row(NamedTuple):
    """One finding as it was read. ``path`` is relative to the content folder."""

    check: str
    corpus: str
    path: str
    line: int
    verdict: str
    note: str = ""


def read_rows() -> list[Row]:
    """All rows of the table."""
    with TABLE.open(encoding="utf-8", newline="") as stream:
        return [Row(**{**row, "line": int(row["line"])}) for row in csv.DictReader(stream)]


def write_rows(rows: Iterable[Row]) -> None:
    """The table, sorted."""
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(Row._fields)
        writer.writerows(sorted(set(rows)))


def check_corpus(content: Path, folder: Path, only: frozenset[str] | None = None) -> list[Problem]:
    """All findings in a corpus, whose site is put together in ``folder``."""
    link = folder / "content"
    if not link.exists():
        link.symlink_to(content.resolve(), target_is_directory=True)
    project = project_of(folder, locales=["en", "es", "pt"], our_hosts=["help.vtex.com"])
    return project.check(only, cached=False).problems


def sample(problems: Sequence[Problem], number: int) -> list[Problem]:
    """``number`` findings by chance, the same in every run, and nearly so after a check has changed."""

    def chance(problem: Problem) -> str:
        place = f"{problem.check}\0{problem.path}\0{problem.line}"
        return hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()

    return sorted(sorted(problems, key=chance)[:number])


def show(problem: Problem, content: Path, context: int) -> str:
    """A finding with the lines around it."""
    lines = (
        (content / problem.path.removeprefix("content/")).read_bytes().decode("utf-8", "replace")
    )
    rows = lines.replace("\r", "").split("\n")
    text = [
        f"{problem.path.removeprefix('content/')}:{problem.line}:{problem.column} {problem.message}"
    ]
    for index in range(problem.line - 1 - context, problem.line + context):
        if 0 <= index < len(rows):
            start = max(0, problem.column - 60) if index == problem.line - 1 else 0
            text.append(f"    {rows[index][start : start + 120]}")
    return "\n".join(text)


def unpack(corpus: str, folder: Path) -> Path:
    """The corpus as a content folder."""
    if corpus == "hard-cases":
        return SHARED / "corpora" / corpus
    target = folder / corpus
    command = [sys.executable, str(SHARED / "bin" / "corpus"), corpus, str(target)]
    subprocess.run([*command, *CORPORA[corpus]], check=True, capture_output=True)
    if corpus == "help-center":
        (target / "_data").mkdir(exist_ok=True)
        shutil.copy(SHARED / "corpora" / "redirects.json", target / "_data")
    return target


def main() -> None:
    """Print findings that nobody has read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", choices=CORPORA)
    parser.add_argument("checks", nargs="*")
    parser.add_argument("--number", type=int, default=50)
    parser.add_argument("--context", type=int, default=1)
    arguments = parser.parse_args()
    known = {
        (row.check, row.path, row.line) for row in read_rows() if row.corpus == arguments.corpus
    }
    with tempfile.TemporaryDirectory() as name:
        content = unpack(arguments.corpus, Path(name))
        problems = check_corpus(content, Path(name))
        for check in arguments.checks or sorted({problem.check for problem in problems}):
            found = [problem for problem in problems if problem.check == check]
            for problem in sample(found, arguments.number):
                if (check, problem.path.removeprefix("content/"), problem.line) not in known:
                    print(f"{check} {show(problem, content, arguments.context)}")


if __name__ == "__main__":
    main()
