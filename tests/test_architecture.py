"""What keeps the project in shape: layers, packaging, names."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .conftest import ROOT

PACKAGE = ROOT / "plugins" / "mkdocs_help_center"
#: The rooms that may know MkDocs: its door, and the shell and preview that open it.
DOORS = {"plugin", "cli", "preview", "__main__.py"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_doors_know_mkdocs(path: Path) -> None:
    """MkDocs 1 has no maintainer: another generator must be one more adapter away."""
    room = path.relative_to(PACKAGE).parts[0]
    if room in DOORS:
        return
    found = {name for name in imports(path) if name.split(".")[0] in ("mkdocs", "properdocs")}
    assert not found
    doors = {name for name in imports(path) if name.startswith("mkdocs_help_center.")}
    assert not {name for name in doors if name.split(".")[1] in DOORS}


def test_what_is_imported_is_installed_with_the_package() -> None:
    """What only the tests' tools bring along is missing on a reader's first try."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        canonicalize_name(Requirement(text).name) for text in project["project"]["dependencies"]
    }
    provided = metadata.packages_distributions()
    ours = {"mkdocs_help_center", "mkdocs_help_center_theme", "_typeshed", *sys.stdlib_module_names}
    tops = {name.split(".")[0] for path in modules() for name in imports(path)} - ours
    missing = {
        top
        for top in tops
        if not wanted & {canonicalize_name(one) for one in provided.get(top, ())}
    }
    assert not missing


def test_every_package_ships() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = set(project["tool"]["setuptools"]["packages"])
    found = {
        ".".join(path.parent.relative_to(ROOT / "plugins").parts)
        for path in PACKAGE.rglob("__init__.py")
    }
    assert shipped == found | {"mkdocs_help_center_theme"}


def test_the_readme_has_the_commands_that_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.count("<!-- test command -->") == 1
    assert "help-center serve" in readme


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "misc", "common", "manager"}
    assert not [path for path in modules() if path.stem in empty]


def test_pages_of_tests_are_left_before_they_are_closed() -> None:
    """Chromium may never answer to the closing of a page that loads: ``chromium_driver.close`` leaves it."""
    closing = re.compile(r"\b(?:context|page)\.close\(\)")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if closing.search(line)
    ]
    assert found == []
