"""Splitting an article file into front matter and body, exact about lines.

python-frontmatter names the format and the handler interface; its own ``parse`` strips the text first
and returns ``{}`` for a BOM, a list or a broken header, so the handler here is called directly. YAML
is composed with libyaml, not constructed: every scalar stays the text that the writer typed (no
``0123`` → 83, no ``T76:48`` → ``ValueError``), and every key keeps its line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from frontmatter.default_handlers import YAMLHandler

from mkdocs_help_center.content.problem import Problem, Severity

#: libyaml's loader that keeps every scalar a text; PyYAML's own where it was built without libyaml.
BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

#: A document with more nodes than this, counted with aliases expanded, is refused (alias bombs:
#: CVE-2003-1564 in YAML's clothes). The largest real header has fewer than 100.
MAX_NODES = 10_000
#: Lines of a broken header that are quoted and tried again before it is read line by line.
MAX_REPAIRS = 20

#: Lists and mappings inside each other. Real headers have three.
MAX_DEPTH = 50

#: Nesting without brackets on one line, and what such a line has so many of: quickly counted before.
_NESTED_LINE, _MARKS = re.compile(r"(?:[-?][ \t]+){20}"), ("- ", "-\t", "? ", "?\t")
_OPENING = re.compile(r"-{3,}[ \t]*\n")
_CLOSING = re.compile(r"^-{3,}[ \t]*(?:\n|\Z)", re.MULTILINE)
_SIMPLE_FIELD = re.compile(r"([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*?))?[ \t]*$")
_EMPTY = frozenset({"", "~", "null", "Null", "NULL", "undefined"})


class FrontMatterHandler(YAMLHandler):
    """python-frontmatter's YAML handler with an exact split and a loader that only knows strings."""

    def split(self, text: str) -> tuple[str, str]:
        """Split normalised ``text`` into header and body.

        Raises:
            ValueError: there is no header, or it is never closed.
        """
        opening = _OPENING.match(text)
        if not opening:
            raise ValueError("no front matter")
        closing = _CLOSING.search(text, opening.end())
        if not closing:
            raise ValueError("front matter is not closed")
        return text[opening.end() : closing.start()], text[closing.end() :]

    def load(self, fm: str, **_: object) -> Any:
        """Compose ``fm`` and return ``(meta, lines, duplicates)``; see :func:`_construct`."""
        if _may_be_deep(fm):
            refuse_deep(fm)
        node = yaml.compose(fm, Loader=_Loader)
        if node is None:
            return {}, {}, []
        if not isinstance(node, yaml.MappingNode):
            kind = "list" if isinstance(node, yaml.SequenceNode) else "single value"
            raise TypeError(f"a {kind} where 'key: value' lines are expected")
        return _construct(node)


class _Loader(BaseLoader):  # type: ignore[misc]
    """A :data:`BaseLoader` that does not look for what nobody has registered: tags by a value's text or
    place, asked for three times a value.
    """

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Nothing depends on the place."""

    def ascend_resolver(self) -> None:
        """Likewise."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """A tag, which nobody looks at: every value stays as it was typed."""
        return ""


_HANDLER = FrontMatterHandler()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A parsed file: fields as strings, lists and mappings; the line of each top-level field.

    ``body_line`` is the file's line (from 1) on which ``body`` starts. ``found`` says whether the file
    had a header at all; ``usable`` is False where its header could not be read.
    """

    meta: dict[str, Value]
    lines: dict[str, int]
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()
    found: bool = True
    usable: bool = True

    def text(self, key: str) -> str:
        """The field as trimmed text; empty where it is missing, a list, ``null`` or ``undefined``."""
        value = self.meta.get(key)
        if not isinstance(value, str):
            return ""
        value = value.strip()
        return "" if value in _EMPTY else value

    def line(self, key: str) -> int:
        """The line of a field; the first line of the file where it is missing."""
        return self.lines.get(key, 1)


@dataclass(slots=True)
class _Budget:
    nodes: int = 0
    active: set[int] = field(default_factory=set)

    def spend(self) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise ValueError(f"more than {MAX_NODES} values, aliases counted")


def _may_be_deep(header: str) -> bool:
    """A cheap bound on nesting, so that a common header is scanned once only."""
    return (
        len(header) > 5000
        or header.count("[") + header.count("{") > MAX_DEPTH
        or (sum(map(header.count, _MARKS)) >= 20 and _NESTED_LINE.search(header) is not None)
    )


