# ruff: noqa: E501
"""A small space in the form of Contentful's export: two languages, four states, every kind of field."""

import copy
from typing import Any

from tests.importers.documents import document, item, node, paragraph, target, text

Fields = dict[str, dict[str, Any]]


def link(kind: str, identifier: str) -> dict[str, Any]:
    return {"sys": {"type": "Link", "linkType": kind, "id": identifier}}


def entry(identifier: str, kind: str, fields: Fields, **sys: Any) -> dict[str, Any]:
    return {
        "metadata": {"tags": [link("Tag", "billing")] if identifier == "plans" else []},
        "sys": {
            "space": link("Space", "s"),
            "id": identifier,
            "type": "Entry",
            "createdAt": "2024-01-02T03:04:05.678Z",
            "updatedAt": "2024-05-06T07:08:09.012Z",
            "environment": link("Environment", "master"),
            "createdBy": link("User", "46G4yHIZerH7B9Jo0Iw5KI"),
            "contentType": link("ContentType", kind),
            **sys,
        },
        "fields": fields,
    }


PUBLISHED = {
    "publishedVersion": 7,
    "version": 8,
    "publishedAt": "2024-05-06T07:08:09.012Z",
    "firstPublishedAt": "2024-02-03T04:05:06.789Z",
}

BODY_EN = document(
    paragraph(
        "See ", node("entry-hyperlink", text("prices"), target=target("Entry", "prices")), "."
    ),
    node("embedded-asset-block", target=target("Asset", "panel")),
    node("embedded-entry-block", target=target("Entry", "callout")),
    node("unordered-list", item("one"), item("two")),
    node("carousel", paragraph("Kept.")),
)
BODY_PT = document(
    paragraph(
        "Veja ", node("entry-hyperlink", text("preços"), target=target("Entry", "prices")), "."
    )
)

EXPORT: dict[str, Any] = {
    "locales": [
        {"name": "English", "code": "en-US", "fallbackCode": None, "default": True, "sys": {"type": "Locale"}},
        {"name": "Português", "code": "pt-BR", "fallbackCode": "en-US", "default": False, "sys": {"type": "Locale"}},
    ],
    "tags": [{"name": "Billing", "sys": {"id": "billing", "type": "Tag"}}],
    "contentTypes": [
        {
            "sys": {"id": "frequentlyAskedQuestion", "type": "ContentType"},
            "name": "FAQ",
            "displayField": "name",
            "fields": [
                {"id": "name", "type": "Symbol"},
                {"id": "slug", "type": "Symbol"},
                {"id": "answer", "type": "RichText"},
                {"id": "legacySlug", "type": "Symbol"},
            ],
        },
        {"sys": {"id": "callout", "type": "ContentType"}, "displayField": "text", "fields": [{"id": "text", "type": "Text"}]},
        {"sys": {"id": "menuItem", "type": "ContentType"}, "displayField": "label", "fields": [{"id": "label", "type": "Symbol"}]},
    ],
    "entries": [
        entry(
            "plans",
            "frequentlyAskedQuestion",
            {
                "name": {"en-US": "Support: plans & prices", "pt-BR": "Planos de suporte"},
                "slug": {"en-US": "support-plans", "pt-BR": "planos-de-suporte"},
                "answer": {"en-US": BODY_EN, "pt-BR": BODY_PT},
                "legacySlug": {"en-US": "0123"},
                "status": {"en-US": "internal"},
                "order": {"en-US": 3},
                "ratio": {"en-US": 1.5},
                "beta": {"en-US": False},
                "empty": {"en-US": None},
                "names": {"en-US": ["a, b", "c: d"]},
                "place": {"en-US": {"lat": 1.25, "lon": -46.5}},
                "owner": {"en-US": link("Entry", "prices")},
                "related": {"en-US": [link("Entry", "prices"), link("Asset", "panel")]},
                "longText": {"en-US": "one\n\n# two\n---\nthree"},
                "settings": {"en-US": {"deep": {"list": [1, "2", None, True]}}},
            },
            **PUBLISHED,
        ),
        entry(
            "prices",
            "frequentlyAskedQuestion",
            {"name": {"en-US": "Prices"}, "slug": {"en-US": "prices"}, "answer": {"en-US": document(paragraph("Ten."))}},
            **{**PUBLISHED, "version": 12},
        ),
        entry("draft", "frequentlyAskedQuestion", {"name": {"en-US": "A draft"}, "slug": {"en-US": "prices"}}, version=3),
        entry("old", "frequentlyAskedQuestion", {"name": {"en-US": "Old"}}, version=9, archivedVersion=8, archivedAt="2024-06-01T00:00:00Z"),
        entry("callout", "callout", {"text": {"en-US": "> ⚠️ Mind the gap."}}, **PUBLISHED),
        entry("menu", "menuItem", {"label": {"en-US": "Home"}}, **PUBLISHED),
    ],
    "assets": [
        {
            "sys": {"id": "panel", "type": "Asset"},
            "fields": {
                "title": {"en-US": "The panel", "pt-BR": "O painel"},
                "file": {
                    "en-US": {
                        "url": "//images.ctfassets.net/s/panel/t0ken/Panel%20One.PNG",
                        "fileName": "Panel One.PNG",
                        "contentType": "image/png",
                        "details": {"size": 4, "image": {"width": 2, "height": 2}},
                    }
                },
            },
        }
    ],
}  # fmt: skip


def _without_losses() -> dict[str, Any]:
    """The space without what cannot be kept as it is."""
    data = copy.deepcopy(EXPORT)
    for one in data["entries"]:
        if one["sys"]["id"] == "draft":
            one["fields"]["slug"]["en-US"] = "prices-draft"
        body = one["fields"].get("answer", {}).get("en-US")
        if isinstance(body, dict):
            lost = ("carousel", "embedded-entry-block")
            body["content"] = [node for node in body["content"] if node["nodeType"] not in lost]
    return data


WHOLE = _without_losses()
