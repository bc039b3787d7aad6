"""One Playwright and one Chromium for the whole test run, and pages that can always be closed.

Playwright's synchronous driver must not be started twice at a time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest

#: Where Chromium is: ``$CHROMIUM``, or the first on the path; none is "".
CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
)
#: How long a page may take to be left, in ms.
_LEAVING = 5_000
#: Seconds that closing may take.
_CLOSING = 10.0


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
            with _at_most(_CLOSING):
                browser.close()


def close(opened: Any) -> None:
    """Close a page, or a context with all its pages.

    Each page is left for an empty one before, and that one is waited for: Chromium 156 may never answer
    to the closing of a page that still loads (14 of 40 where only the start of loading was waited for, 0
    of 100 so). One that does not answer all the same stays open until the browser ends: what a test found
    is not changed by it.
    """
    from playwright.sync_api import Error

    with _at_most(_CLOSING), contextlib.suppress(Error):
        for page in getattr(opened, "pages", [opened]):
            page.goto("about:blank", timeout=_LEAVING)
        opened.close()


def wait_until(page: Any, expression: str, *, seconds: float = 60.0) -> None:
    """Wait until a JavaScript expression, or what it promises, is true on ``page``.

    Playwright's own ``wait_for_function`` evaluates in the page from its second try on: where the page's
    policy forbids that, it fails with an EvalError whenever the first try was too early. Here each try
    comes from outside.

    Raises:
        AssertionError: not true in time.
    """
    from playwright.sync_api import Error

    end = time.monotonic() + seconds
    while True:
        try:
            answer = page.evaluate(expression)
        except Error as error:  # a page that is being left cannot be asked
            answer, said = False, str(error)
        else:
            said = repr(answer)
        if answer:
            return
        assert time.monotonic() < end, f"{expression} at {page.url} after {seconds:g} s: {said}"
        page.wait_for_timeout(50)


class _NoAnswerError(Exception):
    """Raised by the clock, and caught here."""


@contextlib.contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Give up what is inside after some time; Playwright's own calls for closing have no limit.

    The alarm that limits the whole test (pytest-timeout) is set again for what is left of it.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise _NoAnswerError

    before = signal.signal(signal.SIGALRM, ring)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    started = time.monotonic()
    try:
        with contextlib.suppress(_NoAnswerError):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            rest = max(0.1, left - (time.monotonic() - started))
            signal.setitimer(signal.ITIMER_REAL, rest)
