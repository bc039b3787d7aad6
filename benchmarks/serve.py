"""What a writer waits for: the first page of a preview, and from saving a file to seeing it.

    python -m benchmarks.serve [--articles N] [--edits N] [--seed N]

Starts the real `help-center serve` on a real help center, without a cache and with one, asks for a page
until it is there; then edits files as editors do (in place, or a new file renamed over the old one) at a
writer's pace and asks over HTTP until the new text is served: on the changed page, then on a listing, and
for news in a feed. Goals of issue 8 at 12,207 articles: first page in 5 s without a cache, 2 s with one;
save to served 0.3 s in the median and 0.5 s in 95 of 100.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.edits import KINDS, Edit, Editor
from benchmarks.goals import Goal, at_most, print_goals
from benchmarks.measuring import cpu_of_tree, environment, median, memory_of_tree
from benchmarks.run import Run
from benchmarks.sites import configure, corpus

_PATIENCE = 60.0
_STEP = 0.01
#: Seconds between two saves, at least and at most: shorter and longer than what the preview takes for rest.
_PAUSE = (0.3, 4.0)


@dataclass
class Served:
    """Seconds from one save until the page, and all that is looked at besides, was served; ``cpu`` is what
    the preview has worked for the page, which other work of the machine cannot make longer.
    """

    page: float
    everything: float
    cpu: float


class Preview:
    """A running `help-center serve`."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.started = time.perf_counter()
        command = [sys.executable, "-m", "mkdocs_help_center", "serve", "-a", "127.0.0.1:0"]
        self._process = subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self._process.stdout is not None
        self.url = self._read_url()
        threading.Thread(target=self._process.stdout.read, daemon=True).start()

    def _read_url(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if match := re.search(r"http://[\d.]+:\d+/", line):
                return match[0]
        raise SystemExit("the preview did not start")

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a path; redirects are followed."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=_PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def wait_for(self, path: str, text: str, *, there: bool = True) -> float:
        """Ask until ``text`` is, or is not, on the page; the moment when it was so.

        Raises:
            SystemExit: that took too long.
        """
        end = time.perf_counter() + _PATIENCE
        while time.perf_counter() < end:
            status, found = self.get(path)
            if (status == 200 and text in found) is there:
                return time.perf_counter()
            time.sleep(_STEP)
        raise SystemExit(f"{path} never {'showed' if there else 'lost'} {text!r}")

    @property
    def cpu(self) -> float:
        """CPU seconds of its whole process tree."""
        return cpu_of_tree(self._process.pid)

    @property
    def memory(self) -> float:
        """MB of its whole process tree."""
        return memory_of_tree(self._process.pid)

    def end(self) -> float:
        """Press Ctrl-C; the seconds that it took to end."""
        started = time.perf_counter()
        if self._process.poll() is not None:
            return 0.0
        self._process.send_signal(signal.SIGINT)
        if self._process.wait(60) != 0:
            raise SystemExit(f"the preview ended with {self._process.returncode}")
        return time.perf_counter() - started


@contextlib.contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Preview]:
    """A preview that is ended, whatever happens."""
    preview = Preview(folder, *arguments)
    try:
        yield preview
    finally:
        preview.end()


def first_page(folder: Path, path: str, *arguments: str) -> tuple[float, float]:
    """Seconds, and CPU seconds, from the command to an article in the browser; ends after a rest, in
    which it remembers what it has read.
    """
    with running(folder, *arguments) as preview:
        seconds = preview.wait_for(path, "</html>") - preview.started
        cpu = preview.cpu
        time.sleep(4)
    return seconds, cpu


def time_edit(preview: Preview, edit: Edit) -> Served:
    """Save, and wait for all that it changes."""
    used, started = preview.cpu, time.perf_counter()
    edit.save()
    done = preview.wait_for(edit.path, edit.text, there=edit.there)
    page, cpu = done - started, preview.cpu - used
    for path, text, there in edit.beside:
        done = preview.wait_for(path, text, there=there)
    return Served(page, done - started, cpu)


def print_times(found: dict[str, list[Served]]) -> None:
    """A line for each kind of edit and one for all."""
    head = f"  {'':24}{'edits':>6}{'median':>9}{'p95':>9}{'worst':>9}"
    print(f"{head}{'CPU':>9}{'CPU p95':>9}   with what lists it: p95")
    everything = [one for times in found.values() for one in times]
    for name, times in [*found.items(), ("all", everything)]:
        pages, work = [one.page for one in times], [one.cpu for one in times]
        p95 = percentile([one.everything for one in times], 95)
        print(
            f"  {name:24}{len(times):6}{median(pages):8.3f}s{percentile(pages, 95):8.3f}s"
            f"{max(pages):8.3f}s{median(work):8.3f}s{percentile(work, 95):8.3f}s   {p95:.3f} s"
        )


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that ``percent`` of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def compare(folder: Path, articles: int, edits: int, kinds: Sequence[str], seed: int) -> list[Goal]:
    """Start, edit, print, and say what holds.

    Args:
        folder: where the site is written.
        articles: about how many; 0 for all 12,207.
        edits: how many saves.
        kinds: keys of :data:`KINDS`.
        seed: decides what is edited.
    """
    chance = random.Random(seed)
    # A copy: it is edited.
    shutil.copytree(corpus("help-center", articles=articles), folder / "content")
    configure(folder)
    count = sum(1 for _ in (folder / "content").rglob("*.md"))
    editor = Editor(folder / "content", chance)
    path = editor.any_path()
    print(f"help-center, {count} articles, `help-center serve`", flush=True)
    cold, cold_cpu = first_page(folder, path)
    warm, warm_cpu = first_page(folder, path)
    print(f"  first page  {cold:5.2f} s without a cache ({cold_cpu:.2f} s of CPU)")
    print(f"              {warm:5.2f} s with one        ({warm_cpu:.2f} s of CPU)", flush=True)
    found: dict[str, list[Served]] = defaultdict(list)
    with running(folder) as preview:
        preview.wait_for(path, "</html>")
        before = preview.memory
        for edit in editor.edits(edits, kinds):
            time.sleep(chance.uniform(*_PAUSE))
            found[edit.kind].append(time_edit(preview, edit))
        after = preview.memory
        seconds = preview.end()
    print_times(found)
    print(f"  memory  {before:.0f} MB at the start, {after:.0f} MB after the edits")
    print(f"  ended in {seconds:.2f} s after Ctrl-C")
    times = [one.page for each in found.values() for one in each]
    return [
        at_most("first page of help-center serve, with a cache", warm, 2, "s"),
        at_most("first page of help-center serve, without one", cold, 5, "s"),
        at_most("save to served, median", median(times), 0.3, "s", 2),
        at_most("save to served, 95 of 100", percentile(times, 95), 0.5, "s", 2),
    ]


def goals(run: Run) -> Sequence[Goal]:
    """Thirty edits of the whole help center."""
    return compare(run.folder / "serve", run.args.articles, 30, list(KINDS), 8)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=0, help="about this many; default 12,207")
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--kind", choices=list(KINDS), action="append", help="only such edits")
    parser.add_argument("--seed", type=int, default=8)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="help-center-benchmark-") as name:
        kinds = args.kind or list(KINDS)
        print_goals(compare(Path(name), args.articles, args.edits, kinds, args.seed))


if __name__ == "__main__":
    main()
