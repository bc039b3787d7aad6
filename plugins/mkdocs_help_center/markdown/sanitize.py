"""The gate: an allow-list over the final HTML, before our own trusted markup is put in.

:mod:`.raw_html` already rebuilds every tag that a writer typed; this is the second line, by a real HTML
parser, so that a mistake there costs a layout and not a script. The list follows GitHub's
(https://github.com/gjtorikian/html-pipeline, sanitization filter), less what we have no use for.
"""

from __future__ import annotations

import nh3

from .html_names import names
from .links import SAFE_SCHEMES
from .writing import SLOT_TAG

INLINE_TAGS = names(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span "
    "strong sub sup time u var wbr"
)
BLOCK_TAGS = names(
    "blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li "
    "ol p pre summary table tbody td tfoot th thead tr ul video audio source"
)
ALLOWED_TAGS = INLINE_TAGS | BLOCK_TAGS

#: Attributes that a writer may set, by tag; ``*`` is every tag. Classes and styles are never theirs.
WRITER_ATTRIBUTES: dict[str, frozenset[str]] = {
    "*": frozenset({"id", "title", "lang", "dir"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "details": frozenset({"open"}),
    "blockquote": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "del": frozenset({"cite", "datetime"}),
    "ins": frozenset({"cite", "datetime"}),
    "time": frozenset({"datetime"}),
}

#: What our own rules add before the gate.
_OWN_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"rel", "aria-label", "data-close"},
    "img": {"loading", "decoding", "referrerpolicy"},
    "div": {"tabindex", "role", "aria-label"},
    "video": {
        "src",
        "controls",
        "preload",
        "width",
        "height",
        "poster",
        "playsinline",
        "loop",
        "muted",
    },
    "audio": {"src", "controls", "preload"},
    "source": {"src", "type"},
    SLOT_TAG: set(),
}
_OWN_CLASSES: dict[str, set[str]] = {
    "a": {"headerlink", "footnote-ref", "footnote-backref", "hc-external", "hc-lightbox"},
    "div": {
        *("admonition", "note", "info", "tip", "success", "warning", "danger", "footnote"),
        *("md-typeset__scrollwrap", "md-typeset__table", "hc-center", "hc-right"),
    },
    "p": {"admonition-title", "hc-center", "hc-right"},
    "ul": {"task-list"},
    "ol": {"task-list"},
    "li": {"task-list-item"},
    "table": {"hc-table"},
    "img": {"hc-image"},
    **{tag: {"hc-center", "hc-right"} for tag in ("td", "th", "h1", "h2", "h3", "h4", "h5", "h6")},
}


def _attributes() -> dict[str, set[str]]:
    merged = {tag: set(allowed) for tag, allowed in WRITER_ATTRIBUTES.items()}
    for tag, own in _OWN_ATTRIBUTES.items():
        merged[tag] = merged.get(tag, set()) | own
    return merged


_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED_TAGS) | {SLOT_TAG},
    clean_content_tags={"script", "style"},
    attributes=_attributes(),
    allowed_classes=_OWN_CLASSES,
    url_schemes=set(SAFE_SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def sanitize(html: str) -> str:
    """``html`` with nothing in it that is not on the list; well-formed whatever came in."""
    return _CLEANER.clean(html)
