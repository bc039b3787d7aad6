"""Links inside articles: whatever form a writer used, the article in the page's own language.

Known forms: root-relative URLs of this site, old and new; absolute ones on its hosts; relative paths
to ``.md`` files, percent-encoded, with blanks, in the wrong case; bare slugs; ``ref:slug``.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.source import MARKDOWN_SUFFIXES
from mkdocs_help_center.markdown.model import ResolvedLink
from mkdocs_help_center.redirects.model import Resolution
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.urls import decode, slug_key

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_REFERENCE = re.compile(r"ref:", re.IGNORECASE)
#: How many near misses a broken link names.
CANDIDATES = 3


@dataclass
class CatalogLinks:
    """The Markdown renderer's ``LinkResolver`` over a site's articles and pages.

    Args:
        resolver: knows every article, old URL and other page of the site.
        pages: plain Markdown pages, source URI → URL relative to the site's root.
        prefix: what the paths of sources start with, e.g. ``content/``.
    """

    resolver: Resolver
    pages: Mapping[str, str] = field(default_factory=dict)
    prefix: str = "content/"

    def __post_init__(self) -> None:
        catalog = self.resolver.catalog
        self._urls = {**self.pages, **{item.source: item.url for item in catalog.articles}}
        self._hidden = {_fold(item.source): item for item in catalog.unpublished}
        self._unpublished: dict[str, Article] = {}
        for item in catalog.unpublished:
            for name in (item.id, f"{item.locale}/{item.slug}"):
                if name:
                    self._unpublished.setdefault(name, item)

    @functools.cached_property
    def _folded(self) -> Mapping[str, str]:
        """URLs by what writers may have meant: looked up only where no file has the very name."""
        return {_fold(source): url for source, url in reversed(self._urls.items())}

    def resolve_link(self, href: str, *, source: str, locale: str) -> ResolvedLink | None:
        """See ``LinkResolver.resolve_link``. ``source`` is a path as problems show it.

        Links to other sites, to mail addresses and within the page are not ours: None.
        """
        href = href.strip()
        if not href or href.startswith("#"):
            return None
        if match := _REFERENCE.match(href):
            return self._by_slug(href[match.end() :], locale)
        if _SCHEME.match(href) or href.startswith(("/", "\\")):
            resolution = self.resolver.resolve_link(href, locale)
            if resolution.found and self._is_own(resolution, source):
                resolution = self._in_own_words(href, locale)
            return None if resolution.status == 0 else self._answer(resolution, href, locale)
        return self._relative(href, source.removeprefix(self.prefix), locale)

    def _is_own(self, resolution: Resolution, source: str) -> bool:
        """Whether a link leads to the page that it is on."""
        own = self._urls.get(source.removeprefix(self.prefix))
        return own is not None and resolution.path.strip("/") == own.strip("/")

    def _in_own_words(self, href: str, locale: str) -> Resolution:
        """A link to the page that it is on means the language that it names: "this article is
        available in English only, [click here](/en/faq/plans)".
        """
        wanted = self.resolver.reader.read(href).wanted
        code = self.resolver.index.codes[wanted] if wanted >= 0 else locale
        return self.resolver.resolve_link(href, code)

    def _relative(self, href: str, source: str, locale: str) -> ResolvedLink:
        """A link without a leading slash: a file, a page's URL, or a bare slug."""
        path, tail = _split(href)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), decode(path)))
        if path.lower().endswith(MARKDOWN_SUFFIXES):
            return self._file(target, tail, href, source, locale)
        if known := self.resolver.index.exact.get(target):
            return ResolvedLink(
                f"{self.resolver.settings.base_path}{known.neutral or target}{tail}"
            )
        own = self._urls.get(source, "")
        if "/" in path.strip("/") or path.startswith("."):
            joined = posixpath.normpath(posixpath.join("/", own or posixpath.dirname(source), path))
            by_url = self.resolver.resolve_link(joined + tail, locale)
            if by_url.found:
                return self._answer(by_url, href, locale)
        return self._by_slug(href, locale)

    def _file(self, target: str, tail: str, href: str, source: str, locale: str) -> ResolvedLink:
        url = self._urls.get(target) or self._folded.get(_fold(target))
        if url is not None:
            found = self.resolver.resolve_link(f"/{url}{tail}", locale)
            base = self.resolver.settings.base_path
            exact = not found.found or self._is_own(found, source)
            return ResolvedLink(f"{base}{url}{tail}" if exact else found.url)
        if hidden := self._hidden.get(_fold(target)):
            return self._broken(href, locale, hidden)
        name = posixpath.basename(target)
        return self._by_slug(name.rpartition(".")[0] + tail, locale)

    def _by_slug(self, text: str, locale: str) -> ResolvedLink:
        """A slug, an id or ``slug--id`` without its section: any section will do."""
        path, tail = _split(text)
        name = path.strip("/").rpartition("/")[2]
        resolution = self.resolver.resolve_link(f"/{locale}/faq/{name}{tail}", locale)
        if name and resolution.found:
            return self._answer(resolution, text, locale)
        return self._broken(text, locale, self._find_unpublished(name, locale))

    def _answer(self, resolution: Resolution, href: str, locale: str) -> ResolvedLink:
        if resolution.found:
            return ResolvedLink(resolution.url)
        name = _split(href)[0].rstrip("/").rpartition("/")[2]
        hidden = resolution.article or self._find_unpublished(name, locale)
        return self._broken(href, locale, hidden)

    def _find_unpublished(self, name: str, locale: str) -> Article | None:
        slug, _, identity = decode(name).rpartition("--")
        return self._unpublished.get(identity) or self._unpublished.get(
            f"{locale}/{slug_key(slug or identity)}"
        )

    def _broken(self, href: str, locale: str, hidden: Article | None) -> ResolvedLink:
        path = _split(href)[0].rstrip("/")
        near = self.resolver.nearest(f"/{locale}/faq/{path.rpartition('/')[2]}", locale, CANDIDATES)
        reason = f"'{hidden.path}' is {hidden.status.value}" if hidden else ""
        return ResolvedLink(href, False, tuple(near), reason)


def _split(href: str) -> tuple[str, str]:
    """The path of a link, and its query and fragment with their signs."""
    ends = [place for place in (href.find("?"), href.find("#")) if place >= 0]
    end = min(ends, default=len(href))
    return href[:end], href[end:]


def _fold(source: str) -> str:
    """A source URI without what writers get wrong: case, accents' form, blanks against hyphens."""
    return "/".join([slug_key(part) for part in source.split("/")])
