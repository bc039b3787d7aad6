"""The search of one language while its index is made.

It has all that is needed to go on, and nothing that needs the site: the process that waits for Pagefind
need not have the site in memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mkdocs_help_center.search.facets import FILE, encode_facets, page_ids
from mkdocs_help_center.search.pagefind import PendingIndex
from mkdocs_help_center.search.pagefind_program import SearchUnavailableError

#: Each article's facets by its URL.
Facets = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True)
class SearchFiles:
    """The files of the search in one language by their paths in the site; ``failure`` says why its index
    is not among them.
    """

    files: Mapping[str, bytes]
    failure: str = ""


@dataclass(frozen=True)
class Indexing:
    """What is under way.

    Attributes:
        locale: the language.
        path: the index's folder in the site, with a slash at its end.
        facets: what its articles can be narrowed by.
        data: files that go with the index, by their paths in the site.
        index: the index, or why there is none.
    """

    locale: str
    path: str
    facets: Facets
    data: Mapping[str, bytes]
    index: PendingIndex | SearchUnavailableError

    @property
    def lock(self) -> int | None:
        """A descriptor to be kept open, where another process is at work already and its parent can become
        another program.
        """
        folder = self.index.folder if isinstance(self.index, PendingIndex) else None
        return None if folder is None else folder.lock

    def files(self) -> SearchFiles:
        """Wait for the index."""
        try:
            if isinstance(self.index, SearchUnavailableError):
                raise self.index
            index = dict(self.index.files())
        except SearchUnavailableError as error:
            return SearchFiles(self.data, f"The search in '{self.locale}' has no index: {error}")
        index[FILE] = encode_facets(self.facets, page_ids(index)).encode()
        files = {self.path + name: content for name, content in index.items()}
        return SearchFiles({**files, **self.data})

    def close(self) -> None:
        """End what is going on."""
        if isinstance(self.index, PendingIndex):
            self.index.close()
