"""Lighthouse's scores on the phone profile: performance, accessibility, best practices, SEO.

    python -m benchmarks.lighthouse [--rounds N] [--page NAME ...] [--sample SITE] [--known SITE]

Builds the sample help center and the 6,038 real known issues (or takes sites that are built already),
serves them as a host would (compressed, with the built `_headers`) and prints the median of N runs for
home, article, listing and search of the sample, and for the longest article and the largest listing of
the known issues. Goal of issue 7: at least 95 in all four.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.build import prepare
from benchmarks.measuring import median
from tests.browser.static_host import serve

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL = 95
#: Now and then Lighthouse sees no start of a navigation in its own trace (NO_NAVSTART) and gives no scores.
_TRIES = 3
SAMPLE = {
    "home": "/pt/",
    "article": "/pt/faq/como-funciona-o-suporte-da-vtex/",
    "listing": "/pt/tutorials/",
    "search": "/pt/search/?q=pedido",
}


def longest_article(site: Path) -> str:
    """The URL path of the article with the most HTML."""
    pages = site.glob("*/known-issues/*/index.html")
    return (
        "/" + max(pages, key=lambda page: page.stat().st_size).parent.relative_to(site).as_posix()
    )


def largest_listing(site: Path) -> str:
    """The URL path of the listing page with the most HTML, category and filter pages included."""
    pages = [*site.glob("*/known-issues/index.html"), *site.glob("*/known-issues/*/*/index.html")]
    return (
        "/" + max(pages, key=lambda page: page.stat().st_size).parent.relative_to(site).as_posix()
    )


def run(url: str) -> dict[str, Any]:
    """One run of Lighthouse with its default, the phone."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    command = [str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    for left in reversed(range(_TRIES)):
        done = subprocess.run(
            [*command, f"--only-categories={','.join(CATEGORIES)}"],
            capture_output=True,
            env={**os.environ, "CHROME_PATH": CHROMIUM},
        )
        if not done.returncode:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
        print(f"    a run failed, {left} more tries", flush=True)
    sys.exit(f"Lighthouse failed on {url}:\n{done.stderr.decode()}")


def failed(report: dict[str, Any]) -> Iterator[str]:
    """The audits that cost points, with the points."""
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            score = audit["score"]
            if reference["weight"] and score is not None and score < 0.9:
                yield f"{reference['id']} {score:.2f} {audit.get('displayValue', '')}".strip()


def report_on(name: str, url: str, rounds: int) -> bool:
    """Measure a page and print its line; whether all medians reach the goal."""
    reports = [run(url) for _ in range(rounds)]
    scores = [
        round(median([report["categories"][category]["score"] for report in reports]) * 100)
        for category in CATEGORIES
    ]
    audits = reports[-1]["audits"]
    shift = audits["cumulative-layout-shift"]["numericValue"]
    paint = median([one["audits"]["largest-contentful-paint"]["numericValue"] for one in reports])
    kilobytes = audits["total-byte-weight"]["numericValue"] / 1000
    print(
        f"{name:10}" + "".join(f"{score:8d}" for score in scores)
        + f"{paint / 1000:8.2f}{shift:8.3f}{kilobytes:8.0f}",
        flush=True,
    )  # fmt: skip
    for line in sorted({line for report in reports for line in failed(report)}):
        print(f"    {line}", flush=True)
    return min(scores) >= GOAL


def main() -> None:
    """Build, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--page", action="append", choices=(*SAMPLE, "longest", "largest"))
    parser.add_argument("--sample", type=Path, help="the built sample site")
    parser.add_argument("--known", type=Path, help="the built site of the known issues")
    args = parser.parse_args()
    if not CHROMIUM or not LIGHTHOUSE.exists():
        sys.exit("needs Chromium (or CHROMIUM=path) and `npm ci`")
    wanted = args.page or [*SAMPLE, "longest", "largest"]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="help-center-")))
        urls: dict[str, str] = {}
        if set(wanted) & set(SAMPLE):
            base, _ = stack.enter_context(serve(args.sample or build(ROOT, folder / "sample")))
            urls |= {name: base + path for name, path in SAMPLE.items()}
        if set(wanted) - set(SAMPLE):
            known = args.known
            if known is None:
                prepare(folder, "known-issues", 0, search=True)
                known = build(folder, folder / "known")
            base, _ = stack.enter_context(serve(known))
            urls["longest"] = f"{base}{longest_article(known)}/"
            urls["largest"] = f"{base}{largest_listing(known)}/"
        print(f"{'':10}   perf.    a11y    best     SEO   LCP s     CLS      kB"
              f"   (medians of {args.rounds})")  # fmt: skip
        good = [report_on(name, urls[name], args.rounds) for name in wanted]
    sys.exit(0 if all(good) else f"goal missed: at least {GOAL} in all four")


def build(folder: Path, site: Path) -> Path:
    """Build a folder's help center."""
    command = [sys.executable, "-m", "mkdocs", "-q", "build", "-d", str(site)]
    subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    return site


if __name__ == "__main__":
    main()
