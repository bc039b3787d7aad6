"""An export of "was this helpful?" as a report: worst articles, reasons, trend.

The export is what Netlify's page of a form gives as CSV: a column a field, and ``created_at``. Columns are
found by name, whatever their order and case.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.problem import Problem, Severity

CHECK = "feedback-export"
_DATES = ("created_at", "created at", "date", "submitted_at")
#: 95% confidence: how sure the ranking wants to be before it blames an article.
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Vote:
    """One answer; ``page`` is the article's path without host, query and final slash."""

    page: str
    helpful: bool
    reason: str = ""
    comment: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ArticleReport:
    """An article's answers; ``badness`` is a careful estimate of its share of "no"."""

    page: str
    yes: int
    no: int
    badness: float
    reasons: Mapping[str, int] = field(default_factory=dict)
    comments: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole: articles by badness, reasons by number, and (month, yes, no) in order."""

    articles: Sequence[ArticleReport]
    reasons: Sequence[tuple[str, int]]
    months: Sequence[tuple[str, int, int]]


def read_votes(path: Path, shown: str) -> tuple[list[Vote], list[Problem]]:
    """The answers in a CSV file, and the lines that are none; ``shown`` is how problems name it."""
    problems: list[Problem] = []
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        return [], [Problem(shown, 1, 1, CHECK, message, severity=Severity.ERROR)]
    reader = csv.DictReader(text.splitlines(keepends=True), strict=False)
    names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    if not {"helpful", "page"} <= names.keys():
        message = "the file has no columns 'helpful' and 'page'"
        hint = "export the form 'article-feedback' as CSV"
        return [], [Problem(shown, 1, 1, CHECK, message, hint, Severity.ERROR)]
    date = next((names[name] for name in _DATES if name in names), None)
    votes: list[Vote] = []
    try:
        for row in reader:
            vote = _vote(row, names, date)
            if vote is None:
                message = "this line is no answer: it names no page, or neither yes nor no"
                problems.append(Problem(shown, reader.line_num, 1, CHECK, message))
            else:
                votes.append(vote)
    except csv.Error as error:
        message = f"cannot be read from here on: {error}"
        problems.append(Problem(shown, reader.line_num, 1, CHECK, message, "", Severity.ERROR))
    return votes, problems


def _vote(row: Mapping[str, str | None], names: Mapping[str, str], date: str | None) -> Vote | None:
    def text(name: str) -> str:
        value = (row.get(names[name]) or "") if name in names else ""
        # Anybody may send a form: what a terminal would obey is no part of an answer.
        return "".join(c if c.isprintable() else " " for c in value).strip()

    page = text("page").partition("?")[0].partition("#")[0].rstrip("/")
    answer = text("helpful").lower()
    if not page or answer not in ("yes", "no"):
        return None
    at = parse_date((row.get(date) or "").strip().removesuffix(" UTC")) if date else None
    return Vote(page, answer == "yes", text("reason"), text("comment"), at)


def report_of(votes: Iterable[Vote]) -> Report:
    """The report over ``votes``, the same for the same votes in any order but for comments."""
    by_page: dict[str, list[Vote]] = {}
    months: dict[str, Counter[bool]] = {}
    reasons: Counter[str] = Counter()
    for vote in votes:
        by_page.setdefault(vote.page, []).append(vote)
        if vote.at:
            months.setdefault(f"{vote.at:%Y-%m}", Counter())[vote.helpful] += 1
        if not vote.helpful:
            reasons[vote.reason or "unsaid"] += 1
    articles = [_article(page, found) for page, found in by_page.items()]
    return Report(
        sorted(articles, key=lambda one: (-one.badness, -one.no, one.page)),
        sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])),
        [(month, count[True], count[False]) for month, count in sorted(months.items())],
    )


def _article(page: str, votes: Sequence[Vote]) -> ArticleReport:
    no = [vote for vote in votes if not vote.helpful]
    reasons = Counter(vote.reason or "unsaid" for vote in no)
    return ArticleReport(
        page,
        len(votes) - len(no),
        len(no),
        lower_bound(len(no), len(votes)),
        dict(sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))),
        [vote.comment for vote in no if vote.comment],
    )


def lower_bound(hits: int, total: int) -> float:
    """The share that ``hits`` of ``total`` is at least, with 95% confidence (Wilson's score interval).

    One "no" of one answer must not stand above thirty of forty.
    """
    if not total:
        return 0.0
    share, z2 = hits / total, _Z * _Z
    centre = share + z2 / (2 * total)
    spread = _Z * math.sqrt((share * (1 - share) + z2 / (4 * total)) / total)
    return max(0.0, (centre - spread) / (1 + z2 / total))
