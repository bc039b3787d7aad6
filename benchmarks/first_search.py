"""What the first question costs a reader: bytes from the first key until results are there, in Chromium."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks import run as runs
from benchmarks.goals import Goal, at_most
from benchmarks.run import Run
from tests.browser.static_host import serve

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUESTIONS = ("coupon not applied", "how to cancel an order", "shipping rate spreadsheet import")
_NAME = "first search in `en`: bytes until there are results, scripts included"


def goals(run: Run) -> Sequence[Goal]:
    """Ask each question as a new reader."""
    if not Path(CHROMIUM).exists():
        return [Goal(_NAME, "≤ 200 kB", f"no Chromium at {CHROMIUM}; set CHROMIUM to one", None)]
    if not run.help_center.site.is_dir():
        runs.cold(run.help_center)
    print(f"\nfirst search, {run.articles} articles (help-center), gzipped as hosts do")
    with serve(run.help_center.site) as (base, sent), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        found = [_ask(browser, base, sent, question) for question in QUESTIONS]
        browser.close()
    return [at_most(_NAME, max(found) / 1000, 200, "kB", 0)]


def _ask(browser: Any, base: str, sent: list[tuple[str, int]], question: str) -> int:
    """The dearer one of two ways: suggestions while typing on a listing, and the page of all results."""
    typed = _bytes(browser, f"{base}/en/faq/", sent, question, ".hc-found [role=option]", key="")
    asked = _bytes(
        browser, f"{base}/en/search/", sent, question, "[data-search-results] a", "Enter"
    )
    print(
        f"  {typed / 1000:6.0f} kB while typing, {asked / 1000:.0f} kB on the search page: {question}"
    )
    return max(typed, asked)


def _bytes(
    browser: Any, url: str, sent: list[tuple[str, int]], question: str, result: str, key: str
) -> int:
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    sent.clear()
    field = page.locator("main [data-search-field]" if key else "[data-search-field]").first
    field.press_sequentially(question, delay=20)
    if key:
        page.keyboard.press(key)
    page.wait_for_selector(result, timeout=120_000)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(size for _, size in sent)
