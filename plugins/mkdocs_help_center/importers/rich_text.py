"""Contentful's rich text as Markdown: every node and mark of ``@contentful/rich-text-types``.

What Markdown cannot say (underlined text, tables without header, cells with lists) is written as the
HTML that the site's sanitiser allows. A node that is not known is reported, and its text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs_help_center.importers.html_tables import HtmlTable
from mkdocs_help_center.importers.inline_marks import Run, write_runs
from mkdocs_help_center.importers.markdown_escape import (
    escape_start,
    escape_text,
    write_destination,
)
from mkdocs_help_center.importers.nodes import (
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
        text = self._blocks(content_of(document), 0)
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
            text = self._inline(content_of(node), lines=False).strip()
            return f"{'#' * int(kind[8:])} {_closed_heading(text)}" if text else ""
        if kind in _INLINES or kind == "text":
            return escape_start(self._inline([node]))
        self.reports.append(f"the node '{kind}' is not known: its text is kept")
        inner = content_of(node)
        if inner and all(one.get("nodeType") in (*_INLINES, "text") for one in inner):
            return escape_start(self._inline(inner))
        return self._blocks(inner, depth + 1)

    def _paragraph(self, node: Node, depth: int) -> str:
        return escape_start(self._inline(content_of(node), strip=True))

    def _quote(self, node: Node, depth: int) -> str:
        text = self._blocks(content_of(node), depth + 1)
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""

    def _rule(self, node: Node, depth: int) -> str:
        return "---"

    def _list(self, node: Node, depth: int) -> str:
        ordered = node.get("nodeType") == "ordered-list"
        items = []
        for number, item in enumerate(content_of(node), 1):
            marker = f"{number}. " if ordered else "- "
            text = self._blocks(content_of(item), depth + 1)
            indent = " " * len(marker)
            lines = [indent + line if line else "" for line in text.split("\n")]
            items.append((marker + "\n".join(lines)[len(indent) :]).rstrip())
        simple = all(_is_simple_item(item) for item in content_of(node))
        text = ("\n" if simple else "\n\n").join(items)
        return re.sub(r"\n\n(?=\s*(?:- |\d+\. ))", "\n", text) if simple else text

    def _embedded_entry(self, node: Node, depth: int) -> str:
        identifier = target_of(node)
        part = self.targets.embedded(identifier)
        if part is not None:
            return part.strip()
        return escape_start(self._entry_link(node, identifier, ""))

    def _embedded_asset(self, node: Node, depth: int) -> str:
        found = self.targets.asset(target_of(node))
        if found is None:
            self.reports.append(f"the asset '{target_of(node)}' is not in the export")
            return ""
        url, text, image = found
        return f"{'!' if image else ''}[{escape_text(text)}]({write_destination(url)})"

    def _embedded_resource(self, node: Node, depth: int) -> str:
        return escape_start(self._resource(node))

    def _resource(self, node: Node) -> str:
        urn = urn_of(node)
        self.reports.append(f"'{urn}' is in another space: its address is kept as text")
        inner = self._inline(content_of(node))
        return inner or f"`{urn}`"

    def _table(self, node: Node, depth: int) -> str:
        rows = [content_of(row) for row in content_of(node)]
        rows = [row for row in rows if row]
        if not rows:
            return ""
        widths = {len(row) for row in rows}
        header = all(cell.get("nodeType") == "table-header-cell" for cell in rows[0])
        body = [cell for row in rows[1:] for cell in row]
        plain = header and len(widths) == 1 and not any(map(_is_complex, [*rows[0], *body]))
        if not plain or any(cell.get("nodeType") == "table-header-cell" for cell in body):
            return HtmlTable(self.targets, self.reports).write(rows, depth)
        lines = [self._table_row(row) for row in rows]
        lines.insert(1, "|" + " --- |" * len(rows[0]))
        return "\n".join(lines)

    def _table_row(self, row: Sequence[Node]) -> str:
        cells = []
        for cell in row:
            text = "<br>".join(
                self._inline(content_of(block), lines=False) for block in content_of(cell)
            )
            cells.append(text.replace("|", "\\|").replace("\n", " ").strip())
        return "| " + " | ".join(cells) + " |"

    def _inline(self, nodes: Sequence[Node], *, lines: bool = True, strip: bool = False) -> str:
        """Inline nodes as Markdown; line feeds become hard breaks, or blanks where ``lines`` is off."""
        runs: list[Run] = []
        for node in nodes:
            kind = str(node.get("nodeType", ""))
            if kind == "text":
                runs.append(Run(value_of(node), self._marks(node)))
            elif kind in _INLINES:
                runs.append(Run(_INLINES[kind](self, node), frozenset(), raw=True))
            elif kind == "embedded-asset-block":
                runs.append(Run(self._embedded_asset(node, 0), frozenset(), raw=True))
            else:
                self.reports.append(f"the node '{kind}' is not known: its text is kept")
                runs.append(Run(plain_text(node), frozenset()))
        return write_runs(_stripped(runs) if strip else runs, lines=lines)

    def _marks(self, node: Node) -> frozenset[str]:
        names = set(marks_of(node))
        for name in sorted(names - KNOWN_MARKS):
            self.reports.append(f"the mark '{name}' is not known: its text is kept")
        return frozenset(names & KNOWN_MARKS)

    def _link(self, node: Node) -> str:
        text, uri = self._inline(content_of(node), lines=False), uri_of(node, self.reports)
        return (
            f"[{text}]({write_destination(uri)})"
            if uri and text.strip()
            else text or escape_text(uri)
        )

    def _entry_link(self, node: Node, identifier: str, text: str) -> str:
        found = self.targets.entry(identifier)
        if found is None:
            self.reports.append(
                f"the entry '{identifier}' is no article of the import: its text is kept"
            )
            return text
        return f"[{text or escape_text(found[1])}]({write_destination(found[0])})"

    def _entry_hyperlink(self, node: Node) -> str:
        return self._entry_link(node, target_of(node), self._inline(content_of(node), lines=False))

    def _inline_entry(self, node: Node) -> str:
        part = self.targets.embedded(target_of(node))
        if part is not None and "\n" not in part.strip():
            return part.strip()
        return self._entry_link(node, target_of(node), "")

    def _asset_hyperlink(self, node: Node) -> str:
        text = self._inline(content_of(node), lines=False)
        found = self.targets.asset(target_of(node))
        if found is None:
            self.reports.append(
                f"the asset '{target_of(node)}' is not in the export: the text is kept"
            )
            return text
        return f"[{text or escape_text(found[1])}]({write_destination(found[0])})"


KNOWN_MARKS = frozenset(
    {"bold", "italic", "underline", "code", "superscript", "subscript", "strikethrough"}
)
_BLOCKS: Mapping[str, Callable[[RichText, Node, int], str]] = {
    "document": lambda writer, node, depth: writer._blocks(content_of(node), depth + 1),
    "paragraph": RichText._paragraph,
    "blockquote": RichText._quote,
    "hr": RichText._rule,
    "ordered-list": RichText._list,
    "unordered-list": RichText._list,
    "list-item": lambda writer, node, depth: writer._blocks(content_of(node), depth + 1),
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


def _stripped(runs: list[Run]) -> list[Run]:
    """Without blanks and line feeds at the ends, which mean nothing there."""
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while runs and not runs[at].raw:
            runs[at] = replace(runs[at], text=strip(runs[at].text))
            if runs[at].text:
                break
            runs.pop(at)
    return runs


def _closed_heading(text: str) -> str:
    """A heading whose text ends in number signs keeps them."""
    return re.sub(r"(#+)$", lambda match: "\\" + match[1], text)


def _is_simple_item(item: Node) -> bool:
    """Whether an item is one paragraph, with at most a list below it."""
    kinds = [one.get("nodeType") for one in content_of(item)]
    lists = {"ordered-list", "unordered-list"}
    if kinds[1:] and not (len(kinds) == 2 and kinds[1] in lists):
        return False
    nested = content_of(content_of(item)[1]) if len(kinds) == 2 else []
    return kinds[:1] == ["paragraph"] and all(map(_is_simple_item, nested))


def _is_complex(cell: Node) -> bool:
    """Whether a cell is more than lines of text."""
    data = cell.get("data")
    spans = isinstance(data, Mapping) and any(
        data.get(key, 1) != 1 for key in ("colspan", "rowspan")
    )
    return spans or any(block.get("nodeType") != "paragraph" for block in content_of(cell))
