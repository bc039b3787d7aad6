"""Everything that a build read, so that the next one can tell at once that nothing has changed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.building.listing import SiteFiles
from mkdocs_help_center.content.cache import sign_file, sign_files
from mkdocs_help_center.content.problem import Problem

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_DATES = ("createdAt", "updatedAt", "publishedAt", "firstPublishedAt")


@dataclass(frozen=True)
class Counts:
    """How much a site is: articles of each language; ``redirects`` are old URLs, ``changed`` the files
    that are new or different.
    """

    articles: Mapping[str, int]
    pages: int
    redirects: int
    feeds: int
    files: int
    changed: int


@dataclass(frozen=True)
class Inputs:
    """What a build reads: a digest of its settings, and the signature of each file by its path."""

    settings: str
    files: dict[str, str]

    @classmethod
    def read(cls, settings: str, paths: Iterable[Path]) -> Inputs:
        """The inputs as they are now; ``paths`` are files, and folders with all that is in them."""
        now = time.time_ns()
        files: dict[str, str] = {}
        for path in paths:
            if path.is_dir():
                files |= {f"{path}/{uri}": one for uri, one in sign_files(path, now).items()}
            else:
                files[str(path)] = sign_file(path, now) or "-"
        return cls(settings, files)

    def same_as(self, other: Inputs) -> bool:
        """Whether certainly nothing changed between the two."""
        return self == other and all(self.files.values())


@dataclass(frozen=True)
class LastBuild:
    """What a build leaves to be told again where nothing changed.

    ``now`` is its clock, and ``until`` the first moment at which the same inputs may make another site;
    ``site`` has the size and time of every file that was there at its end.
    """

    inputs: Inputs
    now: datetime
    until: datetime
    problems: tuple[Problem, ...]
    counts: Counts | None = None
    site: SiteFiles | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all of the site's files are known, and how to tell of it."""
        return self.site is not None and self.counts is not None

    def holds(self, inputs: Inputs, now: datetime) -> bool:
        """Whether a build of ``inputs`` at ``now`` would make the same."""
        same_time = now == self.now or self.now <= now < self.until
        return same_time and inputs.same_as(self.inputs)


def same_until(center: HelpCenter) -> datetime:
    """The first moment at which the site may be another though nothing of it is.

    What has hours, a status or banners is another at any time. Else dates count that lie ahead: of news,
    which come up then, and a day earlier, when a check does not call them a mistake any more.
    """
    now = center.options.now
    if center.support.guide.regions or center.support.banners or center.status.exists:
        return now
    ahead = datetime.max.replace(tzinfo=now.tzinfo)
    for article in center.catalog.articles:
        moments = [article.date, *(article.date_of(key) for key in _DATES)]
        for moment in moments:
            if moment is None or moment <= now:
                continue
            earlier = moment - timedelta(days=1)
            ahead = min(ahead, earlier if earlier > now else moment)
    return ahead
