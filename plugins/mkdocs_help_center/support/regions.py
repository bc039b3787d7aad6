"""``content/_data/regions.yml``: the regions, their plans, priorities and hours.

A region that cannot be used is left out with a problem; the others stay.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from mkdocs_help_center.content.data_files import DataFile
from mkdocs_help_center.content.locales import parse_locale
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.support.calendars import read_schedule, read_zone
from mkdocs_help_center.support.durations import parse_minutes
from mkdocs_help_center.support.fields import ID, Fields, Texts, document, read_texts
from mkdocs_help_center.support.model import (
    CHANNELS,
    NEED_URL,
    SLA_KINDS,
    URGENT_HOURS,
    Channel,
    MatrixRow,
    Plan,
    Priority,
    Region,
    Resource,
    SlaRow,
    SupportGuide,
)

CHECK = "support-region"
#: Ids that a region cannot have, since something else is at ``/support/<id>/`` or ``/support/contact/<id>/``.
RESERVED = ("contact", "plans", "survey", "feedback", "thanks")


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_HasId)


@dataclasses.dataclass(frozen=True)
class _Shared:
    priorities: Mapping[str, Priority]
    plans: Mapping[str, Plan]
    matrix: tuple[MatrixRow, ...]
    ticket_types: Sequence[str]
    year: int
    find_article: Callable[[str], bool]


def read_regions(
    file: DataFile,
    locales: Sequence[str],
    year: int,
    ticket_types: Sequence[str] = (),
    find_article: Callable[[str], bool] = lambda reference: True,
) -> tuple[SupportGuide, list[Problem]]:
    """The support guide in ``file``, and what is wrong with it.

    Args:
        file: the data file as read.
        locales: the site's languages: texts are expected in each.
        year: the build's year, around which holidays are worked out.
        ticket_types: ids that ``ticketTypes`` may name.
        find_article: whether there is an article of a slug or id.
    """
    top = document(file, CHECK, locales)
    top.known("regions", "priorities", "plans", "included", "matrix", "tips")
    priorities = _unique((one, _priority(one)) for one in top.mappings("priorities", "priority"))
    plans = _unique((one, _plan(one)) for one in top.mappings("plans", "plan"))
    matrix = tuple(_matrix(top, priorities))
    shared = _Shared(priorities, plans, matrix, ticket_types, year, find_article)
    entries = [(one, _region(one, shared)) for one in top.mappings("regions", "region")]
    regions = _unique(entries)
    by_id = {region.id: fields for fields, region in reversed(entries) if region}
    guide = SupportGuide(
        regions=tuple(_with_former_ids(by_id[id_], one, regions) for id_, one in regions.items()),
        included=tuple(_points(top, "included")),
        plans=tuple(plans.values()),
        tips=tuple(_points(top, "tips")),
    )
    return guide, top.log.problems


def _unique(found: Iterable[tuple[Fields, _T | None]]) -> dict[str, _T]:
    """By id; a second one of the same id is a problem and left out."""
    known: dict[str, _T] = {}
    for fields, item in found:
        if item is None:
            continue
        if item.id in known:
            fields.problem("id", f"the id '{item.id}' is taken", "give each an id of its own")
        else:
            known[item.id] = item
    return known


def _priority(fields: Fields) -> Priority | None:
    fields.known("id", "name", "definition", "example")
    name = fields.identifier()
    if not name:
        return None
    return Priority(
        name,
        fields.texts("name", required=True),
        fields.texts("definition"),
        fields.texts("example"),
    )


def _plan(fields: Fields) -> Plan | None:
    fields.known("id", "name", "description", "includes")
    name = fields.identifier()
    if not name:
        return None
    return Plan(
        name,
        fields.texts("name", required=True),
        fields.texts("description"),
        tuple(_points(fields, "includes")),
    )


def _points(fields: Fields, key: str) -> Iterator[Texts]:
    """A list of texts, each one for all languages or one each."""
    for place, item in fields.items(key):
        texts = read_texts(fields.log, place, item, fields.name, f"entry of '{key}'")
        if texts:
            yield texts


def _matrix(fields: Fields, priorities: Mapping[str, Priority]) -> Iterator[MatrixRow]:
    for row in fields.mappings("matrix", "row"):
        row.known("type", "affected", "impact", "priority")
        if priority := _known_priority(row, priorities):
            yield MatrixRow(
                row.texts("type", required=True),
                row.texts("affected"),
                row.texts("impact"),
                priority,
            )


def _known_priority(fields: Fields, priorities: Mapping[str, Priority]) -> Priority | None:
    return priorities.get(fields.choice("priority", priorities))


def _region(fields: Fields, shared: _Shared) -> Region | None:
    fields.known(
        "id", "formerIds", "name", "summary", "countries", "languages", "timeZone", "hours",
        "holidays", "urgent", "contact", "channels", "sla", "matrix", "escalation", "ticketTypes",
        "plans", "resources", "article", "body",
    )  # fmt: skip
    name, zone = fields.identifier(), read_zone(fields)
    if name in RESERVED:
        fields.problem("id", f"'{name}' is the address of another page of support",
                       "choose another id")  # fmt: skip
        return None
    if not name or zone is None:
        return None
    schedule, country = read_schedule(fields, zone, shared.year)
    urgent, sla = fields.sub("urgent"), fields.sub("sla")
    urgent.known("hours", "text")
    channels = tuple(_channels(fields))
    matrix = tuple(_matrix(fields, shared.priorities))
    return Region(
        id=name,
        former_ids=fields.list_of("formerIds"),
        name=fields.texts("name", required=True),
        summary=fields.texts("summary"),
        countries=tuple(_countries(fields)),
        languages=tuple(_languages(fields)),
        schedule=schedule,
        holiday_source=country,
        urgent=urgent.choice("hours", URGENT_HOURS, "business"),
        urgent_text=urgent.texts("text"),
        contact=_contact(fields, channels),
        channels=channels,
        sla_kind=sla.choice("kind", SLA_KINDS, "average"),
        sla=_sla(fields, sla, shared),
        matrix=matrix or shared.matrix,
        escalation=tuple(_points(fields, "escalation")),
        ticket_types=tuple(_references(fields, "ticketTypes", shared.ticket_types)),
        plans=tuple(shared.plans[one] for one in _references(fields, "plans", shared.plans)),
        resources=tuple(_resources(fields)),
        article=_article(fields, "article", shared),
        body=_article(fields, "body", shared),
    )


def _countries(fields: Fields) -> Iterator[str]:
    for code in fields.list_of("countries"):
        if len(code) == 2 and code.isascii() and code.isalpha():
            yield code.upper()
        else:
            fields.problem("countries", f"'{code}' is no country code", "use ISO 3166: BR, US, …")


def _languages(fields: Fields) -> Iterator[str]:
    for code in fields.list_of("languages"):
        if parse_locale(code):
            yield code
        else:
            fields.problem("languages", f"'{code}' is no language code", "write en, es, pt-BR, …")


def _contact(fields: Fields, channels: Sequence[Channel]) -> str:
    choice = fields.choice("contact", ("form", "link"), "form")
    if choice == "link" and not any(one.url for one in channels):
        fields.problem("contact", "contact is 'link', but no channel has a url; the form is used",
                       "give the first channel a 'url'")  # fmt: skip
        return "form"
    return choice


def _channels(fields: Fields) -> Iterator[Channel]:
    for item in fields.mappings("channels", "channel"):
        item.known("type", "name", "url", "note")
        kind = item.choice("type", CHANNELS)
        if kind:
            url = item.urls("url", required=kind in NEED_URL)
            yield Channel(kind, item.texts("name"), url, item.texts("note"))


def _sla(fields: Fields, sla: Fields, shared: _Shared) -> tuple[SlaRow, ...]:
    sla.known("kind", "priorities")
    rows: dict[str, SlaRow] = {}
    for item in sla.mappings("priorities", "priority"):
        item.known("priority", "first", "next", "resolution", "clock", "definition", "example")
        priority = _known_priority(item, shared.priorities)
        first = _minutes(item, "first", required=True)
        if priority is None or first is None:
            continue
        own = dataclasses.replace(
            priority,
            definition=item.texts("definition") or priority.definition,
            example=item.texts("example") or priority.example,
        )
        rows[priority.id] = SlaRow(
            own,
            first,
            _minutes(item, "next"),
            _minutes(item, "resolution"),
            item.choice("clock", ("business", "always"), "business") == "always",
        )
    if not rows:
        fields.problem("sla" if "sla" in fields.data else "", "there is no SLA",
                       "add 'sla:' with 'priorities' and their times")  # fmt: skip
    return tuple(rows.values())


def _minutes(fields: Fields, key: str, *, required: bool = False) -> int | None:
    text = fields.text(key, required=required)
    if not text:
        return None
    minutes = parse_minutes(text)
    if minutes is None:
        fields.problem(key, f"'{text}' is no time", "write it like '20 min' or '8 h'")
    return minutes


def _references(fields: Fields, key: str, known: Iterable[str]) -> Iterator[str]:
    names = tuple(known)
    for name in fields.list_of(key):
        if name in names:
            yield name
        else:
            fields.problem(key, f"'{name}' in '{key}' is not known", f"known: {', '.join(names)}")


def _resources(fields: Fields) -> Iterator[Resource]:
    for item in fields.mappings("resources", "resource"):
        item.known("title", "url", "text")
        title, url = item.texts("title", required=True), item.urls("url", required=True)
        if title and url:
            yield Resource(title, url, item.texts("text"))


def _article(fields: Fields, key: str, shared: _Shared) -> str:
    reference = fields.text(key)
    if reference and not shared.find_article(reference):
        fields.problem(key, f"there is no article '{reference}'",
                       "use the slug or id of a published article", Severity.WARNING)  # fmt: skip
        return ""
    return reference


def _with_former_ids(fields: Fields, region: Region, ids: Collection[str]) -> Region:
    """``region`` with those of its former ids that may be addresses: nothing else is at them."""
    found: list[str] = []
    for name in region.former_ids:
        if not ID.fullmatch(name):
            fields.problem("formerIds", f"'{name}' is no usable id", "leave it out of 'formerIds'")
        elif name in ids or name in RESERVED:
            taken = "a region" if name in ids else "another page of support"
            fields.problem("formerIds", f"'{name}' is the id of {taken} today",
                           "leave it out of 'formerIds'")  # fmt: skip
        else:
            found.append(name)
    return dataclasses.replace(region, former_ids=tuple(found))
