"""Writes readme.io's ``[block:…]`` JSON as what it stands for.

Source: the blocks of readme.io's Markdown export (callout, image, code, parameters, embed, api-header,
html) as they occur in the portal's articles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from .callouts import ALERT_CLASSES, open_callout
from .code import parse_fence_info, write_code
from .headings import close_heading, open_heading, slugify_heading
from .images import write_image
from .raw_html import write_html_source
from .structure import close_table, open_table
from .videos import find_embed, write_embed, write_facade
from .writing import Writing, escape_text

JsonObject = Mapping[str, object]
_MAX_CELLS = 20_000


def write_readme_block(writing: Writing, tokens: Sequence[Token], index: int) -> int:
    """Write a block by its type. One that can't be read stays text, and is a problem."""
    token = tokens[index]
    kind, value = token.meta["type"], token.meta["value"]
    line = token.map[0] if token.map else writing.first
    write = _WRITERS.get(kind)
    if write is None or not isinstance(value, dict):
        known = ", ".join(sorted(_WRITERS))
        cause = f"its type is none of {known}" if write is None else "its content is no JSON object"
        message = f"The block '[block:{kind}]' is shown as text: {cause}."
        writing.report("invalid-block", message, line=line)
        source = f"[block:{kind}]\n{token.content}\n[/block]"
        writing.text.append(source)
        writing.out.append(f"<pre><code>{escape_text(source)}</code></pre>\n")
        return index + 1
    write(writing, value, line)
    return index + 1


def write_markdown(writing: Writing, source: str, line: int) -> None:
    """Write Markdown that stands in a value; its problems are at the block's ``line``."""
    tokens = writing.parser.parse(source, writing.env)
    for token in tokens:
        if token.map:
            token.map = [line, line + 1]
    writing.write_blocks(tokens)


def write_inline_markdown(writing: Writing, source: str) -> None:
    """Write one line of Markdown."""
    children: list[Token] = []
    writing.parser.inline.parse(source.strip(), writing.parser, writing.env, children)
    writing.write_inline(children)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _items(value: object) -> list[JsonObject]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _write_callout(writing: Writing, value: JsonObject, line: int) -> None:
    callout = ALERT_CLASSES.get(_text(value.get("type")), ALERT_CLASSES["info"])
    open_callout(writing, callout, _text(value.get("title")).strip())
    writing.quote_depth += 1
    write_markdown(writing, _text(value.get("body")), line)
    writing.quote_depth -= 1
    writing.out.append("</div>\n")


def _write_images(writing: Writing, value: JsonObject, line: int) -> None:
    for item in _items(value.get("images")):
        parts = item.get("image")
        parts = parts if isinstance(parts, list) else []
        src = _text(parts[0]) if parts else ""
        caption = _text(item.get("caption")).strip()
        alt = _text(item.get("alt")).strip()
        if len(parts) == 3:  # the newer form: address, title, alternative text
            alt = alt or _text(parts[2]).strip()
        writing.out.append("<figure>")
        write_image(writing, src, {"alt": alt or caption}, line)
        if caption:
            writing.out.append("<figcaption>")
            write_inline_markdown(writing, caption)
            writing.out.append("</figcaption>")
        writing.out.append("</figure>\n")


def _write_codes(writing: Writing, value: JsonObject, line: int) -> None:
    for item in _items(value.get("codes")):
        name = _text(item.get("name")).replace('"', "")
        info = parse_fence_info(f'{_text(item.get("language"))} title="{name}"')
        write_code(writing, _text(item.get("code")), info)


def _write_parameters(writing: Writing, value: JsonObject, line: int) -> None:
    """A table whose cells are named ``row-column``, the head's ``h-column``."""
    data = value.get("data")
    cells = data if isinstance(data, dict) else {}
    columns, rows = _number(value.get("cols")), _number(value.get("rows"))
    if columns * max(rows, 1) > _MAX_CELLS:
        message = f"A table of {rows} rows and {columns} columns is cut: it is too large."
        writing.report("invalid-block", message, line=line)
        rows = _MAX_CELLS // max(columns, 1)
    open_table(writing)
    if any(_text(cells.get(f"h-{c}")) for c in range(columns)):
        writing.out.append("<thead>\n")
        _write_row(writing, cells, "h", columns, "th")
        writing.out.append("</thead>\n")
    writing.out.append("<tbody>\n")
    for row in range(rows):
        _write_row(writing, cells, str(row), columns, "td")
    writing.out.append("</tbody>\n")
    close_table(writing)


def _write_row(writing: Writing, cells: JsonObject, row: str, columns: int, tag: str) -> None:
    writing.out.append("<tr>")
    for column in range(columns):
        writing.out.append(f"<{tag}>")
        lines = _text(cells.get(f"{row}-{column}")).split("\n")
        for number, line in enumerate(part for part in lines if part.strip()):
            writing.out.append("<br>" if number else "")
            write_inline_markdown(writing, line)
        writing.out.append(f"</{tag}>")
        writing.text.append(" ")
    writing.out.append("</tr>\n")


def _number(value: object) -> int:
    """A count; what is no number between 0 and 1,000 is 0."""
    try:
        number = int(_text(value))
    except ValueError:
        return 0
    return number if 0 <= number <= 1000 else 0


def _write_embed(writing: Writing, value: JsonObject, line: int) -> None:
    url, title = _text(value.get("url")).strip(), _text(value.get("title")).strip()
    embed = find_embed(url, writing.options.iframe_hosts)
    writing.out.append("<p>")
    if embed:
        write_facade(writing, embed, title)
    elif url and "iframe" not in value:
        write_inline_markdown(
            writing, f"[{_bracketless(title or url)}](<{url.replace('>', '%3E')}>)"
        )
    else:
        write_embed(writing, {"src": url}, line)
    writing.out.append("</p>\n")


def _bracketless(text: str) -> str:
    return text.replace("[", "(").replace("]", ")").replace("\\", "")


def _write_header(writing: Writing, value: JsonObject, line: int) -> None:
    title = _text(value.get("title")).strip()
    if slugify_heading(title):
        open_heading(writing, "h2", title)
        writing.text.append(title)
        writing.out.append(escape_text(title))
        close_heading(writing, "h2", title)


def _write_html(writing: Writing, value: JsonObject, line: int) -> None:
    write_html_source(writing, _text(value.get("html")), line)


_WRITERS: dict[str, Callable[[Writing, JsonObject, int], None]] = {
    "callout": _write_callout,
    "image": _write_images,
    "code": _write_codes,
    "parameters": _write_parameters,
    "embed": _write_embed,
    "api-header": _write_header,
    "html": _write_html,
}
