"""``content/_data/banners.yml``: a line above every page, for a time, for a language or region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mkdocs_help_center.content.data_files import DataFile
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.support.fields import Fields, Texts, document

CHECK = "banner"
TONES = ("info", "warning", "danger", "good")


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above every page.

    ``id`` is what a reader dismisses, so a new text needs a new id. ``texts`` and ``urls`` are by locale;
    a locale without a text has no banner. ``regions`` narrows it to readers who chose one of them.
    ``starts`` and ``ends`` are None where it is open on that side.
    """

    id: str
    texts: Texts
    urls: Texts = field(default_factory=dict)
    tone: str = "info"
    regions: tuple[str, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    dismissible: bool = True

    def text_in(self, locale: str) -> str:
        """The text for readers of ``locale``; empty where none is meant for them."""
        return text_for(self.texts, locale)

    def over(self, now: datetime) -> bool:
        """Whether its time has passed: it is no longer printed at all."""
        return self.ends is not None and self.ends <= now

    def shown(self, now: datetime) -> bool:
        """Whether it stands on the page as built; before its time it is printed hidden."""
        return not self.over(now) and (self.starts is None or self.starts <= now)


def text_for(texts: Mapping[str, str], locale: str) -> str:
    """The text of ``locale``, of its base language or of all languages, never of another one."""
    for code in (locale, locale.partition("-")[0], ""):
        if text := texts.get(code):
            return text
    return ""


def read_banners(
    file: DataFile, locales: Sequence[str], regions: Sequence[str]
) -> tuple[tuple[Banner, ...], list[Problem]]:
    """The banners in ``file``, and what is wrong with it.

    Args:
        file: the data file as read.
        locales: the site's languages; a banner may be for some of them only.
        regions: ids that ``regions`` may name.
    """
    top = document(file, CHECK, ())
    top.known("banners")
    found: dict[str, Banner] = {}
    for item in top.mappings("banners", "banner"):
        banner = _banner(item, locales, regions)
        if banner is None:
            continue
        if banner.id in found:
            item.problem("id", f"the id '{banner.id}' is taken", "give each an id of its own")
            continue
        found[banner.id] = banner
    return tuple(found.values()), top.log.problems


def _banner(fields: Fields, locales: Sequence[str], regions: Sequence[str]) -> Banner | None:
    fields.known("id", "text", "url", "tone", "regions", "from", "until", "dismissible")
    name, texts = fields.identifier(), fields.texts("text", required=True)
    for code in texts:
        if code and not any(code in (one, one.partition("-")[0]) for one in locales):
            fields.problem("text", f"'{code}' is no language of this site",
                           f"languages are {', '.join(locales)}", Severity.WARNING)  # fmt: skip
    starts, ends = _moment(fields, "from"), _moment(fields, "until")
    if starts and ends and ends <= starts:
        fields.problem("until", "it ends before it starts", "'until' must be after 'from'")
        return None
    if not name or not texts:
        return None
    wanted = tuple(_regions(fields, regions))
    if fields.list_of("regions") and not wanted:
        return None
    return Banner(
        name,
        texts,
        fields.urls("url"),
        fields.choice("tone", TONES, "info"),
        wanted,
        starts,
        ends,
        fields.flag("dismissible", True),
    )


def _regions(fields: Fields, known: Sequence[str]) -> Iterator[str]:
    for name in fields.list_of("regions"):
        if name in known:
            yield name
        else:
            fields.problem("regions", f"there is no region '{name}'", f"known: {', '.join(known)}")


def _moment(fields: Fields, key: str) -> datetime | None:
    text = fields.text(key)
    moment = parse_date(text) if text else None
    if text and moment is None:
        fields.problem(key, f"'{text}' is no date", "write it like 2026-11-27T00:00:00-03:00")
    return moment
