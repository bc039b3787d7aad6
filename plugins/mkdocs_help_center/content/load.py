"""From a content folder to a catalog: the one way in, for the build, the shell and the preview."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs_help_center.content.article import Article, ArticleReader
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.categories import FolderMetadata, Place, read_metadata
from mkdocs_help_center.content.front_matter import parse
from mkdocs_help_center.content.locales import Locale, choose_default, parse_locale
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.content.source import SourceFile, Sources, find_locales, find_sources
from mkdocs_help_center.content.translations import TranslationGroups


@dataclass(frozen=True)
class ContentSettings:
    """What decides how a content folder is read.

    Attributes:
        root: the content folder.
        prefix: what problems put before a file's path, e.g. ``content/``.
        locales: codes in the site's order; empty means the language-code folders found.
        default_locale: empty means ``en``, or else the first.
        drafts: whether DRAFT articles get pages (previews).
        directory_urls: whether plain pages are at ``page/`` and not at ``page.html``.
        excluded: whether a URI is left out by ``exclude_docs``.
    """

    root: Path
    prefix: str = "content/"
    locales: tuple[str, ...] = ()
    default_locale: str = ""
    drafts: bool = False
    directory_urls: bool = True
    excluded: Callable[[str], bool] = field(default=lambda uri: False)


@dataclass(frozen=True)
class Content:
    """A content folder, read.

    Attributes:
        catalog: its articles.
        claimed: URIs of all files that are articles, folder metadata or unusable, published or not:
            nothing else may publish them.
        pages: plain Markdown pages, source URI → URL relative to the site's root.
        files: URIs of files that are published as they are.
        problems: everything found while reading and indexing, unsorted.
    """

    settings: ContentSettings
    catalog: Catalog
    claimed: frozenset[str]
    pages: Mapping[str, str]
    files: frozenset[str]
    problems: tuple[Problem, ...]


#: Reads one file: the article, its problems, and whether it is one at all; see :func:`read_article`.
ReadArticle = Callable[
    [SourceFile, ContentSettings, Sequence[Locale], Locale],
    tuple[Article | None, Sequence[Problem], bool],
]


def load_content(
    settings: ContentSettings,
    on_file: Callable[[int, int], None] = lambda done, total: None,
    read: ReadArticle | None = None,
    sources: Sources | None = None,
    groups: TranslationGroups | None = None,
) -> Content:
    """Read every article under ``settings.root``.

    Args:
        settings: what to read and how.
        on_file: called with the number of files read and their total, for a progress bar.
        read: reads a file in place of :func:`read_article`, for a caller that knows most of them.
        sources: the folder's files, for a caller that knows them.
        groups: translations, for a caller that reads the folder again and again.

    Raises:
        NotADirectoryError: there is no such folder.
    """
    if not settings.root.is_dir():
        raise NotADirectoryError(f"content folder '{settings.root}' does not exist")
    locales, default = site_locales(settings)
    sources = sources or find_content_sources(settings, locales)
    problems = list(sources.problems)
    articles: list[Article] = []
    claimed = set(sources.unusable) | {file.uri for file in sources.metadata}
    read = read or read_article
    for number, file in enumerate(sources.markdown, 1):
        article, found, is_article = read(file, settings, locales, default)
        problems += found
        if article is not None:
            articles.append(article)
        if is_article:
            claimed.add(file.uri)
        on_file(number, len(sources.markdown))
    metadata = _read_all_metadata(sources.metadata, settings, default, problems)
    catalog = Catalog(articles, locales, default, metadata, drafts=settings.drafts, groups=groups)
    problems += catalog.problems
    problems += [_unpublished(article) for article in catalog.unpublished]
    pages = {
        file.uri: plain_url(file.uri, directory_urls=settings.directory_urls)
        for file in sources.markdown
        if file.uri not in claimed
    }
    return Content(settings, catalog, frozenset(claimed), pages, sources.static, tuple(problems))


def find_content_sources(settings: ContentSettings, locales: Sequence[Locale]) -> Sources:
    """The files of a content folder as :func:`load_content` sees them."""
    return find_sources(
        settings.root,
        {locale.code for locale in locales},
        prefix=settings.prefix,
        excluded=settings.excluded,
    )


def plain_url(uri: str, *, directory_urls: bool = True) -> str:
    """The URL that MkDocs gives a plain page: ``a/b.md`` → ``a/b/``, ``a/index.md`` → ``a/``."""
    folder, _, name = uri.rpartition("/")
    stem = name.rpartition(".")[0]
    base = f"{folder}/" if folder else ""
    if stem in ("index", "README"):
        return base if directory_urls else f"{base}index.html"
    return f"{base}{stem}/" if directory_urls else f"{base}{stem}.html"


def site_locales(settings: ContentSettings) -> tuple[tuple[Locale, ...], Locale]:
    """The site's languages and its default one."""
    codes: Sequence[str] = settings.locales or find_locales(settings.root)
    default = settings.default_locale or choose_default(codes)
    if default not in codes:
        codes = (default, *codes)
    elif not settings.locales:
        codes = (default, *(code for code in codes if code != default))
    locales = tuple(parse_locale(code) or Locale(code, code) for code in codes)
    return locales, next(locale for locale in locales if locale.code == default)


def read_article(
    file: SourceFile,
    settings: ContentSettings,
    locales: Sequence[Locale],
    default: Locale,
    data: bytes | None = None,
) -> tuple[Article | None, list[Problem], bool]:
    """One file as an article, its problems, and whether it is one at all (else a plain page); ``data`` are
    its bytes, where they are known.
    """
    path = settings.prefix + file.uri
    try:
        data = file.path.read_bytes() if data is None else data
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        problem = Problem(path, 1, 1, "file-unreadable", message, severity=Severity.ERROR)
        return None, [problem], True
    reader = ArticleReader(file, parse(data, path), path, default.code)
    article = reader.read()
    if article is None and not reader.problems:
        return None, [], False
    is_article = article is not None or file.type is not None
    if article is not None and article.locale not in {locale.code for locale in locales}:
        message = f"locale '{article.locale}' is no language of this site; '{default.code}' is used"
        hint = f"use one of {', '.join(locale.code for locale in locales)}"
        line = article.line("locale")
        reader.problems.append(Problem(path, line, 1, "locale-unknown", message, hint))
        article = dataclasses.replace(article, locale=default.code)
    return article, reader.problems, is_article


def _read_all_metadata(
    files: Sequence[SourceFile],
    settings: ContentSettings,
    default: Locale,
    problems: list[Problem],
) -> dict[Place, FolderMetadata]:
    metadata: dict[Place, FolderMetadata] = {}
    for file in files:
        if file.type is None:
            continue
        locale = file.locale or default.code
        known, found = read_metadata(file, settings.prefix + file.uri, locale)
        problems += found
        if known is not None:
            metadata[locale, file.type.section, file.folders] = known
    return metadata


def _unpublished(article: Article) -> Problem:
    name = article.status.name
    message = f"status is {name}, so the article has no page"
    hint = "set 'status: PUBLISHED' to publish it"
    line = article.line("status")
    return Problem(article.path, line, 1, "not-published", message, hint, Severity.INFO)


def content_prefix(root: Path, project: Path) -> str:
    """What to put before a file's URI so that the path leads there from the project's folder."""
    return os.path.relpath(root, project).replace(os.sep, "/") + "/"
