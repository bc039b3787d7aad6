"""YAML read as a stream of values with their places, so that an error costs only what follows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from mkdocs_help_center.content.front_matter import BaseLoader

#: Nesting that no real table has.
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of a table and its place."""

    text: str
    line: int
    column: int = 1


@dataclass(slots=True)
class Mapping:
    """Keys and values in their order, doubled keys included, and where they start."""

    line: int
    column: int = 1
    pairs: list[tuple[Cell, Any]] = field(default_factory=list)


def yaml_rows(text: str) -> Iterator[Any]:
    """The values of a document's outer list or mapping, each as soon as it is complete.

    Raises:
        yaml.YAMLError: at the place of a syntax error, after what came before it.
        ValueError: nesting is too deep.
    """
    stack: list[list[Any] | Mapping] = []
    keys: list[Cell | None] = []
    try:
        yield from _values(text, stack, keys)
    except yaml.YAMLError:
        yield from stack[1:]
        raise


def _values(text: str, stack: list[list[Any] | Mapping], keys: list[Cell | None]) -> Iterator[Any]:
    for event in yaml.parse(text, Loader=BaseLoader):
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            if len(stack) > MAX_DEPTH:
                raise ValueError(f"line {line} is nested too deeply")
            is_list = isinstance(event, yaml.SequenceStartEvent)
            stack.append([] if is_list else Mapping(line, column))
            keys.append(None)
            continue
        if isinstance(event, yaml.ScalarEvent):
            value: Any = Cell(event.value, line, column)
        elif isinstance(event, yaml.AliasEvent):
            value = Cell(f"*{event.anchor}", line, column)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            value = stack.pop()
            keys.pop()
        else:
            continue
        yield from _place(value, stack, keys)


def _place(value: Any, stack: list[Any], keys: list[Cell | None]) -> Iterator[Any]:
    """Put a finished value into what encloses it; yield it where that is the outermost level."""
    if not stack:
        if isinstance(value, Cell):
            yield value
        return
    inner = stack[-1]
    if isinstance(inner, list):
        if len(stack) == 1:
            yield value
        else:
            inner.append(value)
        return
    key = keys[-1]
    if key is None:
        keys[-1] = value if isinstance(value, Cell) else Cell("", inner.line)
        return
    keys[-1] = None
    if len(stack) == 1:
        yield Mapping(inner.line, inner.column, [(key, value)])
    else:
        inner.pairs.append((key, value))
