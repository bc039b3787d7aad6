"""Article bodies: a CommonMark/GFM parser, the articles' own dialect, and a sanitiser."""

from .data import JsonData
from .headings import match_anchor, slugify_heading
from .images import LocalImages
from .messages import default_messages
from .model import (
    DataError,
    DataSource,
    Heading,
    ImageResolver,
    Link,
    LinkResolver,
    MarkdownOptions,
    RenderContext,
    Rendered,
    ResolvedImage,
    ResolvedLink,
)
from .renderer import MarkdownRenderer

__all__ = [
    "DataError",
    "DataSource",
    "Heading",
    "ImageResolver",
    "JsonData",
    "Link",
    "LinkResolver",
    "LocalImages",
    "MarkdownOptions",
    "MarkdownRenderer",
    "RenderContext",
    "Rendered",
    "ResolvedImage",
    "ResolvedLink",
    "default_messages",
    "match_anchor",
    "slugify_heading",
]
