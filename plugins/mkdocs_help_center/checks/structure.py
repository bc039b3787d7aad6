"""Headings, sections and the ends of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_BOLD_LINE = re.compile(r"(?:\*\*|__)(?P<text>[^*_\n]{3,80}?)(?P<sign>[.:,;!?…]*)(?:\*\*|__)\s*")
_INTRODUCES = re.compile(
    r":\s*$|\b(?:in the table below|the (?:following )?table (?:below|lists?)|following table"
    r"|tabla (?:a continuación|siguiente)|siguiente tabla|tabela (?:abaixo|a seguir)|seguinte tabela"
    r"|table below)\b",
    re.IGNORECASE,
)
_SECTIONS = re.compile(
    r"\b(?:following|next|siguientes?|seguintes?|próxim[oa]s?) (?!tab)[^.]*:\W*$", re.IGNORECASE
)
#: Characters of text; the shortest real answers have more.
MIN_TEXT = 300
_SHORTCODE = re.compile(r":[a-z0-9_+-]+:$")
_IMAGE = re.compile(r"!\[|<img\b|<table\b|<iframe\b", re.IGNORECASE)


def _headings(subject: Subject) -> list[tuple[int, int, str]]:
    """Line (from 0), level and text of the ``#`` headings."""
    if "#" not in subject.body:
        return []
    found = []
    for index, line in enumerate(subject.prose):
        match = _HEADING.fullmatch(line) if "#" in line[:10] else None
        if match:
            found.append((index, len(match[1]), (match[2] or "").strip()))
    return found


@article_check(Severity.WARNING)
def body_empty(subject: Subject) -> Iterator[Finding]:
    """A published article has a text.

    Bad: front matter and nothing below it
    Good: front matter and an answer
    """
    if not subject.body.strip():
        yield Finding(subject.article.body_line, 1, "the article has no text",
                      "write it, or set 'status: DRAFT'")  # fmt: skip


@article_check(Severity.INFO)
def final_newline(subject: Subject) -> Iterator[Finding]:
    """A file ends with a line end; without it tools show its last line as changed.

    Bad: a last line without line end
    Good: a last line with one
    """
    body = subject.body
    if body.strip() and not body.endswith("\n"):
        yield subject.at(len(subject.lines) - 1, len(subject.lines[-1]), "the last line has no line end",
                         "add one")  # fmt: skip


@article_check(Severity.INFO)
def heading_order(subject: Subject) -> Iterator[Finding]:
    """Headings go down one level at a time, for those who find their way by them
    (WCAG 2.2, technique G141).

    Bad: ``## Settings`` and below it ``#### Colours``
    Good: ``## Settings`` and below it ``### Colours``
    """
    level = 1
    for index, depth, text in _headings(subject):
        if depth > level + 1 and level > 1:
            yield subject.at(index, 0, f"'{text}' is a heading of level {depth} below one of level {level}",
                             f"write {'#' * (level + 1)}")  # fmt: skip
        level = depth


@article_check(Severity.INFO)
def heading_one(subject: Subject) -> Iterator[Finding]:
    """The title is the page's only heading of level 1.

    Bad: ``# Summary``
    Good: ``## Summary``
    """
    for index, depth, text in _headings(subject):
        if depth == 1 and text:
            yield subject.at(index, 0, f"'{text}' is a second title", "write ##")


@article_check(Severity.WARNING)
def heading_empty(subject: Subject) -> Iterator[Finding]:
    """A heading has words.

    Bad: ``##``
    Good: ``## Settings``
    """
    for index, _, text in _headings(subject):
        if not text and not subject.lines[index].strip(" #\t"):
            yield subject.at(index, 0, "a heading without words", "write them or delete the signs")


@article_check(Severity.INFO)
def heading_duplicate(subject: Subject) -> Iterator[Finding]:
    """Two headings of an article have different words: a link to the second would need a number.

    Bad: ``### Measurement`` twice
    Good: ``### Measurement for brands`` and ``### Measurement for agencies``
    """
    headings = _headings(subject)
    counts = Counter(text for _, _, text in headings if text)
    seen: set[str] = set()
    for index, _, text in headings:
        if counts[text] > 1 and text in seen:
            yield subject.at(index, 0, f"'{text}' is the heading of another section too",
                             "give each its own words")  # fmt: skip
        seen.add(text)


