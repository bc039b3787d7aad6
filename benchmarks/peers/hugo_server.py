"""Hugo's own preview on the same articles: its first page, and from saving a body to seeing it."""

from __future__ import annotations

import contextlib
import random
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import median
from benchmarks.peers.content import flat_path, read_catalog
from benchmarks.peers.environment import peer_program
from benchmarks.peers.hugo import hugo
from benchmarks.run import Run
from benchmarks.sites import corpus

_EDITS = 10
_PATIENCE = 300.0
_STEP = 0.01


def print_latency(run: Run) -> None:
    """Edit bodies only: the easiest of the edits that ours is measured with."""
    content = corpus("help-center", articles=run.args.articles)
    catalog = read_catalog(content)
    site = hugo(run.folder / "hugo-server", catalog)
    articles = random.Random(8).sample(catalog.articles, _EDITS)
    started = time.perf_counter()
    with _server(site.folder) as address:
        _wait(f"{address}/{articles[0].url}", "</html>")
        first = time.perf_counter() - started
        times = []
        for number, article in enumerate(articles):
            time.sleep(1)
            mark = f"edited{number}xyzzy"
            saved = time.perf_counter()
            with (site.folder / "content" / f"{flat_path(article)}.md").open("a") as stream:
                stream.write(f"\n{mark}\n")
            _wait(f"{address}/{article.url}", mark)
            times.append(time.perf_counter() - saved)
    print(f"\nHugo's own preview, {len(catalog.articles)} articles (help-center), bodies edited")
    print(f"  first page {first:.1f} s; save → served, median of {_EDITS}: {median(times):.2f} s")


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(peer_program("hugo")), "server", "--logLevel", "error", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--bind", "127.0.0.1"], cwd=folder, stdout=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, text: str) -> None:
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        if text in _get(url):
            return
        time.sleep(_STEP)
    raise SystemExit(f"{url} never showed {text!r}")


def _get(url: str) -> str:
    """The page, empty while there is none."""
    try:
        with urllib.request.urlopen(url, timeout=_PATIENCE) as answer:
            return str(answer.read().decode("utf-8", "replace"))
    except OSError:
        return ""
