"""What the templates of the support pages get to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_help_center.pages.views import Link, View


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A way to reach the team."""

    type: str
    name: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlaLine:
    """A priority's times in words; what is not said is empty."""

    priority: str
    first: str
    next: str = ""
    resolution: str = ""
    definition: str = ""
    example: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A row of the priority matrix; an empty cell stands for any answer."""

    kind: str
    affected: str
    impact: str
    priority: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan; ``regions`` links to those that have it."""

    name: str
    description: str = ""
    includes: Sequence[str] = ()
    regions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A titled link with a sentence."""

    title: str
    url: str
    text: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class RegionCard:
    """A region as lists and comparisons show it."""

    id: str
    name: str
    summary: str
    url: str
    contact_url: str
    hours: Sequence[tuple[str, str]]
    zone: str
    languages: str
    urgent: str
    first: str
    fastest: str
    kind: str
    sla: Sequence[SlaLine] = ()
    plans: Sequence[str] = ()
    contact_external: bool = False


@dataclass(frozen=True, kw_only=True)
class SupportView(View):
    """The regions side by side; ``regions_url`` is the file with their hours for the scripts."""

    regions: Sequence[RegionCard] = ()
    regions_url: str = ""
    plans_url: str = ""
    contact_url: str = ""
    survey_url: str = ""
    status_url: str | None = None
    included: Sequence[str] = ()
    former: str = ""
    pages: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class RegionView(View):
    """One region."""

    card: RegionCard
    regions_url: str = ""
    holiday: str = ""
    holiday_note: str = ""
    urgent_text: str = ""
    countries: str = ""
    channels: Sequence[ChannelRow] = ()
    sla: Sequence[SlaLine] = ()
    has_next: bool = False
    has_resolution: bool = False
    matrix: Sequence[MatrixLine] = ()
    escalation: Sequence[str] = ()
    tips: Sequence[str] = ()
    ticket_types: Sequence[tuple[str, str]] = ()
    plans: Sequence[PlanCard] = ()
    resources: Sequence[ResourceRow] = ()
    global_link: Link | None = None
    plans_url: str = ""
    article: Link | None = None


@dataclass(frozen=True, kw_only=True)
class PlansView(View):
    """The plans, and what each region promises."""

    plans: Sequence[PlanCard] = ()
    included: Sequence[str] = ()
    regions: Sequence[RegionCard] = ()
    links: Link | None = None


@dataclass(frozen=True, kw_only=True)
class LinksView(View):
    """A page of links to what lies beside this site."""

    intro: str = ""
    rows: Sequence[ResourceRow] = ()
