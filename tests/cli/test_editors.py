"""What VS Code shows of an article, with the settings that `help-center schemas --vscode` writes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import IO, Any

import pytest
from click.testing import CliRunner
from mkdocs_help_center.cli import main

from tests.checks.sites import article, write_site

ROOT = Path(__file__).resolve().parents[2]
SERVER = Path(__file__).parent / "node" / "language-server.mjs"
PACKAGES = ("remark", "remark-frontmatter", "remark-lint-frontmatter-schema")

WRONG = article(status="PUBLISED", createdAt="31/10/2026", hidden="maybe")
RIGHT = article(createdAt="2026-10-31", hidden="false", seeAlso="[plans]", tags="SKU, EAN")


class Server:
    """A language server, spoken to as an editor does
    (https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/).
    """

    def __init__(self, folder: Path) -> None:
        command = [shutil.which("node") or "node", str(SERVER), "--stdio"]
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        folders = [{"uri": folder.as_uri(), "name": "site"}]
        parameters = {
            "processId": None,
            "rootUri": folder.as_uri(),
            "capabilities": {"workspace": {"workspaceFolders": True}},
            "workspaceFolders": folders,
        }
        self.send(id=1, method="initialize", params=parameters)
        while self.receive().get("id") != 1:
            pass
        self.send(method="initialized", params={})

    @property
    def output(self) -> IO[bytes]:
        assert self.process.stdout
        return self.process.stdout

    def send(self, **message: Any) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        length = 0
        while line := self.output.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        message: dict[str, Any] = json.loads(self.output.read(length))
        return message

    def open(self, path: Path) -> list[str]:
        """What is shown of a file."""
        document = {"uri": path.as_uri(), "languageId": "markdown", "version": 1}
        document["text"] = path.read_text(encoding="utf-8")
        self.send(method="textDocument/didOpen", params={"textDocument": document})
        while True:
            message = self.receive()
            if message.get("method") == "textDocument/publishDiagnostics":
                return [one["message"] for one in message["params"]["diagnostics"]]
            if "method" in message and "id" in message:
                asked = "configuration" in message["method"]
                self.send(id=message["id"], result=[{}] if asked else None)


@pytest.mark.slow
def test_an_editor_shows_wrong_fields_and_says_nothing_of_right_ones(tmp_path: Path) -> None:
    modules = ROOT / "node_modules"
    if not all((modules / name).is_dir() for name in (*PACKAGES, "unified-language-server")):
        pytest.skip("no node_modules/unified-language-server; run 'npm ci'")
    config = write_site(tmp_path, {"en/tutorials/wrong.md": WRONG, "pt/tutorials/right.md": RIGHT})
    written = CliRunner().invoke(main, ["schemas", "--vscode", "-f", str(config)])
    assert written.exit_code == 0, written.output
    # As `npm install` does in the writer's project.
    (tmp_path / "node_modules").symlink_to(modules.resolve())
    server = Server(tmp_path)
    try:
        shown = server.open(tmp_path / "content/en/tutorials/wrong.md")
        assert [next(name for name in ("status", "createdAt", "hidden") if f"/{name}/" in text)
                for text in shown] == ["status", "createdAt", "hidden"]  # fmt: skip
        assert server.open(tmp_path / "content/pt/tutorials/right.md") == []
    finally:
        server.process.kill()
        server.process.communicate()


def test_the_command_says_what_else_an_editor_needs(tmp_path: Path) -> None:
    config = write_site(tmp_path)
    result = CliRunner().invoke(main, ["schemas", "--vscode", "-f", str(config)])
    assert f"npm install --save-dev {' '.join(PACKAGES)}" in result.stderr
    offered = json.loads((tmp_path / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert offered == {"recommendations": ["unifiedjs.vscode-remark"]}
