"""What the pages about support tell the whole site: where they are, and the links beside them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from mkdocs_help_center.content.load import Content
from mkdocs_help_center.content.modules import text_in
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.pages.form_views import FormTarget
from mkdocs_help_center.pages.options import PageOptions
from mkdocs_help_center.pages.site import NavItem, SiteContext
from mkdocs_help_center.pages.support_urls import (
    contact_url,
    feedback_thanks_url,
    links_url,
    regions_json_url,
    support_url,
)
from mkdocs_help_center.support.load import Support, load_support
from mkdocs_help_center.support.model import Forms

#: The name by which submissions are kept, the same in all languages.
FEEDBACK_FORM = "article-feedback"


def site_support(content: Content, options: PageOptions) -> Support:
    """The support data of a content folder."""
    catalog = content.catalog

    @cache
    def slugs() -> frozenset[str]:
        return frozenset(slug for _, slug in (*catalog.by_slug, *catalog.by_legacy_slug))

    return load_support(
        content.settings.root,
        content.settings.prefix,
        [locale.code for locale in catalog.locales],
        options.now,
        lambda reference: reference in catalog.by_id or slugify(reference) in slugs(),
    )


def with_support(site: SiteContext, support: Support) -> SiteContext:
    """``site`` with the addresses of support and contact, and the links of ``links.yml``."""
    codes = [locale.code for locale in site.locales]
    base = site.base_path
    if support.forms.feedback:
        site = replace(
            site,
            feedback={
                code: form_target(site, support.forms, FEEDBACK_FORM, feedback_thanks_url(code))
                for code in codes
            },
        )
    if support.guide.regions:
        site = replace(
            site,
            support_paths={code: base + support_url(code) for code in codes},
            regions_data={code: base + regions_json_url(code) for code in codes},
            contact_paths={code: base + contact_url(code) for code in codes},
        )
    return replace(
        site,
        beside={code: _links(site, support, code, "footer") for code in codes},
        header_beside={code: _links(site, support, code, "header") for code in codes},
    )


def form_target(site: SiteContext, forms: Forms, name: str, thanks: str) -> FormTarget:
    """Where the form ``name`` goes; ``thanks`` is the page after it, relative to the site's root.

    Netlify takes a POST to the page that it shall show next
    (https://docs.netlify.com/forms/setup/#success-messages).
    """
    after = site.base_path + thanks
    if forms.endpoint:
        return FormTarget(name, forms.endpoint, site.absolute(after), netlify=False)
    return FormTarget(name, after, after, netlify=True)


def _links(site: SiteContext, support: Support, locale: str, place: str) -> tuple[NavItem, ...]:
    default = site.default_locale
    found: list[NavItem] = []
    for page in support.link_pages:
        if place == "footer" and page.footer:
            url = site.base_path + links_url(locale, page.id)
            found.append(NavItem(text_in(page.title, locale, default), url, page.id))
    for page in support.link_pages:
        for link in page.links:
            url = text_in(link.url, locale, default).replace("{locale}", locale)
            if url and getattr(link, place):
                if url.startswith("/") and not url.startswith("//"):
                    url = site.base_path + url[1:]
                found.append(NavItem(text_in(link.title, locale, default), url))
    return tuple(found)
