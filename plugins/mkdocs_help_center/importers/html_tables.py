"""Tables that Markdown has no form for, as HTML that the site's sanitiser allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mkdocs_help_center.importers.nodes import (
    INLINE_KINDS,
    MAX_DEPTH,
    Node,
    Targets,
    content_of,
    marks_of,
    plain_text,
    target_of,
    uri_of,
    urn_of,
    value_of,
)

_HTML_BLOCKS = {"paragraph": "p", "ordered-list": "ol", "unordered-list": "ul", "blockquote": "blockquote",
                **{f"heading-{n}": f"h{n}" for n in range(1, 7)}}  # fmt: skip
_HTML_MARKS = {"bold": "strong", "italic": "em", "underline": "u", "code": "code",
               "superscript": "sup", "subscript": "sub", "strikethrough": "del"}  # fmt: skip


@dataclass
class HtmlTable:
    """Writes a table; ``reports`` takes what could not be kept as it was."""

    targets: Targets
    reports: list[str]

    def write(self, rows: Sequence[Sequence[Node]], depth: int) -> str:
        """A table of rows of cells."""
        lines = ["<table>"]
        for row in rows:
            cells = "".join(self._cell(cell, depth) for cell in row)
            lines.append(f"<tr>{cells}</tr>")
        return "\n".join([*lines, "</table>"])

    def _cell(self, cell: Node, depth: int) -> str:
        name = "th" if cell.get("nodeType") == "table-header-cell" else "td"
        data = cell.get("data") if isinstance(cell.get("data"), Mapping) else {}
        spans = "".join(
            f' {key}="{int(data[key])}"'
            for key in ("colspan", "rowspan")
            if isinstance(data, Mapping) and isinstance(data.get(key), int) and data[key] > 1
        )
        blocks = content_of(cell)
        only = len(blocks) == 1 and blocks[0].get("nodeType") == "paragraph"
        inner = self._nodes(content_of(blocks[0])) if only else self._nodes(blocks, depth)
        return f"<{name}{spans}>{inner}</{name}>"

    def _nodes(self, nodes: Sequence[Node], depth: int = 0) -> str:
        """Nodes as HTML on one line, for cells of HTML tables."""
        if depth > MAX_DEPTH:
            return escape(" ".join(map(plain_text, nodes)), quote=False)
        parts = []
        for node in nodes:
            kind = str(node.get("nodeType", ""))
            if tag := _HTML_BLOCKS.get(kind):
                parts.append(f"<{tag}>{self._nodes(content_of(node), depth + 1)}</{tag}>")
            elif kind == "list-item":
                parts.append(f"<li>{self._nodes(content_of(node), depth + 1)}</li>")
            elif kind == "text":
                parts.append(_text(node))
            elif kind in INLINE_KINDS or kind.startswith("embedded-"):
                parts.append(self._link(kind, node, depth))
            else:
                if kind != "hr":
                    self.reports.append(f"the node '{kind}' in a table's cell: its text is kept")
                parts.append("<hr>" if kind == "hr" else escape(plain_text(node), quote=False))
        return "".join(parts).replace("\n", "<br>")

    def _link(self, kind: str, node: Node, depth: int) -> str:
        inner = self._nodes(content_of(node), depth + 1)
        if kind == "hyperlink":
            uri = uri_of(node, self.reports)
            return f'<a href="{escape(uri)}">{inner}</a>' if uri else inner
        if "asset" in kind:
            if found := self.targets.asset(target_of(node)):
                url, text, image = found
                if image and kind == "embedded-asset-block":
                    return f'<img src="{escape(url)}" alt="{escape(text)}">'
                return f'<a href="{escape(url)}">{inner or escape(text, quote=False)}</a>'
        elif found_entry := self.targets.entry(target_of(node)):
            url, title = found_entry
            return f'<a href="{escape(url)}">{inner or escape(title, quote=False)}</a>'
        self.reports.append(f"what '{target_of(node) or urn_of(node)}' names is not in the export")
        return inner or escape(urn_of(node) or target_of(node), quote=False)


def _text(node: Node) -> str:
    text = escape(value_of(node), quote=False)
    for name in reversed(marks_of(node)):
        if tag := _HTML_MARKS.get(name):
            text = f"<{tag}>{text}</{tag}>"
    return text
