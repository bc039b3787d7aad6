"""What ``constraints.txt`` promises to those who install by it."""

from __future__ import annotations

import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from .conftest import ROOT

PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("pin", PINS, ids=lambda pin: str(pin.name))
def test_every_pin_installs_on_the_oldest_python_that_is_promised(pin: Requirement) -> None:
    """Debian 12 has Python 3.11.2: a release that wanted 3.11.5 failed the README's first command there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (oldest,) = SpecifierSet(project["requires-python"])
    found = metadata.metadata(pin.name)
    assert found["Version"] in pin.specifier
    wanted = found["Requires-Python"]
    assert not wanted or f"{oldest.version}.0" in SpecifierSet(wanted)
