"""Timelines, filters, versions and the page of feeds, as templates print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html as lxml_html
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.pages.page import GeneratedPage

from ..content.sites import write
from ..feeds.centers import DATA, NOW, assembly, note

FILES: dict[str, str | bytes] = {
    "en/release-notes/cart.md": note(
        "Cart",
        day="2026-10-03",
        type="fixed",
        module="checkout",
        version="2.0.0-beta.1",
        channel="beta",
        id="c",
    ),
    "en/release-notes/pay.md": note(
        "Pay", day="2026-09-02", module="payments", version="1.9.0", id="p"
    ),
    "en/release-notes/ten.md": note(
        "Ten", day="2026-08-02", module="payments", version="1.10.0", id="t"
    ),
    "en/release-notes/gone.md": note(
        "Gone",
        "## What you need to do\n\nYou must migrate **now**.",
        day="2025-09-02",
        type="removed",
        breaking="true",
        deadline="2026-12-31",
        module="payments",
        version="1.0.0",
    ),
    "en/release-notes/undated.md": note("Undated", day="nonsense"),
    "en/release-notes/hidden.md": note("Hidden", hidden="true"),
    "en/announcements/soon.md": note("Soon", day="2026-12-24", contentType="announcement", type=""),
    "en/announcements/now.md": note(
        "Now", day="2026-11-01", contentType="announcement", highlight="true", type=""
    ),
    "en/announcements/old.md": note(
        "Old", day="2025-11-01", contentType="announcement", highlight="true", type=""
    ),
    "pt/release-notes/carrinho.md": note(
        "Carrinho", type="corrigido", module="checkout", version="2.0.0"
    ),
    "en/known-issues/k.md": "---\ntitle: K\nkiStatus: Backlog\ntag: Checkout\ncreatedAt: 2026-01-01\n---\nB",
    "en/known-issues/l.md": "---\ntitle: L\nkiStatus: Fixed\ntag: Checkout\ncreatedAt: 2026-01-02\n---\nB",
}


@dataclass
class Site:
    """The pages of a site by URL, rendered when asked for."""

    assembly: Assembly
    pages: Mapping[str, GeneratedPage]

    def page(self, url: str) -> lxml_html.HtmlElement:
        return lxml_html.document_fromstring(self.assembly.theme.render(self.pages[url].build()))

    def texts(self, url: str, selector: str) -> list[str]:
        return [" ".join(one.text_content().split()) for one in self.page(url).cssselect(selector)]


def site(root: Path, files: Mapping[str, str | bytes], **options: object) -> Site:
    built = assembly(write(root, {**DATA, **files}), **options)
    return Site(built, {page.url: page for page in built.center.pages})


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("timelines"), FILES)


ENTRY = ".hc-entry__title"


def test_release_notes_are_grouped_by_month_newest_first_and_undated_last(example: Site) -> None:
    url = "en/release-notes/"
    assert example.texts(url, ".hc-month__title") == [
        "October 2026", "September 2026", "August 2026", "September 2025", "Without a date",
    ]  # fmt: skip
    assert example.texts(url, ".hc-timeline " + ENTRY) == ["Cart", "Pay", "Ten", "Gone", "Undated"]


def test_announcements_are_grouped_by_year_and_what_is_to_come_stands_first(example: Site) -> None:
    url = "en/announcements/"
    assert example.texts(url, ".hc-upcoming " + ENTRY) == ["Soon"]
    assert example.texts(url, ".hc-timeline .hc-month__title") == ["2026", "2025"]
    assert example.texts(url, ".hc-timeline " + ENTRY) == ["Now", "Old"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("en/release-notes/type/fixed/", ["Cart"]),
        ("en/release-notes/type/removed/", ["Gone"]),
        ("en/release-notes/action/required/", ["Gone"]),
        ("en/release-notes/action/breaking/", ["Gone"]),
        ("en/release-notes/module/payments/", ["Pay", "Ten", "Gone"]),
        ("en/release-notes/channel/beta/", ["Cart"]),
        ("en/release-notes/year/2025/", ["Gone"]),
        ("en/announcements/year/2025/", ["Old"]),
        ("pt/release-notes/type/fixed/", ["Carrinho"]),
    ],
)
def test_each_value_that_exists_has_a_page_of_its_own(
    example: Site, url: str, expected: list[str]
) -> None:
    assert example.texts(url, ".hc-timeline " + ENTRY) == expected


def test_filters_are_links_to_pages_that_exist_and_to_nothing_else(example: Site) -> None:
    """Without a script, and bounded: one page a value, no combinations."""
    for url in [url for url in example.pages if url.startswith("en/release-notes/")]:
        if example.pages[url].article is not None:
            continue
        for link in example.page(url).cssselect(".hc-filters a"):
            assert str(link.get("href")).lstrip("/") in example.pages, (url, link.get("href"))
    facets = {
        url for url in example.pages if url.startswith("en/release-notes/") and url.count("/") == 4
    }
    assert facets == {
        f"en/release-notes/{facet}/"
        for facet in (
            "action/required", "action/breaking", "type/added", "type/fixed", "type/removed",
            "module/checkout",
            "module/payments", "channel/beta", "year/2026", "year/2025",
        )
    }  # fmt: skip


def test_a_narrowed_page_says_so_and_leads_back(example: Site) -> None:
    page = example.page("en/release-notes/type/fixed/")
    assert page.cssselect("h1")[0].text_content() == "Release notes: Fixed"
    (off,) = page.cssselect(".hc-filters__off")
    assert off.get("href") == "/en/release-notes/"
    (current,) = page.cssselect(".hc-filter__values [aria-current=page]")
    assert current.get("href") == "/en/release-notes/type/fixed/"
    others = {one.get("hreflang"): one.get("href") for one in page.cssselect("link[hreflang]")}
    assert others["pt"] == "https://help.example.com/pt/release-notes/type/fixed/"


def test_a_known_issue_is_found_by_module_and_by_state(example: Site) -> None:
    assert example.texts("en/known-issues/module/checkout/", ".hc-row__link") == ["L", "K"]
    assert example.texts("en/known-issues/issue/fixed/", ".hc-row__link") == ["L"]
    links = [one.get("href") for one in example.page("en/known-issues/").cssselect(".hc-filters a")]
    assert "/en/known-issues/issue/backlog/" in links


def test_what_has_to_be_done_leads_the_entry_and_the_article(example: Site) -> None:
    entry = example.page("en/release-notes/action/required/").cssselect(".hc-entry")[0]
    text = " ".join(entry.text_content().split())
    assert "You have to act by December 31, 2026." in text
    assert text.index("You have to act") < text.index("You must migrate now.")
    # A notice for readers of other languages may follow.
    assert (
        example.texts("en/release-notes/gone/", ".hc-note")[0]
        == "You have to act by December 31, 2026. What you need to do"
    )
    (link,) = example.page("en/release-notes/gone/").cssselect(".hc-note--warning a")
    assert link.get("href") == "#what-you-need-to-do"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"deadline": "2026-11-23"}, True),
        ({"deadline": "2026-11-22"}, False),
        ({"deadline": "2026-12-01", "withdrawnAt": "2026-11-01"}, False),
        ({"deadline": "2026-12-01", "withdrawnAt": "2026-11-30"}, True),
        ({"day": "2026-09-01"}, True),
        ({"day": "2026-08-01"}, False),
        ({"actionRequired": "false", "deadline": "2026-12-01"}, False),
    ],
)
def test_what_readers_still_have_to_act_on_leads_the_timeline(
    tmp_path: Path, fields: dict[str, str], shown: bool
) -> None:
    """Until its deadline by the build's clock, or for 90 days where it names none."""
    text = note("Act", **{"day": "2026-01-01", "actionRequired": "true", **fields})
    built = site(tmp_path, {"en/release-notes/act.md": text})
    assert built.texts("en/release-notes/", ".hc-required " + ENTRY) == (["Act"] if shown else [])
    assert built.texts("en/release-notes/year/2026/", ".hc-required") == []


