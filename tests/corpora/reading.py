"""Reading a built site as a reader without JavaScript would: words and links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import cmarkgfm
from cmarkgfm.cmark import Options
from lxml import html as lxml_html

#: ℹ (U+2139) is a letter to Unicode; as the mark of a callout it becomes the callout's icon.
_WORD = re.compile(r"[^\W\u2139]+")
_HREF = re.compile(r'<a\s[^>]*?href="([^"]*)"')
_ARTICLE = re.compile(r"<article\b.*</article>", re.DOTALL)
_ROBOTS = re.compile(r'<meta name="robots" content="noindex')
_INLINE = frozenset(
    ("a", "abbr", "b", "code", "del", "em", "i", "kbd", "mark", "s", "small", "span", "strong")
)
#: How far a word may have moved: a table's label, a callout's title and a footnote come between.
_WINDOW = 400


#: What the dialect replaces by something else than words (DESIGN §6): the portal's components, emoji
#: shortcodes; and the targets of Markdown links inside raw HTML, which GitHub shows as text.
_COMPONENT = re.compile(r"<[A-Z]\w+\b[^<>]*?/>", re.DOTALL)
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z0-9_+-]+:(?![\w:])")
_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")


def source_words(body: str) -> list[str]:
    """The words that GitHub's own renderer shows for an article's Markdown."""
    body = _SHORTCODE.sub(" ", _COMPONENT.sub(" ", body))
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return _words(_TARGET.sub("]", cmarkgfm.github_flavored_markdown_to_html(body, options)))


def article_words(page: str) -> list[str]:
    """The words inside a page's ``<article>``."""
    match = _ARTICLE.search(page)
    assert match, "the page has no <article>"
    return _words(match[0])


def _words(markup: str) -> list[str]:
    if not markup.strip():
        return []
    tree = lxml_html.fragment_fromstring(markup.replace("\x00", "\ufffd"), create_parent="div")
    for element in tree.iter("script", "style", "title"):
        # A browser shows none of it.
        element.clear(keep_tail=True)
    for element in tree.iter():
        # Blocks end words; a highlighter's spans do not.
        if element.tag not in _INLINE:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return _WORD.findall("".join(tree.itertext()))


def words_in_order(wanted: list[str], shown: list[str]) -> int:
    """How many of ``wanted`` are in ``shown``, in the same order.

    A quick walk finds most; where it falls short, since a common word led it too far, the longest
    matching runs are counted.
    """
    found = _walk(wanted, shown)
    if found < 0.995 * len(wanted):
        blocks = SequenceMatcher(None, wanted, shown, autojunk=False).get_matching_blocks()
        found = max(found, sum(block.size for block in blocks))
    return found


def _walk(wanted: list[str], shown: list[str]) -> int:
    found = position = 0
    for word in wanted:
        try:
            position = shown.index(word, position, position + _WINDOW) + 1
        except ValueError:
            continue
        found += 1
    return found


def links(page: str) -> Iterable[str]:
    """The paths on the same site that a page's ``<a href>`` lead to, without fragments."""
    for href in _HREF.findall(page):
        url = urlsplit(unescape(href))
        if not url.netloc and url.path.startswith("/"):
            yield unquote(url.path)


def reachable(site: Path, start: str) -> set[str]:
    """Every page that links lead to from ``start``, by path, e.g. ``/en/faq/``."""
    seen = {start}
    queue = [start]
    while queue:
        path = queue.pop()
        file = site / path.lstrip("/")
        if path.endswith("/"):
            file /= "index.html"
        if file.suffix != ".html" or not file.is_file():
            continue
        for target in links(file.read_text(encoding="utf-8")):
            if target not in seen:
                seen.add(target)
                queue.append(target)
    return seen


def is_noindex(page: str) -> bool:
    """Whether a page tells search engines to leave it out."""
    return bool(_ROBOTS.search(page))
