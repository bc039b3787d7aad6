"""Support for machines: hours for the scripts, JSON-LD for search engines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from babel.core import get_global

from mkdocs_help_center.pages.region_cards import RegionWords
from mkdocs_help_center.pages.support_urls import regions_json_url
from mkdocs_help_center.support.hours import DAYS, Schedule, Stretch, open_intervals
from mkdocs_help_center.support.model import Region

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter
    from mkdocs_help_center.pages.support_views import RegionCard

#: How long the hours in the file hold. A site that is not built for longer says no more than its static
#: pages do.
HORIZON = timedelta(days=120)
_SCHEMA_DAYS = tuple(day.capitalize() for day in DAYS)


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
                "first": {row.priority.id: row.first for row in region.sla},
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
        "hoursAvailable": list(_opening_hours(region.schedule)),
    }
    if channel and words.address(channel.url):
        point["telephone"] = words.address(channel.url).removeprefix("tel:")
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": center.site.name_in(words.locale),
        "url": center.site.url or center.site.base_path,
        "contactPoint": [point],
    }


def _opening_hours(schedule: Schedule) -> Iterator[dict[str, object]]:
    by_hours: dict[Stretch, list[str]] = {}
    for day, stretches in zip(_SCHEMA_DAYS, schedule.week, strict=True):
        for stretch in stretches:
            by_hours.setdefault(stretch, []).append(day)
    for (opens, closes), days in by_hours.items():
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": days,
            "opens": f"{opens:%H:%M}",
            "closes": "23:59" if closes.hour == closes.minute == 0 else f"{closes:%H:%M}",
        }
    for special in (schedule.special[date] for date in sorted(schedule.special)):
        for opens, closes in special.stretches:
            yield {
                "@type": "OpeningHoursSpecification",
                "validFrom": special.date.isoformat(),
                "validThrough": special.date.isoformat(),
                "opens": f"{opens:%H:%M}",
                "closes": f"{closes:%H:%M}",
            }
