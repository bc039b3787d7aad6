"""Links of Markdown and of raw HTML: resolved, checked, marked."""

from __future__ import annotations

import re
from difflib import get_close_matches
from urllib.parse import urlsplit

import nh3
from markdown_it.token import Token

from ..content.problem import Problem
from .headings import match_anchor
from .model import Link, ResolvedLink
from .writing import FragmentLink, Writing, escape_attribute

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
#: Problems of one article that get a guess at what was meant; guessing is slow.
_MAX_HINTS = 50
#: What a reader may be led to; the sanitiser drops the rest, this says so.
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: The gate (:mod:`.sanitize`) as far as addresses go.
_ADDRESSES = nh3.Cleaner(
    tags={"a"}, attributes={"a": {"href"}}, url_schemes=set(SAFE_SCHEMES), link_rel=None
)


def write_link_open(writing: Writing, token: Token) -> None:
    """Start a Markdown link or an autolink."""
    writing.link_depth += 1
    writing.emphasis.append("a")
    if token.markup == "autolink":
        writing.literal_depth += 1
    if token.info == "auto" and _is_no_address(writing, str(token.attrs.get("href", ""))):
        writing.link_ends.append("&gt;")
        writing.out.append("&lt;")
        return
    writing.link_ends.append("</a>")
    title = token.attrs.get("title")
    extra = f' title="{escape_attribute(str(title))}"' if title else ""
    open_link(writing, str(token.attrs.get("href", "")), extra)


def write_link_close(writing: Writing, token: Token) -> None:
    """End it."""
    writing.link_depth -= 1
    writing.emphasis.pop()
    if token.markup == "autolink":
        writing.literal_depth -= 1
    writing.out.append(writing.link_ends.pop())


def _is_no_address(writing: Writing, href: str) -> bool:
    """Whether ``<name:rest>`` is no address but text in angle brackets, e.g. ``<soap:Body>``."""
    if not _unsafe_scheme(href):
        return False
    resolver, context = writing.context.links, writing.context
    return (
        resolver is None
        or resolver.resolve_link(href, source=context.source, locale=context.locale) is None
    )


def _unsafe_scheme(href: str) -> str:
    """The scheme with its colon, where a reader may not be led to it."""
    scheme = _SCHEME.match(href)
    return scheme[0] if scheme and scheme[1].lower() not in SAFE_SCHEMES else ""


def open_link(writing: Writing, href: str, extra: str = "") -> None:
    """Write ``<a …>`` for ``href`` as written, with other attributes ``extra`` (already escaped)."""
    href = href.strip()
    if href.startswith("#"):
        _open_fragment_link(writing, href, extra)
        return
    resolver, context = writing.context.links, writing.context
    if href and resolver is not None:
        resolved = resolver.resolve_link(href, source=context.source, locale=context.locale)
        if resolved is not None:
            _open_internal_link(writing, href, resolved, extra)
            return
    writing.out.append(f"<a{_plain_attributes(writing, href)}{extra}>")


def _open_fragment_link(writing: Writing, href: str, extra: str) -> None:
    """A link within the page; its anchor may come later, so it is settled at the end."""
    if len(href) > 1:
        line, column = writing.locate(href)
        index = len(writing.out)
        writing.fragments.append(FragmentLink(index, href[1:], line, column))
    writing.out.append(f'<a href="{escape_attribute(href)}"{extra}>')


def _open_internal_link(writing: Writing, href: str, resolved: ResolvedLink, extra: str) -> None:
    if not resolved.exists:
        _report_unresolved(writing, href, resolved)
        # One problem a link: `ref:slug` is no address besides.
        attributes = "" if _unsafe_scheme(href) else _plain_attributes(writing, href)
        writing.out.append(f"<a{attributes}{extra}>")
        return
    url, _, fragment = resolved.url.partition("#")
    fragment = fragment or href.partition("#")[2]
    writing.links.append(Link(href, url, fragment, *writing.locate(href)))
    target = f"{url}#{fragment}" if fragment else url
    writing.out.append(f'<a href="{escape_attribute(target)}"{extra}>')


def _report_unresolved(writing: Writing, href: str, resolved: ResolvedLink) -> None:
    cause = resolved.reason or "there is no such article"
    hint = ""
    if resolved.candidates:
        nearest = " or ".join(f"'{candidate}'" for candidate in resolved.candidates[:3])
        hint = f"Did you mean {nearest}?"
    writing.report(
        "unresolved-link", f"The link '{href}' can't be resolved: {cause}.", hint, needle=href
    )


def _plain_attributes(writing: Writing, href: str) -> str:
    """``href`` and what marks an external link; no ``href`` for what a reader must not be led to."""
    if not href:
        writing.report("empty-link", "A link has no target.", "Write the target or plain text.")
        return ""
    if href.startswith("//"):
        href = f"https:{href}"
    scheme = _SCHEME.match(href)
    if unsafe := _unsafe_scheme(href):
        hint = "Write the whole address, with https://." if "/" in href else ""
        message = f"The link '{href}' is left out: '{unsafe}' is not allowed."
        writing.report("unsafe-link", message, hint, needle=href)
        return ""
    web = scheme is not None and scheme[1].lower() in ("http", "https")
    if web and not _is_address(href):
        message = f"The link '{href}' is left out: its host is not one."
        writing.report(
            "unsafe-link", message, "Write it in backticks if it is an example.", needle=href
        )
        return ""
    attributes = f' href="{escape_attribute(href)}"'
    if web and not _is_ours(writing, href):
        attributes += ' class="hc-external" rel="external noopener"'
    return attributes


def _is_address(href: str) -> bool:
    """Whether the gate leaves ``href``; where it does not, a link to nowhere would remain.

    It drops what no browser can parse (https://url.spec.whatwg.org/#host-parsing), percent-encoded
    or not: ``https://webservice-[store].example.com``, ``https://a b.com``, a port over 65,535.
    """
    return "href" in _ADDRESSES.clean(f'<a href="{escape_attribute(href)}">')


def _is_ours(writing: Writing, href: str) -> bool:
    """Whether the address is on a host of this site."""
    try:
        return (urlsplit(href).hostname or "") in writing.context.our_hosts
    except ValueError:  # e.g. a broken IPv6 literal
        return False


def settle_fragments(writing: Writing) -> None:
    """Give links within the page the anchor's real spelling, and report those that match none."""
    for link in writing.fragments:
        anchor = match_anchor(link.fragment, writing.anchors)
        written = f'href="{escape_attribute("#" + link.fragment)}"'
        if anchor is not None:
            settled = f'href="#{escape_attribute(anchor)}"'
            writing.out[link.index] = writing.out[link.index].replace(written, settled, 1)
        elif link.fragment.lower() not in ("top",) and not link.fragment.startswith(":~:"):
            _report_anchor(writing, link)


def _report_anchor(writing: Writing, link: FragmentLink) -> None:
    many = len(writing.problems) > _MAX_HINTS or len(writing.anchors) > _MAX_HINTS * 10
    near = [] if many else get_close_matches(link.fragment.lower(), sorted(writing.anchors), 3, 0.5)
    hint = "Did you mean " + " or ".join(f"'#{anchor}'" for anchor in near) + "?" if near else ""
    writing.problems.append(
        Problem(
            writing.context.source,
            link.line,
            link.column,
            "broken-anchor",
            f"The link '#{link.fragment}' matches no heading of this article.",
            hint,
        )
    )
