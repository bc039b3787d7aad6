"""The structure of HTML as a list of events, to compare two renderers with each other.

An event is a start tag with the attributes that matter, an end tag, or text with blanks collapsed.
Everything else is kept: a lost list item, a changed number, a merged quote or a missing word differ.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3

#: What stands for raw HTML in both renderers' output: cmark writes it so in its safe mode.
RAW_HTML = "<!-- raw HTML omitted -->"
RAW = "<raw>"
_KEPT = frozenset(
    {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "blockquote"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "br"}
    | {"em", "strong", "del", "a", "img", "sup", "input"}
)
_VOID = frozenset({"hr", "br", "img", "input"})
_BLOCKS = _KEPT - {"code", "em", "strong", "del", "a", "img", "sup", "input"}
#: What our output has around or beside the text that the writer wrote.
_OURS = frozenset({"headerlink", "admonition-title", "filename", "footnote-backref"})
_BLOCK_EVENT = re.compile(r"</?([a-z0-9]+)")


class _Outline(HTMLParser):
    """Collects events. ``open_tags`` holds what each open element counts as; empty for none."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[str] = []
        self.open_tags: list[tuple[str, str]] = []
        self.hidden = 0
        self.verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = attributes.get("class", "").split()
        counts_as = tag if tag in _KEPT else ""
        if "admonition" in classes:
            counts_as = "blockquote"
        if "hc-lightbox" in classes:
            counts_as = ""
        hides = self.hidden > 0 or bool(_OURS & set(classes))
        if tag not in _VOID:
            self.open_tags.append((tag, "hidden" if hides else counts_as))
            self.hidden += hides
        if counts_as and not hides:
            self.events.append(f"<{counts_as}{_attributes(tag, attributes, classes)}>")
            self.verbatim += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(name == tag for name, _ in self.open_tags):
            return
        while self.open_tags:
            name, counts_as = self.open_tags.pop()
            if counts_as == "hidden":
                self.hidden -= 1
            elif counts_as:
                self.events.append(f"</{counts_as}>")
                self.verbatim -= name == "pre"
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        text = data if self.verbatim else re.sub(r"\s+", " ", data)
        if self.events and not self.events[-1].startswith("<"):
            self.events[-1] += text
        elif text:
            # A zero-width space keeps text apart from tags.
            self.events.append(text if not text.startswith("<") else f"\u200b{text}")

    def handle_comment(self, data: str) -> None:
        if data in RAW_HTML:
            self.events.append(RAW)


def _attributes(tag: str, attributes: dict[str, str], classes: list[str]) -> str:
    """What of a tag's attributes is structure or target."""
    if tag == "ol":
        return f" start={attributes.get('start', '1')}"
    if tag == "a":
        return f" href={_address(attributes.get('href', ''))}"
    if tag == "img":
        return f" src={_address(attributes.get('src', ''))} alt={attributes.get('alt', '')}"
    if tag in ("td", "th"):
        align = attributes.get("align", "")
        align = next((c[3:] for c in classes if c in ("hc-center", "hc-right")), align)
        return f" align={'' if align == 'left' else align}"
    return f" checked={'checked' in attributes}" if tag == "input" else ""


def _address(url: str) -> str:
    """A URL in one spelling: percent-encoding undone, ``//host`` as https; none where browsers parse none.

    Browsers and nh3 follow one standard: https://url.spec.whatwg.org/#host-parsing.
    """
    if url.startswith(("http:", "https:")) and "href" not in nh3.clean(f'<a href="{escape(url)}">'):
        return ""
    plain = re.sub(r"^#fn[-:].*", "#footnote", unquote(url))
    return f"https:{plain}" if plain.startswith("//") else plain


def outline(html: str) -> list[str]:
    """The events of ``html``; blanks next to block tags are dropped, as browsers do."""
    parser = _Outline()
    parser.feed(html)
    parser.close()
    source, events, verbatim = parser.events, [], 0
    for index, event in enumerate(source):
        verbatim += (event == "<pre>") - (event == "</pre>")
        if not event.startswith("<") and not verbatim:
            if index == 0 or _is_block(source[index - 1]):
                event = event.lstrip(" ")
            if index + 1 == len(source) or _is_block(source[index + 1]):
                event = event.rstrip(" ")
            if not event:
                continue
        events.append(event)
    return events


def _is_block(event: str) -> bool:
    match = _BLOCK_EVENT.match(event)
    return event == RAW or bool(match and match[1] in _BLOCKS)
