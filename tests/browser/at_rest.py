"""Many pages one after the other, each when its network is at rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any


def at_rest(context: Any, base: str, urls: Sequence[str]) -> Iterator[Any]:
    """Each of ``urls`` (paths on ``base``) in a page that has asked for nothing in half a second.

    The next one loads in a second page meanwhile, so that nobody waits for that.
    """
    pages = (context.new_page(), context.new_page())
    for number, url in enumerate(urls):
        page, other = pages[number % 2], pages[1 - number % 2]
        if not number:
            page.goto(base + url)
        if urls[number + 1 :]:
            other.goto(base + urls[number + 1])
        page.wait_for_load_state("networkidle")
        yield page
