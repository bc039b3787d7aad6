"""Entries of the checks that are made of old addresses and their rules (``redirects/``)."""

from __future__ import annotations

from mkdocs_help_center.checks.registry import Scope, register
from mkdocs_help_center.content.problem import Severity

_ENTRIES: tuple[tuple[str, Severity, str], ...] = (
    ("redirect-source", Severity.WARNING, """A rule's source is a path of this site, of a length that
     browsers send.

     Bad: ``faq/plans → /en/faq/plans``
     Good: ``/faq/plans → /en/faq/plans``"""),
    ("redirect-fragment", Severity.WARNING, """A rule's source has no ``#``: browsers do not send it.

     Bad: ``/faq/plans#brazil → /en/faq/plans``
     Good: ``/faq/plans → /en/faq/plans``"""),
    ("redirect-host", Severity.WARNING, """A rule's source is on a host of this site.

     Bad: ``https://example.org/plans → /en/faq/plans``
     Good: ``/plans → /en/faq/plans``"""),
    ("redirect-blank", Severity.WARNING, """A rule's source has no blanks: hosts split the rule there.

     Bad: ``/faq/our plans → /en/faq/plans``
     Good: ``/faq/our%20plans → /en/faq/plans``"""),
    ("redirect-chain", Severity.INFO, """A rule leads to a page, not to another rule; chains are
     followed while building.

     Bad: ``/a → /b`` and ``/b → /c``
     Good: ``/a → /c`` and ``/b → /c``"""),
    ("redirect-target", Severity.ERROR, """A rule leads to a page of this site.

     Bad: ``/faq/plans → /en/faq/plnas``
     Good: ``/faq/plans → /en/faq/plans``"""),
    ("redirect-target-host", Severity.ERROR, """A rule leads off the site only where the site allows it.

     Bad: ``/faq/plans → https://example.org/``
     Good: the same, with ``allowed_hosts: [example.org]``"""),
    ("redirect-loop", Severity.ERROR, """Rules do not lead in a circle.

     Bad: ``/a → /b`` and ``/b → /a``
     Good: ``/a → /b``"""),
    ("redirect-duplicate", Severity.INFO, """A rule is given once.

     Bad: ``/a → /b`` twice
     Good: ``/a → /b``"""),
    ("redirect-language", Severity.INFO, """Of rules that lead to one article in several languages the
     first counts, and the slug of an article in another language goes before all rules.

     Bad: ``/plans → /en/faq/plans`` and ``/plans → /es/faq/planes``
     Good: one of them"""),
    ("redirect-conflict", Severity.WARNING, """A source leads to one place.

     Bad: ``/a → /b`` and ``/a → /c``
     Good: one of them"""),
    ("redirect-shadowed", Severity.WARNING, """A rule's source is no page of the site: the page is shown.

     Bad: ``/en/faq/plans → /en/faq/prices`` while there is an article ``plans``
     Good: the rule or the article"""),
    ("redirect-overruled", Severity.WARNING, """A rule's source is no old address of another article.

     Bad: ``/faq/plans → /en/faq/prices`` while an article has ``legacySlug: plans``
     Good: the rule or the ``legacySlug``"""),
    ("legacy-slug-taken", Severity.WARNING, """A ``legacySlug`` belongs to one article.

     Bad: ``legacySlug: plans`` in two articles
     Good: in the one that answers today"""),
    ("url-vanished", Severity.ERROR, """What was published once leads somewhere for ever.

     Bad: a deleted article and no rule for its address
     Good: a rule that leads to what answers today"""),
    ("ledger", Severity.ERROR, """The record of published addresses is as ``help-center urls record``
     wrote it.

     Bad: a line edited by hand
     Good: a path, a tab and an identity"""),
    ("table-missing", Severity.ERROR, """A table of rules that the configuration names exists.

     Bad: ``tables: [old.csv]`` without that file
     Good: the file under ``_data``"""),
    ("table-encoding", Severity.WARNING, """A table of rules is UTF-8.

     Bad: a table saved as Latin-1
     Good: a table saved as UTF-8"""),
    ("table-syntax", Severity.ERROR, """A table of rules is YAML, JSON or CSV, as its suffix says.

     Bad: broken JSON in ``redirects.json``
     Good: valid JSON"""),
    ("table-row", Severity.WARNING, """A row of a table has a source and a target.

     Bad: ``/faq/plans,``
     Good: ``/faq/plans,/en/faq/plans``"""),
)  # fmt: skip

for _name, _severity, _documentation in _ENTRIES:
    register(_name, _severity, Scope.ELSEWHERE, _documentation)
