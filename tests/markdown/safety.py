"""What rendered HTML must never hold, looked at with two parsers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from lxml import html as lxml_html
from mkdocs_help_center.markdown.sanitize import ALLOWED_TAGS

_FOLDER = Path(__file__).parent
#: Elements of ours that a writer can't have: task boxes.
_TAGS = ALLOWED_TAGS | {"label", "input"}
_ATTRIBUTES = re.compile(
    r"id|class|title|lang|dir|href|rel|src|alt|width|height|loading|decoding|referrerpolicy|type|checked"
    r"|disabled|controls|preload|playsinline|tabindex|role|aria-label|colspan|rowspan|headers|scope|abbr"
    r"|span|start|reversed|value|open|cite|datetime|data-[a-z]+"
)
_URLS = {"href", "src", "cite", "poster", "action", "formaction", "data", "srcdoc", "background"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")


def attacks() -> list[str]:
    """Filter evasions: one a line, and those of several lines."""
    lines = (_FOLDER / "attacks.txt").read_text(encoding="utf-8").splitlines()
    return [*lines, *json.loads((_FOLDER / "attacks.json").read_text(encoding="utf-8"))]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def faults(html: str) -> list[str]:
    """Everything in ``html`` that could run, load or cover something; empty is good."""
    return [fault for tag, attributes in _elements(html) for fault in _judge(tag, attributes)]


def _elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    yield from parser.found
    if html.strip():
        for element in lxml_html.fragment_fromstring(f"<div>{html}</div>").iter():
            if isinstance(element.tag, str):
                yield element.tag, {str(name): str(value) for name, value in element.items()}


def _judge(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag not in _TAGS:
        yield f"<{tag}>"
    for name, value in attributes.items():
        if not _ATTRIBUTES.fullmatch(name):
            yield f"<{tag} {name}>"
        if name in _URLS or name == "data-player":
            scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", value))
            if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
                yield f"<{tag} {name}={value}>"
        if name == "id" and value.startswith("_"):
            yield f"<{tag} id={value}>"
