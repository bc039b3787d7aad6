"""Each format against its specification, and against a golden."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import jsonschema
import pytest
from lxml import etree
from mkdocs_help_center.feeds.atom import AtomWriter
from mkdocs_help_center.feeds.formats import FORMATS
from mkdocs_help_center.feeds.json_feed import JsonFeedWriter
from mkdocs_help_center.feeds.model import Category, Feed, FeedItem
from mkdocs_help_center.feeds.rss import RssWriter

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"


def item(number: int = 1, **fields: object) -> FeedItem:
    values: dict[str, object] = {
        "guid": f"urn:uuid:00000000-0000-5000-8000-{number:012d}",
        "url": f"https://help.example.com/en/release-notes/note-{number}/",
        "title": f"Note {number}: <T> & “co”",
        "html": "<p>Use <code>a &lt; b</code>.</p>\n<pre><code>one\n  two\n</code></pre>",
        "summary": "What <b> does & why",
        "published": datetime(2026, 10, number, 9, 30, tzinfo=UTC),
        "updated": datetime(2026, 10, number, 10, 30, tzinfo=UTC),
        "categories": (Category("type", "fixed", "Fixed"), Category("module", "b2b", "B2B & more")),
        "author": "Tomás Iriarte",
        "image": "https://help.example.com/a.png",
        "language": "en",
        "facts": {"type": "fixed", "modules": ["b2b"]},
    }
    return FeedItem(**{**values, **fields})  # type: ignore[arg-type]


def feed(items: list[FeedItem] | None = None, **fields: object) -> Feed:
    values: dict[str, object] = {
        "id": "urn:uuid:11111111-0000-5000-8000-000000000000",
        "title": "Help & Co: Release notes",
        "description": "What is <new>.",
        "home": "https://help.example.com/en/release-notes/",
        "base": "https://help.example.com/en/release-notes/",
        "folder": "en/release-notes/",
        "language": "en",
        "site_name": "Help & Co",
        "items": [item(2), item(1, author="", image="")] if items is None else items,
        "logo": "https://help.example.com/logo.png",
        "taxonomy": "https://help.example.com/en/subscribe/",
        "generator": "mkdocs-help-center 0",
    }
    return Feed(**{**values, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", FORMATS)
def test_a_feed_is_written_as_its_golden_says(name: str) -> None:
    """To accept a change: delete the golden and run this test twice."""
    written = FORMATS[name]().write(feed(archives=3))
    golden = HERE / "goldens" / name
    if not golden.exists():
        golden.write_bytes(written)
        pytest.fail(f"{golden.name} was missing and is written now; read it before you commit it")
    assert written == golden.read_bytes()


def test_rss_keeps_the_rules_of_its_specification() -> None:
    """https://www.rssboard.org/rss-specification, https://www.rssboard.org/rss-profile"""
    root = etree.fromstring(RssWriter().write(feed()))
    assert root.tag == "rss"
    assert root.get("version") == "2.0"
    (channel,) = root
    for required in ("title", "link", "description"):
        assert channel.findtext(required), required
    assert re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", channel.findtext("language") or "")
    assert int(channel.findtext("ttl") or "") == 60
    image = channel.find("image")
    assert image is not None
    assert image.findtext("title") == channel.findtext("title")
    assert image.findtext("link") == channel.findtext("link")
    assert str(image.findtext("url")).endswith((".png", ".jpg", ".gif"))
    (self_link,) = channel.findall(f"{ATOM}link[@rel='self']")
    assert self_link.get("href") == "https://help.example.com/en/release-notes/feed.xml"
    for date in (channel.findtext("lastBuildDate"), *(one.text for one in root.iter("pubDate"))):
        assert date is not None
        assert re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} [\d:]{8} GMT", date)
        assert parsedate_to_datetime(date).tzinfo is not None
    guids = [one.text for one in root.iter("guid")]
    assert len(set(guids)) == len(guids) == 2
    assert all(one.get("isPermaLink") == "false" for one in root.iter("guid"))
    # What is plain text in the model is HTML in a description: escaped once more.
    assert root.findtext(".//item/description") == "What &lt;b&gt; does &amp; why"
    names = [child.tag for child in channel]
    assert names.index("item") > names.index(f"{ATOM}link"), "items come last"


