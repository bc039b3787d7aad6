"""A rule with its target resolved."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_help_center.redirects.index import Destination
from mkdocs_help_center.redirects.model import Rule


@dataclass(slots=True, eq=False)
class Compiled:
    """A rule that leads somewhere, in one hop.

    ``destination`` is None for a target on another host (``external``) and for a status of 410.
    ``locale`` is the language that the target names, -1 for none. ``required`` are query parts that a
    request must have, ``wanted`` the locale it must ask for by query (-1: any). ``done`` is false until
    the target is known, ``dead`` true where there is none.
    """

    rule: Rule
    key: str = ""
    required: frozenset[str] = frozenset()
    wanted: int = -1
    destination: Destination | None = None
    locale: int = -1
    external: str = ""
    fragment: str = ""
    done: bool = False
    dead: bool = False

    @property
    def status(self) -> int:
        """The HTTP status to answer with."""
        return self.rule.status

    def matches(self, query: frozenset[str], query_locale: int) -> bool:
        """Whether a request with these query parts fulfils the rule's conditions."""
        return self.wanted in (-1, query_locale) and self.required <= query

    def same_place(self, other: Compiled) -> bool:
        """Whether both lead to the same page or URL."""
        return (
            self.destination is other.destination
            and self.locale == other.locale
            and self.external == other.external
            and self.status == other.status
        )
