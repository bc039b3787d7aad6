"""What every page keeps: structure that reads in order, one language, small, the same everywhere."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import jinja2
import pytest
from lxml import html as lxml_html
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme as MkDocsTheme
from mkdocs_help_center.pages.messages import Messages
from mkdocs_help_center.pages.theme import Theme, page_numbers, theme_dirs
from mkdocs_help_center.pages.views import Alternate, Link, Pagination, PlainView, Row

from .samples import LOCALES, NOON, article, home, listing, sample_theme, sample_views

PAGES = tuple(sample_views(sample_theme(), "en"))


@pytest.fixture(scope="module")
def theme() -> Theme:
    return sample_theme()


@pytest.fixture(scope="module")
def bare() -> Theme:
    """A site without search, support and contact pages."""
    return sample_theme(search=False, support=False)


def _page(theme: Theme, name: str, locale: str = "pt") -> Any:
    return _parse(theme.render(sample_views(theme, locale)[name]))


def _parse(page: str) -> Any:
    return lxml_html.document_fromstring(page)


@pytest.mark.parametrize("name", PAGES)
def test_ids_are_unique(theme: Theme, name: str) -> None:
    ids = Counter(_page(theme, name).xpath("//@id"))
    assert [one for one, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", PAGES)
def test_references_to_ids_lead_somewhere(theme: Theme, name: str) -> None:
    page = _page(theme, name)
    ids = set(page.xpath("//@id"))
    names = page.xpath("//@aria-labelledby | //@popovertarget | //@for")
    assert set(names) <= ids
    assert {
        href[1:] for href in page.xpath("//a/@href") if href.startswith("#") and href[1:]
    } <= ids


@pytest.mark.parametrize("name", PAGES)
def test_headings_go_down_one_step_at_a_time(theme: Theme, name: str) -> None:
    levels = [
        int(one.tag[1])
        for one in _page(theme, name).xpath(
            "//*[re:test(local-name(), '^h[1-6]$')]",
            namespaces={"re": "http://exslt.org/regular-expressions"},
        )
    ]
    assert levels.count(1) == 1
    assert levels[0] == 1
    steps = [(one, after) for one, after in pairwise(levels) if after > one + 1]
    assert steps == []


@pytest.mark.parametrize("name", PAGES)
def test_landmarks_are_there_and_navigations_have_names(theme: Theme, name: str) -> None:
    page = _page(theme, name)
    assert len(page.xpath("//main")) == 1
    assert page.xpath("//nav[not(@aria-label) and not(@aria-labelledby)]") == []
    if name != "languages.html":
        assert page.xpath("string(//a[@href='#content'])")
        assert (len(page.xpath("//body/header")), len(page.xpath("//body/footer"))) == (1, 1)


@pytest.mark.parametrize("name", PAGES)
def test_buttons_links_and_fields_have_names(theme: Theme, name: str) -> None:
    page = _page(theme, name)
    for one in page.xpath("//a | //button"):
        assert one.text_content().strip() or one.get("aria-label"), lxml_html.tostring(one)
    labelled = set(page.xpath("//label/@for"))
    for field in page.xpath("//input[@type='search']"):
        assert field.get("aria-label") or field.get("id") in labelled


@pytest.mark.parametrize("name", PAGES)
def test_pages_hold_no_inline_script_or_style(theme: Theme, name: str) -> None:
    page = _page(theme, name)
    assert page.xpath("//script[not(@src) and not(contains(@type, 'json'))]") == []
    assert page.xpath("//style | //@style") == []
    assert [one for one in page.xpath("//@*") if re.match("javascript:", str(one))] == []


@pytest.mark.parametrize("name", PAGES)
def test_pages_load_nothing_from_elsewhere(theme: Theme, name: str) -> None:
    page = _page(theme, name)
    loaded = page.xpath(
        "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"
    )
    assert loaded
    assert [url for url in loaded if not url.startswith("/assets/")] == []


@pytest.mark.parametrize("locale", ["es", "pt"])
@pytest.mark.parametrize("name", [name for name in PAGES if name != "languages.html"])
def test_pages_speak_one_language(theme: Theme, name: str, locale: str) -> None:
    """No English message of more than one word stands on another language's page."""
    page = _page(theme, name, locale)
    assert page.get("lang") == locale
    for other in page.xpath(f"//body//*[@lang and @lang != '{locale}']"):
        other.getparent().remove(other)
    texts = [
        " ".join(text.split()) for text in page.xpath("//text() | //@aria-label | //@placeholder")
    ]
    english = Messages(theme_dirs()[::-1]).table("en")
    phrases = {text for text in english.values() if isinstance(text, str) and " " in text}
    assert {text for text in texts if text} & phrases == set()


