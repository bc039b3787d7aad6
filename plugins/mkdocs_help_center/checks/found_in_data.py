"""Entries of the checks that are made of files under ``_data`` (``support/``, ``status/``, ``search/``)."""

from __future__ import annotations

from mkdocs_help_center.checks.registry import Scope, register
from mkdocs_help_center.content.problem import Severity

_ENTRIES: tuple[tuple[str, Severity, str], ...] = (
    ("support-region", Severity.ERROR, """A region of support has what its page shows.

     Bad: ``timeZone: Brazil`` in ``regions.yml``
     Good: ``timeZone: America/Sao_Paulo``"""),
    ("support-form", Severity.ERROR, """A ticket form's fields have names and kinds of their own.

     Bad: ``kind: txt`` in ``forms.yml``
     Good: ``kind: text``"""),
    ("banner", Severity.ERROR, """A banner has a text in the site's languages, and days that exist.

     Bad: ``until: tomorrow`` in ``banners.yml``
     Good: ``until: 2026-12-31``"""),
    ("links", Severity.ERROR, """A page of links has a title, and links that lead somewhere.

     Bad: a link without ``url`` in ``links.yml``
     Good: a link with ``title`` and ``url``"""),
    ("incident", Severity.WARNING, """An incident says how severe it is, whom it touches, and when.

     Bad: ``severity: very`` in an incident
     Good: ``severity: major``, ``modules: [checkout]`` and ``startedAt: 2026-11-05T10:00:00Z``"""),
    ("declared-feed", Severity.WARNING, """A feed that ``mkdocs.yml`` declares names modules and tags that
     there are: one without an entry has no file.

     Bad: ``modules: [chekout]`` under ``feeds: cuts:``
     Good: ``modules: [checkout]``"""),
    ("import", Severity.WARNING, """What is imported from another system is kept as it was; this says
     what was not.

     Bad: an entry whose text holds a node that nobody knows
     Good: an entry of known nodes"""),
    ("feedback-export", Severity.WARNING, """A row of a feedback export names a page and an answer.

     Bad: a row without a page
     Good: ``/en/faq/x/,no,missing``"""),
)  # fmt: skip

for _name, _severity, _documentation in _ENTRIES:
    register(_name, _severity, Scope.ELSEWHERE, _documentation)
