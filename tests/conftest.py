"""What all tests share: the real corpora where they exist, and slow tests only when asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings

# The same examples on every machine, however slow: a failure is a change, not luck.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

# Material prints a banner about its future to every build otherwise.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from .chromium_driver import running_chromium  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests too, as CI does")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow; run with --slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real content beside the project; CI has it, a laptop may not."""
    if not (SHARED / "bin" / "corpus").is_file():
        pytest.skip(f"no real content: {SHARED.name}/bin/corpus is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Make a folder that no test changes, once for all processes of a run (pytest-xdist's recipe).

    ``made_once(name, make)`` is the folder that ``make(folder)`` filled; who comes meanwhile waits.
    """
    base = tmp_path_factory.getbasetemp()
    together = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder = together / f"once-{name}"
        whole = folder / "is-whole"
        with FileLock(f"{folder}.lock"):
            if not whole.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of one who failed or ran out of time
                folder.mkdir()
                make(folder)
                whole.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def corpus(shared: Path, made_once: Callable[..., Path]) -> Callable[..., Path]:
    """Unpack or compose a corpus, once a run: ``corpus("known-issues")``."""

    def unpack(*arguments: str) -> Path:
        name, *options = arguments

        def make(folder: Path) -> None:
            command = [sys.executable, str(shared / "bin" / "corpus"), name, str(folder / name)]
            subprocess.run([*command, *options], check=True, capture_output=True)

        return made_once("-".join(("corpus", *arguments)), make) / name

    return unpack


@pytest.fixture(scope="session")
def hard_cases(shared: Path) -> Path:
    """49 files that are hard, as a content folder."""
    return shared / "corpora" / "hard-cases"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A real browser, one for all tests; each opens contexts of its own."""
    with running_chromium() as browser:
        yield browser
