"""Entries of what the writers' preview reports besides the checks (``preview/``)."""

from __future__ import annotations

from mkdocs_help_center.checks.registry import Scope, register
from mkdocs_help_center.content.problem import Severity

_ENTRIES: tuple[tuple[str, Severity, str], ...] = (
    ("configuration", Severity.ERROR, """``mkdocs.yml`` can be used; until then the preview shows in
     place of every page where it cannot.

     Bad: ``page_size: many``
     Good: ``page_size: 50``"""),
    ("content-unreadable", Severity.ERROR, """The content folder is there.

     Bad: ``docs_dir: contnet``
     Good: ``docs_dir: content``"""),
    ("mkdocs", Severity.ERROR, """MkDocs and its other plugins can build their pages.

     Bad: a plugin that raises an error
     Good: a plugin that does not"""),
    ("template", Severity.ERROR, """A template of the theme can be rendered.

     Bad: ``{% if view.title %}`` without ``{% endif %}``
     Good: both"""),
    ("preview", Severity.ERROR, """The preview follows every change.

     Bad: a change that it cannot take in
     Good: restart it, and report the defect"""),
)  # fmt: skip

for _name, _severity, _documentation in _ENTRIES:
    register(_name, _severity, Scope.ELSEWHERE, _documentation)
