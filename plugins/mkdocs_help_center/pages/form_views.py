"""What the templates of forms get to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_help_center.pages.views import Link, View


@dataclass(frozen=True, slots=True)
class FormTarget:
    """Where a form is sent. ``netlify`` forms carry its marks; others go to an address of their own, and
    come back by ``next_url`` if that address knows how.
    """

    name: str
    action: str
    next_url: str
    netlify: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form; ``choices`` are value and label."""

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    required: bool = False
    minimum: int = 0
    choices: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class TicketTypeView:
    """A kind of request with its questions."""

    id: str
    name: str
    hint: str
    questions: Sequence[Question] = ()


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """A region that can be chosen; ``external`` leads to its own ticket system, ``types`` what it takes."""

    id: str
    name: str
    thanks_url: str
    types: Sequence[str] = ()
    external: str = ""
    selected: bool = False


@dataclass(frozen=True, kw_only=True)
class ContactView(View):
    """Where a ticket is written. ``words`` are what the checks say, by key, as JSON."""

    form: FormTarget
    regions: Sequence[RegionChoice] = ()
    region: RegionChoice | None = None
    region_url: str = ""
    contact_url: str = ""
    solved_url: str = ""
    types: Sequence[TicketTypeView] = ()
    tips: Sequence[str] = ()
    privacy: str = ""
    privacy_url: str = ""
    max_megabytes: int = 8
    words: str = ""
    regions_url: str = ""
    search_url: str = ""
    status_url: str = ""
    status_json: str = ""
    support_url: str = ""
    incidents: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """When a region answers a priority; ``id`` is the priority's, ``always`` its clock that never stops."""

    id: str
    priority: str
    first: str
    always: bool = False


@dataclass(frozen=True, kw_only=True)
class ThanksView(View):
    """After a form: what happens next. ``form`` is the name of the form that was sent."""

    heading: str
    text: str
    form: str = ""
    region: str = ""
    regions_url: str = ""
    region_name: str = ""
    region_url: str = ""
    hours: Sequence[tuple[str, str]] = ()
    zone: str = ""
    promises: Sequence[PromiseLine] = ()
    kind_text: str = ""
    panel: Link | None = None
    regions: Sequence[Link] = ()
    next: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class SurveyView(View):
    """The satisfaction survey."""

    form: FormTarget
    words: str = ""
    privacy: str = ""
    privacy_url: str = ""