def test_the_article_element_holds_the_title_and_the_body_alone(theme: Theme) -> None:
    view = replace(article(theme, "pt"), html=Markup("<p>Corpo</p>"))
    page = _parse(theme.render(view))
    (element,) = page.xpath("//article")
    assert element.get("class") == "md-content__inner md-typeset"
    assert element.text_content().split() == [*view.title.split(), "Corpo"]


def test_a_plain_page_with_its_own_title_gets_no_second_one(theme: Theme) -> None:
    view = PlainView(
        kind="plain",
        template="plain.html",
        locale="pt",
        url="/x/",
        title="Oi",
        html=Markup("<h1 id='x'>Oi</h1>"),
    )
    assert theme.render(view).count("<h1") == 1


def test_translations_are_offered_and_missing_ones_are_said(theme: Theme) -> None:
    page = _page(theme, "announcement.html")
    menu = page.get_element_by_id("hc-languages")
    assert menu.xpath(".//a/@hreflang") == ["en", "pt"]
    assert "ainda não disponível" in menu.xpath("string(.//li[not(a)])")
    assert page.xpath("//head/link[@rel='alternate']/@hreflang") == ["en", "x-default", "pt"]
    assert all(
        url.startswith("https://help.example.com/")
        for url in page.xpath("//head/link[@hreflang]/@href")
    )


def test_pages_that_are_not_for_search_engines_say_so(theme: Theme) -> None:
    page = _page(theme, "404.html")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical' or @hreflang]") == []
    assert _page(theme, "article.html").xpath("//meta[@name='robots']") == []


def test_feeds_are_announced_with_their_format(theme: Theme) -> None:
    feeds = [Link("A", f"/pt/{name}") for name in ("feed.xml", "atom.xml", "feed.json")]
    page = _parse(theme.render(replace(home(theme, "pt"), feeds=feeds)))
    types = page.xpath("//link[@rel='alternate' and @type]/@type")
    assert types == ["application/rss+xml", "application/atom+xml", "application/feed+json"]


def test_the_root_404_speaks_every_language(theme: Theme) -> None:
    page = _page(theme, "404-root.html")
    assert page.xpath("//main//h2[../@lang]/text()") == [
        "This page isn't here",
        "Esta página no está aquí",
    ]
    assert page.xpath("string(//h1)") == "Esta página não está aqui"
    assert page.xpath("//li[@lang='es']//a/@href") == ["/es/"]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_site_does_not_have_is_not_shown(bare: Theme, name: str) -> None:
    page = _page(bare, name)
    assert page.xpath("//form") == []
    assert [url for url in page.xpath("//a/@href") if "search" in url or "support" in url] == []


def test_a_site_of_one_language_has_no_language_menu() -> None:
    theme = sample_theme(codes=["pt"])
    page = _page(theme, "article.html")
    (menu,) = page.xpath("//div[@class='hc-languages']")
    assert menu.get("hidden") is not None
    assert page.xpath("//footer//a[@hreflang]") == []


def test_the_reader_sees_which_section_they_are_in(theme: Theme) -> None:
    page = _page(theme, "timeline.html")
    assert page.xpath("//header//a[@aria-current]/@href") == [
        "/pt/release-notes/",
        "/pt/timeline.html",
    ]
    menu = _page(theme, "article.html").xpath("//header//button[@data-current]/text()")
    assert menu == ["Artigos"]


