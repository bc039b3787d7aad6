"""Every legacy URL of an article, in the forms that the old site's addresses had (DESIGN §5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.redirects.index import Index
from mkdocs_help_center.redirects.model import Kind
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.slug_names import legacy_slugs

#: Names that the old site's URLs gave a section, besides today's. Others resolve too, but were never
#: published by it.
OLD_NAMES = {"tutorials": ("tutorial",), "tracks": ("docs/tracks",)}
_DOCS = "docs/tutorials"


class LegacyUrls:
    """Lists legacy URLs of one site's articles, root-relative and percent-encoded."""

    def __init__(self, index: Index, settings: RedirectSettings) -> None:
        self._index = index
        renamed: dict[str, list[str]] = {}
        for old, new in settings.sections.items():
            renamed.setdefault(new.strip("/"), []).append(old.strip("/"))
        self._renamed = renamed

    def sections(self, section: str) -> Sequence[str]:
        """Today's name of a section and all earlier ones."""
        names = [section, *OLD_NAMES.get(section, ()), *self._renamed.get(section, ())]
        return [*names, _DOCS] if section == "tutorials" else names

    def of(self, article: Article) -> Iterator[tuple[str, Kind]]:
        """Every legacy URL of ``article`` and the kind of name that it has."""
        slugs = [_encode(raw) for raw in article.raw_slugs[:2]] or [article.slug]
        legacy = [_encode(raw) for raw in legacy_slugs(article)]
        sections = self.sections(article.section)
        locale = article.locale
        if short := self._index.short_id(article) or article.id:
            yield f"/{locale}/a/{quote(short, safe='')}", Kind.SHORT
        for name in sections:
            for slug in legacy:
                yield f"/{name}/{slug}", Kind.LEGACY_SLUG
                yield f"/{locale}/{name}/{slug}", Kind.LEGACY_SLUG
            for slug in slugs:
                yield f"/{name}/{slug}", Kind.SLUG
                if name != article.section:
                    yield f"/{locale}/{name}/{slug}", Kind.SLUG
        if article.id:
            yield from self._by_id(article, slugs[0], sections)
        if article.internal_reference:
            reference = quote(article.internal_reference, safe="")
            yield f"/{article.section}/ki--{reference}", Kind.ID
            yield f"/{locale}/{article.section}/ki--{reference}", Kind.ID

    def _by_id(
        self, article: Article, slug: str, sections: Sequence[str]
    ) -> Iterator[tuple[str, Kind]]:
        locale, name = article.locale, sections[1] if len(sections) > 2 else sections[0]
        identity = quote(article.id, safe="")
        yield f"/{locale}/{name}/{slug}--{identity}", Kind.ID
        yield f"/{locale}/{name}/--{identity}", Kind.ID
        yield f"/{name}/{slug}--{identity}", Kind.ID
        own = self._index.of_article.get(article.source)
        for number, code in enumerate(self._index.codes):
            if code != locale:
                yield f"/{locale}/{name}/{slug}--{identity}?locale={code}", Kind.ID
                if own is not None and (url := own.urls[number]):
                    other = url.rstrip("/").rpartition("/")[2]
                    if other != slug:
                        yield f"/{locale}/{name}/{other}--{identity}", Kind.ID
        track = article.text("trackId")
        if article.section == "tracks" and track:
            track_slug = _encode(article.text("trackSlugEN")) or "track"
            place = f"tracks/{track_slug}--{quote(track, safe='')}/{identity}"
            yield f"/{locale}/{place}", Kind.ID
            yield f"/{place}", Kind.ID


def _encode(raw: str) -> str:
    return (
        raw
        if raw.isascii() and raw.replace("-", "").isalnum()
        else quote(raw, safe="!$&'()*+,:;=@~")
    )