def test_atom_keeps_the_rules_of_its_specification() -> None:
    """RFC 4287 §4.1.1 and §4.1.2"""
    root = etree.fromstring(AtomWriter().write(feed()))
    assert root.tag == f"{ATOM}feed"
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            assert len(parent.findall(f"{ATOM}{required}")) == 1, required
        assert len(parent.findall(f"{ATOM}link[@rel='alternate']")) == 1
        moment = datetime.fromisoformat(parent.findtext(f"{ATOM}updated") or "")
        assert moment.tzinfo is not None
    assert root.find(f"{ATOM}author/{ATOM}name") is not None, "an entry without one has the feed's"
    for content in root.iter(f"{ATOM}content"):
        assert content.get("type") == "html"
    for category in root.iter(f"{ATOM}category"):
        assert category.get("term")
        assert str(category.get("scheme")).startswith("https://")
    assert root.findtext(f"{ATOM}updated") == "2026-10-02T10:30:00+00:00", "that of the last change"


def test_json_feed_keeps_its_schema() -> None:
    schema = json.loads((HERE / "json-feed-1.1.schema.json").read_text(encoding="utf-8"))
    written = json.loads(JsonFeedWriter().write(feed(archives=2)))
    jsonschema.Draft202012Validator(schema).validate(written)
    assert written["next_url"].endswith("/archive/2/feed.json")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate({**written, "version": "1"})


@pytest.mark.parametrize("writer", [RssWriter, AtomWriter])
def test_a_feed_parser_reads_back_what_the_model_holds(
    writer: type[RssWriter | AtomWriter],
) -> None:
    parsed = feedparser.parse(writer().write(feed()))
    assert not parsed.bozo
    assert parsed.feed.title == "Help & Co: Release notes"
    assert parsed.feed.link == "https://help.example.com/en/release-notes/"
    first = parsed.entries[0]
    assert first.title == "Note 2: <T> & “co”"
    assert first.id == item(2).guid
    assert first.link == item(2).url
    assert first.author == "Tomás Iriarte"
    assert first.published_parsed[:5] == (2026, 10, 2, 9, 30)
    assert first.updated_parsed[:5] == (2026, 10, 2, 10, 30)
    assert first.content[0].value == item(2).html
    assert [tag.label or tag.term for tag in first.tags] == ["Fixed", "B2B & more"]


HOSTILE = {
    "ampersand": "R&D & Q&A",
    "markup": "Use <script>alert(1)</script> & <b>",
    "cdata": "a ]]> b <![CDATA[ c",
    "controls": "a\x00b\x08c\x0b\x1fd\ufffe",
    "emoji": "🚀 👩‍👩‍👧 ✨",
    "right-to-left": "שלום \u202eעולם\u202c مرحبا",
    "entities": "&amp; &lt; &#x41; &nbsp;",
    "surrogate": "half \ud83d",
    "newlines": "one\r\ntwo\u2028three",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_survive_everywhere(name: str) -> None:
    """In titles, names and content; only what XML cannot hold is left out."""
    text = HOSTILE[name]
    kept = "".join(c for c in text if c not in "\x00\x08\x0b\x1f\ufffe\ud83d")
    one = item(title=text, summary=text, author=text, html=f"<p>{name}</p>", categories=())
    hostile = feed([one], title=text, description=text, site_name=text)
    atom = etree.fromstring(AtomWriter().write(hostile))
    # A parser reads every line end as \n (XML 1.0 §2.11) unless it is written as a reference.
    assert atom.findtext(f".//{ATOM}entry/{ATOM}title") == kept
    rss = etree.fromstring(RssWriter().write(hostile))
    assert rss.findtext(".//item/title") == kept
    written = json.loads(JsonFeedWriter().write(hostile))
    assert written["items"][0]["title"] == kept
    assert written["title"] == kept


def test_a_feed_has_the_same_bytes_whichever_feed_was_written_before() -> None:
    """Writers keep the elements of items: moving one between feeds must leave no trace."""
    shared = item(3)
    for make in FORMATS.values():
        alone = make().write(feed([shared]))
        writer = make()
        writer.write(feed([item(4), shared]))
        assert writer.write(feed([shared])) == alone
        assert writer.write(feed([shared])) == alone
