"""Images and tables for those who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity

_NO_ALT = re.compile(r"<img\b[^>]*? alt=\"\s*\"", re.IGNORECASE)
_MARKDOWN_IMAGE = re.compile(r"!\[\s*\]\(|!\[\s*\]\[")
_HTML_IMAGE = re.compile(
    r"<img\b(?![^>]*\balt\s*=\s*[\"'][^\"']*\S[^\"']*[\"'])[^>]*>", re.IGNORECASE
)
_FILE_NAME_ALT = re.compile(
    r"!\[\s*((?:[\w.-]+\.(?:png|jpe?g|gif|webp|svg))|image\d*|img\d*|screenshot\d*|captura\d*)\s*\]\(",
    re.IGNORECASE,
)
_UPPER_SUFFIX = re.compile(r"\]\([^)\s]*\.(?:PNG|JPE?G|GIF|WEBP|SVG)(?=[)?#\s])")
_NAMELESS = re.compile(r"\]\(((?:[^()\s]*/)?(_\d+\.(?:png|jpe?g|gif|webp)))\)", re.IGNORECASE)
_HEADER_ROW = re.compile(
    r"^\|?[ \t]*(?:<img\b[^>]*>|!\[[^\]]*\]\([^)]*\))[ \t]*\|?[ \t]*$", re.IGNORECASE
)
_DELIMITER_ROW = re.compile(r"^\|?[ \t]*:?-{3,}:?[ \t]*\|?[ \t]*$")


@article_check(Severity.INFO)
def missing_alt(subject: Subject) -> Iterator[Finding]:
    """An image has a text for those who do not see it (WCAG 2.2, 1.1.1).

    Bad: ``![](panel.png)``
    Good: ``![The support panel with two open tickets](panel.png)``
    """
    if not _NO_ALT.search(subject.rendered.html):
        return
    hint = "say in the brackets what the image shows"
    for pattern in (_MARKDOWN_IMAGE, _HTML_IMAGE):
        for index, match in subject.matches(pattern):
            yield subject.at(index, match.start(), "the image has no text", hint)


@article_check(Severity.INFO)
def file_name_alt(subject: Subject) -> Iterator[Finding]:
    """An image's text says what it shows.

    Bad: ``![image1.png](image1.png)``
    Good: ``![The support panel with two open tickets](image1.png)``
    """
    for index, match in subject.matches(_FILE_NAME_ALT):
        yield subject.at(index, match.start(), f"the image's text is '{match[1]}'",
                         "say what the image shows")  # fmt: skip


@article_check(Severity.INFO)
def image_suffix(subject: Subject) -> Iterator[Finding]:
    """An image file's suffix is in lower case: servers tell ``.PNG`` from ``.png``.

    Bad: ``![Panel](panel.PNG)``
    Good: ``![Panel](panel.png)``
    """
    for index, match in subject.matches(_UPPER_SUFFIX):
        yield subject.at(index, match.start() + 2, "the image's suffix is in upper case",
                         "rename the file in lower case")  # fmt: skip


@article_check(Severity.INFO)
def nameless_image(subject: Subject) -> Iterator[Finding]:
    """An image's file has a name of its own, in the folder of its article.

    Bad: ``![Roles](https://example.com/main/_1.png)``
    Good: ``![Roles](roles-list.png)``
    """
    for index, match in subject.matches(_NAMELESS):
        yield subject.at(index, match.start(1), f"the image's file is called '{match[2]}'",
                         "an export lost its name: give it one, beside the article")  # fmt: skip


@article_check(Severity.INFO)
def layout_table(subject: Subject) -> Iterator[Finding]:
    """A table has more than one column; a picture with a caption is no table.

    Bad: a table with an image as its only header cell
    Good: the image, and its caption in the next paragraph
    """
    lines = subject.prose
    for index, line in enumerate(lines[:-1]):
        if "|" in line and _DELIMITER_ROW.match(lines[index + 1]) and _HEADER_ROW.match(line):
            yield subject.at(index, 0, "a table of one column whose header is an image",
                             "write the image, and the caption below it")  # fmt: skip
