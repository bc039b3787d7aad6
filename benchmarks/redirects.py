"""How long every old URL of a whole help center takes, from articles to the hosts' files on disk.

    python benchmarks/redirects.py [--content FOLDER]

Composes the help center of 12,207 articles with its 1,088 exported rules (or takes a content folder with
its own ``_data``), reads the articles, and then measures what redirects add: reading rules and ledger,
compiling and resolving them, collecting every legacy URL, rendering ``_redirects`` and the edge function,
writing both. Five rounds in one process; prints CPU and wall seconds of the quickest, the memory of the
first, the sizes, and what a request costs the edge function under Node.js. All of it is one thread, so
that on a machine with nothing else to do both times are the same. The peer writes a page of redirection
for each old URL, as the plugin mkdocs-redirects does.

Exits with 1 above three CPU seconds, 200 MB, or 2 MB of gzipped edge function.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:1] = [str(ROOT), str(ROOT / "plugins")]

from mkdocs_help_center.content.catalog import Catalog  # noqa: E402
from mkdocs_help_center.content.load import ContentSettings, load_content  # noqa: E402
from mkdocs_help_center.redirects.collect import (  # noqa: E402
    RedirectTable,
    build_table,
    read_files,
)
from mkdocs_help_center.redirects.edge_function import PATH, render_edge_function  # noqa: E402
from mkdocs_help_center.redirects.html_pages import render_html_pages  # noqa: E402
from mkdocs_help_center.redirects.netlify import render_netlify  # noqa: E402
from mkdocs_help_center.redirects.settings import RedirectSettings  # noqa: E402

SETTINGS = RedirectSettings(
    hosts=frozenset({"help.vtex.com"}),
    allowed_hosts=frozenset(
        {"supporticket.vtex.com", "vtexhelp.myvtex.com", "developers.vtex.com"}
    ),
)
SECONDS, MEGABYTES, MAP_BYTES = 3.0, 200.0, 2_000_000
REQUESTS = 20_000


def compose(target: Path) -> Path:
    """The whole help center, with its exported rules as data."""
    shared = ROOT.parent / "shared"
    script = shared / "bin" / "corpus"
    if not script.is_file():
        raise SystemExit("no real content: shared/bin/corpus is not beside this checkout")
    content = target / "content"
    command = [sys.executable, str(script), "help-center", str(content)]
    subprocess.run(command, check=True, capture_output=True)
    (content / "_data").mkdir(exist_ok=True)
    shutil.copy(shared / "corpora" / "redirects.json", content / "_data")
    return content


class Clock:
    """CPU seconds of named steps, and the wall seconds of all."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}
        self.wall = 0.0
        self._start = time.perf_counter()
        self._last = time.process_time()

    def step(self, name: str) -> None:
        """Everything since the last step was ``name``."""
        now = time.process_time()
        self.steps[name], self._last = now - self._last, now
        self.wall = time.perf_counter() - self._start

    @property
    def total(self) -> float:
        """CPU seconds of all steps."""
        return sum(self.steps.values())


def run(catalog: Catalog, data: Path, target: Path) -> tuple[RedirectTable, Clock]:
    """What a build does about redirects, once."""
    clock = Clock()
    files = read_files(data, SETTINGS)
    clock.step("read rules and ledger")
    table = build_table(catalog, SETTINGS, (), files)
    clock.step("index and compile")
    _ = table.redirects
    clock.step("collect and resolve")
    _ = table.problems
    clock.step("find problems")
    rendered = render_netlify(table)
    clock.step("render _redirects")
    rendered |= render_edge_function(table)
    clock.step("render edge function")
    for name, text in rendered.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    clock.step("write")
    return table, clock


def _status(field: str) -> float:
    """Megabytes of a field of this process's status; 0 where the system has none."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
    return 0.0


def settle_memory() -> float:
    """Give back what reading the articles left over, forget the peak; return what is in use, in MB."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")
    return _status("VmRSS")


def edge_milliseconds(function: Path, urls: list[str]) -> float:
    """What a request costs under Node.js, on average; 0 where there is none."""
    if shutil.which("node") is None:
        return 0.0
    script = ROOT / "tests" / "redirects" / "node" / "edge.mjs"
    module, files = function.with_suffix(".mjs"), function.with_suffix(".json")
    shutil.copy(function, module)
    files.write_text("{}")
    asked = json.dumps([{"url": f"https://help.vtex.com{url}"} for url in urls]) + "\n"
    result = subprocess.run(
        ["node", str(script), str(module), str(files)],
        input=asked, capture_output=True, text=True, check=True,
    )  # fmt: skip
    started, answered = map(json.loads, result.stdout.splitlines())
    print(f"  edge function ready after {started['ready']:.0f} ms")
    return float(answered["milliseconds"]) / len(urls)


def peer_seconds(table: RedirectTable, target: Path) -> tuple[int, float]:
    """How many pages of redirection there would be, and how long they take to be made and written."""
    start = time.process_time()
    pages = render_html_pages(table)
    for name, text in pages.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(pages), time.process_time() - start


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path, help="a content folder, instead of a composed one")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-peer", action="store_true", help="write no pages of redirection")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        content = arguments.content or compose(folder)
        catalog = load_content(ContentSettings(content)).catalog
        before = settle_memory()
        runs: list[Clock] = []
        more = 0.0
        for number in range(arguments.rounds):
            table, clock = run(catalog, content / "_data", folder)
            runs.append(clock)
            if number == 0:
                more = _status("VmHWM") - before
        runs.sort(key=lambda clock: clock.total)
        function = (folder / PATH).read_bytes()
        packed = len(gzip.compress(function, mtime=0))
        lines = (folder / "_redirects").read_text(encoding="utf-8").count("\n")
        print(f"{len(catalog.articles):,} articles, {len(table.redirects):,} old URLs, "
              f"{len(table.problems):,} problems")  # fmt: skip
        print(f"  {runs[0].total:.2f} s CPU, {runs[0].wall:.2f} s wall, the quickest of "
              f"{len(runs)} (CPU at most {runs[-1].total:.2f} s); {more:.0f} MB more")  # fmt: skip
        for step, seconds in runs[0].steps.items():
            print(f"    {seconds:5.2f} s {step}")
        print(f"  {lines:,} rules in _redirects; edge function {len(function):,} bytes, "
              f"{packed:,} gzipped")  # fmt: skip
        stride = max(len(table.redirects) // REQUESTS, 1)
        asked = [item.source for item in table.redirects[::stride]]
        cost = edge_milliseconds(folder / PATH, asked)
        print(f"  {cost:.4f} ms a request over {len(asked):,} requests")
        if not arguments.no_peer:
            count, seconds = peer_seconds(table, folder / "pages")
            print(f"  peer: {count:,} pages of redirection in {seconds:.2f} s CPU, "
                  f"{seconds / runs[0].total:.1f} times as long")  # fmt: skip
    if runs[0].total > SECONDS or more > MEGABYTES or packed > MAP_BYTES:
        print("over the limits")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
