"""Contentful's rich text as Markdown: every node and mark of ``@contentful/rich-text-types``.

What Markdown cannot say (underlined text, tables without header, cells with lists) is written as the
HTML that the site's sanitiser allows. A node that is not known is reported, and its text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, Protocol

from mkdocs_help_center.importers.inline_marks import Run, write_runs
from mkdocs_help_center.importers.markdown_escape import (
    escape_start,
    escape_text,
    write_destination,
)

Node = Mapping[str, Any]

#: Levels of lists and quotes inside each other; a document deeper than that is cut, with a report.
MAX_DEPTH = 40
_SAFE = re.compile(r"(?:https?:|mailto:|tel:|/|#|\?|\.|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)


class Targets(Protocol):
    """Where a document's links and embeds lead."""

    def entry(self, identifier: str) -> tuple[str, str] | None:
        """URL and title of an entry that is an article; None for others."""

    def asset(self, identifier: str) -> tuple[str, str, bool] | None:
        """URL and text of an asset, and whether it is an image; None where there is none."""

    def embedded(self, identifier: str) -> str | None:
        """The Markdown of an entry that is a part of other articles; None for others."""


@dataclass
class RichText:
    """Writes one document. ``reports`` says what could not be kept as it was."""

    targets: Targets
    reports: list[str] = field(default_factory=list)

    def write(self, document: object) -> str:
        """The document as Markdown, ending in a line feed; empty for an empty one."""
        if not isinstance(document, Mapping):
            self.reports.append("a rich text that is no document")
            return ""
        text = self._blocks(_content(document), 0)
        return text + "\n" if text else ""

    def _blocks(self, nodes: Sequence[Node], depth: int) -> str:
        if depth > MAX_DEPTH:
            self.reports.append(f"nested more than {MAX_DEPTH} deep: only its text is kept")
            return escape_start(escape_text(" ".join(map(plain_text, nodes))))
        blocks: list[str] = []
        previous = ""
        for node in nodes:
            kind = str(node.get("nodeType", ""))
            text = self._block(kind, node, depth)
            if not text:
                continue
            # Two lists in a row would become one.
            if kind == previous and kind in ("ordered-list", "unordered-list"):
                blocks.append("<!-- -->")
            blocks.append(text)
            previous = kind
        return "\n\n".join(blocks)

    def _block(self, kind: str, node: Node, depth: int) -> str:
        if kind in _BLOCKS:
            return _BLOCKS[kind](self, node, depth)
        if kind.startswith("heading-") and kind[8:] in ("1", "2", "3", "4", "5", "6"):
            text = self._inline(_content(node), lines=False).strip()
            return f"{'#' * int(kind[8:])} {_closed_heading(text)}" if text else ""
        if kind in _INLINES or kind == "text":
            return escape_start(self._inline([node]))
        self.reports.append(f"the node '{kind}' is not known: its text is kept")
        inner = _content(node)
        if inner and all(one.get("nodeType") in (*_INLINES, "text") for one in inner):
            return escape_start(self._inline(inner))
        return self._blocks(inner, depth + 1)

    def _paragraph(self, node: Node, depth: int) -> str:
        return escape_start(self._inline(_content(node), strip=True))

    def _quote(self, node: Node, depth: int) -> str:
        text = self._blocks(_content(node), depth + 1)
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""

    def _rule(self, node: Node, depth: int) -> str:
        return "---"

    def _list(self, node: Node, depth: int) -> str:
        ordered = node.get("nodeType") == "ordered-list"
        items = []
        for number, item in enumerate(_content(node), 1):
            marker = f"{number}. " if ordered else "- "
            text = self._blocks(_content(item), depth + 1)
            indent = " " * len(marker)
            lines = [indent + line if line else "" for line in text.split("\n")]
            items.append((marker + "\n".join(lines)[len(indent) :]).rstrip())
        simple = all(_is_simple_item(item) for item in _content(node))
        text = ("\n" if simple else "\n\n").join(items)
        return re.sub(r"\n\n(?=\s*(?:- |\d+\. ))", "\n", text) if simple else text

    def _embedded_entry(self, node: Node, depth: int) -> str:
        identifier = _target(node)
        part = self.targets.embedded(identifier)
        if part is not None:
            return part.strip()
        return escape_start(self._entry_link(node, identifier, ""))

    def _embedded_asset(self, node: Node, depth: int) -> str:
        found = self.targets.asset(_target(node))
        if found is None:
            self.reports.append(f"the asset '{_target(node)}' is not in the export")
            return ""
        url, text, image = found
        return f"{'!' if image else ''}[{escape_text(text)}]({write_destination(url)})"

    def _embedded_resource(self, node: Node, depth: int) -> str:
        return escape_start(self._resource(node))

    def _resource(self, node: Node) -> str:
        urn = _urn(node)
        self.reports.append(f"'{urn}' is in another space: its address is kept as text")
        inner = self._inline(_content(node))
        return inner or f"`{urn}`"

    def _table(self, node: Node, depth: int) -> str:
        rows = [_content(row) for row in _content(node)]
        rows = [row for row in rows if row]
        if not rows:
            return ""
        widths = {len(row) for row in rows}
        header = all(cell.get("nodeType") == "table-header-cell" for cell in rows[0])
        body = [cell for row in rows[1:] for cell in row]
        plain = header and len(widths) == 1 and not any(map(_is_complex, [*rows[0], *body]))
        if not plain or any(cell.get("nodeType") == "table-header-cell" for cell in body):
            return self._html_table(rows, depth)
        lines = [self._table_row(row) for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
        return "\n".join(lines)

    def _table_row(self, row: Sequence[Node]) -> str:
        cells = []
        for cell in row:
            text = "<br>".join(
                self._inline(_content(block), lines=False) for block in _content(cell)
            )
            cells.append(text.replace("|", "\\|").replace("\n", " ").strip())
        return "| " + " | ".join(cells) + " |"

    def _html_table(self, rows: Sequence[Sequence[Node]], depth: int) -> str:
        lines = ["<table>"]
        for row in rows:
            cells = "".join(self._html_cell(cell, depth) for cell in row)
            lines.append(f"<tr>{cells}</tr>")
        return "\n".join([*lines, "</table>"])

    def _html_cell(self, cell: Node, depth: int) -> str:
        name = "th" if cell.get("nodeType") == "table-header-cell" else "td"
        data = cell.get("data") if isinstance(cell.get("data"), Mapping) else {}
        spans = "".join(
            f' {key}="{int(data[key])}"'
            for key in ("colspan", "rowspan")
            if isinstance(data, Mapping) and isinstance(data.get(key), int) and data[key] > 1
        )
        blocks = _content(cell)
        only = len(blocks) == 1 and blocks[0].get("nodeType") == "paragraph"
        inner = self._html(_content(blocks[0])) if only else self._html(blocks, depth)
        return f"<{name}{spans}>{inner}</{name}>"

    def _html(self, nodes: Sequence[Node], depth: int = 0) -> str:
        """Nodes as HTML on one line, for cells of HTML tables."""
        if depth > MAX_DEPTH:
            return escape(" ".join(map(plain_text, nodes)), quote=False)
        parts = []
        for node in nodes:
            kind = str(node.get("nodeType", ""))
            if tag := _HTML_BLOCKS.get(kind):
                parts.append(f"<{tag}>{self._html(_content(node), depth + 1)}</{tag}>")
            elif kind == "list-item":
                parts.append(f"<li>{self._html(_content(node), depth + 1)}</li>")
            elif kind == "text":
                parts.append(_html_text(node))
            elif kind in _INLINES or kind.startswith("embedded-"):
                parts.append(self._html_link(kind, node, depth))
            else:
                if kind != "hr":
                    self.reports.append(f"the node '{kind}' in a table's cell: its text is kept")
                parts.append("<hr>" if kind == "hr" else escape(plain_text(node), quote=False))
        return "".join(parts).replace("\n", "<br>")

    def _html_link(self, kind: str, node: Node, depth: int) -> str:
        inner = self._html(_content(node), depth + 1)
        if kind == "hyperlink":
            uri = self._uri(node)
            return f'<a href="{escape(uri)}">{inner}</a>' if uri else inner
        if "asset" in kind:
            if found := self.targets.asset(_target(node)):
                url, text, image = found
                if image and kind == "embedded-asset-block":
                    return f'<img src="{escape(url)}" alt="{escape(text)}">'
                return f'<a href="{escape(url)}">{inner or escape(text, quote=False)}</a>'
        elif found_entry := self.targets.entry(_target(node)):
            url, title = found_entry
            return f'<a href="{escape(url)}">{inner or escape(title, quote=False)}</a>'
        self.reports.append(f"what '{_target(node) or _urn(node)}' names is not in the export")
        return inner or escape(_urn(node) or _target(node), quote=False)

    def _inline(self, nodes: Sequence[Node], *, lines: bool = True, strip: bool = False) -> str:
        """Inline nodes as Markdown; line feeds become hard breaks, or blanks where ``lines`` is off."""
        runs: list[Run] = []
        for node in nodes:
            kind = str(node.get("nodeType", ""))
            if kind == "text":
                runs.append(Run(_value(node), self._marks(node)))
            elif kind in _INLINES:
                runs.append(Run(_INLINES[kind](self, node), frozenset(), raw=True))
            elif kind == "embedded-asset-block":
                runs.append(Run(self._embedded_asset(node, 0), frozenset(), raw=True))
            else:
                self.reports.append(f"the node '{kind}' is not known: its text is kept")
                runs.append(Run(plain_text(node), frozenset()))
        return write_runs(_stripped(runs) if strip else runs, lines=lines)

    def _marks(self, node: Node) -> frozenset[str]:
        marks = node.get("marks")
        names = (
            {str(mark.get("type")) for mark in marks if isinstance(mark, Mapping)}
            if isinstance(marks, list)
            else set()
        )
        for name in sorted(names - KNOWN_MARKS):
            self.reports.append(f"the mark '{name}' is not known: its text is kept")
        return frozenset(names & KNOWN_MARKS)

    def _link(self, node: Node) -> str:
        text, uri = self._inline(_content(node), lines=False), self._uri(node)
        return (
            f"[{text}]({write_destination(uri)})"
            if uri and text.strip()
            else text or escape_text(uri)
        )

    def _uri(self, node: Node) -> str:
        data = node.get("data")
        uri = data.get("uri") if isinstance(data, Mapping) else None
        if not isinstance(uri, str) or not uri.strip():
            self.reports.append("a link without address: its text is kept")
            return ""
        if not _SAFE.match(uri.strip()):
            self.reports.append(f"the address '{uri[:60]}' is not allowed: the link's text is kept")
            return ""
        return uri.strip()

    def _entry_link(self, node: Node, identifier: str, text: str) -> str:
        found = self.targets.entry(identifier)
        if found is None:
            self.reports.append(
                f"the entry '{identifier}' is no article of the import: its text is kept"
            )
            return text
        return f"[{text or escape_text(found[1])}]({write_destination(found[0])})"

    def _entry_hyperlink(self, node: Node) -> str:
        return self._entry_link(node, _target(node), self._inline(_content(node), lines=False))

    def _inline_entry(self, node: Node) -> str:
        part = self.targets.embedded(_target(node))
        if part is not None and "\n" not in part.strip():
            return part.strip()
        return self._entry_link(node, _target(node), "")

    def _asset_hyperlink(self, node: Node) -> str:
        text = self._inline(_content(node), lines=False)
        found = self.targets.asset(_target(node))
        if found is None:
            self.reports.append(
                f"the asset '{_target(node)}' is not in the export: the text is kept"
            )
            return text
        return f"[{text or escape_text(found[1])}]({write_destination(found[0])})"


KNOWN_MARKS = frozenset(
    {"bold", "italic", "underline", "code", "superscript", "subscript", "strikethrough"}
)
_BLOCKS: Mapping[str, Callable[[RichText, Node, int], str]] = {
    "document": lambda writer, node, depth: writer._blocks(_content(node), depth + 1),
    "paragraph": RichText._paragraph,
    "blockquote": RichText._quote,
    "hr": RichText._rule,
    "ordered-list": RichText._list,
    "unordered-list": RichText._list,
    "list-item": lambda writer, node, depth: writer._blocks(_content(node), depth + 1),
    "embedded-entry-block": RichText._embedded_entry,
    "embedded-asset-block": RichText._embedded_asset,
    "embedded-resource-block": RichText._embedded_resource,
    "table": RichText._table,
}
_INLINES: Mapping[str, Callable[[RichText, Node], str]] = {
    "hyperlink": RichText._link,
    "entry-hyperlink": RichText._entry_hyperlink,
    "asset-hyperlink": RichText._asset_hyperlink,
    "resource-hyperlink": RichText._resource,
    "embedded-entry-inline": RichText._inline_entry,
    "embedded-resource-inline": RichText._resource,
}
_HTML_BLOCKS = {"paragraph": "p", "ordered-list": "ol", "unordered-list": "ul", "blockquote": "blockquote",
                **{f"heading-{n}": f"h{n}" for n in range(1, 7)}}  # fmt: skip
_HTML_MARKS = {"bold": "strong", "italic": "em", "underline": "u", "code": "code",
               "superscript": "sup", "subscript": "sub", "strikethrough": "del"}  # fmt: skip


def _content(node: Node) -> list[Node]:
    content = node.get("content")
    return [one for one in content if isinstance(one, Mapping)] if isinstance(content, list) else []


def _value(node: Node) -> str:
    value = node.get("value")
    return value if isinstance(value, str) else ""


def _target(node: Node) -> str:
    data = node.get("data")
    target = data.get("target") if isinstance(data, Mapping) else None
    sys = target.get("sys") if isinstance(target, Mapping) else None
    return str(sys.get("id", "")) if isinstance(sys, Mapping) else ""


def _urn(node: Node) -> str:
    data = node.get("data")
    target = data.get("target") if isinstance(data, Mapping) else None
    sys = target.get("sys") if isinstance(target, Mapping) else None
    return str(sys.get("urn", "")) if isinstance(sys, Mapping) else ""


def plain_text(node: Node, depth: int = 0) -> str:
    """The words of a node and of all below it."""
    if depth > 10 * MAX_DEPTH:
        return ""
    return _value(node) + "".join(plain_text(one, depth + 1) for one in _content(node))


def _stripped(runs: list[Run]) -> list[Run]:
    """Without blanks and line feeds at the ends, which mean nothing there."""
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while runs and not runs[at].raw:
            runs[at] = replace(runs[at], text=strip(runs[at].text))
            if runs[at].text:
                break
            runs.pop(at)
    return runs


def _html_text(node: Node) -> str:
    text = escape(_value(node), quote=False)
    marks = node.get("marks")
    names = (
        [str(mark.get("type")) for mark in marks if isinstance(mark, Mapping)]
        if isinstance(marks, list)
        else []
    )
    for name in sorted(names, reverse=True):
        if tag := _HTML_MARKS.get(name):
            text = f"<{tag}>{text}</{tag}>"
    return text


def _closed_heading(text: str) -> str:
    """A heading whose text ends in number signs keeps them."""
    return re.sub(r"(#+)$", lambda match: "\\" + match[1], text)


def _is_simple_item(item: Node) -> bool:
    """Whether an item is one paragraph, with at most a list below it."""
    kinds = [one.get("nodeType") for one in _content(item)]
    lists = {"ordered-list", "unordered-list"}
    if kinds[1:] and not (len(kinds) == 2 and kinds[1] in lists):
        return False
    nested = _content(_content(item)[1]) if len(kinds) == 2 else []
    return kinds[:1] == ["paragraph"] and all(map(_is_simple_item, nested))


def _is_complex(cell: Node) -> bool:
    """Whether a cell is more than lines of text."""
    data = cell.get("data")
    spans = isinstance(data, Mapping) and any(
        data.get(key, 1) != 1 for key in ("colspan", "rowspan")
    )
    return spans or any(block.get("nodeType") != "paragraph" for block in _content(cell))
