"""Signs of Markdown that readers see, because what they open is never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity

#: Characters that tell one pair of asterisks from the others.
_NEAR = 60
# Two asterisks; three and more are masked digits or a rule drawn by hand.
_SHOWN_STARS = re.compile(r"(?<!\*)\*\*(?!\*)([^\n]*)")
#: ``**url ****contains.**** x**``: a run of four inside bold text.
_BROKEN_RUN = re.compile(r"(?<![*\w])\*\*(?![*\s])[^*\n]*(\*{4})(?!\*)(?=[ \t]*[^\s*])")
_SHOWN_LINK = re.compile(r"\]\(")
_GLUED = re.compile(r"</(?:strong|b)>(?=[^\W\d_]{2})")
_GLUED_SOURCE = re.compile(r"(?<=[^\s*])(\*\*|__)(?=[^\W\d_]{2})")
_LINK_BLANKS = re.compile(r"(?<!!)\[(?:[ \t]+[^\[\]]*|[^\[\]]*?[ \t]+)\]\(")
# A bare "[]" may be an empty list of some program.
_EMPTY_BRACKETS = re.compile(r"\[\](?=!\[)|(?<!!)\[\]\(\s*\)")
#: ``**/*.js``, ``2**3``: asterisks that are meant.
_MEANT = re.compile(r"\*\*/(?!/)|(?<!/)/\*\*|[\w)]\*\*\d|\w\*\*\w+\(")


@article_check(Severity.WARNING)
def unclosed_bold(subject: Subject) -> Iterator[Finding]:
    """Bold text opens and closes with ``**`` that touch its words; else readers see the asterisks.

    Bad: ``Click ** Save ** and **Close.``
    Good: ``Click **Save** and **Close**.``
    """
    if "**" not in subject.body:
        return
    shown = _lines_of_shown_stars(subject)
    for index, offset in sorted(shown.items()):
        message = "readers see '**' here: the bold text is not closed, or has blanks inside"
        hint = "write **bold** with no blank between the asterisks and the words"
        yield subject.at(index, offset, message, hint)
    if "****" not in subject.body:
        return
    for index, match in subject.matches(_BROKEN_RUN):
        if index not in shown:
            yield subject.at(index, match.start(1), "bold text is opened again inside bold text",
                             "delete these asterisks")  # fmt: skip


def _lines_of_shown_stars(subject: Subject) -> dict[int, int]:
    """Lines (from 0) whose asterisks readers see, and the offset of the first of them."""
    if "**" not in subject.rendered.html or not _SHOWN_STARS.search(subject.shown_html):
        return {}
    places = _places_of_stars(subject)
    found: dict[int, int] = {}
    for match in _SHOWN_STARS.finditer(subject.shown_html):
        place = max(places, key=lambda place: _likeness(subject, place, match), default=None)
        if place is not None:
            places.remove(place)
            index, offset = place
            found[index] = min(offset, found.get(index, offset))
    return {
        index: offset for index, offset in found.items() if not _MEANT.search(subject.prose[index])
    }


def _places_of_stars(subject: Subject) -> list[tuple[int, int]]:
    """Line and offset of all pairs of asterisks, also of those in longer runs."""
    return [
        (index, match.start())
        for index, line in enumerate(subject.prose)
        for match in re.finditer(r"\*\*", line)
    ]


def _likeness(subject: Subject, place: tuple[int, int], shown: re.Match[str]) -> int:
    """How many characters around a pair of asterisks are those around one that readers see."""
    line, offset = subject.prose[place[0]], place[1]
    before = shown.string[max(0, shown.start() - _NEAR) : shown.start()].rpartition("\n")[2]
    ahead, behind = line[offset + 2 :].strip(), line[:offset].rstrip()
    after = _common(ahead, shown[1].strip()[:_NEAR])
    return after + _common(behind[::-1], before.rstrip()[::-1])


def _common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


@article_check(Severity.WARNING)
def unclosed_link(subject: Subject) -> Iterator[Finding]:
    """A link's text and address touch, and both brackets close; else readers see the brackets.

    Bad: ``[the panel] (https://support.example.com``
    Good: ``[the panel](https://support.example.com)``
    """
    if "](" not in subject.body and "] (" not in subject.body:
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
    if "[]" not in subject.body:
        return
    for index, match in subject.matches(_EMPTY_BRACKETS):
        if re.match(r"\s*(?:[-*+]|\d+[.)])\s+\[\]", subject.prose[index]):
            continue
        yield subject.at(index, match.start(), "empty brackets", "delete them")
