"""Support for machines: hours for the scripts, JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from babel.core import get_global

from mkdocs_help_center.pages.region_cards import RegionWords
from mkdocs_help_center.pages.support_urls import regions_json_url
from mkdocs_help_center.support.hours import DAYS, MIDNIGHT, Schedule, Stretch, open_intervals
from mkdocs_help_center.support.model import Region

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.support_views import RegionCard

#: How long the hours in the file hold. A site that is not built for longer says no more than its static
#: pages do.
HORIZON = timedelta(days=120)
_SCHEMA_DAYS = tuple(day.capitalize() for day in DAYS)
#: How search engines are told of a closed day
#: (https://developers.google.com/search/docs/appearance/structured-data/local-business#business-hours).
_CLOSED: Stretch = (MIDNIGHT, MIDNIGHT)


def support_files(center: HelpCenter) -> Mapping[str, str | bytes]:
    """``/{locale}/support/regions.json`` of every locale."""
    if not center.support.guide.regions:
        return {}
    return {
        regions_json_url(locale.code): json.dumps(
            _regions(center, locale.code), ensure_ascii=False, separators=(",", ":")
        )
        + "\n"
        for locale in center.built_locales
    }


def _regions(center: HelpCenter, locale: str) -> dict[str, object]:
    words = RegionWords(center, locale)
    # From the start of the day, so that a page built in the afternoon knows when the morning began.
    now = center.options.now.astimezone(UTC)
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "from": minutes_of(start),
        "until": minutes_of(start + HORIZON),
        "words": words.t.texts("hours"),
        "regions": [
            {
                "id": card.id,
                "formerIds": list(region.former_ids),
                "name": card.name,
                "url": card.url,
                "contact": card.contact_url,
                "always": region.urgent == "always",
                "hours": packed_hours(region.schedule, start, start + HORIZON),
                "first": {
                    row.priority.id: [row.first, int(row.around_the_clock)] for row in region.sla
                },
                "committed": region.sla_kind == "committed",
                "zones": list(time_zones(region.countries)),
            }
            for region in center.support.guide.regions
            for card in (words.card(region),)
        ],
    }


def minutes_of(moment: datetime) -> int:
    """Minutes since 1970, UTC."""
    return int(moment.timestamp() // 60)


def packed_hours(schedule: Schedule, start: datetime, end: datetime) -> list[int]:
    """Openings and closings in minutes, each as the distance from the one before, the first from
    ``start``: open when an odd number of them has passed.
    """
    times: list[int] = []
    last = minutes_of(start)
    for begins, ends in open_intervals(schedule, start, end):
        for moment in (minutes_of(begins), minutes_of(ends)):
            times.append(moment - last)
            last = moment
    return times


def time_zones(countries: Sequence[str]) -> Iterator[str]:
    """The zones of countries, with the older names that browsers still report (CLDR, by Babel)."""
    territories: Mapping[str, str] = get_global("zone_territories")
    aliases: Mapping[str, str] = get_global("zone_aliases")
    wanted = frozenset(countries)
    known = {zone for zone, country in territories.items() if country in wanted}
    older = {alias for alias, zone in aliases.items() if zone in known and "/" in alias}
    yield from sorted(known | {name for name in older if not name.startswith("Etc/")})


def contact_points(
    center: HelpCenter, words: RegionWords, region: Region, card: RegionCard
) -> dict[str, object]:
    """The region as schema.org's ``ContactPoint`` with its hours (https://schema.org/ContactPoint)."""
    channel = region.channel("phone")
    point: dict[str, object] = {
        "@type": "ContactPoint",
        "contactType": "customer support",
        "name": card.name,
        "url": center.site.absolute(card.contact_url),
        "areaServed": list(region.countries),
        "availableLanguage": list(region.languages),
        "hoursAvailable": list(_opening_hours(region.schedule, center.options.now)),
    }
    if channel and words.address(channel.url):
        point["telephone"] = words.address(channel.url).removeprefix("tel:")
    return {
        "@type": "Organization",
        "name": center.site.name_in(words.locale),
        "url": center.site.url or center.site.base_path,
        "contactPoint": [point],
    }


def _opening_hours(schedule: Schedule, now: datetime) -> Iterator[dict[str, object]]:
    by_hours: dict[Stretch, list[str]] = {}
    for day, stretches in zip(_SCHEMA_DAYS, schedule.week, strict=True):
        for stretch in stretches:
            by_hours.setdefault(stretch, []).append(day)
    for stretch, days in by_hours.items():
        yield {"@type": "OpeningHoursSpecification", "dayOfWeek": days, **_span(stretch)}
    today = now.astimezone(schedule.zone).date()
    for date in sorted(schedule.special):
        # A year ahead is as far as anybody asks; a holiday on a day off changes nothing.
        if today <= date <= today + timedelta(days=366) and schedule.week[date.weekday()]:
            for stretch in schedule.special[date].stretches or (_CLOSED,):
                yield {
                    "@type": "OpeningHoursSpecification",
                    "validFrom": date.isoformat(),
                    "validThrough": date.isoformat(),
                    **_span(stretch),
                }


def _span(stretch: Stretch) -> dict[str, str]:
    opens, closes = stretch
    # Midnight to midnight is the whole day for us and no time at all for schema.org.
    end = "23:59" if closes == MIDNIGHT and stretch is not _CLOSED else f"{closes:%H:%M}"
    return {"opens": f"{opens:%H:%M}", "closes": end}
