"""JSON Schemas of the front matter by content type, for editors that complete and check while typing.

An editor's YAML reads ``2026-01-02`` as a date and ``yes`` as a truth value, so that a schema admits
what our reader does: it names fields and values, and is strict only where a value can be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs_help_center.content.article import Status
from mkdocs_help_center.content.content_types import (
    COMMON_FIELDS,
    CONTENT_TYPES,
    RELEASE_NOTE_TYPES,
    ContentType,
    FieldKind,
)

DIALECT = "http://json-schema.org/draft-07/schema#"

_TEXT: dict[str, Any] = {"type": ["string", "number", "null"]}
_KINDS: Mapping[FieldKind, dict[str, Any]] = {
    FieldKind.TEXT: _TEXT,
    FieldKind.DATE: {
        "type": ["string", "null"],
        # Editors hand over a date that they recognise as text of this form.
        "pattern": r"^$|^\d{4}-\d{2}-\d{2}([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?"
        r"\s*(Z|[+-]\d{2}:?\d{2})?)?$",
    },
    FieldKind.BOOLEAN: {"enum": [True, False, "true", "false", "yes", "no", "on", "off", "", None]},
    FieldKind.INTEGER: {"type": ["integer", "string", "null"], "pattern": r"^[+-]?\d{0,9}$"},
    FieldKind.LIST: {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]},
    FieldKind.MODULES: {"anyOf": [{"type": "array"}, _TEXT]},
    FieldKind.UPDATES: {"type": ["array", "null"]},
}
_DESCRIPTIONS: Mapping[str, str] = {
    "title": "What readers see in lists, searches and feeds.",
    "id": "Stays the same when the title, the slug or the file changes; translations share it.",
    "guid": "The article's identity in feeds, where it has no id.",
    "status": "PUBLISHED and CHANGED have a page; DRAFT and ARCHIVED have none.",
    "slug": "The address in this language.",
    "slugEN": "The address in English: it joins the translations.",
    "legacySlug": "Slugs that the article had before; their addresses lead here.",
    "redirectFrom": "Addresses that lead here.",
    "replacedBy": "Id or slug of the article to read instead of this archived one.",
    "seeAlso": "Ids or slugs of articles to read next.",
    "hidden": "Has a page, but is in no list, search, feed or sitemap.",
    "firstPublishedAt": "The date that lists and feeds show.",
    "updatedAt": "When the text last changed.",
    "internalReference": "The issue's number in the tracker.",
    "kiStatus": "Where the issue stands: Backlog, Scheduled, Fixed, No Fix or Closed.",
    "sourceHash": "The state of the source that this translation was made from.",
    "contentType": "What kind of article this is; the folder counts.",
    "locale": "The article's language; the folder counts.",
}
_VALUES: Mapping[str, list[str]] = {
    "status": [status.value for status in Status],
    "type": list(RELEASE_NOTE_TYPES),
    "channel": ["stable", "beta"],
    "kiStatus": ["Backlog", "Scheduled", "Fixed", "No Fix", "Closed"],
}
#: Fields whose values are these and no others; for the rest they are suggestions.
_CLOSED = frozenset({"status"})


def front_matter_schema(kind: ContentType) -> dict[str, Any]:
    """The schema of one content type's front matter."""
    fields = {**COMMON_FIELDS, **kind.fields}
    properties = {name: _property(name, value, kind) for name, value in fields.items()}
    return {
        "$schema": DIALECT,
        "title": f"Front matter of an article of type {kind.key}",
        "type": "object",
        "required": ["title"],
        "properties": properties,
        "patternProperties": {"^slug[A-Z]{2}$": _TEXT},
        "additionalProperties": True,
    }


def _property(name: str, value: FieldKind, kind: ContentType) -> dict[str, Any]:
    schema: dict[str, Any] = dict(_KINDS[value])
    if name == "title":
        schema = {"type": ["string", "number"], "minLength": 1}
    if name == "contentType":
        schema = {"enum": [kind.key, *kind.aliases]}
    if name in _VALUES and name in _CLOSED:
        schema = {"enum": [*_VALUES[name], None]}
    elif name in _VALUES:
        schema["examples"] = _VALUES[name]
    if name in _DESCRIPTIONS:
        schema["description"] = _DESCRIPTIONS[name]
    return schema


def all_schemas() -> dict[str, dict[str, Any]]:
    """Every schema by its file's name, e.g. ``tutorials.schema.json``."""
    return {f"{kind.section}.schema.json": front_matter_schema(kind) for kind in CONTENT_TYPES}


#: What checks front matter while it is typed; npm's names of what it loads.
REMARK_EXTENSION = "unifiedjs.vscode-remark"
REMARK_PACKAGES = ("remark", "remark-frontmatter", "remark-lint-frontmatter-schema")


def remark_settings(folder: str, content: str) -> dict[str, Any]:
    """``.remarkrc.json``: which files have which schema, for the rule *remark-lint-frontmatter-schema*,
    which VS Code runs through the extension ``unifiedjs.vscode-remark``.
    """
    schemas: dict[str, list[str]] = {}
    for kind in CONTENT_TYPES:
        names = sorted({kind.section, *kind.folders})
        globs = [f"{content}/**/{name}/**/*.md" for name in names]
        schemas[f"./{folder}/{kind.section}.schema.json"] = globs
    rule = "remark-lint-frontmatter-schema"
    return {"plugins": ["remark-frontmatter", [rule, {"schemas": schemas}]]}


def vscode_tasks() -> dict[str, Any]:
    """``.vscode/tasks.json``: the check as a task whose findings VS Code shows at their lines
    (https://code.visualstudio.com/docs/debugtest/tasks#_defining-a-problem-matcher).
    """
    pattern = {"regexp": r"^(.+?):(\d+):(\d+): (.+) \(([a-z-]+)\)$",
               "file": 1, "line": 2, "column": 3, "message": 4, "code": 5}  # fmt: skip
    matcher = {
        "owner": "help-center",
        "severity": "warning",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": pattern,
    }
    labels = {
        "help-center: check this file": ["${relativeFile}"],
        "help-center: check everything": [],
    }
    tasks = [
        {
            "label": label,
            "type": "process",
            "command": "help-center",
            "args": ["check", "--verbose", *paths],
            "presentation": {"reveal": "never"},
            "problemMatcher": matcher,
        }
        for label, paths in labels.items()
    ]
    return {"version": "2.0.0", "tasks": tasks}
