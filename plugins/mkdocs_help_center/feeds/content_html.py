"""An article's HTML as feed readers want it: absolute URLs, no theme, nothing that needs a script."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html

from mkdocs_help_center.feeds.model import clean_text

#: Marks of the theme around the text: links to headings, back-links of footnotes.
_DECORATION = frozenset({"headerlink", "footnote-backref"})
_DROPPED = frozenset({"script", "style", "button", "svg", "template", "noscript", "form"})
#: Only the theme's styles know these: their text stays, they go.
_UNWRAPPED = frozenset({"span", "label", "font"})
_WRAPPERS = frozenset({"md-typeset__scrollwrap", "md-typeset__table", "highlight", "hc-lightbox"})
_URLS = ("href", "src", "cite", "poster")
_KEPT_ATTRIBUTES = frozenset(
    {
        *_URLS,
        *("alt", "title", "width", "height", "lang", "dir", "datetime", "controls", "open"),
        *("colspan", "rowspan", "scope", "start", "reversed", "type"),
    }
)


def feed_html(html: str, page_url: str) -> tuple[str, str]:
    """``html`` for readers outside the site, and the URL of its first image or nothing.

    Args:
        html: an article's body as rendered, sanitised.
        page_url: the article's absolute URL: links inside the page lead there, relative ones start there.
    """
    if not html.strip():
        return "", ""
    root = lxml_html.fragment_fromstring(clean_text(html), create_parent="div")
    for element in list(root.iter(etree.Element)):
        if element is not root:
            _clean(element, page_url)
    image = next((url for one in root.iter("img") if (url := one.get("src"))), "")
    return _inner(root), image


def _clean(element: lxml_html.HtmlElement, page_url: str) -> None:
    tag = str(element.tag)
    classes = (element.get("class") or "").split()
    if tag in _DROPPED or _DECORATION.intersection(classes):
        element.drop_tree()
    elif tag == "iframe":
        _link_instead(element, page_url)
    elif tag == "input":
        _check_mark(element)
    elif tag in _UNWRAPPED or (_WRAPPERS.intersection(classes) and tag in ("div", "a")):
        element.drop_tag()
    else:
        _clean_attributes(element, page_url)
        if "admonition-title" in classes:
            # Without styles nothing else says that this is a callout's head.
            _wrap_text(element)


def _clean_attributes(element: lxml_html.HtmlElement, page_url: str) -> None:
    for name, value in element.items():
        if name not in _KEPT_ATTRIBUTES:
            del element.attrib[name]
        elif name in _URLS:
            element.set(name, absolute(value, page_url))


def absolute(url: str, page_url: str) -> str:
    """``url`` as seen from the page, absolute; what is no URL stays as it is."""
    if url.startswith(("https://", "http://")):
        return url
    try:
        return urljoin(page_url, url.strip())
    except ValueError:
        return url


def _link_instead(element: lxml_html.HtmlElement, page_url: str) -> None:
    """Readers drop embeds; a link to the video stays."""
    url = absolute(element.get("src") or "", page_url)
    title = element.get("title") or url
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.attrib.clear()
    element.tag = "a"
    element.set("href", url)
    element.text = title
    element.tail = tail


def _check_mark(element: lxml_html.HtmlElement) -> None:
    """A task's box as a character: readers drop form fields."""
    mark = "☑ " if "checked" in element.attrib else "☐ "
    element.tail = mark + (element.tail or "").lstrip()
    element.drop_tree()


def _wrap_text(element: lxml_html.HtmlElement) -> None:
    strong = etree.Element("strong")
    strong.text, element.text = element.text, None
    for child in list(element):
        strong.append(child)
    element.append(strong)


_DIV = re.compile(r"^<div>|</div>$")


def _inner(root: lxml_html.HtmlElement) -> str:
    text = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    return _DIV.sub("", text).strip()
