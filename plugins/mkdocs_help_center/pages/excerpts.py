"""A line or two of an article's text, for lists and descriptions, without rendering it."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.markdown.emoji import replace_shortcodes

#: Characters; what search engines show of a description.
EXCERPT_LENGTH = 160
#: Characters of the body that are looked at; the second where the first hold too few words.
_WINDOWS = (1000, 3000)
#: Characters of text after which the end of the window, where markup may be cut, does not matter.
_PLENTY = 400

_FENCE = re.compile(
    r"^(`{3,}|~{3,}).*?^\1[`~]*[ \t]*$|^(?:`{3,}|~{3,}).*\Z", re.MULTILINE | re.DOTALL
)
_BLOCK = re.compile(r"\[block:[^\]]*\].*?\[/block\]", re.DOTALL)
_SKIPPED_LINE = re.compile(
    r"^[ \t]*(?:#{1,6}(?:[ \t].*)?|[|].*|[-=*_][-=*_ \t]{2,}|\[\^?[^\]]+\]:.*)$", re.MULTILINE
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(
    r"<(script|style|table|svg|object|iframe|video)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_MARKER = re.compile(
    r"^[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?(?:\[[ xX]\][ \t])?(?:\[![A-Z]+\])?",
    re.MULTILINE,
)
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*|__|_)(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"(`+)(.+?)\1")
_CALLOUT = re.compile(r"^[\u2139\u26a0\u2757\u2705\U0001f4d8\U0001f6a7\ufe0f\s]+")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
#: The sentence that real translated articles open with; it says nothing about the article.
TRANSLATION_NOTE = re.compile(
    r"\b(?:Este|Esta|This)\b[^.]{0,60}\b(?:traducid[oa] automáticamente|traduzid[oa] automaticamente|"
    r"machine[- ]translated|translated automatically)\b[^.]{0,40}(?:\.|$)",
    re.IGNORECASE,
)
_TRANSLATED = re.compile("tradu[cz]id|translated", re.IGNORECASE)


#: Texts that were taken already, with what they are of: an article is on its own page, in several lists and
#: in feeds, and a preview gives it another body and other fields.
_KNOWN: WeakKeyDictionary[Article, tuple[object, object, str]] = WeakKeyDictionary()


def excerpt(article: Article) -> str:
    """The article's own excerpt, else its first words: plain text of at most :data:`EXCERPT_LENGTH`."""
    known = _KNOWN.get(article)
    if known is None or known[0] is not article.body_utf8 or known[1] is not article.meta:
        text = synopsis(article) or _first_words(article.body)
        known = _KNOWN[article] = article.body_utf8, article.meta, shorten(text, EXCERPT_LENGTH)
    return known[2]


def remember_excerpt(article: Article, text: str) -> None:
    """Take ``text`` as what :func:`excerpt` gives of the article as it is."""
    _KNOWN[article] = article.body_utf8, article.meta, text


def _first_words(body: str) -> str:
    text = ""
    for window in _WINDOWS:
        text = plain_text(body[:window])
        if _TRANSLATED.search(text):
            text = _one_line(TRANSLATION_NOTE.sub("", text, count=1))
        if len(text) >= _PLENTY or len(body) <= window:
            break
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def synopsis(article: Article) -> str:
    """What the writer says that the article says: the locale's announcement synopsis, or the excerpt.

    Real files in all three languages carry the synopsis under another language's key; any is better
    than none.
    """
    code = article.locale.partition("-")[0].upper()
    keys = (
        f"announcementSynopsis{code}",
        *(f"announcementSynopsis{x}" for x in ("EN", "ES", "PT")),
    )
    for key in keys:
        if text := article.text(key):
            return plain_text(text)
    return plain_text(article.excerpt)


def plain_text(markdown: str) -> str:
    """The words of some Markdown on one line: no headings, tables, code blocks, images or markup."""
    if not markdown:
        return ""
    text = markdown
    # Twelve thousand times in a build, and most texts have only some of these.
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(" ", text)
    if "[block:" in text:
        text = _BLOCK.sub(" ", text)
    if "<" in text:
        text = _ELEMENT.sub(" ", _COMMENT.sub(" ", text))
    text = _SKIPPED_LINE.sub(" ", text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "[" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    text = _MARKER.sub("", text)
    if "`" in text:
        text = _CODE.sub(r"\2", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
    if ":" in text:
        text = replace_shortcodes(text)
    text = _CALLOUT.sub("", _ESCAPE.sub(r"\1", text).strip())
    return _one_line(text)


def shorten(text: str, length: int) -> str:
    """``text``, cut at a word with an ellipsis where it is longer than ``length`` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, blank, _ = cut.rpartition(" ")
    return f"{(head if blank and len(head) > length // 2 else cut).rstrip(' ,.;:-–—')}…"