@article_check(Severity.INFO)
def bold_heading(subject: Subject) -> Iterator[Finding]:
    """A heading is marked as one: bold text alone is in no table of contents and no screen reader's
    list of headings.

    Bad: ``**Settings**`` in a line of its own
    Good: ``## Settings``
    """
    lines = subject.prose
    for index, line in enumerate(lines):
        match = _BOLD_LINE.fullmatch(line) if line.startswith(("**", "__")) else None
        # With blanks at its ends it is not bold either.
        if match is None or match["text"] != match["text"].strip():
            continue
        if match["sign"] in (".", "!", "…", ",", ";"):
            continue
        before = lines[index - 1].strip() if index else ""
        after = lines[index + 1].strip() if index + 1 < len(lines) else ""
        if not before and not after and any(rest.strip() for rest in lines[index + 1 :]):
            yield subject.at(index, 0, f"'{match['text']}' looks like a heading and is bold text",
                             f"write '## {match['text']}'")  # fmt: skip


@article_check(Severity.INFO)
def section_empty(subject: Subject) -> Iterator[Finding]:
    """A heading is followed by its section.

    Bad: ``## Workaround`` as the last line
    Good: ``## Workaround`` and what to do
    """
    # What has no words is reported as such, and what is below it belongs to the heading above.
    headings = [heading for heading in _headings(subject) if heading[2]]
    if not headings:
        return
    blank = {index for index, _, text in _headings(subject) if not text}
    ends = [index for index, _, _ in headings[1:]] + [len(subject.lines)]
    levels = [level for _, level, _ in headings[1:]] + [0]
    for (index, level, text), end, following in zip(headings, ends, levels, strict=True):
        if (
            following <= level
            and text
            and not any(
                subject.lines[below].strip()
                for below in range(index + 1, end)
                if below not in blank
            )
        ):
            yield subject.at(
                index, 0, f"nothing follows the heading '{text}'", "write it or delete it"
            )


@article_check(Severity.INFO)
def missing_follow_up(subject: Subject) -> Iterator[Finding]:
    """What a sentence announces follows it.

    Bad: ``The table below lists the cases.`` and then the next heading
    Good: ``The table below lists the cases.`` and then the table
    """
    lines, level = subject.lines, 0
    for index, line in enumerate(lines):
        heading = _HEADING.fullmatch(subject.prose[index]) if line.startswith("#") else None
        level = len(heading[1]) if heading else level
        if not (line.rstrip().endswith(":") or "tab" in line) or not _announces(subject, index):
            continue
        following = next((i for i in range(index + 1, len(lines)) if lines[i].strip()), None)
        if following is None or _follows_nothing(subject, index, following, level):
            yield subject.at(index, 0, "what this sentence announces does not follow",
                             "add it, or rewrite the sentence")  # fmt: skip


def _follows_nothing(subject: Subject, index: int, following: int, level: int) -> bool:
    """Whether a section ends here, or a gap of three lines is where a table was."""
    if heading := _HEADING.fullmatch(subject.prose[following]):
        # "As in the following examples:", and each is a section.
        sections = _SECTIONS.search(subject.prose[index])
        return len(heading[1]) <= level and not sections
    return following - index > 3 and _is_text(subject.lines[following])


def _is_text(line: str) -> bool:
    return not line.lstrip().startswith(("|", "<", "!", "-", "*", "1", ">", "`"))


def _announces(subject: Subject, index: int) -> bool:
    """Whether a line is a sentence that something has to follow."""
    line = subject.prose[index].rstrip()
    if subject.lines[index].rstrip()[-1:] != line[-1:] or _HEADING.fullmatch(line):
        return False  # It ends in code, or is a heading.
    plain = line.strip().strip("*_")
    if _SHORTCODE.search(plain):
        return False
    found = _INTRODUCES.search(plain)
    return bool(found) and "|" not in line and not _IMAGE.search(line) and not plain.startswith("<")


@article_check(Severity.INFO)
def thin_article(subject: Subject) -> Iterator[Finding]:
    """An answer is in the article, not only behind a link.

    Bad: ``This content is only available in Portuguese. [Click here](…).``
    Good: the answer, with a link for more
    """
    if subject.article.type.key not in ("frequentlyAskedQuestion", "tutorial", "troubleshooting"):
        return
    text = subject.rendered.text
    if 0 < len(text) < MIN_TEXT and "](" in subject.body and "\n#" not in subject.body:
        first = next((i for i, line in enumerate(subject.lines) if line.strip()), 0)
        yield subject.at(first, 0, f"the article has {len(text)} characters and sends readers away",
                         "write the answer here, or delete the article and redirect it")  # fmt: skip
