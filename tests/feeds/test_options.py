"""The plugin's option ``feeds``."""

from __future__ import annotations

from typing import Any

import pytest
from mkdocs_help_center.feeds.options import read_feed_settings
from mkdocs_help_center.feeds.settings import CutSettings, FeedSettings


def test_nothing_given_is_the_default() -> None:
    assert read_feed_settings({}) == (FeedSettings(), [])


def test_everything_given_is_read() -> None:
    data = {
        "limit": 20,
        "ttl": 120,
        "cuts": [
            {
                "path": "beta-checkout",
                "title": {"en": "Beta", "pt": "Beta"},
                "description": "All of it",
                "content_types": ["updates"],
                "tags": "Cart",
                "modules": ["checkout"],
                "channels": ["beta"],
                "types": ["Corrección"],
                "action_required": True,
                "locales": ["en"],
            }
        ],
    }
    settings, mistakes = read_feed_settings(data)
    assert mistakes == []
    assert settings == FeedSettings(
        limit=20,
        ttl=120,
        cuts=(
            CutSettings(
                path="beta-checkout",
                titles={"en": "Beta", "pt": "Beta"},
                descriptions={"": "All of it"},
                content_types=("announcement",),
                tags=("Cart",),
                modules=("checkout",),
                channels=("beta",),
                types=("Corrección",),
                action_required=True,
                locales=("en",),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        ({"limits": 3}, "there is no option 'limits'. Did you mean 'limit'?"),
        ({"limit": 0}, "'limit' is 0, which is not a number from 1 to 1000."),
        ({"limit": True}, "'limit' is True, which is not a number from 1 to 1000."),
        ({"cuts": {}}, None),
        ({"cuts": {"a": 1}}, "'cuts' is no list of feeds."),
        ({"cuts": ["a"]}, "cuts, 1: a feed is a mapping with 'path' and 'title'."),
        (
            {"cuts": [{"path": "../x", "title": "T"}]},
            "cuts, 1: 'path' is '../x'; write lower-case words with hyphens.",
        ),
        ({"cuts": [{"path": "x"}]}, "cuts, 1: a feed needs a 'title'."),
        (
            {"cuts": [{"path": "x", "title": "T", "tag": "a"}]},
            "cuts, 1: there is no option 'tag'. Did you mean 'tags'?",
        ),
        (
            {"cuts": [{"path": "x", "title": "T", "tags": 1}]},
            "cuts, 1: 'tags' is no list of names.",
        ),
        (
            {"cuts": [{"path": "x", "title": "T", "locales": ["xx1"]}]},
            "cuts, 1: 'xx1' is no language code.",
        ),
        ({"cuts": [{"path": "x", "title": "T"}] * 2}, "cuts, 2: the path 'x' is taken by another."),
    ],
)
def test_a_mistake_is_said_in_words(data: dict[str, Any], mistake: str | None) -> None:
    assert read_feed_settings(data)[1] == ([mistake] if mistake else [])
