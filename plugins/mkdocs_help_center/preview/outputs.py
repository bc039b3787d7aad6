"""The site's files that are no pages, each kind made when one of it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.feeds.files import feed_file, feed_files
from mkdocs_help_center.pages.list_data import list_files
from mkdocs_help_center.pages.outputs import OUTPUTS
from mkdocs_help_center.pages.social_cards import card_files
from mkdocs_help_center.redirects.files import NEAREST_SCRIPT, redirect_files

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_Output = Callable[["HelpCenter"], Mapping[str, str | bytes]]
#: Which paths are worth making the costly kinds for. Rules for hosts are of no use here.
_PATHS: Mapping[_Output, re.Pattern[str]] = {
    list_files: re.compile(r".*/list\.json"),
    card_files: re.compile(r".*/cards/[\w-]+\.png"),
    redirect_files: re.compile(rf"{re.escape(NEAREST_SCRIPT)}|[\w-]+/articles\.json"),
    feed_files: re.compile(r".+/(?:feed\.(?:xml|json)|atom\.xml|feeds\.opml)"),
}
#: What makes one file of a kind that has thousands.
_SINGLE: Mapping[_Output, Callable[[HelpCenter, str], bytes | None]] = {feed_files: feed_file}
_ANY = re.compile(r"(?!.*\.html$)(?:.*/)?[^/]*\.[^/]+|_headers")


class MadeFiles:
    """Files as the site was when they were asked for; a change of the site forgets them."""

    def __init__(self) -> None:
        self._version = -1
        self._made: dict[_Output, Mapping[str, str | bytes]] = {}

    def find(self, center: HelpCenter, version: int, path: str) -> bytes | None:
        """The content of ``path``, None where no such file is made; ``version`` is the site's."""
        if self._version != version:
            self._version, self._made = version, {}
        for output in OUTPUTS:
            if not _PATHS.get(output, _ANY).fullmatch(path):
                continue
            if single := _SINGLE.get(output):
                if (one := single(center, path)) is not None:
                    return one
                continue
            if output not in self._made:
                self._made[output] = output(center)
            found = self._made[output].get(path)
            if found is not None:
                return found.encode() if isinstance(found, str) else found
        return None