def test_the_nearest_deadline_comes_first(tmp_path: Path) -> None:
    files = {
        f"en/release-notes/n{number}.md": note(
            f"N{number}", actionRequired="true", deadline=deadline
        )
        for number, deadline in enumerate(["2026-12-31", "2026-12-01", "2027-01-31"])
    }
    files["en/release-notes/open.md"] = note("Open", actionRequired="true")
    built = site(tmp_path, files)
    shown = built.texts("en/release-notes/", ".hc-required " + ENTRY)
    assert shown == ["N1", "N0", "N2", "Open"]
    (all_of_it,) = built.page("en/release-notes/").cssselect(".hc-required__all a")
    assert str(all_of_it.get("href")).lstrip("/") in built.pages


def test_a_release_note_leads_to_its_module_and_version(example: Site) -> None:
    page = example.page("en/release-notes/gone/")
    facts = {
        one.cssselect("dt")[0].text_content(): one.cssselect("dd")[0]
        for one in page.cssselect(".hc-facts > div")
    }
    links = {
        name: [link.get("href") for link in value.cssselect("a")] for name, value in facts.items()
    }
    assert links == {
        "Module": ["/en/release-notes/module/payments/"],
        "Version": ["/en/releases/payments/#v-1.0.0"],
        "Deadline": [],
    }
    versions = example.page("en/releases/payments/")
    assert versions.cssselect("#v-1\\.0\\.0")
    badges = example.texts("en/release-notes/gone/", ".hc-article__badges .hc-badge")
    assert badges == ["Removed", "Breaking change"]


