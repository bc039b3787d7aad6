"""Writes the tags of raw HTML: links resolved, images sized, tables in a scroll area, videos private."""

from __future__ import annotations

from collections.abc import Mapping

from .callouts import ALERT_CLASSES, alert_kind, open_callout
from .headings import safe_id
from .html_names import names
from .images import write_image
from .links import open_link
from .sanitize import ALLOWED_TAGS, WRITER_ATTRIBUTES
from .structure import close_table, open_table
from .videos import write_embed, write_video_open
from .writing import Writing, escape_attribute

#: Old elements and what stands for them now; ``center`` and ``align`` become a class.
RENAMED = {
    "acronym": "abbr",
    "article": "div",
    "aside": "div",
    "big": "span",
    "center": "div",
    "dir": "ul",
    "font": "span",
    "footer": "div",
    "header": "div",
    "main": "div",
    "nav": "div",
    "section": "div",
    "strike": "s",
    "tt": "code",
    "iframe": "iframe",
    "embed": "iframe",
}
_ALIGN_TAGS = names("p div td th h1 h2 h3 h4 h5 h6")
_LOOKS = names(
    "class style width height border cellpadding cellspacing bgcolor color face size align valign "
    "background bordercolor nowrap frame rules role tabindex target rel name type itemprop hspace "
    "vspace compact clear noshade autoplay loop muted poster"
)
_MEDIA = names("src type width height controls preload playsinline")
_VOID = frozenset({"br", "hr", "img", "wbr", "col", "source"})
_NO_ALIGN = ""
#: Containers within each other; deeper, a browser and the sanitiser take quadratic time.
MAX_DEPTH = 200
_CONTAINERS = names("div ul ol dl table blockquote details figure")


def write_start_tag(
    writing: Writing, name: str, attributes: Mapping[str, str], line: int | None = None
) -> None:
    """Write a start tag with what is allowed of its attributes; ``line`` is where it stands."""
    tag = RENAMED.get(name, name)
    if tag == "iframe":
        write_embed(writing, attributes, line)
        return
    if tag not in ALLOWED_TAGS:
        return
    if tag in _CONTAINERS:
        writing.raw_depth += 1
        if writing.raw_depth > MAX_DEPTH:
            _report_depth(writing, tag, line)
            return
    kind = alert_kind(attributes) if tag == "div" else ""
    report_dropped(writing, name, {} if kind else attributes, line)
    if kind:
        open_callout(writing, ALERT_CLASSES[kind])
    elif tag == "img":
        write_image(writing, attributes.get("src", ""), attributes, line)
    elif tag == "table":
        open_table(writing)
    elif tag in ("video", "audio", "source"):
        write_video_open(writing, tag, attributes)
    elif tag == "a" and "href" in attributes:
        writing.link_depth += 1
        open_link(writing, attributes["href"], _print(writing, tag, attributes, skip="href"))
    else:
        align = "center" if name == "center" else attributes.get("align", "").lower()
        aligned = f' class="hc-{align}"' if align in ("center", "right") else _NO_ALIGN
        if tag not in _ALIGN_TAGS:
            aligned = _NO_ALIGN
        writing.out.append(f"<{tag}{_print(writing, tag, attributes)}{aligned}>")


def write_end_tag(writing: Writing, name: str) -> None:
    """Write an end tag; those of void elements and embeds are no tags at all."""
    tag = RENAMED.get(name, name)
    if tag in _CONTAINERS:
        writing.raw_depth = max(0, writing.raw_depth - 1)
        if writing.raw_depth >= MAX_DEPTH:
            return
    if tag == "table":
        if writing.table_depth:
            close_table(writing)
    elif tag == "a":
        writing.link_depth = max(0, writing.link_depth - 1)
        writing.out.append("</a>")
    elif tag in ALLOWED_TAGS and tag not in _VOID:
        writing.out.append(f"</{tag}>")


def _report_depth(writing: Writing, tag: str, line: int | None) -> None:
    if writing.raw_depth == MAX_DEPTH + 1:
        message = f"'<{tag}>' is removed: more than {MAX_DEPTH} elements are open here."
        writing.report("too-deep", message, "Close them.", line=line)


def _print(writing: Writing, tag: str, attributes: Mapping[str, str], skip: str = "") -> str:
    """The allowed attributes, escaped. An ``id``, or an old anchor's ``name``, stays unique."""
    allowed = WRITER_ATTRIBUTES["*"] | WRITER_ATTRIBUTES.get(tag, frozenset())
    printed = []
    for name, value in attributes.items():
        if name in allowed and name not in ("id", skip):
            printed.append(f' {name}="{escape_attribute(value)}"')
    wanted = attributes.get("id") or (attributes.get("name") if tag == "a" else "")
    anchor = safe_id(wanted) if wanted else ""
    if anchor and anchor not in writing.anchors and anchor not in writing.options.reserved_ids:
        writing.anchors.add(anchor)
        printed.append(f' id="{escape_attribute(anchor)}"')
    return "".join(printed)


def report_dropped(
    writing: Writing, tag: str, attributes: Mapping[str, str], line: int | None
) -> None:
    """Note what a tag loses: handlers and the like are a problem, looks are counted."""
    allowed = WRITER_ATTRIBUTES["*"] | WRITER_ATTRIBUTES.get(tag, frozenset())
    if tag in ("video", "audio", "source"):
        allowed |= _MEDIA  # read by :mod:`.videos`
    for name in attributes:
        if name in allowed or (name == "align" and tag in _ALIGN_TAGS):
            continue
        if name in _LOOKS or name.startswith(("data-", "aria-")):
            place = writing.first if line is None else line
            writing.presentational.append((place, name))
        else:
            writing.report(
                "unsafe-html",
                f"The attribute '{name}' of '<{tag}>' is removed: it is not allowed in articles.",
                needle=name,
                line=line,
            )
