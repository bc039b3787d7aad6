"""Tests of what forked processes do, where this one may not fork: a browser that was started has threads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from mkdocs_help_center.building.processes import may_fork

from ..conftest import ROOT


def skip_unless_forking() -> None:
    """Skip a test that :func:`run_in_a_forking_process` runs."""
    if not may_fork():
        pytest.skip("this process may not fork")


def run_in_a_forking_process(file: str) -> None:
    """Run all tests of ``file`` in a process without threads, unless this one has none."""
    if may_fork():
        pytest.skip("this process may fork: that has been tried here")
    options = ("-q", "-rs", "-p", "no:xdist", "-p", "no:cacheprovider")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, file],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "may not fork" not in done.stdout
