"""Writing to support: the form, with or without the region chosen, and what comes after it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.form_views import (
    ContactView,
    PromiseLine,
    Question,
    RegionChoice,
    ThanksView,
    TicketTypeView,
)
from mkdocs_help_center.pages.incident_cards import IncidentWords
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.region_cards import RegionWords
from mkdocs_help_center.pages.site_support import form_target
from mkdocs_help_center.pages.status_urls import status_json_url
from mkdocs_help_center.pages.support_urls import (
    contact_url,
    region_url,
    regions_json_url,
    solved_url,
    support_url,
    survey_url,
    thanks_url,
)
from mkdocs_help_center.pages.views import Link
from mkdocs_help_center.support.model import Region, RequestField, SupportGuide, TicketType

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

#: Names by which Netlify keeps submissions; one a form, the same in all languages, so that a report over
#: all of them is one export.
TICKET_FORM = "support-request"


def contact_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """The form and its thanks, for all regions together and for each; none without regions."""
    regions = center.support.guide.regions
    if not regions:
        return
    codes = [locale.code for locale in center.catalog.locales]
    for locale in codes:
        t = center.messages.translator(locale)
        yield GeneratedPage(
            solved_url(locale),
            locale,
            t("contact.solved_title"),
            partial(_solved_view, center, locale),
            listed=False,
            alternates={code: solved_url(code) for code in codes},
        )
        for name, region in _places(center.support.guide):
            yield GeneratedPage(
                contact_url(locale, name),
                locale,
                t("contact.title"),
                partial(_contact_view, center, locale, region),
                listed=not name,
                alternates={code: contact_url(code, name) for code in codes},
            )
            yield GeneratedPage(
                thanks_url(locale, name),
                locale,
                t("contact.thanks_title"),
                partial(_thanks_view, center, locale, region),
                listed=False,
                alternates={code: thanks_url(code, name) for code in codes},
            )


def _places(guide: SupportGuide) -> Iterator[tuple[str, Region | None]]:
    """The last part of each form's address and the region that it chooses.

    Former ids keep theirs: a bookmark, or a form that was open in a browser when its region was renamed,
    must not end in nothing. Of a region that became several the reader chooses one.
    """
    yield "", None
    for region in guide.regions:
        yield region.id, region
    for name in guide.former_ids:
        yield name, guide.region(name)


def _contact_view(center: HelpCenter, locale: str, region: Region | None) -> ContactView:
    words = RegionWords(center, locale)
    forms, t = center.support.forms, words.t
    url = contact_url(locale, region.id if region else "")
    regions = [_choice(words, one, region) for one in center.support.guide.regions]
    chosen = next((one for one in regions if one.selected), None)
    codes = [one.code for one in center.catalog.locales]
    # Every page with this form asks the same fields: Netlify keeps only those that it found in the last
    # form of the name that it read.
    types = [_ticket_type(words, kind) for kind in forms.ticket_types.values()]
    incidents = IncidentWords(center, locale)
    return ContactView(
        kind="contact",
        template="contact.html",
        locale=locale,
        url=center.url(url),
        canonical=center.canonical(contact_url(locale)),
        title=t("contact.title"),
        description=t("contact.description"),
        section="contact",
        breadcrumbs=(
            *breadcrumbs(center, locale),
            Link(t("support.title"), center.url(support_url(locale))),
        ),
        alternates=alternates(
            center.catalog.locales,
            locale,
            {code: center.url(contact_url(code, region.id if region else "")) for code in codes},
        ),
        noindex=center.options.preview or region is not None,
        form=form_target(
            center.site, forms, TICKET_FORM, thanks_url(locale, region.id if region else "")
        ),
        regions=regions,
        region=chosen,
        region_url=center.url(region_url(locale, region.id)) if region else "",
        contact_url=center.url(contact_url(locale)),
        solved_url=center.url(solved_url(locale)),
        types=types,
        tips=[words.text(one) for one in center.support.guide.tips],
        privacy=words.text(forms.privacy),
        privacy_url=words.address(forms.privacy_url),
        max_megabytes=forms.max_file_megabytes,
        words=form_words(center, locale),
        regions_url=center.url(regions_json_url(locale)),
        search_url=center.site.search_url(locale) or "",
        status_url=center.site.status_url(locale) or "",
        status_json=center.url(status_json_url(locale)) if center.status.exists else "",
        support_url=center.url(support_url(locale)),
        incidents=[
            Link(one.article_in(locale).title, incidents.url(one)) for one in center.status.open
        ],
    )


def form_words(center: HelpCenter, locale: str) -> str:
    """What the scripts of forms say, as JSON."""
    texts = center.messages.translator(locale).texts("form")
    return json.dumps(texts, ensure_ascii=False, sort_keys=True)


def _choice(words: RegionWords, region: Region, chosen: Region | None) -> RegionChoice:
    return RegionChoice(
        region.id,
        words.text(region.name),
        words.center.url(thanks_url(words.locale, region.id)),
        region.ticket_types or tuple(words.center.support.forms.ticket_types),
        words.contact_link(region),
        region is chosen,
    )


def _ticket_type(words: RegionWords, kind: TicketType) -> TicketTypeView:
    return TicketTypeView(
        kind.id,
        words.text(kind.name),
        words.text(kind.hint),
        [_question(words, field) for field in kind.fields],
    )


def _question(words: RegionWords, field: RequestField) -> Question:
    return Question(
        field.id,
        words.text(field.label),
        field.kind,
        words.text(field.hint),
        field.required,
        field.minimum,
        [(value, words.text(label)) for value, label in field.choices],
    )


def _solved_view(center: HelpCenter, locale: str) -> ThanksView:
    t = center.messages.translator(locale)
    codes = [one.code for one in center.catalog.locales]
    return ThanksView(
        kind="thanks",
        template="thanks.html",
        locale=locale,
        url=center.url(solved_url(locale)),
        title=t("contact.solved_title"),
        section="contact",
        breadcrumbs=(
            *breadcrumbs(center, locale),
            Link(t("support.title"), center.url(support_url(locale))),
        ),
        alternates=alternates(
            center.catalog.locales, locale, {code: center.url(solved_url(code)) for code in codes}
        ),
        noindex=True,
        heading=t("contact.solved_title"),
        text=t("contact.solved_text"),
        next=[
            Link(t("contact.title"), center.url(contact_url(locale))),
            Link(t("contact.home"), center.site.home_url(locale)),
        ],
    )


def _thanks_view(center: HelpCenter, locale: str, region: Region | None) -> ThanksView:
    words = RegionWords(center, locale)
    t = words.t
    name = region.id if region else ""
    card = words.card(region) if region else None
    panel = next(
        (one for one in words.channels(region) if one.type == "panel"), None
    ) if region else None  # fmt: skip
    codes = [one.code for one in center.catalog.locales]
    kind_text = t(f"support.sla_kind_{region.sla_kind}") if region else ""
    return ThanksView(
        kind="thanks",
        template="thanks.html",
        locale=locale,
        url=center.url(thanks_url(locale, name)),
        title=t("contact.thanks_title"),
        section="contact",
        breadcrumbs=(
            *breadcrumbs(center, locale),
            Link(t("support.title"), center.url(support_url(locale))),
        ),
        alternates=alternates(
            center.catalog.locales,
            locale,
            {code: center.url(thanks_url(code, name)) for code in codes},
        ),
        noindex=True,
        heading=t("contact.thanks_title"),
        text=t("contact.thanks_text"),
        form=TICKET_FORM,
        region=name,
        regions_url=center.url(regions_json_url(locale)),
        region_name=card.name if card else "",
        region_url=card.url if card else "",
        hours=card.hours if card else (),
        zone=card.zone if card else "",
        promises=[
            PromiseLine(row.priority.id, words.text(row.priority.name), line.first, line.always)
            for row, line in zip(region.sla, card.sla, strict=True)
        ]
        if region and card
        else (),
        kind_text=kind_text,
        panel=Link(panel.name, panel.url) if panel else None,
        regions=()
        if region
        else [
            Link(words.text(one.name), center.url(region_url(locale, one.id)))
            for one in center.support.guide.regions
        ],
        next=[
            Link(t("support.rate"), center.url(survey_url(locale))),
            Link(t("contact.home"), center.site.home_url(locale)),
        ],
    )
