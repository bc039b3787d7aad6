"""How links are written: addresses of this site that still work, but should be written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity

_ADDRESS = re.compile(r"\]\(\s*<?([^\s)>]+)|href=[\"']([^\"']+)")
_OLD = re.compile(r"/(?:[a-z]{2}(?:-[A-Za-z]{2})?/)?[a-z-]+/[^/?#]*--[^/?#]+")
_TRACKING = re.compile(r"utm_\w+|gclid|fbclid|mc_[ce]id|_ga")
_BARE_FRAGMENT = re.compile(r"\]\(([^\s()]*)#\)")


def _addresses(subject: Subject) -> Iterator[tuple[int, int, str]]:
    for index, match in subject.matches(_ADDRESS):
        yield index, match.start(match.lastindex or 0), match[1] or match[2]


@article_check(Severity.INFO)
def empty_fragment(subject: Subject) -> Iterator[Finding]:
    """A link that means a whole page ends without ``#``.

    Bad: ``[Roles](/en/tutorials/roles#)``
    Good: ``[Roles](/en/tutorials/roles)``
    """
    for index, match in subject.matches(_BARE_FRAGMENT):
        yield subject.at(
            index, match.start(1), f"the link '{match[1]}#' ends in '#'", "delete the '#'"
        )


@article_check(Severity.INFO)
def tracked_link(subject: Subject) -> Iterator[Finding]:
    """A link between articles says nothing about where it was copied.

    Bad: ``[Plans](/en/faq/plans?&utm_source=autocomplete)``
    Good: ``[Plans](/en/faq/plans)``
    """
    internal = {link.href for link in subject.rendered.links}
    for index, offset, address in _addresses(subject):
        if "?" not in address:
            continue
        try:
            query = urlsplit(address).query
        except ValueError:
            continue
        names = [name for name, _ in parse_qsl(query, keep_blank_values=True)]
        tracked = [name for name in names if _TRACKING.fullmatch(name)]
        if tracked and (address in internal or "?&" in address):
            yield subject.at(index, offset, f"the link carries '{tracked[0]}'", "delete it")


@article_check(Severity.INFO)
def old_link(subject: Subject) -> Iterator[Finding]:
    """A link to an article uses its present address: it needs no redirect and survives a move of the
    redirects.

    Bad: ``[Tickets](/en/tutorial/opening-tickets--16yOEqpO32UQYygSmMSSAM)``
    Good: ``[Tickets](/en/tutorials/opening-tickets)``
    """
    for link in subject.rendered.links:
        path = urlsplit(link.href).path
        if _OLD.fullmatch(path) and unquote(path).rstrip("/") != unquote(link.url).rstrip("/"):
            yield Finding(link.line, link.column, f"the link '{link.href}' is an old address",
                          f"write '{link.url.rstrip('/')}'")  # fmt: skip


@article_check(Severity.INFO)
def absolute_link(subject: Subject) -> Iterator[Finding]:
    """A link between articles of this site names no host, so that it also works in previews.

    Bad: ``[Plans](https://help.example.com/en/faq/plans)``
    Good: ``[Plans](/en/faq/plans)``
    """
    for link in subject.rendered.links:
        if link.href.startswith(("http://", "https://", "//")):
            yield Finding(link.line, link.column, f"the link '{link.href}' names this site's host",
                          f"write '{link.url.rstrip('/')}'")  # fmt: skip
