"""Every article from A to Z: what search leads to without JavaScript, complete and without a script."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.navigation import alternates, paginate
from mkdocs_help_center.pages.page import GeneratedPage, numbered_url
from mkdocs_help_center.pages.views import AzView, LetterGroup, Link

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Titles on one page: a page of plain links is light, and scanning it is quicker than turning pages.
PAGE_SIZE = 200
#: What stands for titles that start with a digit, and with something that is no letter of any script.
DIGITS = "0-9"

#: Characters of a title.
_START = 12
#: Filed once a site; a site that is gone takes its entry along.
_LETTERS: WeakKeyDictionary[HelpCenter, dict[str, Mapping[str, Sequence[Article]]]] = (
    WeakKeyDictionary()
)


def az_url(locale: str, letter: str = "") -> str:
    """The index of a locale, or of one of its letters."""
    return f"{locale}/a-z/{letter}/" if letter else f"{locale}/a-z/"


@functools.lru_cache(1 << 16)
def initial(title: str) -> str:
    """The letter that a title is filed under, quotes and brackets skipped, accents dropped.

    >>> initial("«Área» de cliente"), initial("500 error"), initial("???")
    ('a', '0-9', '0-9')
    """
    # Its first characters tell, unless none of them is one of a word.
    first = slugify(title[:_START])[:1] or slugify(title)[:1]
    return first if "a" <= first <= "z" else DIGITS


def _by_letter(center: HelpCenter, locale: str) -> Mapping[str, Sequence[Article]]:
    known = _LETTERS.setdefault(center, {})
    if locale not in known:
        known[locale] = _file(center, locale)
    return known[locale]


def _file(center: HelpCenter, locale: str) -> Mapping[str, Sequence[Article]]:
    """The articles of each letter; they are sorted where they are shown."""
    letters: dict[str, list[Article]] = defaultdict(list)
    for section in center.catalog.sections(locale):
        for article in center.catalog.listed(locale, section):
            letters[initial(article.title)].append(article)
    return {letter: letters[letter] for letter in sorted(letters)}


def _in_order(articles: Sequence[Article]) -> Sequence[Article]:
    return sorted(articles, key=lambda article: (slugify(article.title), article.source))


def letter_links(center: HelpCenter, locale: str, current: str = "") -> tuple[Link, ...]:
    """A link a letter that has articles, with their number."""
    return tuple(
        Link(letter.upper(), center.url(az_url(locale, letter)), letter == current, len(articles))
        for letter, articles in _by_letter(center, locale).items()
    )


def az_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """The index of every locale and each of its letters, numbered where they are long."""
    homes = {locale.code: az_url(locale.code) for locale in center.catalog.locales}
    for locale in center.catalog.locales:
        t = center.messages.translator(locale.code)
        title = t("search.index_title")
        build = partial(_view, center, locale.code, "", (), [homes[locale.code]], 1)
        home = homes[locale.code]
        yield GeneratedPage(home, locale.code, title, build, alternates=homes, lists_only=True)
        for letter, articles in _by_letter(center, locale.code).items():
            pages = -(-len(articles) // PAGE_SIZE)
            base = az_url(locale.code, letter)
            urls = [numbered_url(base, number) for number in range(1, pages + 1)]
            for number, url in enumerate(urls, 1):
                yield GeneratedPage(
                    url,
                    locale.code,
                    f"{title}: {letter.upper()}",
                    partial(_view, center, locale.code, letter, articles, urls, number),
                    listed=False,
                    lists_only=True,
                )


def _view(
    center: HelpCenter,
    locale: str,
    letter: str,
    articles: Sequence[Article],
    urls: Sequence[str],
    number: int,
) -> AzView:
    t = center.messages.translator(locale)
    title = t("search.index_title")
    shown = _in_order(articles)[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    trail = breadcrumbs(center, locale)
    if letter:
        trail = (*trail, Link(title, center.url(az_url(locale))))
    heading = f"{title}: {letter.upper()}" if letter else title
    letters = letter_links(center, locale, letter)
    homes = {item.code: center.url(az_url(item.code)) for item in center.catalog.locales}
    return AzView(
        kind="az",
        template="az.html",
        locale=locale,
        url=center.url(urls[number - 1]),
        canonical=center.canonical(urls[number - 1]),
        title=heading if number == 1 else t("listing.page_title", title=heading, page=number),
        description=t("search.index_description"),
        breadcrumbs=trail,
        # A letter has no translation: the same titles stand under others.
        alternates=() if letter else alternates(center.catalog.locales, locale, homes),
        noindex=center.options.preview,
        letters=letters,
        total=len(articles),
        groups=() if letter else tuple(_whole(center, locale, letters)),
        articles=tuple(Link(article.title, center.url(article.url)) for article in shown),
        pagination=paginate([center.url(url) for url in urls], number),
    )


def _whole(center: HelpCenter, locale: str, letters: Sequence[Link]) -> Iterator[LetterGroup]:
    """Every title under its letter, where all of them are no more than one page's."""
    found = _by_letter(center, locale)
    if sum(map(len, found.values())) > PAGE_SIZE:
        return
    for link, articles in zip(letters, found.values(), strict=True):
        shown = _in_order(articles)
        titles = [Link(article.title, center.url(article.url)) for article in shown]
        yield LetterGroup(link, titles)
