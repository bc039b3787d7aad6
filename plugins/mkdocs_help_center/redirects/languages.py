"""The reader's language, for the few URLs that have none: the root and bare sections."""

from __future__ import annotations

import re

from mkdocs_help_center.redirects.urls import LocaleMatcher, decode

#: The cookie of the language switcher. Netlify's own redirects read it too, under this name.
COOKIE = "nf_lang"
_WEIGHT = re.compile(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", re.IGNORECASE)


def choose_language(matcher: LocaleMatcher, cookie: str, accept_language: str) -> str | None:
    """The site's locale for a reader; None where neither header names one.

    Args:
        matcher: knows the site's locales.
        cookie: the ``Cookie`` header; the choice a reader made counts first.
        accept_language: the ``Accept-Language`` header (RFC 9110, section 12.5.4). Ranges of equal
            weight keep their order; those of weight 0 are refused.
    """
    for item in cookie[:4096].split(";"):
        name, _, value = item.strip().partition("=")
        if name == COOKIE and (locale := matcher.match(decode(value))):
            return locale
    weighted: list[tuple[float, str]] = []
    for part in accept_language[:1000].split(","):
        tag, *parameters = part.strip().split(";")
        weight = _WEIGHT.fullmatch(parameters[0]) if parameters else None
        weighted.append((float(weight[1]) if weight else 1.0, tag.strip()))
    for weight_, tag in sorted(weighted, key=lambda item: -item[0]):
        if weight_ > 0 and tag and (locale := matcher.match(tag)):
            return locale
    return None
