"""Entries of the checks that are made where files are read and indexed (``content/``)."""

from __future__ import annotations

from mkdocs_help_center.checks.registry import Scope, register
from mkdocs_help_center.content.problem import Severity

_ENTRIES: tuple[tuple[str, Severity, str], ...] = (
    ("file-name", Severity.ERROR, """A file's name is UTF-8, else the file has no URL.

     Bad: a name in Latin-1
     Good: ``envio.md``"""),
    ("file-extension", Severity.ERROR, """An article's file ends in ``.md``.

     Bad: ``how-to-open-a-ticket``
     Good: ``how-to-open-a-ticket.md``"""),
    ("file-unreadable", Severity.ERROR, """The build may read every file.

     Bad: a file that only its owner may read
     Good: a file that the build's user may read"""),
    ("file-encoding", Severity.WARNING, """A file is UTF-8; other bytes are shown as �.

     Bad: a file saved as Latin-1 or UTF-16
     Good: a file saved as UTF-8"""),
    ("file-empty", Severity.ERROR, """A file has something to publish.

     Bad: an empty file
     Good: an article"""),
    ("front-matter-missing", Severity.WARNING, """An article starts with front matter.

     Bad: a file that starts with its text
     Good: ``---``, ``title: How to open a ticket`` and ``---`` before the text"""),
    ("front-matter-unclosed", Severity.ERROR, """Front matter ends with a line of its own, ``---``.

     Bad: fields, and then the text
     Good: fields, ``---``, and then the text"""),
    ("front-matter-syntax", Severity.ERROR, """Front matter is YAML.

     Bad: ``title: Orders: custom data``
     Good: ``title: 'Orders: custom data'``"""),
    ("front-matter-duplicate", Severity.WARNING, """A field is given once.

     Bad: ``id: abc`` and, below it, ``id: abd``
     Good: ``id: abc``"""),
    ("title-missing", Severity.WARNING, """An article has a title.

     Bad: ``title:``
     Good: ``title: How to open a ticket``"""),
    ("content-type", Severity.WARNING, """``contentType`` is one that the site knows.

     Bad: ``contentType: tutorail``
     Good: ``contentType: tutorial``"""),
    ("content-type-folder", Severity.WARNING, """An article is in the folder of its type; the folder
     counts.

     Bad: ``contentType: tutorial`` in ``en/faq/``
     Good: ``contentType: tutorial`` in ``en/tutorials/``"""),
    ("status", Severity.ERROR, """``status`` is PUBLISHED, CHANGED, DRAFT or ARCHIVED.

     Bad: ``status: PUBLISED``
     Good: ``status: PUBLISHED``"""),
    ("locale-folder", Severity.WARNING, """``locale`` is that of the folder; the folder counts.

     Bad: ``locale: pt`` in ``es/faq/``
     Good: ``locale: es`` in ``es/faq/``"""),
    ("locale-unknown", Severity.WARNING, """``locale`` is a language of the site.

     Bad: ``locale: fr`` in a site in English, Spanish and Portuguese
     Good: ``locale: es``"""),
    ("field-type", Severity.WARNING, """A field has the kind of value that it takes.

     Bad: ``order: first``
     Good: ``order: 1``"""),
    ("date", Severity.WARNING, """A date is one; else it is ignored.

     Bad: ``publishedAt: 2025-12-15T76:48:37Z``
     Good: ``publishedAt: 2025-12-15T16:48:37Z``"""),
    ("url-taken", Severity.WARNING, """Every page has an address of its own; the older one keeps it.

     Bad: ``slug: plans`` in two tutorials
     Good: ``slug: plans`` and ``slug: plans-in-brazil``"""),
    ("duplicate-id", Severity.WARNING, """Only translations share an id.

     Bad: ``id: 3kACEfni4m8Yxa1vnf2ebe`` in two English articles
     Good: an id of its own in each"""),
    ("folder-metadata", Severity.WARNING, """A folder's ``metadata.json`` is an object with ``id``,
     ``name``, ``slug`` and ``order``.

     Bad: ``{"order": "first"}``
     Good: ``{"name": "Support", "order": 1}``"""),
    ("not-published", Severity.INFO, """A draft or archived article has no page; this says so.

     Bad: ``status: DRAFT`` in an article that readers look for
     Good: ``status: PUBLISHED``"""),
    ("data-file", Severity.ERROR, """A file under ``_data`` can be read.

     Bad: broken YAML in ``_data/modules.yml``
     Good: valid YAML"""),
    ("theme-option", Severity.WARNING, """An option under ``theme:`` is one that the theme has, with a
     value that it takes.

     Bad: ``theme: {name: help-center, colour: 12}``
     Good: ``theme: {name: help-center}``"""),
    ("messages-file", Severity.ERROR, """A file of interface words holds keys and texts.

     Bad: a list in ``messages/fr.yml``
     Good: ``search: {label: Rechercher}`` in it"""),
    ("missing-messages", Severity.WARNING, """The interface has words in every language of the site.

     Bad: ``locales: [en, fr]`` without ``messages/fr.yml``
     Good: ``messages/fr.yml`` with every key of ``messages/en.yml``"""),
)  # fmt: skip

for _name, _severity, _documentation in _ENTRIES:
    register(_name, _severity, Scope.ELSEWHERE, _documentation)
