"""Which feeds a site has, what is in each, and what happens to them when an article changes."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree
from mkdocs_help_center.feeds.files import feed_files
from mkdocs_help_center.feeds.headers import feed_headers
from mkdocs_help_center.feeds.settings import CutSettings, FeedSettings

from ..content.sites import write
from .centers import DATA, NOW, assembly, center, note

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS: dict[str, str | bytes] = {
    "en/release-notes/cart.md": note(
        "Cart fixed",
        day="2026-10-03",
        type="fixed",
        module="checkout",
        channel="beta",
        version="2.0.0-beta.1",
    ),
    "en/release-notes/refund.md": note(
        "Refunds", day="2026-10-02", type="Añadido", tags="[Payments]"
    ),
    "en/release-notes/both.md": note("Both", day="2026-10-01", modules="[checkout, gateway]"),
    "en/release-notes/hidden.md": note("Hidden", hidden="true"),
    "en/release-notes/draft.md": note("Draft", status="DRAFT"),
    "en/release-notes/undated.md": note("Undated", day="31/10/2026"),
    "en/announcements/soon.md": note("Soon", day="2026-12-24", contentType="announcement"),
    "en/announcements/now.md": note(
        "Now", day="2026-11-01", contentType="announcement", tags="[Novidades]"
    ),
    "en/known-issues/k.md": "---\ntitle: K\nkiStatus: Backlog\ntag: Checkout\ncreatedAt: 2026-01-01\n---\nB",
    "pt/release-notes/carrinho.md": note("Carrinho", type="corrigido", module="checkout"),
    "en/tutorials/t.md": "---\ntitle: T\ncreatedAt: 2026-01-01\n---\nB",
}


def titles(files: dict[str, bytes], name: str) -> list[str]:
    return [one["title"] for one in json.loads(files[name])["items"]]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    return dict(feed_files(center(tmp_path, NEWS)))


def test_every_item_is_in_exactly_the_feeds_that_it_belongs_to(files: dict[str, bytes]) -> None:
    found = {
        name.removesuffix("feed.json"): titles(files, name)
        for name in files
        if name.endswith(".json")
    }
    assert found == {
        "en/": ["Now", "Cart fixed", "Refunds", "Both"],
        "en/announcements/": ["Now"],
        "en/announcements/type/added/": ["Now"],
        "en/release-notes/": ["Cart fixed", "Refunds", "Both"],
        "en/release-notes/type/added/": ["Refunds", "Both"],
        "en/release-notes/type/fixed/": ["Cart fixed"],
        "en/release-notes/module/checkout/": ["Cart fixed", "Both"],
        "en/release-notes/module/payments/": ["Refunds", "Both"],
        # What the module was called when some readers subscribed.
        "en/release-notes/module/gateway/": ["Refunds", "Both"],
        "en/release-notes/channel/beta/": ["Cart fixed"],
        "en/releases/checkout/": ["Cart fixed"],
        "en/known-issues/": ["K"],
        "en/known-issues/module/checkout/": ["K"],
        "pt/": ["Carrinho"],
        "pt/release-notes/": ["Carrinho"],
        "pt/release-notes/type/fixed/": ["Carrinho"],
        "pt/release-notes/module/checkout/": ["Carrinho"],
    }


def test_every_feed_is_there_in_every_format(files: dict[str, bytes]) -> None:
    folders = {name.rpartition("/")[0] for name in files if name.endswith("feed.json")}
    for folder in folders:
        for file in ("feed.xml", "atom.xml"):
            parsed = feedparser.parse(files[f"{folder}/{file}"])
            assert not parsed.bozo, folder
            assert [one.title for one in parsed.entries] == titles(files, f"{folder}/feed.json")
    assert len(files) == 3 * len(folders) + len(["en", "pt"])


def test_a_preview_and_a_site_without_an_address_have_no_feeds(tmp_path: Path) -> None:
    assert feed_files(center(tmp_path / "a", NEWS, preview=True)) == {}
    assert feed_files(center(tmp_path / "b", NEWS, site_url="")) == {}


def test_what_is_upcoming_comes_out_on_its_day_by_the_builds_clock(tmp_path: Path) -> None:
    """The recipe for scheduled builds rests on this: a build on the day is all that is needed."""
    for day, expected in (
        ("2026-12-23T23:59:59Z", ["Now"]),
        ("2026-12-24T00:00:00Z", ["Soon", "Now"]),
    ):
        moment = datetime.fromisoformat(day)
        site = center(tmp_path / day[8:10], NEWS, now=moment)
        assert titles(dict(feed_files(site)), "en/announcements/feed.json") == expected


def test_two_builds_give_the_same_bytes_and_the_clock_is_not_in_them(tmp_path: Path) -> None:
    first = feed_files(center(tmp_path / "a", NEWS))
    second = feed_files(center(tmp_path / "b", NEWS, now=NOW.replace(hour=23, minute=1)))
    assert first == second


def test_changing_one_article_changes_its_item_and_the_feeds_date_only(tmp_path: Path) -> None:
    before = feed_files(center(tmp_path / "a", NEWS))
    edited = NEWS | {
        "en/release-notes/refund.md": note(
            "Refunds",
            "Corrected.",
            day="2026-10-02",
            type="Añadido",
            tags="[Payments]",
            updatedAt="2026-11-05",
        )
    }
    after = feed_files(center(tmp_path / "b", edited))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        f"{folder}/{file}"
        for folder in (
            "en",
            "en/release-notes",
            "en/release-notes/type/added",
            "en/release-notes/module/payments",
            "en/release-notes/module/gateway",
        )
        for file in ("feed.xml", "atom.xml", "feed.json")
    }
    old, new = (etree.fromstring(one["en/release-notes/atom.xml"]) for one in (before, after))
    assert new.findtext(f"{ATOM}updated") == "2026-11-05T00:00:00+00:00"
    pairs = list(zip(old.iter(f"{ATOM}entry"), new.iter(f"{ATOM}entry"), strict=True))
    same = [etree.tostring(a) == etree.tostring(b) for a, b in pairs]
    assert same == [True, False, True]
    assert [a.findtext(f"{ATOM}id") for a, _ in pairs] == [
        b.findtext(f"{ATOM}id") for _, b in pairs
    ]


def entry(files: dict[str, bytes], name: str, index: int = 0) -> dict[str, object]:
    item: dict[str, object] = json.loads(files[name])["items"][index]
    return item


def test_a_known_issue_changes_with_its_status(tmp_path: Path) -> None:
    text = str(NEWS["en/known-issues/k.md"])
    fixed = text.replace("Backlog", "Fixed\nupdatedAt: 2026-02-02")
    before, after = (
        entry(
            dict(feed_files(center(tmp_path / str(i), {"en/known-issues/k.md": one}))),
            "en/known-issues/feed.json",
        )
        for i, one in enumerate((text, fixed))
    )
    assert before["id"] == after["id"]
    assert before["title"] == after["title"], "a reader that knows items by title too shows it once"
    assert "<strong>Status:</strong> Backlog" in str(before["content_html"])
    assert "<strong>Status:</strong> Fixed" in str(after["content_html"])
    assert (before["date_modified"], after["date_modified"]) == (
        "2026-01-01T00:00:00+00:00",
        "2026-02-02T00:00:00+00:00",
    )
    assert "Fixed" in after["tags"]  # type: ignore[operator]


def test_an_old_known_issue_comes_back_into_the_feeds_when_its_status_changes(
    tmp_path: Path,
) -> None:
    """A live feed shows the newest only: of issues, those that changed last."""
    issue = "---\ntitle: {}\nkiStatus: {}\ntag: Checkout\ncreatedAt: {}\n{}---\nB"
    files: dict[str, str | bytes] = {
        f"en/known-issues/k{number}.md": issue.format(
            f"K{number}", "Backlog", f"202{number}-01-01", ""
        )
        for number in range(4)
    }
    settings = FeedSettings(limit=2)
    names = ("en/known-issues/feed.json", "en/known-issues/module/checkout/feed.json")
    before = dict(feed_files(center(tmp_path / "a", files, feeds=settings)))
    files["en/known-issues/k0.md"] = issue.format(
        "K0", "Fixed", "2020-01-01", "updatedAt: 2026-05-05\n"
    )
    after = dict(feed_files(center(tmp_path / "b", files, feeds=settings)))
    for name in names:
        assert titles(before, name) == ["K3", "K2"]
        assert titles(after, name) == ["K0", "K3"]
        assert entry(after, name)["date_published"] == "2020-01-01T00:00:00+00:00"


def test_a_correction_keeps_the_guid_raises_updated_and_is_told(tmp_path: Path) -> None:
    fields = {
        "corrections": "\n  - date: 2026-10-20\n    text: The limit is <20>, not 10.\n  - nonsense"
    }
    before = entry(
        dict(feed_files(center(tmp_path / "a", {"en/release-notes/a.md": note()}))), "en/feed.json"
    )
    after = entry(
        dict(feed_files(center(tmp_path / "b", {"en/release-notes/a.md": note(**fields)}))),
        "en/feed.json",
    )
    assert before["id"] == after["id"]
    assert after["date_published"] == before["date_published"]
    assert after["date_modified"] == "2026-10-20T00:00:00+00:00"
    assert str(after["content_html"]).startswith(
        "<p><strong>Corrected on October 20, 2026:</strong> The limit is &lt;20&gt;, not 10.</p>"
    )


def test_what_is_withdrawn_stays_and_says_so(tmp_path: Path) -> None:
    text = note(withdrawnAt="2026-10-09", withdrawnReason="It never shipped.")
    one = entry(dict(feed_files(center(tmp_path, {"pt/release-notes/a.md": text}))), "pt/feed.json")
    assert str(one["content_html"]).startswith(
        "<p><strong>Retirado em 9 de outubro de 2026.</strong> It never shipped.</p>"
    )
    assert one["_help_center"]["withdrawn"] == "2026-10-09T00:00:00+00:00"  # type: ignore[index]


def test_what_is_dated_in_the_future_is_held_back_until_its_day(tmp_path: Path) -> None:
    """A withdrawal and a correction as news are, and a change that cannot have happened."""
    text = note(
        withdrawnAt="2026-12-01",
        withdrawnReason="Over.",
        corrections="\n  - {date: 2026-12-02, text: Wrong.}",
        updatedAt="2099-01-01",
    )
    files: dict[str, str | bytes] = {"en/release-notes/a.md": text}
    before, after = (
        entry(dict(feed_files(center(tmp_path / str(now.year), files, now=now))), "en/feed.json")
        for now in (NOW, NOW.replace(year=2027))
    )
    assert before["content_html"] == "<p>Body.</p>"
    assert before["date_modified"] == before["date_published"]
    assert "Withdrawn on December 1, 2026." in str(after["content_html"])
    assert "Corrected on December 2, 2026:" in str(after["content_html"])
    assert after["date_modified"] == "2026-12-02T00:00:00+00:00"
    assert before["id"] == after["id"]


def test_what_readers_have_to_do_leads_the_item_and_has_a_feed(tmp_path: Path) -> None:
    text = note(actionRequired="true", deadline="2026-12-31", type="deprecated")
    files = dict(feed_files(center(tmp_path, {"es/release-notes/a.md": text})))
    one = entry(files, "es/release-notes/action/required/feed.json")
    assert str(one["content_html"]).startswith(
        "<p><strong>Tienes que hacer algo a más tardar el 31 de diciembre de 2026.</strong></p>"
    )
    assert one["_help_center"]["deadline"] == "2026-12-31"  # type: ignore[index]


def test_categories_name_type_module_and_area_and_the_author_has_a_name(tmp_path: Path) -> None:
    text = note(
        module="checkout",
        author="2K1mAzRSNyQe53cJ4L6Rkb",
        productTeam="Shopping",
        channel="Estável",
        breaking="true",
    )
    files = dict(feed_files(center(tmp_path, {"pt/release-notes/a.md": text})))
    one = entry(files, "pt/feed.json")
    assert one["tags"] == [
        "Nota de versão",
        "Adicionado",
        "Estável",
        "Mudança incompatível",
        "Checkout",
        "Vendas",
    ]
    assert one["authors"] == [{"name": "Tomás Iriarte"}]
    atom = etree.fromstring(files["pt/atom.xml"])
    terms = {
        (str(one.get("scheme")).rpartition("#")[2], one.get("term"))
        for one in atom.iter(f"{ATOM}category")
    }
    assert ("module", "checkout") in terms
    assert ("type", "added") in terms


def test_a_label_is_said_once_where_module_and_team_are_called_the_same(tmp_path: Path) -> None:
    text = note(module="payments", productTeam="Payments")
    files = dict(feed_files(center(tmp_path, {"en/release-notes/a.md": text})))
    assert entry(files, "en/feed.json")["tags"] == ["Release note", "Added", "Payments"]


def test_an_unknown_author_is_the_team_never_a_raw_id(tmp_path: Path) -> None:
    text = note(author="6BlwIjMCyx9tGzY0sEG5IH", productTeam="Payments")
    files = dict(feed_files(center(tmp_path, {"en/release-notes/a.md": text})))
    assert entry(files, "en/feed.json")["authors"] == [{"name": "Payments"}]
    assert not [name for name, data in files.items() if b"6BlwIjMCyx9tGzY0sEG5IH" in data]


def test_an_incident_tells_its_course(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Down\ncontentType: incident\ncreatedAt: 2026-10-01\nupdates:\n"
        "  - {at: 2026-10-01T10:00:00Z, state: investigating, text: We look.}\n"
        "  - {at: 2026-10-01T11:00:00Z, state: resolved, text: Done & over.}\n---\nWhy.\n"
    )
    one = entry(dict(feed_files(center(tmp_path, {"en/status/a.md": text}))), "en/status/feed.json")
    assert str(one["content_html"]).startswith(
        "<p><strong>2026-10-01 11:00 UTC · Resolved</strong> Done &amp; over.</p>\n"
        "<p><strong>2026-10-01 10:00 UTC · Investigating</strong> We look.</p>\n"
    )
    assert one["date_modified"] == "2026-10-01T11:00:00+00:00"


def many(count: int) -> dict[str, str | bytes]:
    return {
        f"en/release-notes/n{number:02}.md": note(
            f"N{number}", day=f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}"
        )
        for number in range(count)
    }


@pytest.mark.parametrize(("count", "archives"), [(1, 0), (3, 0), (4, 1), (6, 2), (7, 2)])
def test_the_live_feed_has_the_newest_and_the_archive_everything(
    tmp_path: Path, count: int, archives: int
) -> None:
    """RFC 5005 §4: from the live feed through prev-archive every item can be reached."""
    files = dict(feed_files(center(tmp_path, many(count), feeds=FeedSettings(limit=3))))
    site = "https://help.example.com/"
    name, seen, documents = "en/release-notes/atom.xml", [], 0
    while True:
        root = etree.fromstring(files[name])
        entries = [one.text for one in root.iterfind(f"{ATOM}entry/{ATOM}title")]
        assert len(entries) <= 3
        seen += entries
        archive = root.find("{http://purl.org/syndication/history/1.0}archive")
        assert (archive is None) == (documents == 0)
        links = {
            one.get("rel"): str(one.get("href")).removeprefix(site)
            for one in root.iterfind(f"{ATOM}link")
        }
        assert links["self"] == name
        if documents:
            assert links["current"] == "en/release-notes/atom.xml"
        if "prev-archive" not in links:
            break
        name = links["prev-archive"]
        documents += 1
    assert documents == archives
    assert set(seen) == {f"N{number}" for number in range(count)}
    newest = [f"N{number}" for number in range(count - 1, max(-1, count - 4), -1)]
    assert seen[: len(newest)] == newest


def test_an_archive_document_keeps_its_bytes_when_items_are_added(tmp_path: Path) -> None:
    settings = FeedSettings(limit=3)
    before = feed_files(center(tmp_path / "a", many(6), feeds=settings))
    after = feed_files(center(tmp_path / "b", many(8), feeds=settings))
    assert before["en/feed.xml"] != after["en/feed.xml"]
    kept = [name for name in before if "/archive/1/" in name]
    assert kept
    for name in kept:
        assert before[name] == after[name], name


def test_a_declared_cut_holds_what_all_of_its_conditions_hold_for(tmp_path: Path) -> None:
    cuts = (
        CutSettings(
            path="beta-checkout",
            titles={"en": "Beta", "pt": "Beta do checkout"},
            modules=("checkout",),
            channels=("beta",),
        ),
        CutSettings(
            path="pt-only", titles={"": "Só pt"}, locales=("pt",), content_types=("releaseNote",)
        ),
        CutSettings(path="issues", titles={"": "Issues"}, content_types=("knownIssue",)),
        CutSettings(path="nothing", titles={"": "Nothing"}, tags=("no such tag",)),
    )
    files = dict(feed_files(center(tmp_path, NEWS, feeds=FeedSettings(cuts=cuts))))
    found = {
        name: titles(files, name) for name in files if "/feeds/" in name and name.endswith(".json")
    }
    assert found == {
        "en/feeds/beta-checkout/feed.json": ["Cart fixed"],
        "en/feeds/issues/feed.json": ["K"],
        "pt/feeds/pt-only/feed.json": ["Carrinho"],
    }
    assert json.loads(files["en/feeds/beta-checkout/feed.json"])["title"] == "Help & Co: Beta"


def test_a_declared_cut_may_hold_content_that_is_no_news(tmp_path: Path) -> None:
    """And what it holds takes no one's guid or title, as an older article would within one feed."""
    files = NEWS | {
        "en/tutorials/t.md": "---\ntitle: Both\nid: x\ncreatedAt: 2020-01-01\ntags: [Cart]\n---\nB",
        "en/release-notes/both.md": note("Both", day="2026-10-01", id="x"),
        "en/faq/f.md": "---\ntitle: F\ntags: [Cart]\n---\nWithout a date.",
    }
    cut = CutSettings(
        path="how-to", titles={"": "How to"}, content_types=("tutorial", "frequentlyAskedQuestion")
    )
    plain = dict(feed_files(center(tmp_path / "a", files)))
    found = dict(feed_files(center(tmp_path / "b", files, feeds=FeedSettings(cuts=(cut,)))))
    (tutorial,) = json.loads(found["en/feeds/how-to/feed.json"])["items"]
    assert tutorial["url"] == "https://help.example.com/en/tutorials/t/"
    assert tutorial["title"] == "Both: B"
    assert found["en/feed.json"] == plain["en/feed.json"]
    assert tutorial["id"] not in plain["en/feed.json"].decode()


