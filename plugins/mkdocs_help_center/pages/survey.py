"""The satisfaction survey, and the page after judging an article without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from mkdocs_help_center.pages.articles import breadcrumbs
from mkdocs_help_center.pages.contact import form_words
from mkdocs_help_center.pages.form_views import SurveyView, ThanksView
from mkdocs_help_center.pages.navigation import alternates
from mkdocs_help_center.pages.page import GeneratedPage
from mkdocs_help_center.pages.region_cards import RegionWords
from mkdocs_help_center.pages.site_support import form_target
from mkdocs_help_center.pages.support_urls import (
    feedback_thanks_url,
    support_url,
    survey_thanks_url,
    survey_url,
)
from mkdocs_help_center.pages.views import Link

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

SURVEY_FORM = "satisfaction-survey"


def survey_pages(center: HelpCenter) -> Iterator[GeneratedPage]:
    """The page after feedback in every locale, and the survey where the site offers support."""
    codes = [locale.code for locale in center.catalog.locales]
    for locale in codes:
        t = center.messages.translator(locale)
        if center.support.forms.feedback:
            yield _thanks(center, locale, codes, feedback_thanks_url, "feedback.thanks_title",
                      "feedback.thanks_text")  # fmt: skip
        if not center.support.guide.regions:
            continue
        yield GeneratedPage(
            survey_url(locale),
            locale,
            t("survey.title"),
            partial(_survey_view, center, locale),
            alternates={code: survey_url(code) for code in codes},
        )
        yield _thanks(center, locale, codes, survey_thanks_url, "survey.thanks_title",
                      "survey.thanks_text", SURVEY_FORM)  # fmt: skip


def _thanks(
    center: HelpCenter,
    locale: str,
    codes: list[str],
    url_of: Callable[[str], str],
    title: str,
    text: str,
    form: str = "",
) -> GeneratedPage:
    return GeneratedPage(
        url_of(locale),
        locale,
        center.messages.translator(locale)(title),
        partial(_thanks_view, center, locale, url_of, title, text, form),
        listed=False,
        alternates={code: url_of(code) for code in codes},
    )


def _thanks_view(
    center: HelpCenter, locale: str, url_of: Callable[[str], str], title: str, text: str, form: str
) -> ThanksView:
    t = center.messages.translator(locale)
    urls = {one.code: center.url(url_of(one.code)) for one in center.catalog.locales}
    return ThanksView(
        kind="thanks",
        template="thanks.html",
        locale=locale,
        url=center.url(url_of(locale)),
        title=t(title),
        breadcrumbs=breadcrumbs(center, locale),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=True,
        heading=t(title),
        text=t(text),
        form=form,
        next=[Link(t("contact.home"), center.site.home_url(locale))],
    )


def _survey_view(center: HelpCenter, locale: str) -> SurveyView:
    words = RegionWords(center, locale)
    forms, t = center.support.forms, words.t
    urls = {one.code: center.url(survey_url(one.code)) for one in center.catalog.locales}
    return SurveyView(
        kind="survey",
        template="survey.html",
        locale=locale,
        url=center.url(survey_url(locale)),
        canonical=center.canonical(survey_url(locale)),
        title=t("survey.title"),
        description=t("survey.lead"),
        section="support",
        breadcrumbs=(
            *breadcrumbs(center, locale),
            Link(t("support.title"), center.url(support_url(locale))),
        ),
        alternates=alternates(center.catalog.locales, locale, urls),
        noindex=center.options.preview,
        form=form_target(center.site, forms, SURVEY_FORM, survey_thanks_url(locale)),
        words=form_words(center, locale),
        privacy=words.text(forms.privacy),
        privacy_url=words.address(forms.privacy_url),
    )
