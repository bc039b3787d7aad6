"""Entries of the checks that are made where Markdown is rendered (``markdown/``)."""

from __future__ import annotations

from mkdocs_help_center.checks.registry import Scope, register
from mkdocs_help_center.content.problem import Severity

_ENTRIES: tuple[tuple[str, Severity, str], ...] = (
    ("unresolved-link", Severity.WARNING, """A link to this site leads to one of its pages.

     Bad: ``[Roles](/en/tutorials/rolls)``
     Good: ``[Roles](/en/tutorials/roles)``"""),
    ("broken-anchor", Severity.WARNING, """``#fragment`` of a link within the page names a heading or id
     of it.

     Bad: ``[brands](#brands)`` for ``## For brands``
     Good: ``[brands](#for-brands)``"""),
    ("empty-link", Severity.WARNING, """A link has a target.

     Bad: ``[the panel]()``
     Good: ``[the panel](/en/tutorials/panel)``"""),
    ("unsafe-link", Severity.WARNING, """A link leads to the web, an e-mail or a telephone.

     Bad: ``[open](javascript:alert(1))``
     Good: ``[open](https://example.com/)``"""),
    ("missing-image", Severity.WARNING, """An image of this site is among its files.

     Bad: ``![Panel](panle.png)``
     Good: ``![Panel](panel.png)``"""),
    ("unsafe-image", Severity.WARNING, """An image comes from the web or from the site's own files.

     Bad: ``![x](file:///tmp/x.png)``
     Good: ``![The panel](panel.png)``"""),
    ("unsafe-html", Severity.WARNING, """Raw HTML has no scripts, forms or frames of unknown hosts; they
     are removed.

     Bad: ``<script>…</script>`` in the text
     Good: the script in a fenced block, if readers are to copy it"""),
    ("html-as-text", Severity.INFO, """A ``<word>`` that is no HTML is text, best in backticks.

     Bad: ``replace <account> by yours``
     Good: ``replace `<account>` by yours``"""),
    ("presentational-html", Severity.INFO, """The theme decides about colours and sizes; what raw HTML
     says of them is dropped.

     Bad: ``<p style="color: red">``
     Good: ``> ⚠️ …``"""),
    ("unknown-component", Severity.WARNING, """A component is one that the site has.

     Bad: ``<DataTabel src="x.json" />``
     Good: ``<DataTable src="x.json" />``"""),
    ("invalid-component", Severity.WARNING, """A component has the attributes that it needs.

     Bad: ``<DataTable />``
     Good: ``<DataTable src="data-tables/x.json" />``"""),
    ("unknown-data", Severity.WARNING, """The data of a component is under ``_data`` and has its shape.

     Bad: ``<DataTable src="nowhere.json" />``
     Good: ``<DataTable src="data-tables/x.json" />``"""),
    ("invalid-block", Severity.WARNING, """A ``[block:…]`` is of a known type and holds JSON.

     Bad: ``[block:unknown]``
     Good: ``[block:callout]`` with a JSON object"""),
    ("too-large", Severity.ERROR, """An article is short enough to be read; the rest is cut.

     Bad: five million characters in a file
     Good: several articles"""),
    ("too-deep", Severity.ERROR, """Lists and quotes are nested a few levels deep.

     Bad: fifty quotes inside each other
     Good: two"""),
    ("too-complex", Severity.ERROR, """Brackets open links.

     Bad: ``[[[[[…`` a thousand times
     Good: ``[text](address)``"""),
)  # fmt: skip

for _name, _severity, _documentation in _ENTRIES:
    register(_name, _severity, Scope.ELSEWHERE, _documentation)