def refuse_deep(header: str) -> None:
    """Composing is recursive in C: 100,000 brackets overflow its stack and kill the process.

    Raises:
        ValueError: nesting deeper than :data:`MAX_DEPTH`.
        yaml.YAMLError: not YAML.
    """
    depth = 0
    for event in yaml.parse(header, Loader=BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise ValueError(f"values nested more than {MAX_DEPTH} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _construct(
    node: yaml.MappingNode,
) -> tuple[dict[str, Value], dict[str, int], list[tuple[str, int, int]]]:
    """Plain values of a mapping node, the 0-based line of each key, and keys given twice.

    Raises:
        ValueError: too many values, or an alias that holds itself.
    """
    budget = _Budget()
    meta: dict[str, Value] = {}
    lines: dict[str, int] = {}
    duplicates: list[tuple[str, int, int]] = []
    for key_node, value_node in node.value:
        # The same few names in every file: as one object each they are kept and pickled once.
        key = sys.intern(str(key_node.value)) if isinstance(key_node, yaml.ScalarNode) else ""
        line, column = key_node.start_mark.line, key_node.start_mark.column
        if not key:
            raise ValueError("a field name that is not text")
        if key in meta:
            duplicates.append((key, line, column))
            continue
        meta[key] = _value(value_node, budget)
        lines[key] = line
    return meta, lines, duplicates


def _value(node: yaml.Node, budget: _Budget) -> Value:
    budget.spend()
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if id(node) in budget.active:
        raise ValueError("an alias that contains itself")
    budget.active.add(id(node))
    try:
        if isinstance(node, yaml.SequenceNode):
            return [_value(item, budget) for item in node.value]
        return {_key(key): _value(item, budget) for key, item in node.value}
    finally:
        budget.active.discard(id(node))


def _key(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise ValueError("a field name that is not text")


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Bytes of a file as text with ``\\n`` line ends and no BOM; what was odd about them.

    UTF-16 with a BOM is read as such; bytes that are not UTF-8 become U+FFFD, with a problem at the
    line of the first one. Line ends are CRLF, LF or CR, also mixed (3,283 real files), as CommonMark
    and YAML both read them.
    """
    problems: list[Problem] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
        problems.append(
            Problem(path, 1, 1, "file-encoding", "the file is UTF-16", "save it as UTF-8")
        )
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8-sig", "replace")
            before = before.replace("\r\n", "\n").replace("\r", "\n")
            line = before.count("\n") + 1
            column = len(before) - (before.rfind("\n") + 1) + 1
            message = f"byte 0x{data[error.start]:02x} is not UTF-8; it is shown as �"
            problems.append(
                Problem(path, line, column, "file-encoding", message, "save the file as UTF-8")
            )
            text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def parse(data: bytes, path: str) -> FrontMatter:
    """Parse a file's bytes; never raises for what is in them.

    Args:
        data: the whole file.
        path: how problems name it, e.g. ``content/en/faq/x.md``.
    """
    text, problems = decode(data, path)
    if not _OPENING.match(text):
        return FrontMatter({}, {}, text, 1, tuple(problems), found=False)
    try:
        header, body = _HANDLER.split(text)
    except ValueError:
        message = "front matter is opened with '---' but never closed"
        hint = "add a line with just '---' after the last field"
        problems.append(Problem(path, 1, 1, "front-matter-unclosed", message, hint, Severity.ERROR))
        return FrontMatter({}, {}, "", 1, tuple(problems), usable=False)
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    try:
        meta, lines, duplicates = _load(header, path, problems)
    except (TypeError, ValueError, RecursionError) as error:
        message = f"front matter cannot be read: {error or type(error).__name__}"
        hint = "write one 'key: value' a line between the two '---'"
        problems.append(Problem(path, 2, 1, "front-matter-syntax", message, hint, Severity.ERROR))
        return FrontMatter({}, {}, body, body_line, tuple(problems), usable=False)
    for key, line, column in duplicates:
        message = f"field '{key}' is given twice; the first, on line {lines[key] + 2}, counts"
        problems.append(
            Problem(path, line + 2, column + 1, "front-matter-duplicate", message, "remove one")
        )
    # The header starts on line 2, yaml counts from 0.
    numbered = {key: line + 2 for key, line in lines.items()}
    return FrontMatter(meta, numbered, body, body_line, tuple(problems))


def _load(header: str, path: str, problems: list[Problem]) -> Any:
    """Load ``header``; where YAML refuses a line, read that line's value as plain text and go on."""
    repaired: set[int] = set()
    text = header
    while True:
        try:
            return _HANDLER.load(text)
        except yaml.YAMLError as error:
            line, column = _place(error, text)
            if not repaired:
                message = f"front matter is not valid YAML: {reason_of(error)}"
                hint = "put the value in quotes, or check the indentation"
                problems.append(
                    Problem(
                        path, line + 2, column + 1, "front-matter-syntax", message, hint,
                        Severity.ERROR,
                    )
                )  # fmt: skip
            fixed = _quote_line(text, line, repaired) if len(repaired) < MAX_REPAIRS else None
            if fixed is None:
                return _line_by_line(header)
            text = fixed


def _place(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """The 0-based line and column that a YAML error is about."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        if mark is not None:
            return min(mark.line, text.count("\n")), mark.column
    position = getattr(error, "position", None)
    if isinstance(position, int):
        return text.count("\n", 0, position), 0
    return 0, 0


def reason_of(error: yaml.YAMLError) -> str:
    """What YAML says is wrong, on one line."""
    if isinstance(error, yaml.MarkedYAMLError):
        return " ".join(str(part) for part in (error.problem, error.context) if part)
    return str(getattr(error, "reason", None) or error).splitlines()[0]


def _quote_line(text: str, line: int, repaired: set[int]) -> str | None:
    """``text`` with the value of the field at or before ``line`` quoted, or None if there is none."""
    lines = text.split("\n")
    for number in range(min(line, len(lines) - 1), -1, -1):
        match = _SIMPLE_FIELD.match(lines[number])
        if match:
            if number in repaired:
                return None
            repaired.add(number)
            value = (match[2] or "").strip().strip("'\"")
            # YAML has no place for control characters outside escapes (YAML 1.2 §5.1).
            value = "".join(char if char.isprintable() else " " for char in value)
            quoted = value.replace("'", "''")
            lines[number] = f"{match[1]}: '{quoted}'"
            return "\n".join(lines)
    return None


def _line_by_line(header: str) -> Any:
    """The ``key: value`` lines of a header that YAML refuses, each value as text."""
    meta: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for number, key, value in _simple_fields(header):
        if key not in meta:
            meta[key] = value
            lines[key] = number
    if not meta:
        raise ValueError("no line of it is 'key: value'")
    return meta, lines, []


def _simple_fields(header: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(header.split("\n")):
        match = _SIMPLE_FIELD.match(line)
        if match:
            yield number, match[1], (match[2] or "").strip().strip("'\"")
