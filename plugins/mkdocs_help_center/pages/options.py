"""What a site may set about its pages, besides its looks; every option has a default."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from mkdocs_help_center.feeds.settings import FeedSettings
from mkdocs_help_center.redirects.settings import RedirectSettings


@dataclass(frozen=True, kw_only=True)
class PageOptions:
    """How pages are made.

    Attributes:
        site_name: the site's name.
        site_url: its address with a path, or empty.
        page_size: articles on one page of a list.
        popular: ids, slugs or sources of articles that front pages offer first.
        edit_url: where an article's source is edited, ``{path}`` standing for the file; or empty.
        words_per_minute: for reading times; 200 is a slow reader of a foreign language on a phone.
        translations_page: whether maintainers have a page about translations outside of previews.
        preview: a deploy preview or the writers' server: drafts shown, nothing indexed, no page names
            a feed.
        local: whether the preview is the writers' own server.
        changed: sources of the articles that a deploy preview is about; ``added`` those that are new.
        now: the build's clock.
        our_hosts: hosts whose links are this site's own.
        image_prefixes: URLs whose images are files of the content folder.
        uptime: whether the status page shows percentages; they read as a contract.
        healthcheck_url: the endpoint that open status pages ask for each module's tests; or empty.
        healthcheck_age: minutes after which a measurement says nothing any more.
        healthcheck_timeout: seconds that a browser waits for the endpoint.
        search: whether the site has a search (its index takes 2.5 s for 2,000 articles).
        search_endpoint: where searches that find nothing are reported, scrubbed; or empty.
        iframe_hosts: further hosts whose embeds articles may show.
        feeds: how feeds are made.
        redirects: what is decided about old URLs.
        only_locales: the languages that this build writes, where others are built elsewhere; empty: all.
    """

    site_name: str = "Help Center"
    site_url: str = ""
    page_size: int = 50
    popular: tuple[str, ...] = ()
    edit_url: str = ""
    words_per_minute: int = 200
    translations_page: bool = False
    preview: bool = False
    local: bool = False
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    our_hosts: tuple[str, ...] = ()
    image_prefixes: tuple[str, ...] = ()
    iframe_hosts: tuple[str, ...] = ()
    feeds: FeedSettings = field(default_factory=FeedSettings)
    redirects: RedirectSettings = field(default_factory=RedirectSettings)
    uptime: bool = False
    healthcheck_url: str = ""
    healthcheck_age: int = 15
    healthcheck_timeout: int = 5
    search: bool = True
    search_endpoint: str = ""
    only_locales: tuple[str, ...] = ()
