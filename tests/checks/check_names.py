"""Every name that a problem can carry, read from the package's source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import mkdocs_help_center

PACKAGE = Path(mkdocs_help_center.__file__).parent
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")
#: Keyword-like arguments of calls that make problems but are no check.
_NOT_CHECKS = frozenset({"redirect-from"})


def names_in_source() -> dict[str, str]:
    """Check names and where each is written."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        wrappers = dict(_wrappers(tree))
        for node in ast.walk(tree):
            for name in _names(node, wrappers, in_markdown="markdown" in path.parts):
                found.setdefault(name, f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)}")
    return found


def _wrappers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Functions of a module that take a check's name, and the position of that argument in a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args]
            if "check" in names:
                yield node.name, names.index("check") - (names[0] in ("self", "cls"))


def _names(node: ast.AST, wrappers: dict[str, int], *, in_markdown: bool) -> Iterator[str]:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(getattr(target, "id", "").strip("_").lower() == "check" for target in targets):
            yield from _constants([node.value] if node.value else [], _NAME)
        return
    if not isinstance(node, ast.Call):
        return
    called = (
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    )
    named = [keyword.value for keyword in node.keywords if keyword.arg == "check"]
    if called == "Problem":
        yield from _constants([*node.args[3:4], *named], _NAME)
    elif called in wrappers and called not in ("is_on", "severity"):
        at = wrappers[called]
        yield from _constants([*node.args[at : at + 1], *named], _NAME)
    elif called == "report" and in_markdown:
        yield from _constants([*node.args[:1], *named], _NAME)
    elif "problem" in called.lower() or "report" in called.lower():
        yield from _constants([*node.args, *named], _HYPHENATED)


def _constants(nodes: list[ast.expr], pattern: re.Pattern[str]) -> Iterator[str]:
    for node in nodes:
        values = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
        for value in values:
            text = value.value if isinstance(value, ast.Constant) else None
            if isinstance(text, str) and pattern.fullmatch(text) and text not in _NOT_CHECKS:
                yield text
