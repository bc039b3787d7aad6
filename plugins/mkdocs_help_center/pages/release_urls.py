"""Where releases, modules among them and versions are."""

from __future__ import annotations

from mkdocs_help_center.content.modules import Module
from mkdocs_help_center.content.slugs import slugify


def releases_url(locale: str) -> str:
    """The overview of all modules."""
    return f"{locale}/releases/"


def module_url(locale: str, module: Module) -> str:
    """The page of a module's versions."""
    return f"{releases_url(locale)}{module.id}/"


def version_slug(version: str) -> str:
    """A version in URLs; ``v3.0`` and ``3.0`` are one."""
    slug = slugify(version)
    return (slug[1:] if slug[:1] == "v" and slug[1:2].isdigit() else slug) or "version"


def version_anchor(version: str) -> str:
    """A version on its module's page."""
    return f"v-{version_slug(version)}"
