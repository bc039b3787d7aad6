"""Header, footer and URLs: only what the site has, in the page's language, below its base path."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from mkdocs_help_center.content.locales import Locale
from mkdocs_help_center.pages.messages import Messages
from mkdocs_help_center.pages.site import NavItem, SiteContext, base_path, with_navigation
from mkdocs_help_center.pages.theme import theme_dirs
from mkdocs_help_center.pages.theme_options import LinkGroup, LinkOption, ThemeOptions

from .samples import sample_theme

MESSAGES = Messages(theme_dirs()[::-1])


def _site(*sections: str, **fields: Any) -> SiteContext:
    site = SiteContext(
        name="Help",
        url="https://x.example/docs/",
        base_path="/docs/",
        locales=(Locale("pt", "Português"), Locale("en", "English")),
        sections={"pt": sections, "en": ()},
    )
    return with_navigation(replace(site, **fields), MESSAGES)


def _titles(items: tuple[NavItem, ...]) -> list[str]:
    return [item.title for item in items]


def test_the_header_leads_to_the_sections_that_exist() -> None:
    site = _site("release-notes", "tutorials", "faq")
    articles, notes = site.header["pt"]
    assert (articles.title, notes.url) == ("Artigos", "/docs/pt/release-notes/")
    assert _titles(articles.items) == ["Perguntas frequentes", "Tutoriais"]
    assert articles.holds("faq")
    assert not articles.holds("release-notes")
    assert not articles.holds(None)
    assert site.header["en"] == ()


def test_a_menu_of_one_is_no_menu() -> None:
    assert _titles(_site("faq").header["pt"]) == ["Perguntas frequentes"]


def test_pages_for_support_are_linked_once_they_exist() -> None:
    assert _site("faq").footer["pt"][-1].title == "Artigos"
    site = _site("faq", support_paths={"pt": "/docs/pt/support/"})
    assert site.footer["pt"][-1].links == (NavItem("Suporte", "/docs/pt/support/", "support"),)
    assert (site.support_url("pt"), site.support_url("en")) == ("/docs/pt/support/", None)
    assert site.contact_url("pt") is site.search_url("pt") is site.status_url("pt") is None


def test_configured_links_speak_the_language_of_the_page() -> None:
    link = LinkOption({"en": "Developers", "pt": "Devs"}, {"": "https://d.example/{locale}/"})
    options = ThemeOptions(header_links=(link,), footer_links=(LinkGroup({"": "More"}, (link,)),))
    site = _site("faq", options=options)
    assert site.header["pt"][-1] == NavItem("Devs", "https://d.example/pt/")
    assert site.footer["en"][-1].links == (NavItem("Developers", "https://d.example/en/"),)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://x.example", "/"),
        ("https://x.example/", "/"),
        ("https://x.example/docs", "/docs/"),
        ("https://x.example/a/b/?q", "/a/b/"),
        ("", "/"),
    ],
)
def test_the_base_path_is_the_path_of_the_site(url: str, path: str) -> None:
    assert base_path(url) == path


def test_absolute_urls_keep_the_path_once() -> None:
    site = _site("faq")
    assert site.absolute("/docs/pt/faq/") == "https://x.example/docs/pt/faq/"
    assert site.absolute("https://other.example/") == "https://other.example/"
    assert replace(site, url="").absolute("/docs/") == "/docs/"


def test_names_and_texts_come_from_the_options() -> None:
    site = _site(options=ThemeOptions(site_name={"pt": "Ajuda"}, edit_text={"": "Edit"}))
    assert (site.name_in("pt"), site.text("edit_text", "en")) == ("Ajuda", "Edit")
    assert _site().name_in("pt") == "Help"
    assert site.path("a b.svg") == "/docs/a%20b.svg"


def test_an_unknown_locale_is_named_by_its_code() -> None:
    assert _site().locale("xx") == Locale("xx", "xx")


def test_fragments_are_rendered_once_for_a_locale_and_section() -> None:
    theme = sample_theme()
    fragment = theme.env.globals["fragment"]
    assert callable(fragment)
    assert fragment("footer", "pt", "faq") is fragment("footer", "pt", "faq")
    assert fragment("footer", "pt", "faq") != fragment("footer", "es", "faq")
