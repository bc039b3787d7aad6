"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

What programs want beyond it stands in the extension ``_help_center``, as the specification asks of
extensions: a name that starts with an underscore, with an ``about`` in it.
"""

from __future__ import annotations

import json
from typing import Any

from mkdocs_help_center.feeds.model import Feed, FeedItem, clean_text

FILE = "feed.json"


class JsonFeedWriter:
    """Writes JSON Feed 1.1."""

    def __init__(self) -> None:
        self._items: dict[FeedItem, str] = {}

    def write(self, feed: Feed) -> bytes:
        """The feed's document."""
        items = []
        for item in feed.items:
            if item not in self._items:
                self._items[item] = json.dumps(_item(item, feed), ensure_ascii=False)
            items.append(self._items[item])
        head = json.dumps(_head(feed), ensure_ascii=False)
        listed = ",\n".join(items)
        return f'{head[:-1]}, "items": [\n{listed}\n]}}\n'.encode()


def _head(feed: Feed) -> dict[str, Any]:
    older = (feed.archive or feed.archives + 1) - 1
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean_text(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.url(FILE),
        "description": clean_text(feed.description),
        "next_url": feed.url(FILE, older) if older else "",
        "icon": feed.logo,
        "favicon": feed.icon,
        "language": feed.language,
    }
    found: dict[str, Any] = {key: value for key, value in head.items() if value}
    found["authors"] = [{"name": clean_text(feed.site_name)}]
    return found


def _item(item: FeedItem, feed: Feed) -> dict[str, Any]:
    texts = {
        "id": item.guid,
        "url": item.url,
        "title": clean_text(item.title),
        "summary": clean_text(item.summary),
        "image": item.image,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "language": item.language,
    }
    found: dict[str, Any] = {key: value for key, value in texts.items() if value}
    # Required even where it is empty: an item has to have content.
    found["content_html"] = clean_text(item.html)
    if item.author:
        found["authors"] = [{"name": clean_text(item.author)}]
    if item.categories:
        # A module and the team behind it are often called the same.
        labels = (clean_text(category.label) for category in item.categories)
        found["tags"] = list(dict.fromkeys(labels))
    found["_help_center"] = {"about": feed.taxonomy, **item.facts}
    return found
