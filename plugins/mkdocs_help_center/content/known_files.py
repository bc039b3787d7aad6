"""Files of a content folder that were read before are not read again: one reader for all who remember."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.cache import pickle_by_fields
from mkdocs_help_center.content.load import Content, ContentSettings, read_article
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.content.source import SourceFile


class Reading(Protocol):
    """What reading a file gave, as :func:`read_article` has it; others may remember more with it."""

    @property
    def article(self) -> Article | None:
        """The article, if there is one."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the file alone."""

    @property
    def is_article(self) -> bool:
        """Whether the file is meant to be an article."""


@dataclass(slots=True)
class KnownFile:
    """What reading a file gave; ``article`` has the slug that it asks for, whatever URL it got."""

    article: Article | None
    problems: Sequence[Problem]
    is_article: bool

    @classmethod
    def read(
        cls,
        file: SourceFile,
        settings: ContentSettings,
        locales: Sequence[Locale],
        default: Locale,
    ) -> KnownFile:
        """Read a file, as :func:`read_article` does."""
        article, problems, is_article = read_article(file, settings, locales, default)
        return cls(article, tuple(problems), is_article)


for _kind in (Article, Problem, KnownFile):
    pickle_by_fields(_kind)

R = TypeVar("R", bound=Reading)
#: Reads a file; the arguments are those of :func:`read_article`.
Read = Callable[[SourceFile, ContentSettings, Sequence[Locale], Locale], R]


class KnownFilesReader(Generic[R]):
    """Reads files that are not known, and keeps what all gave; see ``load_content``.

    Args:
        recall: what is known of a file, by its URI; None where it has to be read.
        read: reads it.

    Attributes:
        files: what every file gave, by URI.
    """

    def __init__(self, recall: Callable[[str], R | None], read: Read[R]) -> None:
        self.files: dict[str, R] = {}
        self._recall, self._read = recall, read

    def __call__(
        self,
        file: SourceFile,
        settings: ContentSettings,
        locales: Sequence[Locale],
        default: Locale,
    ) -> tuple[Article | None, Sequence[Problem], bool]:
        """As :func:`read_article`."""
        known = self._recall(file.uri)
        if known is None:
            known = self._read(file, settings, locales, default)
        self.files[file.uri] = known
        return known.article, known.problems, known.is_article


def share_articles(files: dict[str, KnownFile], content: Content) -> None:
    """Keep one object an article: the placed one, where it differs from the one that was read in its URL
    only. The catalog would copy every one of them again.
    """
    catalog = content.catalog
    for article in (*catalog.articles, *catalog.unpublished):
        known = files.get(article.source)
        if known is not None and known.article is not None and known.article.slug == article.slug:
            known.article = article
