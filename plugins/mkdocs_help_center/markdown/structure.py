"""Paragraphs, lists, tables, rules and footnotes in the shape of Material's styles."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from .writing import BlockRule, InlineRule, Writing, escape_attribute

_ALIGNMENTS = {"text-align:center": ' class="hc-center"', "text-align:right": ' class="hc-right"'}


def _fixed(html: str, text: str = "") -> BlockRule:
    """A rule for a token that is always written the same."""

    def write(writing: Writing, tokens: Sequence[Token], index: int) -> int:
        writing.out.append(html)
        if text:
            writing.text.append(text)
        return index + 1

    return write


def _fixed_inline(html: str, text: str = "") -> InlineRule:
    def write(writing: Writing, token: Token) -> None:
        writing.out.append(html)
        if text:
            writing.text.append(text)

    return write


def _open_inline(tag: str) -> InlineRule:
    """Start emphasis. ``strong`` right within ``strong`` is one, as on GitHub: ``**a ****b****``."""
    html = f"<{tag}>"

    def write(writing: Writing, token: Token) -> None:
        stack = writing.emphasis
        if tag != "strong" or not stack or stack[-1] != "strong":
            writing.out.append(html)
        stack.append(tag)

    return write


def _close_inline(tag: str) -> InlineRule:
    html = f"</{tag}>"

    def write(writing: Writing, token: Token) -> None:
        stack = writing.emphasis
        stack.pop()
        if tag != "strong" or not stack or stack[-1] != "strong":
            writing.out.append(html)

    return write


def write_paragraph_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start a paragraph, but for those of tight lists."""
    if not tokens[index].hidden:
        writing.out.append("<p>")
    return index + 1


def write_paragraph_close(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """End it."""
    writing.out.append("\n" if tokens[index].hidden else "</p>\n")
    writing.text.append("\n")
    return index + 1


def write_inline_block(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write the text of a block."""
    writing.write_inline(tokens[index].children or ())
    return index + 1


def write_bullet_list_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start a list; one with tasks gets Material's class."""
    tasks = "class" in tokens[index].attrs
    writing.out.append('<ul class="task-list">\n' if tasks else "<ul>\n")
    return index + 1


def write_ordered_list_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start a numbered list at its own first number."""
    start = tokens[index].attrs.get("start")
    tasks = ' class="task-list"' if "class" in tokens[index].attrs else ""
    number = f' start="{int(start)}"' if start is not None else ""
    writing.out.append(f"<ol{number}{tasks}>\n")
    return index + 1


def write_list_item_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start an item; a task shows a box that can't be changed and says its state."""
    meta = tokens[index].meta
    if meta and "checked" in meta:
        checked = bool(meta["checked"])
        label = escape_attribute(writing.message("task-done" if checked else "task-open"))
        box = writing.slot(
            '<label class="task-list-control"><input type="checkbox" disabled'
            f'{" checked" if checked else ""} aria-label="{label}">'
            '<span class="task-list-indicator"></span></label> '
        )
        writing.out.append(f'<li class="task-list-item">{box}')
    else:
        writing.out.append("<li>")
    return index + 1


def write_table_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start a table in its scroll area."""
    open_table(writing)
    return index + 1


def write_table_close(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """End it."""
    close_table(writing)
    return index + 1


def open_table(writing: Writing) -> None:
    """Write a table's start; the outermost one scrolls by itself, by keyboard too."""
    if writing.table_depth == 0:
        writing.out.append(table_area(writing))
    writing.table_depth += 1
    writing.out.append('<table class="hc-table">\n')


def close_table(writing: Writing) -> None:
    """Write its end."""
    writing.table_depth -= 1
    writing.out.append("</table>\n" + ("</div></div>\n" if writing.table_depth == 0 else ""))


def table_area(writing: Writing) -> str:
    """The start tags of a scroll area, named after the heading above it."""
    title = writing.headings[-1].title if writing.headings else ""
    label = writing.message("table-of", title=title) if title else writing.message("table")
    return (
        '<div class="md-typeset__scrollwrap" tabindex="0" role="group" '
        f'aria-label="{escape_attribute(label)}"><div class="md-typeset__table">'
    )


def _write_cell(tag: str) -> BlockRule:
    def write(writing: Writing, tokens: Sequence[Token], index: int) -> int:
        style = str(tokens[index].attrs.get("style", ""))
        writing.out.append(f"<{tag}{_ALIGNMENTS.get(style, '')}>")
        return index + 1

    return write


def write_footnote_ref(writing: Writing, token: Token) -> None:
    """Write the mark of a footnote in the text."""
    number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
    suffix = f"-{again}" if again else ""
    writing.out.append(
        f'<sup id="fnref:{number}{suffix}"><a class="footnote-ref" href="#fn:{number}">'
        f"{number}</a></sup>"
    )


def write_footnotes_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start the notes below the text."""
    label = escape_attribute(writing.message("footnotes"))
    writing.out.append(f'<div class="footnote" role="group" aria-label="{label}">\n<ol>\n')
    return index + 1


def write_footnote_open(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Start a note."""
    writing.out.append(f'<li id="fn:{tokens[index].meta["id"] + 1}">\n')
    return index + 1


def write_footnote_anchor(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write the way back to where the note is mentioned."""
    meta = tokens[index].meta
    number, again = meta["id"] + 1, meta.get("subId", 0)
    suffix = f"-{again}" if again else ""
    label = escape_attribute(writing.message("footnote-back", number=number))
    writing.out.append(
        f'\u00a0<a class="footnote-backref" href="#fnref:{number}{suffix}" title="{label}" '
        f'aria-label="{label}">↩\ufe0e</a>'
    )
    return index + 1


BLOCK_RULES: dict[str, BlockRule] = {
    "inline": write_inline_block,
    "paragraph_open": write_paragraph_open,
    "paragraph_close": write_paragraph_close,
    "bullet_list_open": write_bullet_list_open,
    "bullet_list_close": _fixed("</ul>\n"),
    "ordered_list_open": write_ordered_list_open,
    "ordered_list_close": _fixed("</ol>\n"),
    "list_item_open": write_list_item_open,
    "list_item_close": _fixed("</li>\n"),
    "hr": _fixed("<hr>\n"),
    "table_open": write_table_open,
    "table_close": write_table_close,
    "thead_open": _fixed("<thead>\n"),
    "thead_close": _fixed("</thead>\n"),
    "tbody_open": _fixed("<tbody>\n"),
    "tbody_close": _fixed("</tbody>\n"),
    "tr_open": _fixed("<tr>"),
    "tr_close": _fixed("</tr>\n", "\n"),
    "th_open": _write_cell("th"),
    "th_close": _fixed("</th>", " "),
    "td_open": _write_cell("td"),
    "td_close": _fixed("</td>", " "),
    "footnote_block_open": write_footnotes_open,
    "footnote_block_close": _fixed("</ol>\n</div>\n"),
    "footnote_open": write_footnote_open,
    "footnote_close": _fixed("</li>\n"),
    "footnote_anchor": write_footnote_anchor,
}

INLINE_RULES: dict[str, InlineRule] = {
    "softbreak": _fixed_inline("\n", "\n"),
    "hardbreak": _fixed_inline("<br>\n", "\n"),
    "em_open": _open_inline("em"),
    "em_close": _close_inline("em"),
    "strong_open": _open_inline("strong"),
    "strong_close": _close_inline("strong"),
    "s_open": _open_inline("del"),
    "s_close": _close_inline("del"),
    "footnote_ref": write_footnote_ref,
}
