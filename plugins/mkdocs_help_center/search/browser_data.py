"""``/{locale}/search/search.json``: what the browser has to know to ask Pagefind well."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from mkdocs_help_center.content.front_matter import BaseLoader
from mkdocs_help_center.search.documents import searched_articles
from mkdocs_help_center.search.pagefind import WORD_CHARACTERS
from mkdocs_help_center.search.vocabulary import encode_words, fold

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def data_path(locale: str) -> str:
    """Where the data of ``locale`` is, relative to the site."""
    return f"{locale}/search/search.json"


def index_path(locale: str) -> str:
    """The folder of Pagefind's index of ``locale``, relative to the site."""
    return f"{locale}/search/pagefind/"


def encode_data(center: HelpCenter, locale: str, words: Mapping[str, int]) -> str:
    """The data of one locale as JSON, the same bytes for the same content; ``words`` are those of all its
    articles, counted.
    """
    articles = len(searched_articles(center, locale))
    data = {
        "articles": articles,
        "words": encode_words(words, articles),
        **search_settings(center, locale),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def search_settings(center: HelpCenter, locale: str) -> dict[str, object]:
    """All that the browser has to know besides what is in the articles."""
    return {
        "stop": sorted(stop_words(locale)),
        "synonyms": center.synonyms.of(locale),
        "inside": WORD_CHARACTERS,
        "endpoint": center.options.search_endpoint,
        "texts": _texts(center, locale),
        "others": {
            other.code: [other.name, center.site.search_url(other.code)]
            for other in center.catalog.locales
            if other.code != locale
        },
    }


def _texts(center: HelpCenter, locale: str) -> dict[str, object]:
    table = center.messages.table(locale)
    texts: dict[str, object] = {}
    for prefix in ("search.", "type.", "issue_status."):
        own = {key: table[key] for key in sorted(table) if key.startswith(prefix)}
        texts.update(own)
    return texts


@functools.cache
def stop_words(locale: str) -> frozenset[str]:
    """Folded words that carry no meaning in a question; empty for languages without a list.

    Without one the rank of such a word is low all the same: it is in every article.
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    file = resources.files(__package__).joinpath("stop_words", f"{language}.yml")
    if not file.is_file():
        return frozenset()
    words = yaml.load(file.read_text(encoding="utf-8"), Loader=BaseLoader)
    return frozenset(fold(word) for line in words for word in line.split())
