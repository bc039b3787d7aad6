"""The status page, the history of incidents, and what an incident's own page shows besides its text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.incident_cards import STATE_LOOKS, IncidentWords
from mkdocs_help_center.pages.navigation import alternates, paginate
from mkdocs_help_center.pages.page import GeneratedPage, numbered_url
from mkdocs_help_center.pages.status_urls import (
    badge_url,
    history_url,
    status_json_url,
    status_url,
)
from mkdocs_help_center.pages.status_views import (
    HistoryView,
    IncidentView,
    StatusView,
    as_incident,
)
from mkdocs_help_center.pages.views import Alternate, ArticleView, Fact, Link
from mkdocs_help_center.status.history import DAYS
from mkdocs_help_center.status.model import MODULE_STATES, Incident

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def status_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """The status page and the history in every locale, whatever languages incidents are told in."""
    board = center.status
    if not board.exists:
        return
    codes = [locale.code for locale in center.catalog.locales]
    for locale in codes:
        t = center.messages.translator(locale)
        yield GeneratedPage(
            status_url(locale),
            locale,
            t("section.status.title"),
            partial(_status_view, center, locale),
            alternates={code: status_url(code) for code in codes},
            modified=max((one.changed for one in board.incidents), default=None),
        )
        pages = max(1, -(-len(board.incidents) // center.options.page_size))
        for number in range(1, pages + 1):
            yield GeneratedPage(
                numbered_url(history_url(locale), number),
                locale,
                t("status_page.history"),
                partial(_history_view, center, locale, number, pages),
                alternates={code: numbered_url(history_url(code), number) for code in codes},
            )


def _status_view(center: HelpCenter, locale: str) -> StatusView:
    board, words, options = center.status, IncidentWords(center, locale), center.options
    t, url = words.t, status_url(locale)
    tone, icon = STATE_LOOKS[board.overall]
    recent = [one for one in board.past if one.started >= board.now - timedelta(days=DAYS)]
    states = {state: t(f"status_page.state.{state}") for state in MODULE_STATES}
    looks = {state: [states[state], STATE_LOOKS[state][0]] for state in MODULE_STATES}
    return StatusView(
        kind="status",
        template="status.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(url),
        title=t("section.status.title"),
        description=t("section.status.description"),
        section="status",
        breadcrumbs=breadcrumbs(center, locale),
        alternates=_everywhere(center, locale),
        noindex=options.preview,
        feeds=center.feed_links(url),
        tone=tone,
        icon=icon,
        sentence=words.sentence(),
        as_of=board.now,
        as_of_text=words.wording.moment(board.now),
        modules=[words.row(module, DAYS) for module in board.modules],
        open=[words.card(one) for one in board.open],
        maintenance=[words.card(one) for one in board.maintenance],
        months=list(words.months(recent)),
        history_url=center.url(history_url(locale)),
        json_url=center.url(status_json_url(locale)),
        badge_url=center.url(badge_url(locale)),
        days=DAYS,
        healthcheck_url=options.healthcheck_url,
        healthcheck_age=options.healthcheck_age,
        healthcheck_timeout=options.healthcheck_timeout,
        state_words=json.dumps(looks, ensure_ascii=False),
    )


def _everywhere(center: HelpCenter, locale: str) -> tuple[Alternate, ...]:
    urls = {one.code: center.url(status_url(one.code)) for one in center.catalog.locales}
    return alternates(center.catalog.locales, locale, urls)


def _history_view(center: HelpCenter, locale: str, number: int, pages: int) -> HistoryView:
    words = IncidentWords(center, locale)
    t, size = words.t, center.options.page_size
    shown = center.status.incidents[(number - 1) * size : number * size]
    url = numbered_url(history_url(locale), number)
    urls = {
        one.code: center.url(numbered_url(history_url(one.code), number))
        for one in center.catalog.locales
    }
    title = t("status_page.history")
    every = [center.url(numbered_url(history_url(locale), one + 1)) for one in range(pages)]
    return HistoryView(
        kind="status-history",
        template="status_history.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(url),
        title=title if number == 1 else t("listing.page_title", title=title, page=number),
        description=t("status_page.history_description"),
        section="status",
        breadcrumbs=(
            *breadcrumbs(center, locale),
            Link(t("section.status.title"), center.url(status_url(locale))),
        ),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=center.options.preview,
        feeds=center.feed_links(status_url(locale)),
        months=list(words.months(shown)),
        pagination=paginate(every, number),
        total=len(center.status.incidents),
    )


def incident_view(center: HelpCenter, article: Article, view: ArticleView) -> IncidentView:
    """The incident's page: what it is in facts, what was said last as its lead, its course below."""
    words = IncidentWords(center, article.locale)
    incident = next(
        (one for one in center.status.incidents if article in one.articles.values()), None
    )
    if incident is None:
        return as_incident(view, template="incident.html")
    updates = tuple(words.updates(incident))
    return as_incident(
        view,
        template="incident.html",
        badges=(),
        facts=tuple(_facts(words, incident)),
        synopsis=updates[0].text if updates else "",
        updates=updates,
        open=incident.open(center.status.now),
    )


def _facts(words: IncidentWords, incident: Incident) -> Iterator[Fact]:
    t = words.t
    now = words.center.status.now
    yield Fact(t("fact.status"), badge=words.update_badge(incident.state(now)))
    yield Fact(t("fact.severity"), badge=words.severity_badge(incident.severity))
    if modules := words.modules(incident):
        yield Fact(t("fact.modules"), modules)
    yield Fact(t("fact.started"), words.wording.moment(incident.started))
    if incident.resolved and (incident.is_maintenance or incident.resolved <= now):
        key = "status_page.planned_end" if incident.is_maintenance else "fact.resolved"
        yield Fact(t(key), words.wording.moment(incident.resolved))
