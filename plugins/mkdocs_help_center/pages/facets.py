"""What readers call the values that narrow a section."""

from __future__ import annotations

from mkdocs_help_center.content.facets import Facet
from mkdocs_help_center.pages.messages import Translator


def facet_label(facet: Facet, t: Translator) -> str:
    """The value in the reader's language: ``Fixed``, ``Checkout``, ``2024``."""
    if facet.name:
        return facet.name
    return value_label(facet.kind, facet.key, t)


def value_label(kind: str, key: str, t: Translator) -> str:
    """A canonical key in the reader's language."""
    if kind == "action":
        return t("release_type.action_required" if key == "required" else "release_type.breaking")
    if kind == "issue":
        return t(f"issue_status.{key.replace('-', '_')}")
    prefix = {"type": "release_type", "channel": "channel"}.get(kind)
    return t(f"{prefix}.{key}") if prefix else key
