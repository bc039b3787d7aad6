"""The option ``feeds`` of the plugin: limits, and feeds that a site declares itself."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_help_center.content.content_types import content_type_names, type_by_name
from mkdocs_help_center.content.locales import parse_locale
from mkdocs_help_center.content.releases import CHANNELS, RELEASE_TYPES, channel_of, release_type
from mkdocs_help_center.feeds.settings import CutSettings, FeedSettings

_KEYS = ("limit", "ttl", "cuts")
_CUT_KEYS = (
    "path",
    "title",
    "description",
    "content_types",
    "tags",
    "modules",
    "channels",
    "types",
    "action_required",
    "locales",
)
_PATH = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_LIMIT = 1000


def read_feed_settings(data: Mapping[str, Any]) -> tuple[FeedSettings, list[str]]:
    """What ``data`` sets, and what is wrong with it in words; what is wrong is left out."""
    mistakes = list(_unknown(data, _KEYS, ""))
    default = FeedSettings()
    numbers = {
        key: _number(data.get(key, value), key, highest, mistakes)
        for key, value, highest in (
            ("limit", default.limit, _MAX_LIMIT),
            ("ttl", default.ttl, 60 * 24 * 365),
        )
    }
    entries = data.get("cuts") or []
    if not isinstance(entries, list):
        mistakes.append("'cuts' is no list of feeds.")
        entries = []
    cuts: dict[str, CutSettings] = {}
    for number, entry in enumerate(entries, 1):
        cut = _cut(entry, f"cuts, {number}: ", mistakes)
        if cut and cut.path in cuts:
            mistakes.append(f"cuts, {number}: the path '{cut.path}' is taken by another.")
        elif cut:
            cuts[cut.path] = cut
    return FeedSettings(**numbers, cuts=tuple(cuts.values())), mistakes


def _number(value: object, key: str, highest: int, mistakes: list[str]) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= highest:
        mistakes.append(f"'{key}' is {value!r}, which is not a number from 1 to {highest}.")
        return FeedSettings().limit
    return value


def _cut(entry: object, place: str, mistakes: list[str]) -> CutSettings | None:
    if not isinstance(entry, Mapping):
        mistakes.append(f"{place}a feed is a mapping with 'path' and 'title'.")
        return None
    before = len(mistakes)
    mistakes.extend(_unknown(entry, _CUT_KEYS, place))
    path = entry.get("path")
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        mistakes.append(f"{place}'path' is {path!r}; write lower-case words with hyphens.")
    titles = _texts(entry, "title", place, mistakes)
    if not titles:
        mistakes.append(f"{place}a feed needs a 'title'.")
    lists = {key: _list(entry, key, place, mistakes) for key in _CUT_KEYS[3:8]}
    types = []
    for name in lists["content_types"]:
        if kind := type_by_name(name):
            types.append(kind.key)
        else:
            mistakes.append(_no(place, "content type", name, content_type_names()))
    mistakes += [
        _no(place, "channel", name, CHANNELS) for name in lists["channels"] if not channel_of(name)
    ]
    mistakes += [
        _no(place, "type", name, RELEASE_TYPES) for name in lists["types"] if not release_type(name)
    ]
    locales = _list(entry, "locales", place, mistakes)
    mistakes += [
        f"{place}'{code}' is no language code." for code in locales if not parse_locale(code)
    ]
    required = entry.get("action_required", False)
    if not isinstance(required, bool):
        mistakes.append(f"{place}'action_required' is neither true nor false.")
    if len(mistakes) > before:
        return None
    return CutSettings(
        path=str(path),
        titles=titles,
        descriptions=_texts(entry, "description", place, mistakes),
        content_types=tuple(types),
        tags=lists["tags"],
        modules=lists["modules"],
        channels=lists["channels"],
        types=lists["types"],
        action_required=bool(required),
        locales=locales,
    )


def _unknown(data: Mapping[str, Any], known: Iterable[str], place: str) -> Iterable[str]:
    for key in data:
        if key not in known:
            yield _no(place, "option", str(key), known)


def _no(place: str, what: str, name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), 1, 0.6)
    hint = f"Did you mean '{close[0]}'?" if close else f"Use one of {', '.join(known)}."
    return f"{place}there is no {what} '{name}'. {hint}"


def _texts(
    entry: Mapping[str, Any], key: str, place: str, mistakes: list[str]
) -> Mapping[str, str]:
    """One text for every language, or one each."""
    value = entry.get(key)
    if value is None:
        return {}
    if isinstance(value, str):
        return {"": value.strip()} if value.strip() else {}
    if isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()):
        return {str(code): text.strip() for code, text in value.items() if text.strip()}
    mistakes.append(f"{place}'{key}' is neither a text nor a text for each language.")
    return {}


def _list(entry: Mapping[str, Any], key: str, place: str, mistakes: list[str]) -> tuple[str, ...]:
    value = entry.get(key) or []
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        mistakes.append(f"{place}'{key}' is no list of names.")
        return ()
    return tuple(items)
