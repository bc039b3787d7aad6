"""One Playwright for the whole test run: its synchronous driver must not be started twice at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

_running: list[Any] = []


@contextlib.contextmanager
def shared_playwright() -> Iterator[Any]:
    """The driver, started when it is first asked for and stopped by :func:`stop_playwright`."""
    if not _running:
        from playwright.sync_api import sync_playwright

        _running.append(sync_playwright().start())
    yield _running[0]


def stop_playwright() -> None:
    """Stop the driver at the end of the run."""
    while _running:
        _running.pop().stop()