def test_what_no_declared_cut_can_hold_is_said(tmp_path: Path) -> None:
    cut = CutSettings(
        path="x", titles={"": "X"}, modules=("chekout", "gateway"), tags=("novidade", "Novidades")
    )
    write(tmp_path, {**DATA, **NEWS})
    found = assembly(tmp_path, feeds=FeedSettings(cuts=(cut,))).found
    assert [str(one) for one in found] == [
        "mkdocs.yml:1:1: the feed 'x': there is no module 'chekout' (declared-feed)\n"
        "    hint: did you mean 'checkout'?",
        "mkdocs.yml:1:1: the feed 'x': no article has the tag 'novidade' (declared-feed)\n"
        "    hint: did you mean 'novidades'?",
    ]


def test_the_list_of_feeds_names_every_feed_of_its_language(files: dict[str, bytes]) -> None:
    root = etree.fromstring(files["en/feeds.opml"])
    assert root.tag == "opml"
    urls = [one.get("xmlUrl") for one in root.iter("outline") if one.get("type") == "rss"]
    expected = {
        f"https://help.example.com/{name}"
        for name in files
        # An address that a feed used to have goes on, but nobody shall subscribe to it any more.
        if name.startswith("en/") and name.endswith("feed.xml") and "/gateway/" not in name
    }
    assert set(urls) == expected
    assert len(urls) == len(expected)


def test_json_feeds_may_be_read_by_pages_of_other_hosts(tmp_path: Path) -> None:
    """In the archive as well: that is where ``next_url`` leads."""
    site = center(tmp_path, NEWS, feeds=FeedSettings(limit=1))
    headers = feed_headers(site)
    files = feed_files(site)
    assert [path for path in files if "/archive/" in path and path.endswith(".json")]
    assert {path.removeprefix("/") for path in headers} == set(files)
    for path, found in headers.items():
        assert ("Access-Control-Allow-Origin" in found) == path.endswith(".json")
        assert found["Content-Type"]
