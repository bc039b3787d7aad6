"""What status and banners tell the whole site: the line above every page, the state in the header."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mkdocs_help_center.content.modules import text_in
from mkdocs_help_center.pages.messages import Messages, Translator
from mkdocs_help_center.pages.site import Bar, SiteContext
from mkdocs_help_center.pages.status_urls import now_json_url, status_url
from mkdocs_help_center.status.board import Board
from mkdocs_help_center.support.banners import Banner
from mkdocs_help_center.support.load import Support

#: The overall state → the tone of the line that says it.
TONES = {
    "operational": "good",
    "under_maintenance": "info",
    "degraded_performance": "warning",
    "partial_outage": "danger",
    "major_outage": "danger",
}


def with_status(
    site: SiteContext, board: Board, support: Support, messages: Messages
) -> SiteContext:
    """``site`` with its status page, the state that it says, and the lines above every page."""
    codes = [locale.code for locale in site.locales]
    bars = {
        code: (
            *(status_bars(board, site, messages.translator(code))),
            *_banners(site, support, board, code),
        )
        for code in codes
    }
    site = replace(site, banners=bars)
    if not board.exists:
        return site
    return replace(
        site,
        status_paths={code: site.base_path + status_url(code) for code in codes},
        status_data={code: site.base_path + now_json_url(code) for code in codes},
        status_tone=TONES[board.overall],
        status_state=board.overall,
        sections={
            code: tuple(dict.fromkeys((*site.sections.get(code, ()), "status"))) for code in codes
        },
    )


def status_bars(board: Board, site: SiteContext, t: Translator) -> tuple[Bar, ...]:
    """A line for each major incident that is open; what is said next is a new line to dismiss."""
    return tuple(
        Bar(
            key=f"{incident.id}-{len(incident.said_in(t.locale, board.now))}",
            tone="danger",
            text=t("banner.incident", title=incident.article_in(t.locale).title),
            url=site.base_path + incident.article_in(t.locale).url,
            live=True,
        )
        for incident in board.told_everywhere
    )


def _banners(site: SiteContext, support: Support, board: Board, locale: str) -> Iterator[Bar]:
    for banner in support.banners:
        text = banner.text_in(locale)
        if text and not banner.over(board.now):
            yield _bar(site, banner, text, board, locale)


def _bar(site: SiteContext, banner: Banner, text: str, board: Board, locale: str) -> Bar:
    url = text_in(banner.urls, locale, site.default_locale).replace("{locale}", locale)
    if url.startswith("/") and not url.startswith("//"):
        url = site.base_path + url[1:]
    return Bar(
        key=banner.id,
        tone=banner.tone,
        text=text,
        url=url,
        starts=banner.starts.isoformat() if banner.starts else "",
        ends=banner.ends.isoformat() if banner.ends else "",
        regions=banner.regions,
        hidden=not banner.shown(board.now) or bool(banner.regions),
        dismissible=banner.dismissible,
    )
