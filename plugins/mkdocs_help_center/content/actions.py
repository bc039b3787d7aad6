"""What a note asks its readers to do, and until when: read from its text where no field says so."""

from __future__ import annotations

import functools
import re
from datetime import UTC, datetime

from babel.dates import get_month_names

from mkdocs_help_center.content.slugs import slugify

#: Headings under which real notes and announcements say what readers have to do.
_ACTION = re.compile(
    r"(?:"
    r"what-(?:you-)?(?:needs?|must|should|has)-(?:to-)?(?:be-done|do)"
    r"|what-do-you-(?:need|have)-to-do|what-to-do|action-required|required-action"
    r"|que-(?:se-)?(?:debes?|necesitas?|hay-que|tienes-que|es-necesario)-hacer"
    r"|accion-necesaria|accion-requerida"
    r"|o-que-(?:precisa|deve)-ser-feito|o-que-(?:e-necessario|voce-precisa|voce-deve)-fazer"
    r"|o-que-fazer|acao-necessaria"
    r")"
)
#: Such a section may say that there is nothing to do.
_NOTHING = re.compile(
    r"^(?:nothing|nada|none|ning[uú]n|nenhum)\b"
    r"|\b(?:no (?:further |additional )?actions? (?:is|are|needs?|on your)|no action\b"
    r"|nothing (?:to do|needs)"
    r"|(?:do(?:es)?n['’]t|do(?:es)? not) (?:need|have) to do anything"
    r"|nada que hacer|no (?:es|se) (?:necesari[oa]|requiere)"
    r"|nenhuma ação|nada a fazer|não (?:é necessári[oa]|há nada|precisa fazer))",
    re.IGNORECASE,
)
#: Most such sections tell how to use what is new; these words tell that something breaks otherwise.
_OBLIGATION = re.compile(
    r"\b(?:(?:must|have to|need to|required to) (?:\w+ )?(?:adapt|adjust|change|ensure|migrate|replace|review"
    r"|stop|update|upgrade)"
    r"|(?:must|have to) be (?:adapted|changed|migrated|replaced|updated)"
    r"|mandatory|as soon as possible|will stop|no longer (?:work|be supported)"
    r"|(?:debes?|deben|tienes que|hay que) (?:adaptar|ajustar|actualizar|cambiar|migrar|reemplazar|revisar)"
    r"|obligatori[oa]|cuanto antes|dejará de"
    r"|(?:devem?|precisam?) (?:adaptar|ajustar|atualizar|migrar|mudar|revisar|substituir|trocar)"
    r"|obrigatóri[oa]|o quanto antes|deixará de)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_FENCE = re.compile(r"^(`{3,}|~{3,}).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
#: Languages whose dates are read in running text.
_LANGUAGES = ("en", "es", "pt")
_UNTIL = (
    r"\b(?:by|before|until|after|from|starting(?: on)?|beginning(?: on)?|on"
    r"|hasta el|antes del?|a partir del?|después del|el|até(?: o dia)?|depois de|em)\s+\**"
)


@functools.lru_cache(maxsize=2**14)
def is_action_heading(title: str) -> bool:
    """Whether a heading says that what follows needs to be done."""
    return bool(_ACTION.fullmatch(slugify(title)))


def action_section(body: str) -> str:
    """The Markdown under the heading that says what needs to be done; ``""`` where nothing has to."""
    # Asked of every article; the expression would try every character of a body as a line's first.
    lines = (line for line in body.split("\n") if line.startswith("#"))
    if not any(is_action_heading(match[2]) for line in lines if (match := _HEADING.match(line))):
        return ""
    # Fenced code is blanked, not cut: offsets stay those of the body.
    visible = _FENCE.sub(lambda match: re.sub(r"\S", " ", match[0]), body)
    for match in _HEADING.finditer(visible):
        if is_action_heading(match[2]):
            level = len(match[1])
            ends = (
                other.start()
                for other in _HEADING.finditer(visible, match.end())
                if len(other[1]) <= level
            )
            text = body[match.end() : next(ends, len(body))].strip()
            return "" if _NOTHING.search(text) else text
    return ""


def is_obligation(action: str) -> bool:
    """Whether a section of :func:`action_section` tells readers that they have to act."""
    return bool(_OBLIGATION.search(action))


def deadline_in(action: str) -> datetime | None:
    """The first date in ``action`` that says by when: ``by July 1, 2024``, ``até 30 de abril de 2024``."""
    if iso := re.search(_UNTIL + r"(\d{4}-\d{2}-\d{2})\b", action, re.IGNORECASE):
        return _date(*(int(part) for part in iso[1].split("-")))
    months = _months()
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    for pattern in (
        rf"(?P<month>{names})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        rf"(?P<day>\d{{1,2}})\s+de\s+(?P<month>{names})\s+de(?:l)?\s+(?P<year>\d{{4}})\b",
    ):
        if found := re.search(_UNTIL + pattern, action, re.IGNORECASE):
            month = months[found["month"].lower()]
            return _date(int(found["year"]), month, int(found["day"]))
    return None


def _date(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


@functools.cache
def _months() -> dict[str, int]:
    return {
        name.lower(): number
        for language in _LANGUAGES
        for number, name in get_month_names("wide", locale=language).items()
    }
