"""One Playwright and one Chromium for the whole test run, and pages that can always be closed.

Playwright's synchronous driver must not be started twice at a time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

#: Where Chromium is: ``$CHROMIUM``, or the first on the path; none is "".
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
)
#: How long a page may take to be left, in ms.
_LEAVING = 30_000


@contextlib.contextmanager
def running_chromium() -> Iterator[Any]:
    """Debian's Chromium; skips the test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not shutil.which(CHROMIUM):
        pytest.skip("no Chromium (Debian: apt install chromium); or set CHROMIUM to one")
    # A machine that does other things too is slow, not wrong.
    playwright.expect.set_options(timeout=60_000)
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            yield browser
        finally:
            for context in browser.contexts:
                close(context)
            browser.close()


def close(opened: Any) -> None:
    """Close a page, or a context with all its pages.

    Each page is left for an empty one before: Chromium 156 may never answer to the closing of a
    page that has just been navigated and still loads, and then a test waits without end.
    """
    for page in getattr(opened, "pages", [opened]):
        page.goto("about:blank", wait_until="commit", timeout=_LEAVING)
    opened.close()
