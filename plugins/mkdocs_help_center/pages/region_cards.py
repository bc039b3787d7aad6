"""Regions in words: what cards, tables and pages say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mkdocs_help_center.content.modules import text_in
from mkdocs_help_center.pages.support_urls import contact_url, region_url
from mkdocs_help_center.pages.support_views import (
    ChannelRow,
    MatrixLine,
    PlanCard,
    RegionCard,
    SlaLine,
)
from mkdocs_help_center.pages.views import Link
from mkdocs_help_center.pages.wording import Wording
from mkdocs_help_center.support.fields import Texts
from mkdocs_help_center.support.model import Channel, Plan, Region

if TYPE_CHECKING:
    from mkdocs_help_center.pages.help_center import HelpCenter


class RegionWords:
    """Everything about regions in one language."""

    def __init__(self, center: HelpCenter, locale: str) -> None:
        self.center = center
        self.locale = locale
        self.t = center.messages.translator(locale)
        self.wording = Wording(self.t)

    def text(self, texts: Texts) -> str:
        """The text in this language, or in one that stands in."""
        return text_in(texts, self.locale, self.center.catalog.default.code)

    def address(self, urls: Texts) -> str:
        """The address for this language, ``{locale}`` filled in, this site's with its base path."""
        url = self.text(urls).replace("{locale}", self.locale)
        inside = url.startswith("/") and not url.startswith("//")
        return self.center.url(url[1:]) if inside else url

    def card(self, region: Region) -> RegionCard:
        """The region as lists show it."""
        sla = self.sla(region)
        external = self.contact_link(region)
        return RegionCard(
            id=region.id,
            name=self.text(region.name),
            summary=self.text(region.summary),
            url=self.center.url(region_url(self.locale, region.id)),
            contact_url=external or self.center.url(contact_url(self.locale, region.id)),
            hours=self.wording.week(region.schedule),
            zone=self.wording.zone(region.schedule.zone, self.center.options.now),
            languages=self.wording.joined(
                [self.t.language_name(code) for code in region.languages]
            ),
            urgent=self.t(f"support.urgent.{region.urgent.replace('-', '_')}"),
            first=sla[0].priority if sla else "",
            fastest=sla[0].first if sla else "",
            kind=self.t(f"support.kind.{region.sla_kind}"),
            sla=sla,
            plans=[self.text(plan.name) for plan in region.plans],
            contact_external=bool(external),
        )

    def contact_link(self, region: Region) -> str:
        """The address of the region's own ticket system; empty where this site's form is used."""
        if region.contact != "link":
            return ""
        return next((self.address(one.url) for one in region.channels if one.url), "")

    def sla(self, region: Region) -> tuple[SlaLine, ...]:
        """The rows of the SLA table."""
        words = self.wording
        return tuple(
            SlaLine(
                self.text(row.priority.name),
                words.duration(row.first),
                words.duration(row.next) if row.next else "",
                words.duration(row.resolution) if row.resolution else "",
                self.text(row.priority.definition),
                self.text(row.priority.example),
                row.around_the_clock,
            )
            for row in region.sla
        )

    def matrix(self, region: Region) -> tuple[MatrixLine, ...]:
        """The rows of the priority matrix."""
        return tuple(
            MatrixLine(
                self.text(row.kind),
                self.text(row.affected),
                self.text(row.impact),
                self.text(row.priority.name),
            )
            for row in region.matrix
        )

    def channels(self, region: Region) -> Iterator[ChannelRow]:
        """The ways to reach the team; the form leads to this site's."""
        for channel in region.channels:
            yield ChannelRow(
                channel.type,
                self.text(channel.name) or self.t(f"support.channel.{channel.type}"),
                self._channel_url(region, channel),
                self.text(channel.note),
            )

    def _channel_url(self, region: Region, channel: Channel) -> str:
        if channel.type == "form" and not channel.url:
            return self.center.url(contact_url(self.locale, region.id))
        return self.address(channel.url)

    def countries(self, region: Region) -> str:
        """The names of the region's countries, in order."""
        names = [str(self.wording.babel.territories.get(code, code)) for code in region.countries]
        return self.wording.joined(sorted(names, key=str.casefold))

    def plan(self, plan: Plan, regions: Sequence[Region]) -> PlanCard:
        """A plan with the regions that have it."""
        return PlanCard(
            self.text(plan.name),
            self.text(plan.description),
            [self.text(point) for point in plan.includes],
            [
                Link(self.text(region.name), self.center.url(region_url(self.locale, region.id)))
                for region in regions
                if plan in region.plans
            ],
        )
