"""``content/_data/forms.yml``: where forms go, and what a good ticket of each type needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_help_center.content.data_files import DataFile
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.support.fields import Fields, Texts, document
from mkdocs_help_center.support.model import Forms, RequestField, TicketType

CHECK = "support-form"
KINDS = ("text", "long", "choice", "email", "url", "datetime")
#: Fields that every ticket form has, so that a type cannot name one of its own like them.
OWN_FIELDS = (
    "region", "type", "name", "email", "account", "subject", "description", "attachment-1",
    "attachment-2", "attachment-3", "form-name", "bot-field", "locale", "page",
)  # fmt: skip
MAX_MEGABYTES = 8


def read_forms(file: DataFile, locales: Sequence[str]) -> tuple[Forms, list[Problem]]:
    """The forms that ``file`` describes, and what is wrong with it."""
    top = document(file, CHECK, locales)
    top.known("endpoint", "feedback", "maxFileMegabytes", "privacy", "privacyUrl", "ticketTypes")
    types: dict[str, TicketType] = {}
    for item in top.mappings("ticketTypes", "ticket type"):
        kind = _ticket_type(item)
        if kind is None:
            continue
        if kind.id in types:
            item.problem("id", f"the id '{kind.id}' is taken", "give each an id of its own")
            continue
        types[kind.id] = kind
    forms = Forms(
        endpoint=top.url("endpoint"),
        feedback=top.flag("feedback", True),
        max_file_megabytes=_number(top, "maxFileMegabytes", MAX_MEGABYTES),
        privacy=top.texts("privacy"),
        privacy_url=top.urls("privacyUrl"),
        ticket_types=types,
    )
    return forms, top.log.problems


def _ticket_type(fields: Fields) -> TicketType | None:
    fields.known("id", "name", "hint", "fields")
    name = fields.identifier()
    if not name:
        return None
    return TicketType(
        name, fields.texts("name", required=True), fields.texts("hint"), tuple(_fields(fields))
    )


def _fields(fields: Fields) -> Iterator[RequestField]:
    seen = set(OWN_FIELDS)
    for item in fields.mappings("fields", "field"):
        item.known("id", "label", "kind", "hint", "required", "minimum", "choices")
        name = item.identifier()
        if not name:
            continue
        if name in seen:
            item.problem("id", f"a field '{name}' is there already", "choose another id")
            continue
        seen.add(name)
        kind = item.choice("kind", KINDS, "text")
        choices = tuple(_choices(item))
        if kind == "choice" and not choices:
            item.problem("choices", "there is nothing to choose from", "add 'choices'")
            continue
        yield RequestField(
            name,
            item.texts("label", required=True),
            kind,
            item.texts("hint"),
            item.flag("required"),
            _number(item, "minimum", 0),
            choices,
        )


def _choices(fields: Fields) -> Iterator[tuple[str, Texts]]:
    for item in fields.mappings("choices", "choice"):
        item.known("id", "label")
        if name := item.identifier():
            yield name, item.texts("label", required=True)


def _number(fields: Fields, key: str, default: int) -> int:
    text = fields.text(key)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        fields.problem(key, f"'{text}' is no whole number", f"write '{key}: 8'")
        return default
    return int(text)
