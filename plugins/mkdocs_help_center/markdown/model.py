"""What the renderer takes and gives: plain values and small protocols.

The renderer knows no catalog and no file tree. Whoever calls it hands in a :class:`LinkResolver`, an
:class:`ImageResolver` and a :class:`DataSource`; each may be None, and then links, images and
components that need it stay as they were written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ..content.problem import Problem


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """Where an internal link leads. ``url`` is printed as it is: root-relative, with the site's base
    path, and with its own ``#fragment`` where the target needs another one than the writer wrote.

    Where ``exists`` is false the link stays as written and is a problem that names ``candidates``
    (nearest first) and ``reason``, if there is one.
    """

    url: str
    exists: bool = True
    candidates: tuple[str, ...] = ()
    reason: str = ""


class LinkResolver(Protocol):
    """Finds the article behind a link."""

    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        """The target of ``href`` as written in ``source``, for a reader of ``locale``.

        ``href`` is percent-encoded and keeps its query and fragment. None means that the link is not
        internal: it stays as it is.
        """


@dataclass(frozen=True, slots=True)
class ResolvedImage:
    """An image of the site: its URL and, where known, its size in CSS pixels.

    ``missing`` says that the image should be in the site's own files and isn't; ``url`` is then what
    the reader's browser shall try anyway.
    """

    url: str
    width: int | None = None
    height: int | None = None
    missing: bool = False
    candidates: tuple[str, ...] = ()


class ImageResolver(Protocol):
    """Finds the site's own file behind an image's URL."""

    def resolve_image(self, src: str, *, source: str, locale: str) -> ResolvedImage | None:
        """The image that ``src`` in ``source`` means, or None for one of another site."""


class DataError(ValueError):
    """Data that a component asked for is absent or broken; the message is for the writer."""


class DataSource(Protocol):
    """Gives components the JSON values under ``content/_data``."""

    def load_data(self, src: str) -> object:
        """The JSON value of ``src``, a POSIX path such as ``data-tables/x.json``.

        Raises:
            DataError: no such file, or not JSON; the message names what was expected.
        """


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """How bodies are rendered, the same for all articles.

    ``iframe_hosts`` are hosts, besides YouTube and Vimeo, whose embeds may be shown; ``reserved_ids``
    are ids that the page around the article uses, besides those that start with ``hc-``;
    ``lightbox_min_width`` is in CSS pixels, and narrower images are not worth opening. ``max_bytes``
    bounds a body in characters: a longer one is cut.
    """

    iframe_hosts: frozenset[str] = frozenset()
    reserved_ids: frozenset[str] = frozenset({"content"})
    lightbox_min_width: int = 320
    max_bytes: int = 2_000_000


@dataclass(frozen=True, slots=True)
class RenderContext:
    """One article's surroundings.

    ``source`` is the path that problems show, ``first_line`` the line of that file where the body
    starts (from 1). ``messages`` override the built-in texts of the page's language. ``our_hosts``
    are hosts that count as this site, so that links to them are not marked as external.
    """

    source: str
    locale: str = "en"
    first_line: int = 1
    default_locale: str = "en"
    links: LinkResolver | None = None
    images: ImageResolver | None = None
    data: DataSource | None = None
    messages: Mapping[str, str] = field(default_factory=dict)
    our_hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article with those below it; ``title`` is plain text, ``level`` 1 to 6."""

    id: str
    title: str
    level: int
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An internal link: as written, its target's URL without fragment, and the fragment.

    The target's anchors are known only when it is rendered: compare ``fragment`` with its
    :attr:`Rendered.anchors` through :func:`.headings.match_anchor`.
    """

    href: str
    url: str
    fragment: str
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article's body, rendered.

    ``html`` is sanitised; ``text`` its plain text; ``anchors`` every id that a fragment can name;
    ``features`` the scripts that the page needs; ``data_files`` what components read, for whoever
    decides which pages to build again.
    """

    html: str
    toc: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    anchors: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    text: str = ""
    features: frozenset[str] = frozenset()
    data_files: frozenset[str] = frozenset()
