"""YAML data files under ``content/_data``: plain values, and the line of every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from mkdocs_help_center.content.front_matter import (
    BaseLoader,
    Value,
    decode,
    reason_of,
    refuse_deep,
)
from mkdocs_help_center.content.problem import Problem, Severity

#: A data file with more values than this, aliases expanded, is refused.
MAX_VALUES = 500_000

#: Keys and list positions from the top of the file down to a value.
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file as read: every scalar is text, as in front matter; ``lines`` by place.

    ``path`` is how problems name the file.
    """

    path: str
    value: Value
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line(self, *place: str | int) -> int:
        """The line (from 1) of the value at ``place``, or of the nearest one around it."""
        for length in range(len(place), -1, -1):
            if (line := self.lines.get(place[:length])) is not None:
                return line
        return 1

    def problem(
        self,
        place: Place,
        check: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Problem:
        """A problem with the value at ``place``."""
        return Problem(self.path, self.line(*place), 1, check, message, hint, severity)


def read_data_file(path: Path, shown: str) -> tuple[DataFile | None, list[Problem]]:
    """Read a YAML file; never raises for what is in it.

    Args:
        path: the file.
        shown: how problems name it, e.g. ``content/_data/regions.yml``.

    Returns:
        The file, None where it does not exist or cannot be read, and what is wrong with it. An empty
        file holds an empty mapping.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, []
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        return None, [Problem(shown, 1, 1, "data-file", message, severity=Severity.ERROR)]
    text, problems = decode(data, shown)
    try:
        refuse_deep(text)
        node = yaml.compose(text, Loader=BaseLoader)
        lines: dict[Place, int] = {}
        value = {} if node is None else _value(node, (), lines, set())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        message = f"is not valid YAML: {reason_of(error)}"
        hint = "check indentation and quotes"
        problems.append(Problem(shown, line, column, "data-file", message, hint, Severity.ERROR))
        return None, problems
    except (ValueError, RecursionError) as error:
        message = f"cannot be read: {error}"
        problems.append(Problem(shown, 1, 1, "data-file", message, severity=Severity.ERROR))
        return None, problems
    return DataFile(shown, value, lines), problems


def _value(node: yaml.Node, place: Place, lines: dict[Place, int], active: set[int]) -> Value:
    lines[place] = node.start_mark.line + 1
    if len(lines) > MAX_VALUES:
        raise ValueError(f"more than {MAX_VALUES} values, aliases counted")
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if id(node) in active:
        raise ValueError("an alias that contains itself")
    active.add(id(node))
    try:
        if isinstance(node, yaml.SequenceNode):
            return [_value(item, (*place, i), lines, active) for i, item in enumerate(node.value)]
        mapping: dict[str, Value] = {}
        for key_node, item in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise ValueError("a key that is not text")
            key = str(key_node.value)
            mapping[key] = _value(item, (*place, key), lines, active)
            # The key's line, not the value's: that is where a writer looks.
            lines[(*place, key)] = key_node.start_mark.line + 1
        return mapping
    finally:
        active.discard(id(node))


def as_texts(value: object) -> Value:
    """A value of a configuration as a data file would hold it: every scalar is text."""
    if isinstance(value, Mapping):
        return {str(key): as_texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_texts(item) for item in value]
    return "" if value is None else str(value)
