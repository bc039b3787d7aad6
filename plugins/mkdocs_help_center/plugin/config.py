"""The plugin's options in mkdocs.yml."""

from __future__ import annotations

import difflib
import os
from datetime import UTC, datetime

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError

from mkdocs_help_center.checks.options import check_mistakes
from mkdocs_help_center.content.article import split_list
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.locales import parse_locale
from mkdocs_help_center.feeds.options import read_feed_settings
from mkdocs_help_center.redirects.options import read_redirect_settings


class HelpCenterConfig(Config):
    """Options under ``plugins: - help-center:``; all may be left out."""

    locales = c.ListOfItems(c.Type(str), default=[])
    """The site's languages in order, as language codes. Default: the language-code folders found."""

    default_locale = c.Type(str, default="")
    """The language of articles outside of locale folders, and of last resort. Default: `en`, or the
    first of `locales`."""

    only_locales = c.ListOfItems(c.Type(str), default=[])
    """The languages that this build writes, where each is built by a job of its own: all articles are read,
    and the jobs' folders copied over each other are the whole site (docs/scaling-out.md). As a rule set by
    `help-center build --locale`, or by the environment's `HELP_CENTER_LOCALES`, codes with commas between
    them. Default: all."""

    page_size = c.Type(int, default=50)
    """Articles on one page of a listing; the rest follow on numbered pages."""

    popular = c.ListOfItems(c.Type(str), default=[])
    """Ids or slugs of articles that the front pages offer first."""

    preview = c.Type(bool, default=False)
    """A deploy preview: drafts are shown and marked, nothing may be indexed, there are no feeds. Set it
    from the environment: `preview: !ENV [HELP_CENTER_PREVIEW, false]`."""

    changed_since = c.Type(str, default="")
    """A git revision; a preview lists the articles that changed since then on `/changes/`."""

    our_hosts = c.ListOfItems(c.Type(str), default=[])
    """Hosts that were or are this site, e.g. `help.example.com`: links to them lead to its articles."""

    image_prefixes = c.ListOfItems(c.Type(str), default=[])
    """URLs of the content folder on hosts for raw files; images below them are taken from the folder."""

    iframe_hosts = c.ListOfItems(c.Type(str), default=[])
    """Further hosts, besides YouTube and Vimeo, whose embeds articles may show."""

    search = c.Type(bool, default=True)
    """Whether the site has a search. Its index is built beside the pages and needs Pagefind."""

    search_endpoint = c.Type(str, default="")
    """A URL that is told the words of searches that found nothing, without e-mail addresses and
    numbers, as JSON by POST. Default: nobody is told."""

    translations_page = c.Type(bool, default=False)
    """Whether the site has a page for maintainers, `/en/translations/`, in no list, sitemap or search:
    what is translated, missing, or behind its source. Previews always have it."""

    checks = c.Type(dict, default={})
    """How much each check matters, `off`, `info`, `warning` or `error` by its name, e.g.
    `missing-alt: warning`; what is not named has its own severity. Warnings and errors fail
    `help-center check` and a strict build."""

    baseline = c.Type(str, default="help-center-baseline.json")
    """A file, beside `mkdocs.yml`, of problems that are known and fail nothing; made by
    `help-center check --write-baseline`."""

    status_uptime = c.Type(bool, default=False)
    """Whether the status page shows uptime percentages. They read as a contract: off by default."""

    healthcheck_url = c.Type(str, default="")
    """An endpoint that answers with JSON, the state of each module's tests: open status pages ask it.
    `{"modules": {"checkout": {"status": "healthy", "updatedAt": "2026-11-23T12:00:00Z"}}}`; a status is
    healthy, unstable, unavailable or unknown. Default: none, and no script asks anything."""

    healthcheck_max_age = c.Type(int, default=15)
    """Minutes after which a measurement says nothing any more and reads "unknown"."""

    healthcheck_timeout = c.Type(int, default=5)
    """Seconds that a browser waits for the endpoint."""

    feeds = c.Type(dict, default={})
    """How feeds are made: `limit`, the entries of a feed (50; older ones are in its archive); `ttl`, the
    minutes for which readers may keep it (60); `cuts`, further feeds, each with `path` (it is at
    `/{locale}/feeds/{path}/feed.xml`), `title` and `description` (one text, or one each language) and any
    of `content_types`, `tags`, `modules`, `channels`, `types`, `action_required`, `locales`."""

    redirects = c.Type(dict, default={})
    """Where old URLs lead: `formats` to write (`netlify` and `netlify-edge`; also `html`, `nginx`, `apache`,
    `cloudflare`, `vercel`), `allowed_hosts` that a rule may lead to, renamed `sections` and `categories` as
    `old: new`, path `prefixes` that mean nothing (`docs`), `tables` of rules under `_data`
    (`redirects.yml`, `.json`, `.csv`), the `ledger` of published URLs (`urls.txt`), and `netlify_rules`,
    how many rules `_redirects` may have (8000)."""

    import_mapping = c.Type(dict, default={})
    """What `help-center import contentful` makes of a space, where names do not say it: `locales`, from
    the space's codes to the site's; `types`, by the space's content type any of `contentType`, `body`,
    the field with the text, `fields`, other names for fields, and `skip`, fields to leave out; `parts`,
    content types that stand inside articles, with the field of their text. What its `--mapping FILE` says
    of a language or type goes before."""

    clock = c.Type(str, default="")
    """The moment that the build takes for now, as ISO 8601. Default: `SOURCE_DATE_EPOCH` from the
    environment, or the start of the build."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """MkDocs only warns of an unknown option; a mistyped one must not be lost silently."""
        errors, warnings = super().validate()
        for key in sorted(set(self) - self._schema_keys):
            errors.append((key, ValidationError(_unknown(key, sorted(self._schema_keys)))))
        warnings = [warning for warning in warnings if warning[0] in self._schema_keys]
        if not errors:
            errors += [(key, ValidationError(text)) for key, text in self._mistakes()]
        return errors, warnings

    def _mistakes(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for code in (*self.locales, *([self.default_locale] if self.default_locale else [])):
            if parse_locale(code) is None:
                found.append(("locales", f"'{code}' is no language code, e.g. 'en' or 'pt-BR'."))
        if not 1 <= self.page_size <= 1000:
            found.append(("page_size", f"{self.page_size} is not between 1 and 1000."))
        if self.healthcheck_url and not self.healthcheck_url.startswith(
            ("https://", "http://", "/")
        ):
            found.append(("healthcheck_url", f"'{self.healthcheck_url}' is no web address."))
        for key in ("healthcheck_max_age", "healthcheck_timeout"):
            if self[key] < 1:
                found.append((key, f"{self[key]} is less than 1."))
        if self.clock and parse_date(self.clock) is None:
            found.append(("clock", f"'{self.clock}' is no ISO 8601 date."))
        found += [("feeds", text) for text in read_feed_settings(self.feeds)[1]]
        found += [("redirects", text) for text in read_redirect_settings(self.redirects)[1]]
        found += [("checks", text) for text in check_mistakes(self.checks)]
        return found

    def wanted_locales(self) -> tuple[str, ...]:
        """The languages to build; none stands for all.

        The environment is read here and not by ``!ENV``, to which Norwegian, `no`, is false.
        """
        return tuple(self.only_locales) or split_list(os.environ.get("HELP_CENTER_LOCALES", ""))

    def now(self) -> datetime:
        """The build's clock (https://reproducible-builds.org/specs/source-date-epoch/)."""
        if self.clock and (moment := parse_date(self.clock)):
            return moment
        epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime.now(UTC)


def _unknown(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, 1, 0.6)
    suggestion = f"Did you mean '{close[0]}'?" if close else f"Options are: {', '.join(known)}."
    return f"Unknown option '{key}'. {suggestion}"
