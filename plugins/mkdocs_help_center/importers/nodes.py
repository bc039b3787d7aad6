"""Nodes of a rich-text document, read without trusting that any of them is whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

Node = Mapping[str, Any]

#: Levels of lists and quotes inside each other; a document deeper than that is cut, with a report.
MAX_DEPTH = 40
_SAFE = re.compile(r"(?:https?:|mailto:|tel:|/|#|\?|\.|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)

#: Nodes inside a line, besides texts.
INLINE_KINDS = frozenset(
    {"hyperlink", "entry-hyperlink", "asset-hyperlink", "resource-hyperlink"}
    | {"embedded-entry-inline", "embedded-resource-inline"}
)


class Targets(Protocol):
    """Where a document's links and embeds lead."""

    def entry(self, identifier: str) -> tuple[str, str] | None:
        """URL and title of an entry that is an article; None for others."""

    def asset(self, identifier: str) -> tuple[str, str, bool] | None:
        """URL and text of an asset, and whether it is an image; None where there is none."""

    def embedded(self, identifier: str) -> str | None:
        """The Markdown of an entry that is a part of other articles; None for others."""


def content_of(node: Node) -> list[Node]:
    """The nodes inside a node."""
    content = node.get("content")
    return [one for one in content if isinstance(one, Mapping)] if isinstance(content, list) else []


def value_of(node: Node) -> str:
    """The text of a text node."""
    value = node.get("value")
    return value if isinstance(value, str) else ""


def target_of(node: Node) -> str:
    """The id of the entry or asset that a node names; empty without one."""
    data = node.get("data")
    target = data.get("target") if isinstance(data, Mapping) else None
    sys = target.get("sys") if isinstance(target, Mapping) else None
    return str(sys.get("id", "")) if isinstance(sys, Mapping) else ""


def urn_of(node: Node) -> str:
    """The address of what a node names in another space; empty without one."""
    data = node.get("data")
    target = data.get("target") if isinstance(data, Mapping) else None
    sys = target.get("sys") if isinstance(target, Mapping) else None
    return str(sys.get("urn", "")) if isinstance(sys, Mapping) else ""


def plain_text(node: Node, depth: int = 0) -> str:
    """The words of a node and of all below it."""
    if depth > 10 * MAX_DEPTH:
        return ""
    return value_of(node) + "".join(plain_text(one, depth + 1) for one in content_of(node))


def marks_of(node: Node) -> list[str]:
    """Names of a text node's marks, sorted."""
    marks = node.get("marks")
    found = marks if isinstance(marks, list) else []
    return sorted({str(mark.get("type")) for mark in found if isinstance(mark, Mapping)})


def uri_of(node: Node, reports: list[str]) -> str:
    """The address of a hyperlink; empty, with a report, where it has none or one that is not safe."""
    data = node.get("data")
    uri = data.get("uri") if isinstance(data, Mapping) else None
    if not isinstance(uri, str) or not uri.strip():
        reports.append("a link without address: its text is kept")
        return ""
    if not _SAFE.match(uri.strip()):
        reports.append(f"the address '{uri[:60]}' is not allowed: the link's text is kept")
        return ""
    return uri.strip()
