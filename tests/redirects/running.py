"""Other people's programs: Node.js with Netlify's packages, Deno, nginx."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from ..conftest import ROOT

SCRIPTS = Path(__file__).parent / "node"


def node() -> list[str]:
    """The command that runs Node.js; a test without it is skipped."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("Node.js is not installed")
    return [program]


def deno() -> list[str]:
    """The command that runs Deno from its npm package."""
    program = ROOT / "node_modules" / ".bin" / "deno"
    if not program.exists():
        pytest.skip("no node_modules/.bin/deno; run 'npm ci'")
    return [str(program), "run", "--quiet", "--no-remote", "--allow-read"]


def netlify(redirects: str, requests: Sequence[tuple[str, str, str]], folder: Path) -> Any:
    """What Netlify's parser and matcher say about ``(path, query, language)``."""
    if not (ROOT / "node_modules" / "netlify-redirector").is_dir():
        pytest.skip("no node_modules/netlify-redirector; run 'npm ci'")
    (folder / "_redirects").write_text(redirects, encoding="utf-8")
    (folder / "requests.json").write_text(json.dumps(requests), encoding="utf-8")
    result = subprocess.run(
        [*node(), str(SCRIPTS / "netlify.mjs"), "_redirects", "requests.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert not result.returncode, result.stderr
    return json.loads(result.stdout)


class EdgeProcess:
    """The edge function in a JavaScript runtime that stays up between questions."""

    def __init__(
        self, command: Sequence[str], function: str, files: Mapping[str, object], folder: Path
    ) -> None:
        module, pages = folder / "function.mjs", folder / "files.json"
        module.write_text(function, encoding="utf-8")
        pages.write_text(json.dumps(files), encoding="utf-8")
        self._process = subprocess.Popen(
            [*command, str(SCRIPTS / "edge.mjs"), str(module), str(pages)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.started: dict[str, Any] = self._read()
        self.milliseconds = 0.0

    def _read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the runtime ended; its error is above"
        return json.loads(line)

    def ask(self, requests: Sequence[Mapping[str, object]]) -> list[Any]:
        """Answers to requests; None where the function lets one pass."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(list(requests)) + "\n")
        self._process.stdin.flush()
        result = self._read()
        self.milliseconds = result["milliseconds"]
        answers: list[Any] = result["answers"]
        return answers

    def __enter__(self) -> EdgeProcess:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=30)
        assert self._process.stdout is not None
        self._process.stdout.close()
