"""Running Pagefind's indexer, one process a locale.

It is spoken to through its pipes, as its own wrappers for Node.js and Python do, and nothing goes through
files: 6 CPU s for 4,065 articles, 14 with a temporary folder of documents and one of results. (Its Python
wrapper waits 0.1 s for each answer: 206 s for 2,011 articles. We send all and then listen.)
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

#: Characters inside of words: ``meli_shipping_mode``, ``search.resolver@1.x``, ``balance=0``, ``e-mail``.
WORD_CHARACTERS = "_-.#=@"
#: Characters of index a chunk. Pagefind's 20,000 makes 30 kB a word of a query, this 3 kB.
_CHUNK = "1000"
_SECONDS = 600
#: What the browser loads; the rest of a bundle are Pagefind's own interfaces, which are not used.
_KEPT = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind", "*/*")
_READ = 1 << 20


class SearchUnavailableError(Exception):
    """The indexer is missing or failed; the message says what to do."""


def build_index(
    documents: Iterable[tuple[str, str]], meanwhile: Callable[[], None] = lambda: None
) -> Mapping[str, bytes]:
    """Index ``documents`` (URL without leading slash, HTML).

    Args:
        documents: what to index.
        meanwhile: called when Pagefind has read all, while it makes the index.

    Returns:
        The files of the index by their path in its folder.

    Raises:
        SearchUnavailableError: there is no indexer, or it failed.
    """
    program = get_executable()
    if program is None:
        raise SearchUnavailableError(
            "Pagefind is not installed; 'pip install pagefind[bin]' brings it"
        )
    try:
        with _running(program) as service:
            files = service.index(documents, meanwhile)
    except OSError as error:
        raise SearchUnavailableError(f"Pagefind failed: {error}") from error
    return _as_published(files)


@contextlib.contextmanager
def _running(program: Path) -> Iterator[_Service]:
    environment = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK}
    process = subprocess.Popen(
        [str(program), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    # A process that says nothing for ever would be waited for.
    timer = threading.Timer(_SECONDS, process.kill)
    timer.daemon = True
    timer.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        yield _Service(process.stdin, process.stdout)
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        # What was not written any more need not be.
        with contextlib.suppress(OSError):
            process.stdin.close()  # type: ignore[union-attr]
        process.stdout.close()  # type: ignore[union-attr]


class _Service:
    """Pagefind's service: Base64 of JSON, a comma after each message, answers in the order of requests
    (https://github.com/Pagefind/pagefind, ``pagefind/src/service``).
    """

    def __init__(self, requests: IO[bytes], answers: IO[bytes]) -> None:
        self._requests = requests
        self._answers = answers
        self._sent = 0
        self._files: Mapping[str, bytes] = {}
        self._failure = ""
        self._answered = 0
        #: How many answers there are when everything was read; not known before all is said.
        self._expected: int | None = None
        #: Set when everything that was added has been read, or never will be.
        self._added = threading.Event()
        #: Set when the files are there, or never will be.
        self._settled = threading.Event()

    def index(
        self, documents: Iterable[tuple[str, str]], meanwhile: Callable[[], None]
    ) -> Mapping[str, bytes]:
        """The files of an index of ``documents``, as :func:`build_index` takes them.

        Raises:
            SearchUnavailableError: Pagefind refused something, or ended.
            OSError: it does not listen any more.
        """
        # Read meanwhile: both pipes are small, and Pagefind does not listen while nobody does.
        reader = threading.Thread(target=self._read, name="pagefind-answers", daemon=True)
        reader.start()
        try:
            self._send("NewIndex", config={"include_characters": WORD_CHARACTERS})
            for url, html in documents:
                if self._settled.is_set():
                    break
                self._send("AddFile", index_id=0, url=f"/{url}", file_contents=html)
            if not self._settled.is_set():
                self._expected = self._sent
                self._send("GetFiles", index_id=0)
                self._requests.flush()
            self._see_if_added()
        except BrokenPipeError:
            self._fail("it ended before all was said")
        self._added.wait()
        meanwhile()
        self._settled.wait()
        if self._failure:
            raise SearchUnavailableError(f"Pagefind failed: {self._failure}")
        return self._files

    def _see_if_added(self) -> None:
        if self._expected is not None and self._answered >= self._expected:
            self._added.set()

    def _fail(self, reason: str) -> None:
        self._failure = self._failure or reason
        self._added.set()
        self._settled.set()

    def _send(self, kind: str, **payload: object) -> None:
        self._sent += 1
        message = {"message_id": self._sent, "payload": {"type": kind, **payload}}
        # YAML can write half of a character, which is none to Pagefind.
        text = json.dumps(message, ensure_ascii=False).encode("utf-8", "replace")
        self._requests.write(base64.b64encode(text) + b",")

    def _read(self) -> None:
        try:
            for answer in self._read_answers():
                self._take(answer["payload"])
        except (ValueError, LookupError, TypeError):
            self._fail("it says what nobody understands")
            # Listened to all the same: else it would not listen to us.
            while self._answers.read1(_READ):  # type: ignore[attr-defined]
                pass
        if not self._settled.is_set():
            self._fail("it ended without an answer")

    def _take(self, payload: dict[str, Any]) -> None:
        self._answered += 1
        self._see_if_added()
        if payload["type"] == "Error":
            self._fail(str(payload["message"]))
        if payload["type"] == "GetFiles" and not self._settled.is_set():
            self._files = {
                file["path"]: base64.b64decode(file["content"]) for file in payload["files"]
            }
            self._settled.set()

    def _read_answers(self) -> Iterator[dict[str, Any]]:
        parts: list[bytes] = []
        while data := self._answers.read1(_READ):  # type: ignore[attr-defined]
            *ends, rest = data.split(b",")
            for end in ends:
                text = base64.b64decode(b"".join([*parts, end]))
                parts.clear()
                yield json.loads(text)
            parts.append(rest)


def _as_published(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """``files`` in order, without those that no browser asks for."""
    # The entry names the one that its languages use.
    spare = "" if b'"wasm":null' in files["pagefind-entry.json"] else "wasm.unknown.pagefind"
    kept = {
        name: data
        for name, data in sorted(files.items())
        if name != spare and any(fnmatchcase(name, pattern) for pattern in _KEPT)
    }
    for name, data in kept.items():
        if name.endswith(".pf_meta"):
            # Every reader loads this first; it is 2% smaller so.
            kept[name] = gzip.compress(gzip.decompress(data), 9, mtime=0)
    return kept