def test_a_timeline_groups_by_month_and_keeps_what_has_no_date(theme: Theme) -> None:
    page = _page(theme, "timeline.html")
    months = page.xpath("//h2[@class='hc-month__title']/text()")
    assert months == ["setembro de 2026", "agosto de 2026", "julho de 2026", "Sem data"]
    assert len(page.xpath("//section//li[@class='hc-row']")) == 10


def test_an_empty_listing_says_so(theme: Theme) -> None:
    view = replace(listing(theme, "es"), rows=[], total=0, pagination=None, categories=[])
    assert "Todavía no hay nada aquí." in theme.render(view)


def test_a_listing_loses_no_row(theme: Theme) -> None:
    rows = [Row(f"Título {n}", f"/pt/{n}/", date=NOON) for n in range(300)]
    page = _parse(theme.render(replace(listing(theme, "pt"), rows=rows)))
    assert page.xpath("//a[@class='hc-row__link']/@href") == [row.url for row in rows]


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 2, [1, 2]),
        (1, 24, [1, 2, 3, None, 24]),
        (4, 24, [1, 2, 3, 4, 5, 6, None, 24]),
        (12, 24, [1, None, 10, 11, 12, 13, 14, None, 24]),
        (24, 24, [1, None, 22, 23, 24]),
    ],
)
def test_page_numbers_show_the_ends_and_the_neighbours(
    page: int, pages: int, shown: list[int | None]
) -> None:
    assert page_numbers(Pagination(page, pages, None, None, ())) == shown


def test_mkdocs_renders_the_same_html(theme: Theme) -> None:
    env = MkDocsTheme(name="help-center").get_env()
    theme.install(env)
    for view in sample_views(theme, "es").values():
        context = {"config": MkDocsConfig(), "page": None, "nav": None, "base_url": ".."}
        assert env.get_template("main.html").render(view=view, **context) == theme.render(view)


def test_rendering_twice_gives_the_same_bytes(theme: Theme) -> None:
    other = sample_theme()
    for name, view in sample_views(theme, "pt").items():
        assert theme.render(view) == other.render(sample_views(other, "pt")[name])


@pytest.mark.parametrize("locale", LOCALES)
def test_an_article_page_is_light(theme: Theme, locale: str) -> None:
    """The frame around a body: at most 25 kB, 6 kB compressed."""
    page = theme.render(replace(article(theme, locale), html=Markup("<p></p>"))).encode()
    assert len(page) < 25_000
    assert len(gzip.compress(page, 9)) < 6_000


def test_a_custom_template_extends_the_frame(tmp_path: Any) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials/footer.html").write_text("<footer>{{ site.name }}</footer>")
    theme = sample_theme(custom_dir=tmp_path)
    page = _page(theme, "article.html")
    assert page.xpath("string(//body/footer)") == "Help Center"


def test_a_right_to_left_language_turns_the_page(theme: Theme) -> None:
    arabic = sample_theme(codes=["en", "ar"])
    view = replace(home(arabic, "en"), locale="ar", alternates=[Alternate("ar", "العربية", "/ar/")])
    page = _parse(arabic.render(view))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


def test_templates_name_nothing_that_is_not_there(theme: Theme) -> None:
    """The samples are rendered with strict undefined names, and messages that exist."""
    assert theme.env.undefined is jinja2.StrictUndefined
    for locale in LOCALES:
        for view in sample_views(theme, locale).values():
            theme.render(view)
    assert theme.messages.unknown == frozenset()
    assert theme.site.assets.missing_icons == set()


def test_pages_are_well_nested(theme: Theme) -> None:
    """Every element that is opened is closed in order."""
    void = {"meta", "link", "input", "img", "br", "hr", "path", "use"}

    class Nesting(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            if tag not in void:
                self.open.append(tag)

        def handle_startendtag(self, tag: str, attrs: Any) -> None:
            assert tag in void

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    for view in sample_views(theme, "pt").values():
        nesting = Nesting()
        nesting.feed(theme.render(view))
        assert nesting.open == []
