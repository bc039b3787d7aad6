"""The three commands that show a site while it is written, as a writer runs them."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..content.sites import article, write
from .previews import FILES, project

PATIENCE = 60.0
HELP_CENTER = ("-m", "mkdocs_help_center", "serve")
COMMANDS = {
    "help-center": HELP_CENTER,
    "mkdocs": ("-m", "mkdocs", "serve"),
    "properdocs": ("-m", "properdocs", "serve"),
}

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True, scope="module")
def _ctrl_c_is_heard() -> Iterator[None]:
    """A shell has what it runs in the background ignore Ctrl-C, and so all that this runs."""
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Running:
    """A command that serves, its output, and its address."""

    def __init__(self, folder: Path, command: tuple[str, ...], port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(
            [sys.executable, *command, "-f", "mkdocs.yml", "-a", f"127.0.0.1:{port}"],
            cwd=folder,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.output += line

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def wait_for(self, path: str, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            if text in self.get(path)[1]:
                return
            time.sleep(0.05)
        raise AssertionError(f"{path} never showed {text!r}; the command said:\n{self.output}")

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        self._reader.join(5)
        return status


@contextlib.contextmanager
def running(folder: Path, command: tuple[str, ...] = HELP_CENTER) -> Iterator[Running]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    found = Running(folder, command, port)
    try:
        yield found
    finally:
        if found.process.poll() is None:
            found.end(signal.SIGKILL)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_save_is_served_and_ctrl_c_ends(tmp_path: Path, command: tuple[str, ...]) -> None:
    project(tmp_path, FILES | {"about.md": "# About\n\nPlain."})
    with running(tmp_path, command) as site:
        site.wait_for("/en/faq/a/", "Alpha.")
        site.wait_for("/about/", "Plain.")
        write(tmp_path / "content", {"en/faq/a.md": article("Saved.", title="A")})
        site.wait_for("/en/faq/a/", "Saved.")
        write(tmp_path / "content", {"about.md": "# About\n\nOther."})
        site.wait_for("/about/", "Other.")
        assert site.end() == 0
        assert "Traceback" not in site.output


def test_a_broken_configuration_at_the_start_is_shown_until_it_is_mended(tmp_path: Path) -> None:
    good = project(tmp_path).read_text()
    (tmp_path / "mkdocs.yml").write_text("plugins: [\n")
    with running(tmp_path) as site:
        site.wait_for("/en/faq/a/", "mkdocs.yml:")
        (tmp_path / "mkdocs.yml").write_text(good)
        site.wait_for("/en/faq/a/", "Alpha.")
        assert site.end(signal.SIGTERM) == 0
        assert "mkdocs.yml:2:1" in site.output
        assert "Traceback" not in site.output


def test_a_port_in_use_is_said_in_a_sentence(tmp_path: Path) -> None:
    project(tmp_path)
    with running(tmp_path) as first:
        first.wait_for("/en/", "</html>")
        port = int(first.url.rpartition(":")[2])
        second = Running(tmp_path, HELP_CENTER, port)
        assert second.process.wait(PATIENCE) == 1
        second._reader.join(5)
        assert re.search(rf"127\.0\.0\.1:{port} is in use by another\s+program", second.output)
        assert "Traceback" not in second.output


def test_what_writers_do_to_folders_is_survived(tmp_path: Path) -> None:
    """A folder that goes, a file that cannot be read, a checkout of hundreds, the whole content gone."""
    root = tmp_path / "content"
    project(tmp_path)
    with running(tmp_path) as site:
        site.wait_for("/en/faq/a/", "Alpha.")
        many = {f"en/tutorials/t{n}.md": article(f"Many {n}.", title=f"T {n}") for n in range(1500)}
        write(root, many)
        site.wait_for("/en/tutorials/t1499/", "Many 1499.")
        for name in many:
            (root / name).unlink()
        (root / "en/tutorials").rmdir()
        (root / "en/faq/a.md").unlink()
        (root / "en/faq/a.md").mkdir()
        write(root, {"en/faq/b.md": article("Still here.", title="B")})
        site.wait_for("/en/faq/b/", "Still here.")
        (root / "en/faq/a.md").rmdir()
        root.rename(tmp_path / "away")
        site.wait_for("/en/faq/b/", "content folder cannot be read")
        (tmp_path / "away").rename(root)
        site.wait_for("/en/faq/b/", "Still here.")
        assert site.get("/en/tutorials/t7/")[0] == 404
        assert site.end() == 0
        assert "Traceback" not in site.output


def test_slow_and_silent_readers_do_not_keep_others_waiting(tmp_path: Path) -> None:
    project(tmp_path)
    with running(tmp_path) as site, contextlib.ExitStack() as sockets:
        site.wait_for("/en/", "</html>")
        port = int(site.url.rpartition(":")[2])
        connect = lambda: socket.create_connection(("127.0.0.1", port))  # noqa: E731
        silent = [sockets.enter_context(connect()) for _ in range(40)]
        for one in silent[:20]:
            one.sendall(b"GET /en/ HTTP/1.1\r\nHost: localhost\r\n\r\n")  # and never reads
        for one in silent[20:30]:
            one.sendall(b"GET /_help-center/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        write(tmp_path / "content", {"en/faq/a.md": article("Saved.", title="A")})
        site.wait_for("/en/faq/a/", "Saved.")
        assert site.end() == 0
        assert "Traceback" not in site.output
