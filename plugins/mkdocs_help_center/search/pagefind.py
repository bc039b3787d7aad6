"""Search indexes of documents, made by Pagefind's indexer.

It can be given documents in two ways. Its service takes them through a pipe and makes the index twice
over: when it is asked for the files and again before it gives them (1.5.2, ``pagefind/src/service``). Run
over a folder it makes it once, partly on several cores: 4,065 articles take 4.2 CPU s in 3.0 s, with the
service 5.3 in 5.1. On a disk the folder costs more than that (:mod:`.pagefind_folder`).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from mkdocs_help_center.search.pagefind_folder import FolderIndex, start_in_folder
from mkdocs_help_center.search.pagefind_program import (
    Pagefind,
    SearchUnavailableError,
    installed_pagefind,
)
from mkdocs_help_center.search.pagefind_service import index_through_pipes
from mkdocs_help_center.stopping import may_be_stopped

#: Characters inside of words: ``meli_shipping_mode``, ``search.resolver@1.x``, ``balance=0``, ``e-mail``.
WORD_CHARACTERS = "_-.#=@"
#: What the browser loads; the rest of a bundle are Pagefind's own interfaces, which are not used.
_KEPT = ("pagefind.js", "pagefind-entry.json", "*.pf_meta", "wasm.*.pagefind", "*/*")


@dataclass(frozen=True)
class PendingIndex:
    """An index that was asked for.

    Attributes:
        pagefind: what makes it.
        documents: what it is made of (URL, HTML), where they are not in ``folder``.
        folder: where it is being made already.
    """

    pagefind: Pagefind
    documents: Sequence[tuple[str, str]]
    folder: FolderIndex | None

    def files(self) -> Mapping[str, bytes]:
        """Wait for its files, by their path in its folder; the same in either way.

        Raises:
            SearchUnavailableError: the indexer failed.
        """
        # Who asks has it in hand.
        may_be_stopped()
        files = None if self.folder is None else self.folder.files()
        if files is None:
            documents = self.documents if self.folder is None else self.folder.documents()
            files = index_through_pipes(self.pagefind, documents)
        return _as_published(files)

    def close(self) -> None:
        """End what is going on."""
        if self.folder is not None:
            self.folder.close()
        may_be_stopped()


def start_index(documents: Iterable[tuple[str, str]]) -> PendingIndex:
    """Have ``documents`` indexed (URL without leading slash, HTML).

    Until somebody asks for the files or closes it, this process is not stopped: Pagefind would be left.

    Raises:
        SearchUnavailableError: there is no indexer.
    """
    pagefind = installed_pagefind(WORD_CHARACTERS)
    ordered = in_walking_order(documents)
    folder = start_in_folder(pagefind, ordered)
    if folder is None:
        may_be_stopped()
    return PendingIndex(pagefind, ordered if folder is None else (), folder)


def build_index(documents: Iterable[tuple[str, str]]) -> Mapping[str, bytes]:
    """The files of the index of ``documents``, as :func:`start_index` takes them.

    Raises:
        SearchUnavailableError: there is no indexer, or it failed.
    """
    pending = start_index(documents)
    try:
        return pending.files()
    finally:
        pending.close()


def in_walking_order(documents: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """``documents`` as a walk through folders named as their URLs meets them, else as they were.

    Pages are numbered in the order in which Pagefind meets them, and numbers are all over an index.

    >>> [url for url, _ in in_walking_order([("a/1/", ""), ("b/1/", ""), ("a/2/", "")])]
    ['a/1/', 'a/2/', 'b/1/']
    """
    root: dict[str, Any] = {}
    for url, html in documents:
        folder = root
        *folders, name = url.split("/")
        for part in folders:
            folder = folder.setdefault(f"{part}/", {})
        folder[name] = (url, html)
    found: list[tuple[str, str]] = []
    _walk(root, found)
    return found


def _walk(folder: Mapping[str, Any], found: list[tuple[str, str]]) -> None:
    for entry in folder.values():
        if isinstance(entry, dict):
            _walk(entry, found)
        else:
            found.append(entry)


def _as_published(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """``files`` in order, without those that no browser asks for.

    Raises:
        SearchUnavailableError: the one that names the others is not among them.
    """
    entry = files.get("pagefind-entry.json")
    if entry is None:
        raise SearchUnavailableError("Pagefind failed: it made no index")
    # The entry names the one that its languages use.
    spare = "" if b'"wasm":null' in entry else "wasm.unknown.pagefind"
    kept = {
        name: data
        for name, data in sorted(files.items())
        if name != spare and any(fnmatchcase(name, pattern) for pattern in _KEPT)
    }
    for name, data in kept.items():
        if name.endswith(".pf_meta"):
            # Every reader loads this first; it is 2% smaller so.
            kept[name] = gzip.compress(gzip.decompress(data), 9, mtime=0)
    return kept
