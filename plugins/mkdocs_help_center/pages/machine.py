"""The site for machines that read text: robots.txt, llms.txt, and every article as Markdown.

Sources: RFC 9309 (robots.txt), https://llmstxt.org/. Hidden articles are in none of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.pages.excerpts import excerpt
from mkdocs_help_center.pages.page import section_url

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def markdown_path(article: Article) -> str:
    """Where the article's Markdown is, relative to the site."""
    return f"{article.url}index.md"


def machine_files(center: HelpCenter) -> Mapping[str, str]:
    """Every file for machines; a preview has only a robots.txt that keeps them out."""
    if center.options.preview:
        return {"robots.txt": "User-agent: *\nDisallow: /\n"}
    files = {**machine_indexes(center)}
    for locale, section in sections(center):
        texts = {
            markdown_path(article): article_markdown(center, article)
            for article in center.catalog.listed(locale, section)
        }
        files |= {**texts, full_text_path(locale, section): full_text(texts.values())}
    return files


def machine_indexes(center: HelpCenter) -> Mapping[str, str]:
    """Those that say where the others are."""
    if center.options.preview:
        return machine_files(center)
    files = {"robots.txt": _robots(center), "llms.txt": _site_index(center)}
    for locale in center.built_locales:
        files[f"{locale.code}/llms.txt"] = _locale_index(center, locale.code)
    return files


def sections(center: HelpCenter) -> Sequence[tuple[str, str]]:
    """The sections (locale and section) whose articles are there as Markdown."""
    if center.options.preview:
        return ()
    return [
        (locale.code, section)
        for locale in center.built_locales
        for section in center.catalog.sections(locale.code)
    ]


def full_text_path(locale: str, section: str) -> str:
    """Where all of a section is in one file."""
    return f"{section_url(locale, section)}llms-full.txt"


def full_text(texts: Iterable[str]) -> str:
    """All articles of a section as one text."""
    return "\n---\n\n".join(texts)


def article_markdown(center: HelpCenter, article: Article) -> str:
    """The article as Markdown that stands alone: title, address, date, and links that lead somewhere."""
    body = article.body.replace("\r\n", "\n").strip("\n")
    for link in center.bodies.links_of(article):
        if link.href and link.url:
            target = center.site.absolute(link.url) + (f"#{link.fragment}" if link.fragment else "")
            body = body.replace(f"]({link.href})", f"]({target})")
    about = [center.canonical(article.url) or center.url(article.url)]
    if article.modified:
        about.append(article.modified.date().isoformat())
    about.append(center.site.locale(article.locale).language_tag)
    return f"# {article.title}\n\n> {' · '.join(about)}\n\n{body}\n"


def _robots(center: HelpCenter) -> str:
    lines = ["User-agent: *", "Allow: /"]
    if center.options.site_url:
        lines += ["", f"Sitemap: {_address(center, 'sitemap.xml')}"]
    return "\n".join(lines) + "\n"


def _address(center: HelpCenter, path: str) -> str:
    return center.canonical(path) or center.url(path)


def _site_index(center: HelpCenter) -> str:
    t = center.messages.translator(center.catalog.default.code)
    lines = [f"# {center.options.site_name}", "", f"> {t('home.description')}", ""]
    for locale in center.catalog.locales:
        words = center.messages.translator(locale.code)
        lines += [f"## {locale.name}", ""]
        lines.append(
            f"- [{words('search.index_title')}]({_address(center, f'{locale.code}/llms.txt')}): "
            f"{words('search.index_description')}"
        )
        for section in center.catalog.sections(locale.code):
            url = _address(center, f"{section_url(locale.code, section)}llms-full.txt")
            title = words(f"section.{section}.title")
            lines.append(f"- [{title}]({url}): {words(f'section.{section}.description')}")
        lines.append("")
    return "\n".join(lines)


def _locale_index(center: HelpCenter, locale: str) -> str:
    t = center.messages.translator(locale)
    lines = [f"# {center.site.name_in(locale)}", "", f"> {t('home.description')}", ""]
    for section in center.catalog.sections(locale):
        lines += [f"## {t(f'section.{section}.title')}", ""]
        lines += _entries(center, locale, section)
        lines.append("")
    return "\n".join(lines)


def _entries(center: HelpCenter, locale: str, section: str) -> Iterator[str]:
    for article in center.catalog.listed(locale, section):
        title = article.title.replace("[", "\\[").replace("]", "\\]")
        about = excerpt(article)
        url = _address(center, markdown_path(article))
        yield f"- [{title}]({url}): {about}" if about else f"- [{title}]({url})"
