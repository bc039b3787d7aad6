"""OPML 2.0 (http://opml.org/spec2.opml): every feed of a language in one file, for readers to import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from mkdocs_help_center.feeds import rss
from mkdocs_help_center.feeds.cuts import Cut
from mkdocs_help_center.feeds.model import clean_text

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter

FILE = "feeds.opml"


def opml_files(center: HelpCenter, every: Sequence[Cut]) -> Mapping[str, bytes]:
    """One list a locale that has a feed, at ``{locale}/feeds.opml``."""
    listed = [cut for cut in every if not cut.former and center.builds(f"{cut.locale}/")]
    return {
        f"{locale}/{FILE}": _opml(center, locale, [cut for cut in listed if cut.locale == locale])
        for locale in dict.fromkeys(cut.locale for cut in listed)
    }


def _opml(center: HelpCenter, locale: str, cuts: Sequence[Cut]) -> bytes:
    t = center.messages.translator(locale)
    root = etree.Element("opml", {"version": "2.0"})
    head = etree.SubElement(root, "head")
    title = t("feed.opml_title", site=center.site.name_in(locale))
    etree.SubElement(head, "title").text = clean_text(title)
    body = etree.SubElement(root, "body")
    for group in dict.fromkeys(cut.group for cut in cuts):
        folder = etree.SubElement(body, "outline", {"text": group_title(center, locale, group)})
        for cut in cuts:
            if cut.group == group:
                _outline(center, folder, cut)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _outline(center: HelpCenter, parent: etree._Element, cut: Cut) -> None:
    title = clean_text(cut.title)
    etree.SubElement(
        parent,
        "outline",
        {
            "type": "rss",
            "text": title,
            "title": title,
            "description": clean_text(cut.description),
            "xmlUrl": center.canonical(cut.folder + rss.FILE),
            "htmlUrl": center.canonical(cut.page),
            "language": center.site.locale(cut.locale).language_tag,
        },
    )


def group_title(center: HelpCenter, locale: str, group: str) -> str:
    """What a group of feeds is called."""
    t = center.messages.translator(locale)
    if group in ("everything", "custom", "releases"):
        return clean_text(t(f"feed.group_{group}"))
    return clean_text(t(f"section.{group}.title"))
