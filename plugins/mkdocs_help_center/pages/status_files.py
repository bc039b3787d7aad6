"""The state for programs: ``status.json`` a locale, Statuspage's addresses, badges."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mkdocs_help_center.pages.incident_cards import IncidentWords
from mkdocs_help_center.pages.site_status import status_bars
from mkdocs_help_center.pages.status_urls import (
    badge_url,
    now_json_url,
    status_json_url,
    status_url,
)
from mkdocs_help_center.status.badges import badge_svg
from mkdocs_help_center.status.summary import SummarySettings, overall, summary

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Where clients of Statuspage look (https://developer.statuspage.io/).
STATUSPAGE = "api/v2/"


def status_files(center: HelpCenter) -> Mapping[str, str | bytes]:
    """All of them; nothing where the site has no status page."""
    if not center.status.exists:
        return {}
    files: dict[str, str | bytes] = {}
    for locale in center.catalog.locales:
        words = IncidentWords(center, locale.code)
        settings = _settings(center, words)
        full = summary(center.status, settings)
        files[status_json_url(locale.code)] = _text(full)
        files[now_json_url(locale.code)] = _text(_now(center, words))
        files |= _badges(center, words)
        if locale.code == center.catalog.default.code:
            files["status.json"] = files[f"{STATUSPAGE}summary.json"] = _text(full)
            files[f"{STATUSPAGE}status.json"] = _text(overall(center.status, settings))
    return {name: content for name, content in files.items() if center.builds(name)}


def _settings(center: HelpCenter, words: IncidentWords) -> SummarySettings:
    locale = words.locale
    url = center.canonical(status_url(locale)) or center.url(status_url(locale))
    return SummarySettings(
        name=center.site.name_in(locale),
        url=url,
        page_id=f"status-{locale}",
        locale=locale,
        default_locale=center.catalog.default.code,
        description=words.t(f"status_page.overall.{center.status.overall}"),
        link=lambda incident: center.site.absolute(words.url(incident)),
    )


def _now(center: HelpCenter, words: IncidentWords) -> dict[str, object]:
    """What every page asks for: the sentence, and the bars that stand above it now."""
    bars = status_bars(center.status, center.site, words.t)
    return {
        "state": center.status.overall,
        "text": words.t(f"status_page.overall.{center.status.overall}"),
        "bars": [
            {"key": bar.key, "tone": bar.tone, "text": bar.text, "url": bar.url} for bar in bars
        ],
    }


def _badges(center: HelpCenter, words: IncidentWords) -> dict[str, str | bytes]:
    board, t = center.status, words.t
    name = center.site.name_in(words.locale)
    files: dict[str, str | bytes] = {
        badge_url(words.locale): badge_svg(
            name, t(f"status_page.state.{board.overall}"), board.overall
        )
    }
    for module in board.modules:
        state = board.state(module)
        text = t(f"status_page.state.{state}")
        files[badge_url(words.locale, module.id)] = badge_svg(words.names[module.id], text, state)
    return files


def _text(data: Mapping[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
