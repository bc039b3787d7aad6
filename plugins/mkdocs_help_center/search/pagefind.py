"""Running Pagefind's indexer, one process a locale.

Its command line reads files, so documents are written to a temporary folder first: 0.7 s and 2.5 s of
indexing for 2,011 articles, 150 MB. (Its Python wrapper waits 0.1 s for each document: 206 s.)
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pagefind.service import get_executable

#: Characters inside of words: ``meli_shipping_mode``, ``search.resolver@1.x``, ``balance=0``, ``e-mail``.
WORD_CHARACTERS = "_-.#=@"
#: Characters of index a chunk. Pagefind's 20,000 makes 30 kB a word of a query, this 3 kB.
_CHUNK = "1000"
_SECONDS = 600
#: What the browser loads; the rest of a bundle are Pagefind's own interfaces, which are not used.
_KEPT = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind")


class SearchUnavailableError(Exception):
    """The indexer is missing or failed; the message says what to do."""


def build_index(documents: Iterable[tuple[str, str]], out: Path) -> None:
    """Index ``documents`` (URL without leading slash, HTML) into the folder ``out``.

    Raises:
        SearchUnavailableError: there is no indexer, or it failed.
    """
    program = get_executable()
    if program is None:
        raise SearchUnavailableError(
            "Pagefind is not installed; 'pip install pagefind[bin]' brings it"
        )
    with tempfile.TemporaryDirectory(prefix="help-center-search-") as folder:
        for url, html in documents:
            path = Path(folder, url, "index.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
        _run(program, Path(folder), out)
    _drop_unused(out)
    for meta in out.glob("*.pf_meta"):
        # Every reader loads this first; it is 2% smaller so.
        meta.write_bytes(gzip.compress(gzip.decompress(meta.read_bytes()), 9, mtime=0))


def _run(program: Path, source: Path, out: Path) -> None:
    command = [str(program), "--site", str(source), "--output-path", str(out), "--silent"]
    command += ["--include-characters", WORD_CHARACTERS]
    environment = {**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK}
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=_SECONDS,
            env=environment,
            cwd=source,
        )
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or b"").decode("utf-8", "replace").strip()
        reason = said.splitlines()[-1] if said else f"exit code {error.returncode}"
        raise SearchUnavailableError(f"Pagefind failed: {reason}") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchUnavailableError(f"Pagefind failed: {error}") from error


def _drop_unused(out: Path) -> None:
    entry = (out / "pagefind-entry.json").read_text(encoding="utf-8")
    for path in out.iterdir():
        unused = path.is_file() and not any(path.match(pattern) for pattern in _KEPT)
        # The entry names the one that its languages use.
        spare = path.match("wasm.unknown.pagefind") and '"wasm":null' not in entry
        if unused or spare:
            path.unlink()


def move_index(built: Path, place: Path) -> None:
    """Copy a built index to where it is served from, replacing what is there."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(built, place)
