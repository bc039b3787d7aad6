"""What an article's page tells readers and machines beside its text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from ..content.sites import article
from .builds import Built, build, project

STEPS = "## Steps\n\n1. One of 3\n2. Two of 4\n3. Three of 5\n\n## Limits\n\n- 100 a day\n- 20 an hour\n"
LATER = "## New\n\n- 77\n- 88\n- 99\n\n## Also new\n\n- `orderForm`\n- 1234\n"


def dated(day: str, **fields: str) -> dict[str, str]:
    moment = f"2026-{day}T12:00:00Z"
    return {"createdAt": "2026-01-05T12:00:00Z", "updatedAt": moment, **fields}


FILES = {
    # The source changed in what it says …
    "en/tutorials/moved.md": article(STEPS + LATER, **dated("08-10", slugEN="moved", title="Moved on")),
    "es/tutorials/movido.md": article(STEPS, **dated("03-02", slugEN="moved", title="Movido")),
    # … and here only in its date.
    "en/tutorials/same.md": article(STEPS, **dated("08-10", slugEN="same", title="Touched only")),
    "es/tutorials/igual.md": article(STEPS, **dated("03-02", slugEN="same", title="Igual")),
    "pt/tutorials/maquina.md": article(
        STEPS, **dated("08-10", slugEN="same", title="Por máquina", machineTranslated="true")
    ),
    "en/faq/code.md": article(
        ":rocket: The answer.", **dated("02-03", title="'The `orderPlaced` event'", tags="[Orders]")
    ),
    "en/faq/code2.md": article("More.", **dated("02-04", title="The orderPlaced hook", tags="[Orders]")),
    "en/faq/hidden.md": article("Secret.", **dated("02-05", title="Unlisted page", hidden="true")),
    "en/announcements/news.md": article("News.", **dated("06-01", title="News of June")),
    "en/known-issues/ki.md": article(
        "## Summary\n\nIt fails.\n\n## Workaround\n\nWait.",
        **dated("02-05", title="It fails", kiStatus="Backlog", internalReference="123456", tag="Catalog"),
    ),
    "_data/modules.yml": "- id: catalog\n  name: {en: The catalog, es: Catálogo}\n  tags: [Catalog]\n",
    **{
        f"en/tracks/step-{number}.md": article(
            "Do it.", **dated("01-09", title=f"Step {number}", trackId="t", order=str(number))
        )
        for number in (1, 2, 3)
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(project(tmp_path_factory.mktemp("articles"), FILES))


def page(built: Built, path: str) -> Any:
    return html.fromstring(built.read(f"{path}/index.html").encode())


def notes(built: Built, path: str) -> list[str]:
    return [
        " ".join(note.text_content().split())
        for note in page(built, path).cssselect(".hc-note:not(.hc-missing)")
    ]


def nodes(built: Built, path: str) -> dict[str, Any]:
    [script] = page(built, path).xpath('//script[@type="application/ld+json"]')
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_a_translation_older_than_what_its_source_says_names_both_dates_and_links_it(
    built: Built,
) -> None:
    [note] = notes(built, "es/tutorials/movido")
    assert "2 de marzo de 2026" in note
    assert "10 de agosto de 2026" in note
    [link] = page(built, "es/tutorials/movido").cssselect(".hc-note a")
    assert (link.get("href"), link.get("hreflang")) == ("/en/tutorials/moved/", "en")


def test_a_source_with_nothing_but_a_new_date_makes_no_translation_old(built: Built) -> None:
    assert notes(built, "es/tutorials/igual") == []
    assert notes(built, "en/tutorials/moved") == []


def test_a_machines_translation_says_so(built: Built) -> None:
    assert notes(built, "pt/tutorials/maquina") == ["Traduzido por uma máquina."]


def test_a_page_names_its_own_translations_and_no_others(built: Built) -> None:
    """Self, all, x-default; a language without a translation is said to have none."""
    for path in ("en/tutorials/moved", "es/tutorials/movido"):
        found = {
            link.get("hreflang"): link.get("href")
            for link in page(built, path).xpath('//link[@rel="alternate"][@hreflang]')
        }
        base = "https://help.example.com"
        assert found == {
            "en": f"{base}/en/tutorials/moved/",
            "es": f"{base}/es/tutorials/movido/",
            "x-default": f"{base}/en/tutorials/moved/",
        }
        [canonical] = page(built, path).xpath('//link[@rel="canonical"]/@href')
        assert canonical == f"{base}/{path}/"
    # The choice of a language is no translation of anything.
    assert page(built, ".").xpath('//link[@rel="alternate"][@hreflang]') == []


def test_the_sitemaps_name_the_same_translations_and_dates(built: Built) -> None:
    index = etree.fromstring(built.read("sitemap.xml").encode())
    names = [one.text.removeprefix("https://help.example.com/") for one in index.iter("{*}loc")]
    assert sorted(names) == [f"{code}/sitemap.xml" for code in ("en", "es", "pt")]
    spanish = etree.fromstring(built.read("es/sitemap.xml").encode())
    [entry] = [
        url for url in spanish.iter("{*}url") if url.findtext("{*}loc", "").endswith("/movido/")
    ]
    assert entry.findtext("{*}lastmod") == "2026-03-02T12:00:00Z"
    links = {link.get("hreflang"): link.get("href") for link in entry.iter("{*}link")}
    assert set(links) == {"en", "es", "x-default"}
    assert links["x-default"] == links["en"]


@pytest.mark.parametrize(
    ("path", "kind", "needed"),
    [
        ("en/faq/code", "FAQPage", {"mainEntity", "name"}),
        ("en/tutorials/moved", "TechArticle", {"headline", "publisher"}),
        ("en/announcements/news", "Article", {"headline", "publisher"}),
    ],
)
def test_search_engines_are_told_what_a_page_is(
    built: Built, path: str, kind: str, needed: set[str]
) -> None:
    found = nodes(built, path)
    assert set(found) == {kind, "BreadcrumbList"}
    always = {"url", "inLanguage", "datePublished", "dateModified", "image"}
    assert always | needed <= set(found[kind])
    crumbs = found["BreadcrumbList"]["itemListElement"]
    assert [one["position"] for one in crumbs] == list(range(1, len(crumbs) + 1))
    assert crumbs[-1]["item"] == f"https://help.example.com/{path}/"


def test_an_answer_is_whole_in_what_search_engines_read(built: Built) -> None:
    [question] = nodes(built, "en/faq/code")["FAQPage"]["mainEntity"]
    assert question["name"] == "The orderPlaced event"
    assert question["acceptedAnswer"]["text"] == "🚀 The answer."


def test_a_link_to_a_page_is_shown_with_a_card_of_its_section(built: Built) -> None:
    head = page(built, "en/faq/code")
    properties = {
        one.get("property"): one.get("content") for one in head.xpath("//meta[@property]")
    }
    assert properties["og:title"] == "The orderPlaced event"
    assert properties["og:type"] == "article"
    assert properties["og:url"] == "https://help.example.com/en/faq/code/"
    assert head.xpath('//meta[@name="twitter:card"]/@content') == ["summary_large_image"]
    card = properties["og:image"].removeprefix("https://help.example.com/")
    assert card == "en/cards/faq.png"
    assert (built.site / card).read_bytes().startswith(b"\x89PNG")


def test_marks_of_code_are_in_no_title(built: Built) -> None:
    for name in ("en/faq/code/index.html", "en/faq/index.html", "en/feed.xml", "en/llms.txt"):
        if (built.site / name).is_file():
            assert "`orderPlaced`" not in built.read(name), name
    assert "🚀 The answer." in built.read("en/faq/index.html")


def test_a_known_issues_box_has_state_number_modules_and_the_way_around(built: Built) -> None:
    facts = {
        " ".join(one.find("dt").text_content().split()): one.find("dd")
        for one in page(built, "en/known-issues/ki").cssselect(".hc-facts > div")
    }
    shown = [" ".join(one.text_content().split()) for one in facts.values()]
    assert shown == ["Backlog", "123456", "The catalog", "Jump to the workaround"]
    assert [one.find("a").get("href") for one in facts.values() if one.find("a") is not None] == [
        "#workaround"
    ]


def test_a_step_of_a_track_shows_how_far_and_what_is_next(built: Built) -> None:
    middle = page(built, "en/tracks/step-2")
    [progress] = middle.cssselect(".hc-article__step progress")
    assert (progress.get("value"), progress.get("max")) == ("2", "3")
    ways = [link.get("href") for link in middle.cssselect(".hc-neighbours a")]
    assert ways == ["/en/tracks/step-1/", "/en/tracks/step-3/"]


def test_articles_with_words_in_common_are_related(built: Built) -> None:
    links = page(built, "en/faq/code").cssselect("[aria-labelledby=hc-related] a")
    assert [link.get("href") for link in links] == ["/en/faq/code2/"]


def test_every_article_is_there_as_markdown_and_in_the_text_of_its_section(built: Built) -> None:
    text = built.read("en/faq/code/index.md")
    assert text.startswith("# The orderPlaced event\n")
    assert "https://help.example.com/en/faq/code/" in text
    assert text in built.read("en/faq/llms-full.txt")
    assert "en/faq/llms-full.txt" in built.read("llms.txt")


def test_a_hidden_article_is_noindex_and_in_no_other_file(built: Built) -> None:
    own = "en/faq/hidden/index.html"
    head = page(built, "en/faq/hidden")
    assert head.xpath('//meta[@name="robots"]/@content') == ["noindex"]
    assert not head.xpath('//link[@rel="canonical"] | //script[@type="application/ld+json"]')
    named = [name for name, data in built.files.items() if b"Unlisted page" in data]
    assert named == [own]


def test_the_first_line_of_meta_says_when_how_long_and_where_else(built: Built) -> None:
    meta = " ".join(
        page(built, "es/tutorials/movido").cssselect(".hc-meta")[0].text_content().split()
    )
    assert "Actualizado el 2 de marzo de 2026" in meta
    assert "1 min de lectura" in meta
    assert meta.endswith("También en: English")


def test_robots_are_led_to_the_sitemap(built: Built) -> None:
    assert "Sitemap: https://help.example.com/sitemap.xml" in built.read("robots.txt")
    assert Path(built.site / "sitemap.xml").is_file()
