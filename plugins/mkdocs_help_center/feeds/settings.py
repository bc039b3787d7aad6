"""How feeds are made, and which cuts a site has besides the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class CutSettings:
    """A feed that a site declares itself; an empty condition holds for every article.

    Attributes:
        path: its place below ``/{locale}/feeds/``.
        titles, descriptions: by locale code; ``""`` stands for every locale.
        content_types: keys of content types.
        tags, modules, channels, types: at least one of each that is given; tags in any spelling.
        action_required: only what readers have to act on.
        locales: the languages that have it.
    """

    path: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    content_types: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    action_required: bool = False
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FeedSettings:
    """How feeds are made.

    Attributes:
        limit: entries in a live feed and in each document of its archive.
        ttl: minutes for which readers may keep a feed.
        cuts: feeds that the site declares.
    """

    limit: int = 50
    ttl: int = 60
    cuts: tuple[CutSettings, ...] = ()
