"""What tools and earlier work left in a text: placeholders, keys, banners, test words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from mkdocs_help_center.checks.registry import article_check
from mkdocs_help_center.checks.subject import Finding, Subject
from mkdocs_help_center.content.problem import Severity

# In an address nothing can fill braces in; in a sentence they may be an API's, unless the name is one
# of a template or translation tool.
_KEY = re.compile(
    r"\]\([^()\s]*(?P<address>\{\{[^{}\n]*\}\})|\{%[^%\n]*%\}|\[loc[ _-]placeholder[^\[\]\n]*\]"
    r"|\{\{\s*(?:t|i18n|locale|lang|page|site)\b[^{}\n]*\}\}",
    re.IGNORECASE,
)
# "Todo" is "everything" in Spanish and Portuguese.
_TEST_WORD = re.compile(
    # A line feed first: texts are gone through by it, and not by each character.
    r"\n[^\S\n]*((?:TESTE?|PRUEBA|(?-i:TODO)|FIXME|TBD|XXX+|lorem ipsum\b[^\n]*|asdf+|\?\?\?+)[.:!]?)"
    r"[^\S\n]*(?=\n)",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"traduzid[oa]s? automaticamente|traducid[oa]s? automáticamente|(?:automatically|machine)[ -]translated"
    r"|translated automatically|tradução automática|traducción automática|machine translation",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\]\(\s*<?(https?://[^\s)>]+)|href=[\"'](https?://[^\"']+)")
_REPEATED = re.compile(
    r"(?<=\()[^\s()]*?/((?:docs|content|assets|images)/)(?:[^\s()/]+/){0,2}\1[^\s()]*"
)
# In small letters only: names of things and of programs' variables may well come twice.
_WORD_TWICE = re.compile(r"(?<![\w'’./-])([a-zà-öø-ÿ]{2,})[ \t]+\1(?![\w'’./-])")
#: Words that a correct sentence may hold twice.
_TWICE = frozenset(
    {
        "que",
        "um",
        "uma",
        "had",
        "that",
        "in",  # "log in in the app"
        "on",
        "no",
        "se",
        "nos",
        "si",
        "sí",
        "de",
        "so",
        "bye",
        "blah",
        "very",
    }
)
_JSON_FENCE = re.compile(
    r"^[ \t>]*```+[ \t]*json\b[^\n]*\n(.*?)^[ \t>]*```", re.DOTALL | re.MULTILINE
)
_STRAY = re.compile(r"[.!?]=(?=\s|\||<|$)")


@article_check(Severity.WARNING)
def unresolved_key(subject: Subject) -> Iterator[Finding]:
    """Keys of a translation or template tool are replaced by what they stand for.

    Bad: ``![panel](docs/{{locale}}/panel.png)``
    Good: ``![panel](docs/en/panel.png)``
    """
    for index, match in subject.matches(_KEY):
        key = match["address"] or match[0]
        start = match.start("address") if match["address"] else match.start()
        yield subject.at(index, start, f"'{key}' was not replaced",
                         "write what it stands for; put code in backticks")  # fmt: skip


@article_check(Severity.WARNING)
def test_word(subject: Subject) -> Iterator[Finding]:
    """No word that was typed as a test or a reminder stands alone in a line.

    Bad: ``TESTE`` as the first line
    Good: the article's first sentence
    """
    for match in _TEST_WORD.finditer(f"\n{subject.body}\n"):
        index, text = subject.body.count("\n", 0, match.start()), match[1].strip()
        if len(text) < 60 and subject.prose[index].strip() == text:
            yield subject.at(index, 0, f"'{text}' stands alone in a line", "delete it")


@article_check(Severity.INFO)
def machine_translation(subject: Subject) -> Iterator[Finding]:
    """A person read a machine's translation, and then its banner was deleted.

    Bad: ``> ℹ️ This article was automatically translated.``
    Good: a text that someone read, without the banner
    """
    if not any(sign in subject.body for sign in ("utom", "achine", "utôm")):
        return
    for index, match in subject.matches(_BANNER):
        if subject.lines[index].lstrip().startswith((">", "<", "*", "_", "ℹ")):
            yield subject.at(index, match.start(), "the banner of a machine's translation",
                             "read the translation, then delete the banner")  # fmt: skip
            return


@article_check(Severity.WARNING)
def placeholder_link(subject: Subject) -> Iterator[Finding]:
    """A link's host is one that can exist.

    Bad: ``[the frontend](http://link-implement-frontend)``
    Good: ``[the frontend](https://developers.example.com/frontend)``
    """
    for index, match in subject.matches(_ADDRESS):
        address = match[1] or match[2]
        try:
            host = urlsplit(address).hostname or ""
        except ValueError:
            continue
        if host and "." not in host and ":" not in host and host != "localhost":
            yield subject.at(index, match.start(match.lastindex or 0), f"there is no host '{host}'",
                             "write the address")  # fmt: skip


@article_check(Severity.INFO)
def repeated_path(subject: Subject) -> Iterator[Finding]:
    """An address names each folder once.

    Bad: ``(https://example.com/docs/en/docs/panel.png)``
    Good: ``(https://example.com/docs/en/panel.png)``
    """
    for index, match in subject.matches(_REPEATED):
        yield subject.at(index, match.start(), f"the address has '{match[1]}' twice", "correct it")


@article_check(Severity.INFO)
def repeated_word(subject: Subject) -> Iterator[Finding]:
    """A word is not written twice.

    Bad: ``open the the panel``
    Good: ``open the panel``
    """
    for index, match in subject.matches(_WORD_TWICE):
        # Letter case is compared too: "Order order" may be a name and a word.
        if match[1].lower() not in _TWICE:
            yield subject.at(index, match.start(), f"'{match[1]}' is written twice", "delete one")


@article_check(Severity.INFO)
def stray_sign(subject: Subject) -> Iterator[Finding]:
    """No sign is left over behind a sentence.

    Bad: ``to the connector.=``
    Good: ``to the connector.``
    """
    for index, match in subject.matches(_STRAY):
        yield subject.at(index, match.start() + 1, "a stray '='", "delete it")


@article_check(Severity.INFO)
def invalid_json(subject: Subject) -> Iterator[Finding]:
    """A block marked as JSON is JSON, so that readers can use it.

    Bad: a ``json`` block with ``{"id": 1,}``
    Good: a ``json`` block with ``{"id": 1}``
    """
    for match in _JSON_FENCE.finditer(subject.body):
        source = match[1]
        # An excerpt says so by its dots or comments: it is not meant to be parsed.
        if "..." in source or "…" in source or "//" in source.replace("://", "") or "<" in source:
            continue
        try:
            json.loads(source)
        except RecursionError:
            continue
        except json.JSONDecodeError as error:
            index = subject.body.count("\n", 0, match.start(1)) + error.lineno - 1
            yield subject.at(index, 0, f"this is no JSON: {error.msg}",
                             "correct it, or mark the block as 'jsonc' or 'text'")  # fmt: skip
