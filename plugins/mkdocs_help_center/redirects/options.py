"""The option ``redirects`` of the plugin."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from mkdocs_help_center.content.content_types import BY_SECTION
from mkdocs_help_center.redirects.settings import FORMAT_NAMES, RedirectSettings

_LISTS = ("formats", "allowed_hosts", "prefixes", "tables")
_MAPPINGS = ("sections", "categories")
_KEYS = (*_LISTS, *_MAPPINGS, "ledger", "netlify_rules")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
_FILE = re.compile(r"[\w-]+(?:/[\w-]+)*\.[a-z]+")
_SEGMENT = re.compile(r"[A-Za-z0-9_-]+")


def read_redirect_settings(data: Mapping[str, Any]) -> tuple[RedirectSettings, list[str]]:
    """What ``data`` sets, and what is wrong with it in words; what is wrong is left out."""
    mistakes: list[str] = []
    for key in data:
        if key not in _KEYS:
            near = difflib.get_close_matches(str(key), _KEYS, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"Options are: {', '.join(_KEYS)}."
            mistakes.append(f"Unknown option '{key}'. {hint}")
    values: dict[str, Any] = {key: _list(data, key, mistakes) for key in _LISTS if key in data}
    values |= {key: _mapping(data, key, mistakes) for key in _MAPPINGS if key in data}
    for key in ("ledger", "netlify_rules"):
        if key in data:
            values[key] = data[key]
    mistakes += _wrong(values)
    if mistakes:
        return RedirectSettings(), mistakes
    types = {field.name: field.default for field in fields(RedirectSettings)}
    for key, value in values.items():
        if key in _LISTS:
            values[key] = frozenset(value) if isinstance(types[key], frozenset) else tuple(value)
    return RedirectSettings(**values), mistakes


def _list(data: Mapping[str, Any], key: str, mistakes: list[str]) -> list[str]:
    value = data[key] or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        mistakes.append(f"'{key}' is no list of texts.")
        return []
    return value


def _mapping(data: Mapping[str, Any], key: str, mistakes: list[str]) -> dict[str, str]:
    value = data[key] or {}
    if not isinstance(value, dict) or not all(
        isinstance(item, str) for pair in value.items() for item in pair
    ):
        mistakes.append(f"'{key}' is no mapping 'old: new'.")
        return {}
    return value


def _wrong(values: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for name in values.get("formats", ()):
        if name not in FORMAT_NAMES:
            found.append(f"'{name}' is no format. Formats are: {', '.join(FORMAT_NAMES)}.")
    for host in values.get("allowed_hosts", ()):
        if not _HOST.fullmatch(host):
            found.append(f"'{host}' is no host, e.g. 'support.example.com'.")
    for name in values.get("prefixes", ()):
        if not _SEGMENT.fullmatch(name):
            found.append(f"prefix '{name}' is no part of a path.")
    for old, new in values.get("sections", {}).items():
        if not _SEGMENT.fullmatch(old):
            found.append(f"section '{old}' is no part of a path.")
        if new not in BY_SECTION:
            found.append(f"'{new}' is no section. Sections are: {', '.join(BY_SECTION)}.")
    for name in values.get("tables", ()):
        if not _FILE.fullmatch(name) or name.rpartition(".")[2] not in (
            "yml",
            "yaml",
            "json",
            "csv",
        ):
            found.append(f"table '{name}' is no YAML, JSON or CSV file under '_data'.")
    ledger = values.get("ledger", "urls.txt")
    if not isinstance(ledger, str) or not _FILE.fullmatch(ledger):
        found.append(f"ledger '{ledger}' is no file under '_data'.")
    rules = values.get("netlify_rules", 1000)
    if isinstance(rules, bool) or not isinstance(rules, int) or not 100 <= rules <= 10_000:
        found.append(f"'netlify_rules' is {rules!r}, which is not a number from 100 to 10000.")
    return found
