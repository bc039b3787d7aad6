"""Signs of Markdown that readers see, because what they open is never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity

# Two asterisks; three and more are masked digits or a rule drawn by hand.
_STARS = re.compile(r"(?<![*\\])\*\*(?!\*)")
_SHOWN_STARS = re.compile(r"(?<!\*)\*\*(?!\*)([^\n]*)")
_LINK = re.compile(
    r"(?<!\\)\[[^\[\]\n]*\]\((?=[^()\s]*[/.#])[^()\n]*$|(?<!\\)\[[^\[\]\n]*\] \(https?:"
)
_SHOWN_LINK = re.compile(r"\]\(")
_GLUED = re.compile(r"</(?:strong|b)>(?=[^\W\d_]{2})")
_GLUED_SOURCE = re.compile(r"(?<=[^\s*])(\*\*|__)(?=[^\W\d_]{2})")
_LINK_BLANKS = re.compile(r"(?<!!)\[(?:[ \t]+[^\[\]]*|[^\[\]]*?[ \t]+)\]\(")
# A bare "[]" may be an empty list of some program.
_EMPTY_BRACKETS = re.compile(r"\[\](?=!\[)|(?<!!)\[\]\(\s*\)")
#: ``**/*.js``, ``2**3``: asterisks that are meant.
_MEANT = re.compile(r"\*\*/|/\*\*|[\w)]\*\*\d|\w\*\*\w+\(")


@article_check(Severity.WARNING)
def unclosed_bold(subject: Subject) -> Iterator[Finding]:
    """Bold text opens and closes with ``**`` that touch its words; else readers see the asterisks.

    Bad: ``Click ** Save ** and **Close.``
    Good: ``Click **Save** and **Close**.``
    """
    if "**" not in subject.article.body or not _SHOWN_STARS.search(subject.shown_html):
        return
    seen: set[int] = set()
    for match in _SHOWN_STARS.finditer(subject.shown_html):
        index = _line_of_stars(subject, match)
        if index is None or index in seen:
            continue
        seen.add(index)
        line = subject.prose[index]
        if _MEANT.search(line):
            continue
        stars = _STARS.search(line)
        message = "readers see '**' here: the bold text is not closed, or has blanks inside"
        hint = "write **bold** with no blank between the asterisks and the words"
        yield subject.at(index, stars.start() if stars else 0, message, hint)


def _line_of_stars(subject: Subject, match: re.Match[str]) -> int | None:
    """The line whose asterisks are shown: the one with the words around them."""
    text = match.string
    after = match[1].strip()[:12]
    before = text[max(0, match.start() - 12) : match.start()].rpartition("\n")[2].strip()[-10:]
    lines = [number for number, line in enumerate(subject.prose) if "**" in line]
    for words in ((before, after), (before, ""), ("", after)):
        if not any(words):
            continue
        for number in lines:
            line = subject.prose[number]
            if words[0] in line and words[1] in line:
                return number
    return lines[0] if lines else None


@article_check(Severity.WARNING)
def unclosed_link(subject: Subject) -> Iterator[Finding]:
    """A link's text and address touch, and both brackets close; else readers see the brackets.

    Bad: ``[the panel] (https://support.example.com``
    Good: ``[the panel](https://support.example.com)``
    """
    if "](" not in subject.article.body and "] (" not in subject.article.body:
        return
    if _SHOWN_LINK.search(subject.shown_html):
        yield from _shown_links(subject)
    for index, match in subject.matches(re.compile(r"\[[^\[\]\n]+\] \(https?://[^\s()]+\)")):
        yield subject.at(index, match.start(), "readers see the brackets: a blank parts the link's "
                         "text from its address", "delete the blank")  # fmt: skip


def _shown_links(subject: Subject) -> Iterator[Finding]:
    text, seen = subject.shown_html, set[tuple[int, int]]()
    for match in _SHOWN_LINK.finditer(text):
        # A bare address is a link of its own, which parts it from the bracket.
        address = (
            text[match.end() : match.end() + 140].lstrip("\n").partition("\n")[0][:100].rstrip(").")
        )
        words = text[max(0, match.start() - 12) : match.start()].rpartition("\n")[2]
        place = subject.locate(f"{words}]({address}") or subject.locate(f"]({address}")
        if place is None or place in seen:
            continue
        seen.add(place)
        offset = subject.prose[place[0]].find("](", place[1])
        hint = "write [text](address), without blanks or brackets in the address"
        yield subject.at(place[0], offset, "readers see the brackets: this link never closes", hint)


@article_check(Severity.INFO)
def glued_bold(subject: Subject) -> Iterator[Finding]:
    """A blank parts bold text from the word that follows.

    Bad: ``**Done.**Next you``
    Good: ``**Done.** Next you``
    """
    if not _GLUED.search(subject.prose_html):
        return
    for match in _GLUED.finditer(subject.prose_html):
        after = subject.prose_html[match.end() : match.end() + 12].partition("<")[0]
        for index, line in enumerate(subject.prose):
            for sign in ("**", "__", "</strong>", "</b>"):
                offset = line.find(sign + after)
                if offset > 0 and not line[offset - 1].isspace():
                    # "**E**mployee" is meant; a whole word, or an end of sentence, is not.
                    if line[offset - 1] in ".:,;!?)" or re.search(r"\w{3,}$", line[:offset]):
                        yield subject.at(
                            index, offset, "bold text runs into the next word", "add a blank"
                        )
                    return


@article_check(Severity.INFO)
def link_text_blanks(subject: Subject) -> Iterator[Finding]:
    """The blank around a link stands outside of it, else it is underlined.

    Bad: ``see[ the guide](https://example.com)``
    Good: ``see [the guide](https://example.com)``
    """
    for index, match in subject.matches(_LINK_BLANKS):
        yield subject.at(index, match.start(), "the link's text starts or ends with a blank",
                         "put the blank outside of the brackets")  # fmt: skip


@article_check(Severity.INFO)
def empty_brackets(subject: Subject) -> Iterator[Finding]:
    """No empty brackets are left from a deleted link.

    Bad: ``the variable.[]![screenshot](x.png)``
    Good: ``the variable. ![screenshot](x.png)``
    """
    if "[]" not in subject.article.body:
        return
    for index, match in subject.matches(_EMPTY_BRACKETS):
        if re.match(r"\s*(?:[-*+]|\d+[.)])\s+\[\]", subject.prose[index]):
            continue
        yield subject.at(index, match.start(), "empty brackets", "delete them")
