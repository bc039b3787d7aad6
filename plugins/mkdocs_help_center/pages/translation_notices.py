"""What a reader of a translation has to know: a machine made it, or the source has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from markupsafe import Markup

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.markdown import Heading, Rendered
from mkdocs_help_center.pages.excerpts import TRANSLATION_NOTE
from mkdocs_help_center.pages.views import Notice

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

_IMAGE = re.compile(r"<img\b")
_CODE = re.compile(r"<code[^>]*>([^<]{2,60})</code>")
_ITEM = re.compile(r"<li\b")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
#: How unlike two outlines have to be; below, a translator merged a list item or split a step.
_APART = 0.2


def translation_notices(
    center: HelpCenter, article: Article, rendered: Rendered
) -> Iterator[Notice]:
    """The notices of an article, most important first."""
    t = center.messages.translator(article.locale)
    if source := newer_source(center, article, rendered):
        link = Markup('<a href="{}" hreflang="{}">{}</a>').format(
            center.url(source.url), center.site.locale(source.locale).language_tag, source.title
        )
        yield Notice(
            t("article.stale"),
            t(
                "article.stale_text",
                date=t.time(article.modified),
                source_date=t.time(source.modified),
                language=t.language_name(source.locale),
                link=link,
            ),
            "warning",
            "clock-alert-outline",
        )
    declared = article.text("machineTranslated").lower() in ("true", "yes", "on")
    # Thousands of real articles say it in their first line.
    if declared and not TRANSLATION_NOTE.search(rendered.text[:400]):
        yield Notice(t("article.machine_translated"), "", "neutral", "translate")


def newer_source(center: HelpCenter, article: Article, rendered: Rendered) -> Article | None:
    """The article that ``article`` translates, where it changed later and says something else.

    A date alone means little: real sources get a new date when nothing but a field changed. What must
    be alike in every language is compared instead: headings, list items, images, code and numbers.
    """
    source = later_source(center, article)
    if source is None:
        return None
    return source if unlike(center.bodies.of(source), rendered) > _APART else None


def later_source(center: HelpCenter, article: Article) -> Article | None:
    """The article that ``article`` translates, where its date is later; it may say the same."""
    source = center.catalog.translations(article).get(center.catalog.default.code)
    if source is None or source is article or source.hidden or not source.status.published:
        return None
    if not source.modified or not article.modified:
        return None
    # Translations follow within a day; nobody has to be told of those.
    return source if source.modified - article.modified >= timedelta(days=1) else None


def unlike(one: Rendered, other: Rendered) -> float:
    """0 for the same outline, 1 for nothing in common."""
    mine, theirs = _outline(one), _outline(other)
    total = sum(max(mine.get(key, 0), theirs.get(key, 0)) for key in {*mine, *theirs})
    apart = sum(abs(mine.get(key, 0) - theirs.get(key, 0)) for key in {*mine, *theirs})
    return apart / total if total >= 5 else 0.0


def _outline(rendered: Rendered) -> dict[str, int]:
    html = rendered.html
    outline = {
        "headings": _count(rendered.toc),
        "items": len(_ITEM.findall(html)),
        "images": len(_IMAGE.findall(html)),
    }
    for code in _CODE.findall(html):
        outline[f"code {code}"] = outline.get(f"code {code}", 0) + 1
    for number in _NUMBER.findall(rendered.text):
        # 1,000.5 and 1.000,5 are one number.
        key = "number " + re.sub(r"\D", "", number)
        outline[key] = outline.get(key, 0) + 1
    return outline


def _count(headings: tuple[Heading, ...]) -> int:
    return sum(1 + _count(heading.children) for heading in headings)