def test_the_anchor_of_an_entry_outlives_title_and_file(example: Site, tmp_path: Path) -> None:
    renamed = site(tmp_path, {"en/release-notes/new.md": note("New title", id="c")})
    (anchor,) = [one.get("id") for one in renamed.page("en/release-notes/").cssselect(".hc-entry")]
    assert anchor == example.page("en/release-notes/").cssselect(".hc-entry")[0].get("id")


def test_long_timelines_are_numbered_and_no_page_is_left_over(tmp_path: Path) -> None:
    files = {
        f"en/release-notes/n{n}.md": note(f"N{n}", day=f"2026-01-{n + 1:02}") for n in range(5)
    }
    built = site(tmp_path, files, page_size=2)
    numbered = [url for url in built.pages if url.startswith("en/release-notes/page/")]
    assert numbered == ["en/release-notes/page/2/", "en/release-notes/page/3/"]
    assert built.texts("en/release-notes/page/3/", ENTRY) == ["N0"]
    assert "en/release-notes/year/2026/page/3/" in built.pages


def test_pages_announce_their_own_feeds_first(example: Site) -> None:
    def found(url: str) -> list[str]:
        return [
            str(one.get("href"))
            for one in example.page(url).cssselect("link[type$='xml'], link[type$='json']")
        ]

    narrowed = found("en/release-notes/module/payments/")
    assert narrowed[:3] == [
        f"/en/release-notes/module/payments/{file}"
        for file in ("feed.xml", "atom.xml", "feed.json")
    ]
    assert "/en/release-notes/feed.xml" in narrowed
    assert found("en/")[0] == "/en/feed.xml"
    assert found("en/release-notes/cart/")[0] == "/en/release-notes/feed.xml"
    assert found("en/known-issues/")[0] == "/en/known-issues/feed.xml"


def test_a_preview_has_no_feeds_anywhere(tmp_path: Path) -> None:
    built = site(tmp_path, FILES, preview=True)
    assert not [url for url in built.pages if "subscribe" in url]
    for url in ("en/", "en/release-notes/", "en/release-notes/cart/", "en/releases/checkout/"):
        text = built.assembly.theme.render(built.pages[url].build())
        assert "feed.xml" not in text
        assert "/subscribe/" not in text


def test_versions_are_in_their_order_with_their_channel(example: Site) -> None:
    url = "en/releases/payments/"
    assert example.texts(url, ".hc-version h2") == ["1.10.0", "1.9.0", "1.0.0"]
    assert example.texts("en/releases/checkout/", ".hc-version .hc-month__title .hc-badge") == [
        "Beta"
    ]
    assert [one.get("id") for one in example.page(url).cssselect(".hc-version")] == [
        "v-1.10.0",
        "v-1.9.0",
        "v-1.0.0",
    ]


def test_what_changed_since_a_version_is_what_came_after_it(example: Site) -> None:
    since = {url for url in example.pages if "/since/" in url}
    assert since == {"en/releases/payments/since/1.9.0/", "en/releases/payments/since/1.0.0/"}
    assert example.texts("en/releases/payments/since/1.9.0/", ENTRY) == ["Ten"]
    assert example.texts("en/releases/payments/since/1.0.0/", ENTRY) == ["Ten", "Pay"]
    page = example.page("en/releases/payments/since/1.0.0/")
    assert page.cssselect("h1")[0].text_content() == "Payments: what changed since 1.0.0"


