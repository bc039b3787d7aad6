"""Support: the regions side by side, a page a region, the plans, pages of links."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.references import find_in_locale
from mkdocs_help_center.pages.region_cards import RegionWords
from mkdocs_help_center.pages.support_json import contact_points
from mkdocs_help_center.pages.support_urls import (
    contact_url,
    links_url,
    plans_url,
    region_url,
    regions_json_url,
    support_url,
    survey_url,
)
from mkdocs_help_center.pages.support_views import (
    LinksView,
    PlansView,
    RegionView,
    ResourceRow,
    SupportView,
)
from mkdocs_help_center.pages.views import EMPTY, Link
from mkdocs_help_center.support.hours import SpecialDay, next_special_day
from mkdocs_help_center.support.links import LinkPage, ServiceLink
from mkdocs_help_center.support.model import Region

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


def support_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """All of them in every locale; none about regions where the site has no regions."""
    guide = center.support.guide
    codes = [locale.code for locale in center.catalog.locales]
    for locale in codes:
        words = RegionWords(center, locale)
        for page in center.support.link_pages:
            yield GeneratedPage(
                links_url(locale, page.id),
                locale,
                words.text(page.title),
                partial(_links_view, center, locale, page),
                alternates={code: links_url(code, page.id) for code in codes},
            )
        if not guide.regions:
            continue
        yield GeneratedPage(
            support_url(locale),
            locale,
            words.t("support.title"),
            partial(_support_view, center, locale),
            alternates={code: support_url(code) for code in codes},
        )
        yield GeneratedPage(
            plans_url(locale),
            locale,
            words.t("support.plans_title"),
            partial(_plans_view, center, locale),
            alternates={code: plans_url(code) for code in codes},
        )
        for region in guide.regions:
            yield GeneratedPage(
                region_url(locale, region.id),
                locale,
                words.text(region.name),
                partial(_region_view, center, locale, region),
                alternates={code: region_url(code, region.id) for code in codes},
            )
        yield from _former_pages(center, locale)


def _former_pages(center: HelpCenter, locale: str) -> Iterator[GeneratedPage]:
    """At ids that regions had: a choice of what they became, for bookmarks and old feeds."""
    taken = {region.id for region in center.support.guide.regions}
    for name, became in center.support.guide.former_ids.items():
        if name not in taken:
            yield GeneratedPage(
                region_url(locale, name),
                locale,
                center.messages.translator(locale)("support.title"),
                partial(_support_view, center, locale, tuple(became), region_url(locale, name)),
                listed=False,
            )


def _support_view(
    center: HelpCenter,
    locale: str,
    regions: tuple[Region, ...] = (),
    url: str = "",
) -> SupportView:
    """The regions side by side; ``regions`` narrows them to what a former region became."""
    words = RegionWords(center, locale)
    t = words.t
    codes = [one.code for one in center.catalog.locales]
    here = url or support_url(locale)
    return SupportView(
        kind="support",
        template="support.html",
        locale=locale,
        url=center.url(here),
        canonical=center.canonical(support_url(locale)),
        title=t("support.title"),
        description=t("support.description"),
        section="support",
        breadcrumbs=breadcrumbs(center, locale),
        alternates=alternates(
            center.catalog.locales, locale, {code: center.url(support_url(code)) for code in codes}
        ),
        noindex=center.options.preview or bool(url),
        regions=[words.card(one) for one in regions or center.support.guide.regions],
        regions_url=center.url(regions_json_url(locale)),
        plans_url=center.url(plans_url(locale)),
        contact_url=center.url(contact_url(locale)),
        survey_url=center.url(survey_url(locale)),
        status_url=center.site.status_url(locale),
        included=[words.text(one) for one in center.support.guide.included],
        former=t("support.former", count=len(regions)) if regions else "",
        pages=[
            Link(words.text(page.title), center.url(links_url(locale, page.id)))
            for page in center.support.link_pages
        ],
    )


def _region_view(center: HelpCenter, locale: str, region: Region) -> RegionView:
    words = RegionWords(center, locale)
    guide = center.support.guide
    card = words.card(region)
    url = region_url(locale, region.id)
    codes = [one.code for one in center.catalog.locales]
    holiday = next_special_day(region.schedule, center.options.now)
    article = find_in_locale(center, region.article, locale) if region.article else None
    own = article if article and article.locale == locale else None
    body = find_in_locale(center, region.body, locale) if region.body else None
    rendered = center.bodies.of(body) if body and body.locale == locale else None
    types = (center.support.forms.ticket_types[one] for one in region.ticket_types)
    return RegionView(
        kind="region",
        template="region.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(url),
        title=words.t("support.region_title", region=card.name),
        description=words.t("support.region_description", region=card.name),
        section="support",
        breadcrumbs=(
            *breadcrumbs(center, locale),
            Link(words.t("support.title"), center.url(support_url(locale))),
        ),
        alternates=alternates(
            center.catalog.locales,
            locale,
            {code: center.url(region_url(code, region.id)) for code in codes},
        ),
        noindex=center.options.preview,
        card=card,
        regions_url=center.url(regions_json_url(locale)),
        holiday=_holiday(words, holiday),
        holiday_note=_holiday_hours(words, holiday),
        urgent_text=words.text(region.urgent_text),
        countries=words.countries(region),
        channels=tuple(words.channels(region)),
        sla=card.sla,
        has_next=any(row.next for row in card.sla),
        has_resolution=any(row.resolution for row in card.sla),
        matrix=words.matrix(region),
        escalation=[words.text(one) for one in region.escalation],
        tips=[words.text(one) for one in guide.tips],
        ticket_types=[(words.text(one.name), words.text(one.hint)) for one in types],
        plans=[words.plan(plan, guide.regions) for plan in region.plans],
        resources=[
            ResourceRow(words.text(one.title), words.address(one.url), words.text(one.text))
            for one in region.resources
        ],
        plans_url=center.url(plans_url(locale)),
        global_link=Link(words.t("support.compare"), center.url(support_url(locale))),
        article=Link(own.title, center.url(own.url)) if own else None,
        features=rendered.features if rendered else frozenset(),
        html=Markup(rendered.html) if rendered else EMPTY,
        head={"nodes": (contact_points(center, words, region, card),)},
    )


def _holiday(words: RegionWords, day: SpecialDay | None) -> str:
    if day is None:
        return ""
    name = day.names.get(words.locale) or day.names.get(words.locale.split("-")[0], "")
    text = words.wording.day(day.date)
    return words.t("support.holiday_named", day=text, name=name) if name else text


def _holiday_hours(words: RegionWords, day: SpecialDay | None) -> str:
    if day is None:
        return ""
    if not day.stretches:
        return words.t("support.holiday_closed")
    return words.t("support.holiday_short", hours=words.wording.hours(day.stretches))


def _plans_view(center: HelpCenter, locale: str) -> PlansView:
    words = RegionWords(center, locale)
    guide = center.support.guide
    codes = [one.code for one in center.catalog.locales]
    services = next((one for one in center.support.link_pages if one.id == "services"), None)
    return PlansView(
        kind="plans",
        template="plans.html",
        locale=locale,
        url=center.url(plans_url(locale)),
        canonical=center.canonical(plans_url(locale)),
        title=words.t("support.plans_title"),
        description=words.t("support.plans_description"),
        section="support",
        breadcrumbs=(
            *breadcrumbs(center, locale),
            Link(words.t("support.title"), center.url(support_url(locale))),
        ),
        alternates=alternates(
            center.catalog.locales, locale, {code: center.url(plans_url(code)) for code in codes}
        ),
        noindex=center.options.preview,
        plans=[words.plan(plan, guide.regions) for plan in guide.plans],
        included=[words.text(one) for one in guide.included],
        regions=[words.card(region) for region in guide.regions],
        links=Link(words.text(services.title), center.url(links_url(locale, services.id)))
        if services
        else None,
    )


def _links_view(center: HelpCenter, locale: str, page: LinkPage) -> LinksView:
    words = RegionWords(center, locale)
    codes = [one.code for one in center.catalog.locales]
    intro = words.text(page.intro)
    return LinksView(
        kind="links",
        template="links.html",
        locale=locale,
        url=center.url(links_url(locale, page.id)),
        canonical=center.canonical(links_url(locale, page.id)),
        title=words.text(page.title),
        description=intro,
        section=page.id,
        breadcrumbs=breadcrumbs(center, locale),
        alternates=alternates(
            center.catalog.locales,
            locale,
            {code: center.url(links_url(code, page.id)) for code in codes},
        ),
        noindex=center.options.preview,
        intro=intro,
        rows=[_link_row(center, words, link) for link in page.links],
    )


def _link_row(center: HelpCenter, words: RegionWords, link: ServiceLink) -> ResourceRow:
    url = words.address(link.url)
    if not url and link.article:
        article = find_in_locale(center, link.article, words.locale)
        url = center.url(article.url) if article else ""
    return ResourceRow(words.text(link.title), url, words.text(link.text), words.text(link.ask))
