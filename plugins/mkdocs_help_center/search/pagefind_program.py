"""Pagefind's indexer as a program, and how it is to index."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

#: Characters of index a chunk. Pagefind's 20,000 makes 30 kB a word of a query, this 3 kB.
_CHUNK = "1000"
_SECONDS = 600


class SearchUnavailableError(Exception):
    """The indexer is missing or failed; the message says what to do."""


@dataclass(frozen=True)
class Pagefind:
    """The program and its settings.

    Attributes:
        path: of the program.
        word_characters: what stands inside of words beside letters and digits.
        seconds: after which it is taken for one that will never answer.
    """

    path: Path
    word_characters: str
    seconds: float

    @property
    def environment(self) -> Mapping[str, str]:
        """What it is to find in its environment: Pagefind takes any of its options from there."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PAGEFIND_")}
        return {**kept, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK}


def installed_pagefind(word_characters: str) -> Pagefind:
    """The one that is installed.

    Raises:
        SearchUnavailableError: there is none.
    """
    # It brings all of asyncio, which the making of an index does without.
    from pagefind.service import get_executable

    path = get_executable()
    if path is None:
        raise SearchUnavailableError(
            "Pagefind is not installed; 'pip install pagefind[bin]' brings it"
        )
    return Pagefind(path, word_characters, _SECONDS)
