"""What a release note says about itself, canonical across languages: type, channel, version, deadline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mkdocs_help_center.content.actions import action_section, deadline_in, is_obligation
from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.content_types import RELEASE_NOTE_TYPES
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.slugs import slugify

#: Types in the order in which a reader wants them.
RELEASE_TYPES = ("added", "improved", "fixed", "security", "deprecated", "removed", "info")
assert set(RELEASE_TYPES) == set(RELEASE_NOTE_TYPES)
CHANNELS = ("stable", "beta")


#: Other spellings, as slugs, in the site's languages and in Keep a Changelog's.
def _spelled(**words: str) -> Mapping[str, str]:
    return {word: key for key, texts in words.items() for word in texts.split()}


_TYPES = _spelled(
    added="new feature anadido agregado nuevo nueva adicionado adicionada novo nova",
    improved="improvement changed mejora mejorado mejorada cambiado modificado melhoria melhorado "
    "melhorada alterado",
    fixed="fix bugfix bug-fix corregido corregida correccion corrigido corrigida correcao",
    security="seguridad seguranca",
    deprecated="deprecation obsoleto obsoleta descontinuado descontinuada depreciado depreciada "
    "en-desuso em-desuso",
    removed="removal eliminado eliminada retirado retirada removido removida",
    info="information informacion informacao informativo aviso",
)
_CHANNELS = _spelled(
    stable="estable estavel ga general-availability production",
    beta="open-beta closed-beta alpha alfa preview rc release-candidate early-access "
    "acceso-anticipado acesso-antecipado",
)
_BREAKING = frozenset(
    _spelled(
        breaking="breaking breaking-change breaking-changes cambio-incompatible "
        "mudanca-incompativel cambio-que-rompe-la-compatibilidad "
        "mudanca-que-quebra-a-compatibilidade"
    )
)

#: Fields that make news of an article of any type: without them it is what it was when it was published.
CHANGES = frozenset({"withdrawnAt", "corrections", "correctedAt"})


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated note that a published item was wrong."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """What a release note or an announcement says about itself.

    Attributes:
        type: one of :data:`RELEASE_TYPES`; ``""`` for announcements that name none.
        channel: one of :data:`CHANNELS`, ``""`` where none is named.
        version: as written.
        breaking: whether it breaks what worked.
        action: what readers can or have to do, as Markdown; ``""`` where nothing is said.
        action_required: whether they have to, by its field, else by what the text says.
        deadline: until when.
        corrections: newest first.
        withdrawn: since when it no longer holds; ``withdrawn_reason`` says why.
    """

    type: str = ""
    channel: str = ""
    version: str = ""
    breaking: bool = False
    action: str = ""
    action_required: bool = False
    deadline: datetime | None = None
    corrections: tuple[Correction, ...] = field(default=())
    withdrawn: datetime | None = None
    withdrawn_reason: str = ""


def release_of(article: Article) -> Release:
    """What ``article`` says about itself as news."""
    kind = release_type(article.text("type"))
    if not kind and article.type.key == "releaseNote":
        kind = "info"
    labels = {slugify(tag) for tag in article.tags}
    breaking = _flag(article, "breaking") or bool(labels & _BREAKING)
    action = action_section(article.body)
    required = _flag(article, "actionRequired")
    if required is None:
        harmful = kind in ("deprecated", "removed") or bool(breaking)
        required = bool(action) and (harmful or is_obligation(action))
    deadline = article.date_of("deadline") or (deadline_in(action) if required else None)
    return Release(
        type=kind or next((known for tag in article.tags if (known := release_type(tag))), ""),
        channel=channel_of(article.text("channel")) or ("beta" if "beta" in labels else ""),
        version=article.text("version"),
        breaking=bool(breaking),
        action=action,
        action_required=required,
        deadline=deadline,
        corrections=_corrections(article),
        withdrawn=article.date_of("withdrawnAt"),
        withdrawn_reason=article.text("withdrawnReason"),
    )


def _flag(article: Article, key: str) -> bool | None:
    """A boolean field; None where it says neither."""
    text = article.text(key).lower()
    if text in ("true", "yes", "on"):
        return True
    return False if text in ("false", "no", "off") else None


def release_type(text: str) -> str:
    """The canonical type of a value in any language, e.g. ``Corrección`` → ``fixed``; ``""`` if none."""
    slug = slugify(text)
    return slug if slug in RELEASE_TYPES else _TYPES.get(slug, "")


def channel_of(text: str) -> str:
    """The canonical channel, e.g. ``Estável`` → ``stable``; ``""`` where it is none."""
    slug = slugify(text)
    return slug if slug in CHANNELS else _CHANNELS.get(slug, "")


def _corrections(article: Article) -> tuple[Correction, ...]:
    """``corrections`` (a list of ``date`` and ``text``), or one as ``correctedAt`` and ``correction``."""
    found: list[Correction] = []
    if (at := article.date_of("correctedAt")) and (text := article.text("correction")):
        found.append(Correction(at, text))
    entries = article.meta.get("corrections")
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            date, reason = entry.get("date"), entry.get("text")
            moment = parse_date(date) if isinstance(date, str) else None
            if moment and isinstance(reason, str) and reason.strip():
                found.append(Correction(moment, reason.strip()))
    return tuple(sorted(found, key=lambda correction: correction.at, reverse=True))