def test_one_version_has_one_page_however_it_is_spelled(tmp_path: Path) -> None:
    """Two spellings of one address would be two pages at it, and one of them lost."""
    files = {
        f"en/release-notes/n{number}.md": note(
            f"N{number}", day=f"2026-01-0{number + 1}", module="checkout", version=f"'{version}'"
        )
        for number, version in enumerate(["1.0 beta", "v1.0-beta", "2.0", "V2.0", "3.0"])
    }
    built = site(tmp_path, files)
    url = "en/releases/checkout/"
    assert built.texts(url, ".hc-version h2") == ["3.0", "V2.0", "v1.0-beta"]
    assert built.texts(f"{url}since/1.0-beta/", ENTRY) == ["N4", "N3", "N2"]
    assert built.texts(f"{url}since/2.0/", ENTRY) == ["N4"]


def test_a_comparison_says_what_it_compares(example: Site) -> None:
    page = example.page("en/releases/payments/since/1.0.0/")
    (intro,) = page.cssselect(".hc-heading__intro")
    assert intro.text_content() == "Everything after 1.0.0, up to 1.10.0."


def test_the_overview_has_the_latest_versions_of_all_modules_by_time(example: Site) -> None:
    url = "en/releases/"
    assert example.texts(url, ".hc-timeline " + ENTRY) == [
        "Checkout 2.0.0-beta.1", "Payments 1.9.0", "Payments 1.10.0", "Payments 1.0.0",
    ]  # fmt: skip
    for link in example.page(url).cssselect(".hc-timeline .hc-entry__title a"):
        target, _, anchor = str(link.get("href")).lstrip("/").partition("#")
        assert [one.get("id") for one in example.page(target).cssselect(".hc-version")].count(
            anchor
        ) == 1


def test_the_overview_names_the_newest_of_each_channel(example: Site) -> None:
    cards = example.texts("en/releases/", ".hc-card")
    assert [card.split()[0] for card in cards] == ["Checkout", "Payments"]
    assert "Beta2.0.0-beta.1" in cards[0]
    assert "Stable1.10.0" in cards[1]


def test_the_page_of_feeds_lists_every_feed_once_with_its_whole_address(example: Site) -> None:
    page = example.page("en/subscribe/")
    shown = [str(one.get("href")) for one in page.cssselect(".hc-subscription__urls a")]
    expected = [
        f"https://help.example.com/{cut.folder}{file}"
        for cut in example.assembly.center.feed_cuts
        if cut.locale == "en" and not cut.former
        for file in ("feed.xml", "atom.xml", "feed.json")
    ]
    assert sorted(shown) == sorted(expected)
    assert [one.get("hidden") for one in page.cssselect("[data-copy-url]")] == [""] * (
        len(expected) // 3
    )
    assert page.cssselect("a[download]")[0].get("href") == "https://help.example.com/en/feeds.opml"


def test_the_newest_marked_announcement_is_above_every_page(example: Site, tmp_path: Path) -> None:
    for url in ("en/", "en/release-notes/cart/", "en/subscribe/"):
        bars = example.page(url).cssselect("[data-bar^='news-'] a")
        assert [one.get("href") for one in bars] == ["/en/announcements/now/"], url
    assert not example.page("pt/").cssselect("[data-bar^='news-']")
    over = FILES | {
        "en/announcements/now.md": str(FILES["en/announcements/now.md"]).replace(
            "highlight: true", "highlight: true\nhighlightUntil: 2026-11-10"
        )
    }
    later = site(tmp_path, over, now=NOW)
    assert [one.get("href") for one in later.page("en/").cssselect("[data-bar^='news-'] a")] == [
        "/en/announcements/old/"
    ]


@pytest.mark.parametrize("locale", ["es", "pt"])
def test_no_english_is_left_on_pages_of_another_language(tmp_path: Path, locale: str) -> None:
    files = {
        name.replace("en/", f"{locale}/", 1): text
        for name, text in FILES.items()
        if name.startswith("en/")
    }
    built = site(tmp_path, files)
    translator = built.assembly.center.messages.translator(locale)
    english = built.assembly.center.messages.table("en")
    own = built.assembly.center.messages.table(locale)
    for prefix in ("feed.", "news.", "filter.", "releases.", "subscribe.", "digest."):
        keys = [key for key in english if key.startswith(prefix)]
        assert keys
        # Words that are the same in both languages.
        same = {
            "filter.title",
            "feed.section_title",
            "feed.facet_title",
            "digest.title",
            "filter.issue",
        }
        assert not [key for key in keys if own[key] == english[key] and key not in same]
    for url, page in built.pages.items():
        if page.article is None and url.startswith(f"{locale}/"):
            built.assembly.theme.render(page.build())
    assert translator.unknown == set()
