"""Running Pagefind's indexer as a service.

It is spoken to through its pipes, as its own wrappers for Node.js and Python do, and nothing goes through
files. (Its Python wrapper waits 0.1 s for each answer: 206 s for 2,011 articles. We send all and then
listen.)
"""

from __future__ import annotations

import base64
import contextlib
import json
import subprocess
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from mkdocs_help_center.search.pagefind_program import Pagefind, SearchUnavailableError

_READ = 1 << 20


def index_through_pipes(
    pagefind: Pagefind, documents: Iterable[tuple[str, str]]
) -> Mapping[str, bytes]:
    """The files of an index by their path.

    Args:
        pagefind: the program.
        documents: URL (without leading slash) and HTML, in the order of their numbers.

    Raises:
        SearchUnavailableError: it failed.
    """
    try:
        with _running(pagefind) as service:
            return service.index(documents)
    except OSError as error:
        raise SearchUnavailableError(f"Pagefind failed: {error}") from error


@contextlib.contextmanager
def _running(pagefind: Pagefind) -> Iterator[_Service]:
    process = subprocess.Popen(
        [str(pagefind.path), "--service"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=pagefind.environment,
    )
    # A process that says nothing for ever would be waited for.
    timer = threading.Timer(pagefind.seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        yield _Service(process.stdin, process.stdout, pagefind.word_characters)
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

    def __init__(self, requests: IO[bytes], answers: IO[bytes], word_characters: str) -> None:
        self._word_characters = word_characters
        self._requests = requests
        self._answers = answers
        self._sent = 0
        self._files: Mapping[str, bytes] = {}
        self._failure = ""
        #: Set when the files are there, or never will be.
        self._settled = threading.Event()

    def index(self, documents: Iterable[tuple[str, str]]) -> Mapping[str, bytes]:
        """The files of an index of ``documents``, as :func:`index_through_pipes` takes them.

        Raises:
            SearchUnavailableError: Pagefind refused something, or ended.
            OSError: it does not listen any more.
        """
        # Read meanwhile: both pipes are small, and Pagefind does not listen while nobody does.
        reader = threading.Thread(target=self._read, name="pagefind-answers", daemon=True)
        reader.start()
        try:
            self._send("NewIndex", config={"include_characters": self._word_characters})
            for url, html in documents:
                if self._settled.is_set():
                    break
                self._send("AddFile", index_id=0, url=f"/{url}", file_contents=html)
            if not self._settled.is_set():
                self._send("GetFiles", index_id=0)
                self._requests.flush()
        except BrokenPipeError:
            self._fail("it ended before all was said")
        self._settled.wait()
        if self._failure:
            raise SearchUnavailableError(f"Pagefind failed: {self._failure}")
        return self._files

    def _fail(self, reason: str) -> None:
        self._failure = self._failure or reason
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
