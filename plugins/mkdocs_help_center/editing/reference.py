"""Documentation that is made of what the program says of itself: options, checks, commands.

A test compares the files with it, so that neither can change without the other.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mkdocs_help_center.checks import CHECKS
from mkdocs_help_center.checks.fixes import FIXES
from mkdocs_help_center.checks.registry import Check

_NOTICE = "<!-- Made by `help-center docs`; change the docstrings instead. -->\n"
_CHECKS_INTRODUCTION = """\
What `help-center check` looks for. Errors and warnings fail it, and a strict build; notes are shown by
`--verbose`. Set another severity in `mkdocs.yml`, under `checks:` of the plugin, as `name: off`,
`info`, `warning` or `error`. To leave out one place, write `<!-- help-center: ignore name -->` before the
block, or `# help-center: ignore name` before the field in front matter; `ignore-file` holds for the
whole file."""


def documented_options(kind: type[Any]) -> Iterator[tuple[str, str, str]]:
    """Name, default and docstring of every option of a configuration class, in its order.

    The docstring is the text below the assignment, as in MkDocs' own configuration. An option that is
    a group of others is followed by these, named ``group.option``.
    """
    tree = ast.parse(inspect.cleandoc("\n" + inspect.getsource(kind)))
    (cls,) = (node for node in tree.body if isinstance(node, ast.ClassDef))
    for node, below in zip(cls.body, cls.body[1:], strict=False):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        name = node.targets[0].id
        text = _text(below)
        yield name, _default(node.value), text
        inner = _inner(kind, name)
        if inner is not None:
            yield from (
                (f"{name}.{key}", value, said) for key, value, said in documented_options(inner)
            )


def _text(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        value = node.value.value
        return inspect.cleandoc(value) if isinstance(value, str) else ""
    return ""


def _default(call: ast.expr) -> str:
    """The default as YAML would have it."""
    if not isinstance(call, ast.Call):
        return ""
    for keyword in call.keywords:
        if keyword.arg == "default":
            try:
                return _yaml(ast.literal_eval(keyword.value))
            except ValueError:
                return ""
    return ""


def _yaml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return '""' if value == "" else str(value)


def _inner(kind: type[Any], name: str) -> type[Any] | None:
    option = kind.__dict__.get(name)
    inner = getattr(option, "config_class", None)
    return inner if isinstance(inner, type) else None


def options_page(kind: type[Any]) -> str:
    """``docs/options.md``: every option of the plugin."""
    lines = [
        _NOTICE,
        "# Options",
        "",
        "Under `plugins: - help-center:` in `mkdocs.yml`; all may be left out.",
        "",
    ]
    for name, default, text in documented_options(kind):
        lines += [f"## `{name}`", "", *([f"Default: `{default}`", ""] if default else []), text, ""]
    return "\n".join(lines).rstrip() + "\n"


def checks_page(checks: Mapping[str, Check] = CHECKS) -> str:
    """``docs/checks.md``: every check, with what is wrong and what is right."""
    lines = [
        _NOTICE,
        "# Checks",
        "",
        _CHECKS_INTRODUCTION,
        "",
        "| Check | Severity | `--fix` |",
        "|---|---|---|",
    ]
    names = {"INFO": "note", "WARNING": "warning", "ERROR": "error"}
    for name, check in sorted(checks.items()):
        fixed = "yes" if name in FIXES else ""
        lines.append(f"| [{name}](#{name}) | {names[check.severity.name]} | {fixed} |")
    for name, check in sorted(checks.items()):
        lines += ["", f"## {name}", "", _markdown(check.summary), ""]
        lines += [f"- Wrong: {_markdown(check.bad)}", f"- Right: {_markdown(check.good)}"]
    return "\n".join(lines) + "\n"


def _markdown(text: str) -> str:
    """Docstring markup, with its doubled backticks, as Markdown on one line."""
    line = " ".join(text.split())
    return re.sub(
        r"(?<!`)``(?!`)(.+?)(?<!`)``(?!`)", lambda m: m[0] if "`" in m[1] else f"`{m[1]}`", line
    )


def commands_page(commands: Iterable[tuple[str, str]]) -> str:
    """``docs/commands.md``: the help of every command, as the shell prints it."""
    lines = [_NOTICE, "# Commands", ""]
    for name, text in commands:
        lines += [f"## `{name}`", "", "```text", text.rstrip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"
