"""What the search index costs the build, and how well search answers.

    python -m benchmarks.search [--corpus help-center|known-issues] [--site FOLDER] [--only index|quality]

- index: CPU and wall seconds, memory and size of Pagefind's step, one process a locale, one at a time.
- quality: the tables of questions in tests/search/ through the real search page in Chromium, with
  `--corpus known-issues`.

The corpus is built first unless `--site` names a built one with its mkdocs.yml and content beside it.
What a first search transfers is measured by `python -m benchmarks` (benchmarks/first_search.py).
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.build import prepare
from benchmarks.measuring import measure
from tests.browser.conftest import Served
from tests.browser.static_host import serve
from tests.browser.test_search_quality import halves, places
from tests.chromium_driver import CHROMIUM
from tests.search.test_questions import HARDER, QUESTIONS

ROOT = Path(__file__).resolve().parent.parent


def print_index(site: Path, folder: Path) -> None:
    """Pagefind's own step for each locale, from the pages that the build hands over."""
    for locale in sorted(path.name for path in site.iterdir() if (path / "search").is_dir()):
        documents = folder / f"documents-{locale}"
        command = [sys.executable, "-m", "benchmarks.search_documents", str(folder), locale]
        subprocess.run([*command, str(documents)], check=True, cwd=ROOT)
        code = "import sys; from benchmarks.search_documents import index; index(*sys.argv[1:])"
        command = [sys.executable, "-c", code, str(documents), str(folder / f"index-{locale}")]
        found = measure(command, ROOT)
        size = sum(one.stat().st_size for one in (folder / f"index-{locale}").rglob("*"))
        print(
            f"index of '{locale}': CPU {found.cpu:.1f} s, wall {found.wall:.1f} s, "
            f"peak {found.peak_mb:.0f} MB, {size / 1e6:.1f} MB"
        )
        shutil.rmtree(documents)


def print_quality(chromium: Any, site: Served) -> None:
    """How many of each table's questions are answered first and in the first three."""
    for name, table in {"table": QUESTIONS, "harder questions": HARDER}.items():
        for half, found in halves(table, places(chromium, site, table)).items():
            first, three = (sum(place <= last for place in found) for last in (1, 3))
            print(f"{name}, {half}: first {first}, in the first three {three}, of {len(found)}")


def run(parts: Sequence[str], corpus: str, folder: Path, site: Path) -> None:
    """Print the ``parts`` asked for."""
    if "index" in parts:
        print_index(site, folder)
    if "quality" in parts and corpus == "known-issues":
        with serve(site) as (base, sent), sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            print_quality(chromium, Served(site, base, sent))
            chromium.close()


def main() -> None:
    """Build and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpus", choices=("help-center", "known-issues"), default="help-center")
    parser.add_argument("--site", type=Path, help="a built site; its mkdocs.yml is beside it")
    parser.add_argument("--only", choices=("index", "quality"))
    args = parser.parse_args()
    parts = [args.only] if args.only else ["index", "quality"]
    with tempfile.TemporaryDirectory(prefix="help-center-benchmark-") as name:
        folder, site = Path(name), args.site
        if site is None:
            site = folder / "site"
            prepare(folder, args.corpus, 0, search=True)
            data = folder / "content" / "_data"
            data.mkdir()
            shutil.copy(ROOT / "content" / "_data" / "synonyms.yml", data)
            measure([sys.executable, "-m", "mkdocs", "-q", "build", "-d", str(site)], folder)
        else:
            shutil.copy(site.parent / "mkdocs.yml", folder)
            (folder / "content").symlink_to((site.parent / "content").resolve())
        run(parts, args.corpus, folder, site)


if __name__ == "__main__":
    main()
