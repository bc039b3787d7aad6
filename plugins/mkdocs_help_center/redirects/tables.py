"""Reading the rules that people keep in files: YAML, JSON and CSV.

Every row becomes a :class:`Rule` with its file and line; what cannot be one becomes a problem, and the
rows around it stay.

YAML and JSON: a list of ``{from, to, status}``, a mapping ``from: to``, or groups of either inside a
mapping, as the anchor help center exports them. CSV: ``from,to,status``, a header is optional.
"""

from __future__ import annotations

import csv
import difflib
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import yaml

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.redirects.model import Kind, Origin, Rule
from mkdocs_help_center.redirects.yaml_rows import MAX_DEPTH, Cell, Mapping, yaml_rows

#: Statuses that a rule may have. 410 needs no target.
STATUSES = (301, 302, 307, 308, 410)
#: Characters of a CSV row; two URLs are far shorter.
_MAX_ROW = 65_536

_NAMES = {"from": "from", "source": "from", "to": "to", "target": "to", "status": "status"}
_ROW_HINT = "write 'from', 'to' and, if it is not 301, 'status'"
_JSON_ROW = re.compile(r'(?<!\\)"(?:from|source)"\s*:')


class TableReader:
    """Reads one file; :attr:`rules` and :attr:`problems` are what came of it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.rules: list[Rule] = []
        self.problems: list[Problem] = []

    def read(self, data: bytes) -> None:
        """Read the file's bytes, by the suffix of its name."""
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self._problem(line, 1, "table-encoding", "the file is not UTF-8", "save it as UTF-8")
            text = data.decode("utf-8", "replace")
        readers: dict[str, Callable[[str], None]] = {"json": self._json, "csv": self._csv}
        readers.get(self.path.rpartition(".")[2].lower(), self._yaml)(text)

    def _problem(
        self,
        line: int,
        column: int,
        check: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        self.problems.append(Problem(self.path, line, column, check, message, hint, severity))

    def _yaml(self, text: str) -> None:
        """Rows before a syntax error are kept: the events come one by one."""
        try:
            for value in yaml_rows(text):
                self._value(value)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._problem(line, column, "table-syntax", f"is not YAML: {error.problem}", _ROW_HINT)
        except (yaml.YAMLError, ValueError) as error:
            self._problem(1, 1, "table-syntax", f"is not YAML: {error}", _ROW_HINT)

    def _json(self, text: str) -> None:
        marks = [match.start() for match in _JSON_ROW.finditer(text)]
        rows = iter(marks)
        lines = _LineCounter(text)

        def mapping(pairs: list[tuple[str, Any]]) -> Mapping:
            is_row = any(name in ("from", "source") for name, _ in pairs)
            line, column = lines.place(next(rows, 0)) if is_row else (0, 1)
            return Mapping(
                line, column, [(Cell(name, line, column), value) for name, value in pairs]
            )

        try:
            value = json.loads(text, object_pairs_hook=mapping)
        except json.JSONDecodeError as error:
            message = f"is not JSON: {error.msg}"
            self._problem(error.lineno, error.colno, "table-syntax", message, _ROW_HINT)
            return
        except (RecursionError, ValueError) as error:
            self._problem(1, 1, "table-syntax", f"is not JSON: {error}", _ROW_HINT)
            return
        self._value(_located(value, text, lines))

    def _csv(self, text: str) -> None:
        lines = text.splitlines()
        first = lines[0] if lines else ""
        delimiter = max(",;\t", key=first[:_MAX_ROW].count)
        columns: Sequence[str] = ("from", "to", "status")
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            if len(line) > _MAX_ROW:
                self._problem(number, 1, "table-row", f"the row has {len(line):,} characters",
                              f"a row may have {_MAX_ROW:,}")  # fmt: skip
                continue
            try:
                cells = next(csv.reader([line], delimiter=delimiter, strict=True))
            except csv.Error as error:
                self._problem(number, 1, "table-row", f"the row is not CSV: {error}", _ROW_HINT)
                continue
            names = [_NAMES.get(cell.strip().lower(), "") for cell in cells]
            if number == 1 and "from" in names and "to" in names:
                columns = names
                continue
            row = Mapping(number)
            pairs = zip(columns, cells, strict=False)
            row.pairs = [(Cell(name, number), Cell(cell, number)) for name, cell in pairs if name]
            self._row(row)

    def _value(self, value: Any, depth: int = 0) -> None:
        """A row, a list, a mapping of rules, or groups of those."""
        if depth > MAX_DEPTH:
            self._problem(1, 1, "table-row", "lists and groups are nested too deeply", _ROW_HINT)
        elif isinstance(value, list):
            for item in value:
                self._value(item, depth + 1)
        elif isinstance(value, Mapping):
            if any(name.text.strip().lower() in _NAMES for name, _ in value.pairs):
                self._row(value)
                return
            for name, item in value.pairs:
                if isinstance(item, Cell):
                    self._add(name, item, Cell("", name.line))
                else:
                    self._value(item, depth + 1)
        elif value.text.strip():
            shown = value.text if len(value.text) < 60 else value.text[:60] + "…"
            self._problem(value.line, value.column, "table-row", f"'{shown}' is no rule", _ROW_HINT)

    def _row(self, row: Mapping) -> None:
        cells: dict[str, Cell] = {}
        for name, value in row.pairs:
            meaning = _NAMES.get(name.text.strip().lower())
            if meaning is None:
                near = difflib.get_close_matches(name.text, _NAMES, 1)
                hint = f"did you mean '{near[0]}'?" if near else _ROW_HINT
                message = f"unknown field '{name.text[:60]}' is ignored"
                self._problem(row.line, row.column, "table-row", message, hint, Severity.WARNING)
            elif not isinstance(value, Cell):
                self._problem(
                    row.line, row.column, "table-row", f"'{meaning}' is no text", _ROW_HINT
                )
                return
            else:
                cells[meaning] = value
        nothing = Cell("", row.line, row.column)
        self._add(
            cells.get("from", nothing), cells.get("to", nothing), cells.get("status", nothing)
        )

    def _add(self, source: Cell, target: Cell, status: Cell) -> None:
        code = self._status(status)
        line, column = source.line, source.column
        if not source.text.strip():
            self._problem(line, column, "table-row", "the row has no 'from'", _ROW_HINT)
        elif not target.text.strip() and code != 410:
            shown = source.text.strip()[:80]
            self._problem(line, column, "table-row", f"the rule for '{shown}' has no 'to'",
                          "add 'to', or 'status: 410' if the page is gone for good")  # fmt: skip
        else:
            origin = Origin(Kind.RULE, self.path, line)
            self.rules.append(
                Rule(source.text.strip(), target.text.strip(), code, origin, column=column)
            )

    def _status(self, status: Cell) -> int:
        text = status.text.strip()
        if not text:
            return 301
        if text in map(str, STATUSES):
            return int(text)
        known = ", ".join(map(str, STATUSES))
        message = f"status '{text[:20]}' is none of {known}; 301 is used"
        self._problem(status.line, status.column, "table-row", message, "", Severity.WARNING)
        return 301


class _LineCounter:
    """Line and column of rising positions in a text, without counting from the start each time."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self._line = 1

    def place(self, position: int) -> tuple[int, int]:
        if position < self._position:
            self._position, self._line = 0, 1
        self._line += self._text.count("\n", self._position, position)
        self._position = position
        return self._line, position - self._text.rfind("\n", 0, position)


def _located(value: Any, text: str, lines: _LineCounter) -> Any:
    """A JSON value with every text as a cell; keys of ``from: to`` mappings get their own place."""
    if isinstance(value, list):
        return [_located(item, text, lines) for item in value]
    if not isinstance(value, Mapping):
        return Cell("" if value is None else str(value), 1)
    position = 0
    pairs = []
    for name, item in value.pairs:
        line, column = value.line, value.column
        if not line:
            position = max(text.find(json.dumps(name.text, ensure_ascii=False), position), 0)
            line, column = lines.place(position)
        located = _located(item, text, lines)
        if isinstance(located, Cell):
            located = Cell(located.text, line, column)
        pairs.append((Cell(name.text, line, column), located))
    return Mapping(value.line or 1, value.column, pairs)


def read_tables(
    folder: Path, names: Sequence[str], prefix: str, *, required: bool = False
) -> tuple[list[Rule], list[Problem]]:
    """All rules of the files ``names`` in ``folder``, in their order.

    Args:
        folder: the site's data folder.
        names: file names in it.
        prefix: what problems put before a name, e.g. ``content/_data/``.
        required: whether a missing file is a problem (the site's configuration names it).
    """
    rules: list[Rule] = []
    problems: list[Problem] = []
    for name in names:
        reader = TableReader(prefix + name)
        try:
            reader.read((folder / name).read_bytes())
        except FileNotFoundError:
            if required:
                message = "the redirect table does not exist"
                hint = "create it, or take it out of 'redirects.tables' in mkdocs.yml"
                problems.append(
                    Problem(prefix + name, 1, 1, "table-missing", message, hint, Severity.ERROR)
                )
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
            problems.append(
                Problem(prefix + name, 1, 1, "table-missing", message, severity=Severity.ERROR)
            )
        rules += reader.rules
        problems += reader.problems
    return rules, problems
