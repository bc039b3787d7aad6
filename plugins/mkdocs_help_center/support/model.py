"""What support is made of: regions, plans, priorities, channels, forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_help_center.support.fields import Texts
from mkdocs_help_center.support.hours import Schedule

#: What an SLA time means: a promise, or what it took on average.
SLA_KINDS = ("committed", "average")
#: Ways to reach a team. ``form`` is this site's own.
CHANNELS = ("form", "panel", "tickets", "chat", "phone", "email")
NEED_URL = ("panel", "tickets", "phone", "email")
#: When urgent tickets are answered.
URGENT_HOURS = ("always", "business", "tickets-only")


@dataclass(frozen=True, slots=True)
class Priority:
    """A rank of tickets; ``id`` such as ``urgent``."""

    id: str
    name: Texts
    definition: Texts = field(default_factory=dict)
    example: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SlaRow:
    """What a priority gets, in minutes of ``around the clock`` or of business hours; None if unsaid."""

    priority: Priority
    first: int
    next: int | None = None
    resolution: int | None = None
    around_the_clock: bool = False


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """How answers in the form decide the priority; an empty text stands for any."""

    kind: Texts
    affected: Texts
    impact: Texts
    priority: Priority


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach the team; ``url`` by locale, empty for the form."""

    type: str
    name: Texts
    url: Texts = field(default_factory=dict)
    note: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resource:
    """A titled link with a sentence about it."""

    title: Texts
    url: Texts
    text: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """A support plan; ``includes`` are the points beyond what every plan includes."""

    id: str
    name: Texts
    description: Texts = field(default_factory=dict)
    includes: tuple[Texts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region with a support team of its own.

    Attributes:
        id: part of its URLs; ``former_ids`` are those it had before a rename or split.
        countries: ISO 3166 codes of the stores that it serves.
        languages: locale codes that the team writes, the first being its own.
        schedule: hours, holidays included; ``holiday_source`` the country whose holidays they are.
        urgent: one of :data:`URGENT_HOURS`, with ``urgent_text`` in words.
        contact: ``form`` for this site's form, ``link`` for the first channel's address.
        article: slug or id of an article that says more; ``body`` of one whose text the page shows.
    """

    id: str
    former_ids: tuple[str, ...] = ()
    name: Texts
    summary: Texts = field(default_factory=dict)
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    schedule: Schedule
    holiday_source: str = ""
    urgent: str = "business"
    urgent_text: Texts = field(default_factory=dict)
    contact: str = "form"
    channels: tuple[Channel, ...] = ()
    sla_kind: str = "average"
    sla: tuple[SlaRow, ...] = ()
    matrix: tuple[MatrixRow, ...] = ()
    escalation: tuple[Texts, ...] = ()
    ticket_types: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()
    resources: tuple[Resource, ...] = ()
    article: str = ""
    body: str = ""

    def channel(self, kind: str) -> Channel | None:
        """The first channel of a type."""
        return next((one for one in self.channels if one.type == kind), None)


@dataclass(frozen=True, slots=True)
class RequestField:
    """One question of the ticket form. ``kind`` is text, long, choice, file or number.

    ``minimum`` is the least length of an answer that helps; ``choices`` are value and label.
    """

    id: str
    label: Texts
    kind: str = "text"
    hint: Texts = field(default_factory=dict)
    required: bool = False
    minimum: int = 0
    choices: tuple[tuple[str, Texts], ...] = ()


@dataclass(frozen=True, slots=True)
class TicketType:
    """A kind of request and what a good one needs."""

    id: str
    name: Texts
    hint: Texts = field(default_factory=dict)
    fields: tuple[RequestField, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Forms:
    """Where forms go and what they ask.

    Attributes:
        endpoint: the address that receives submissions; empty means Netlify Forms.
        feedback: whether articles ask "was this helpful?".
        max_file_megabytes: the largest attachment (Netlify: 8 MB a request).
        privacy: the notice beside the send button, ``privacy_url`` what it links to.
        ticket_types: by id, in order.
    """

    endpoint: str = ""
    feedback: bool = True
    max_file_megabytes: int = 8
    privacy: Texts = field(default_factory=dict)
    privacy_url: Texts = field(default_factory=dict)
    ticket_types: Mapping[str, TicketType] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SupportGuide:
    """The regions in order, and what they share."""

    regions: tuple[Region, ...] = ()
    included: tuple[Texts, ...] = ()
    plans: tuple[Plan, ...] = ()
    tips: tuple[Texts, ...] = ()

    @property
    def former_ids(self) -> Mapping[str, Sequence[Region]]:
        """Each id that regions had → the regions that it became."""
        former: dict[str, list[Region]] = {}
        for region in self.regions:
            for name in region.former_ids:
                former.setdefault(name, []).append(region)
        return former

    def region(self, name: str) -> Region | None:
        """The region of an id, a former one included where it became one region."""
        for region in self.regions:
            if region.id == name:
                return region
        became = self.former_ids.get(name, ())
        return became[0] if len(became) == 1 else None
