"""``help-center incident``: open, update and resolve an incident from one line, in all languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.lists import format_list

from mkdocs_help_center.cli.project import Project, config_option, open_project
from mkdocs_help_center.content.dates import parse_date
from mkdocs_help_center.content.files import FileChanges
from mkdocs_help_center.content.modules import Module
from mkdocs_help_center.content.slugs import slugify
from mkdocs_help_center.pages.assemble import Assembly
from mkdocs_help_center.pages.wording import babel_locale
from mkdocs_help_center.status.model import (
    MAINTENANCE,
    MAINTENANCE_STATES,
    SEVERITIES,
    STATES,
    Incident,
    maintenance_state,
)
from mkdocs_help_center.status.writing import (
    IncidentDraft,
    add_sections,
    add_update,
    article_text,
    new_id,
)

_TEXTS = click.option(
    "-t", "--text", "texts", multiple=True, metavar="[LOCALE=]TEXT",
    help="What to say; once for the default language, or `es=…` for another. [default: a template]",
)  # fmt: skip
_AT = click.option("--at", metavar="ISO8601", help="When it was. [default: now]")


@click.group(
    epilog="""\b
Examples:
  help-center incident open --module checkout --severity critical
  help-center incident resolve
"""
)
def incident() -> None:
    """Open, update or resolve an incident in every language at once."""


@incident.command(
    "open",
    epilog="""\b
Examples:
  help-center incident open -m checkout -s critical -t "Payments fail." -t "es=Los pagos fallan."
  help-center incident open -m checkout -s maintenance --at 2026-12-01T03:00Z --until 2026-12-01T05:00Z
""",
)
@config_option
@click.option(
    "-m", "--module", "modules", multiple=True, required=True, help="An affected module's id."
)
@click.option(
    "-s", "--severity", type=click.Choice([*SEVERITIES, MAINTENANCE]), default="major",
    show_default=True, help="How bad it is.",
)  # fmt: skip
@click.option("--title", "titles", multiple=True, metavar="[LOCALE=]TITLE",
              help="As --text. [default: a template with the modules]")  # fmt: skip
@_TEXTS
@_AT
@click.option("--until", metavar="ISO8601", help="When a maintenance ends.")
def open_(
    config_file: Path, modules: tuple[str, ...], severity: str, titles: tuple[str, ...],
    texts: tuple[str, ...], at: str | None, until: str | None,
) -> None:  # fmt: skip
    """Write the article of a new incident. Prints the files."""
    project, assembly = _site(config_file)
    started, ends = _moment(at), _moment(until) if until else None
    if severity == MAINTENANCE and (ends is None or ends <= started):
        raise click.UsageError("a maintenance needs '--until' after its start, '--at'")
    found = [_module(assembly, name) for name in modules]
    said, named = _by_locale(assembly, texts), _by_locale(assembly, titles)
    identity = new_id()
    state = "scheduled" if severity == MAINTENANCE else "investigating"
    drafts: dict[str, str] = {}
    slug_en = ""
    codes = [locale.code for locale in assembly.center.catalog.locales]
    for code in sorted(codes, key=lambda one: one != "en"):
        title = named.get(code) or _template(assembly, code, f"title_{_kind(severity)}", found)
        slug = f"{started:%Y-%m-%d}-{slugify(title)}"
        slug = _free(assembly, code, slug)
        slug_en = slug_en or slug
        text = said.get(code) or _template(assembly, code, state, found)
        drafts[f"{code}/status/{started:%Y}/{slug}.md"] = article_text(
            IncidentDraft(
                id=identity, locale=code, title=title, slug=slug, slug_en=slug_en,
                severity=severity, modules=[one.id for one in found], started=started,
                now=min(_now(), started) if ends is None else _now(), state=state, text=text,
                ends=ends,
            )
        )  # fmt: skip
    _make(project, drafts)


@incident.command(
    epilog="""\b
Examples:
  help-center incident update
  help-center incident update payments-fail --state monitoring -t "A fix is out."
"""
)
@config_option
@click.argument("name", required=False)
@click.option(
    "-s", "--state", type=click.Choice([*STATES[:3], *MAINTENANCE_STATES[1:3]]),
    help="How far the work is. [default: identified; in_progress for a maintenance]",
)  # fmt: skip
@_TEXTS
@_AT
def update(
    config_file: Path, name: str | None, state: str | None, texts: tuple[str, ...], at: str | None
) -> None:
    """Add an update to the incident NAME (a slug or id; may be left out if only one is open)."""
    _write(config_file, name, texts, at, lambda one: _state_of(one, state))


def _state_of(one: Incident, state: str | None) -> str:
    known = MAINTENANCE_STATES[1:3] if one.is_maintenance else STATES[:3]
    if state is None:
        return "in_progress" if one.is_maintenance else "identified"
    state = maintenance_state(state) if one.is_maintenance else state
    if state not in known:
        raise click.UsageError(f"'{state}' is no state of it; use one of {', '.join(known)}")
    return state


@incident.command(
    epilog="""\b
Examples:
  help-center incident resolve
  help-center incident resolve payments-fail --cause "A certificate had expired."
"""
)
@config_option
@click.argument("name", required=False)
@_TEXTS
@click.option("--cause", "causes", multiple=True, metavar="[LOCALE=]TEXT",
              help="As --text: why it happened, as a section of the article.")  # fmt: skip
@click.option("--summary", "summaries", multiple=True, metavar="[LOCALE=]TEXT",
              help="As --text: what happened in all, as a section of the article.")  # fmt: skip
@_AT
def resolve(
    config_file: Path, name: str | None, texts: tuple[str, ...], causes: tuple[str, ...],
    summaries: tuple[str, ...], at: str | None,
) -> None:  # fmt: skip
    """Say that the incident NAME is over (a slug or id; may be left out if only one is open)."""
    sections = {"summary": summaries, "cause": causes}
    _write(config_file, name, texts, at,
           lambda one: "completed" if one.is_maintenance else "resolved", sections)  # fmt: skip


def _write(
    config_file: Path,
    name: str | None,
    texts: tuple[str, ...],
    at: str | None,
    state_of: Callable[[Incident], str],
    sections: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    project, assembly = _site(config_file)
    one = _find(assembly, name)
    moment, state = _moment(at), state_of(one)
    resolved = moment if state in ("resolved", "completed") else None
    if moment < one.started and (resolved or not one.is_maintenance):
        raise click.UsageError(f"'{one.id}' begins later, at {one.started:%Y-%m-%dT%H:%M:%SZ}")
    said = _by_locale(assembly, texts)
    told = {key: _by_locale(assembly, values) for key, values in (sections or {}).items()}
    modules = [m for m in assembly.center.modules if m.id in one.modules]
    written: dict[str, str] = {}
    for code, article in one.articles.items():
        path = project.content().settings.root / article.source
        text = said.get(code) or _template(assembly, code, state, modules)
        with path.open(encoding="utf-8", newline="") as file:
            before = file.read()
        try:
            after = add_update(before, moment, state, text, resolved)
            t = assembly.center.messages.translator(code)
            written[article.source] = add_sections(
                after, [(t(f"incident_text.{key}"), by[code]) for key, by in told.items() if code in by]
            )  # fmt: skip
        except ValueError as error:
            raise click.UsageError(f"{article.path}: {error}") from error
    _make(project, written)


def _make(project: Project, texts: Mapping[str, str]) -> None:
    """Write articles by their URI, in all languages or in none, also over work that is not committed: an
    incident does not wait.
    """
    changes = FileChanges(project.folder)
    for uri, text in texts.items():
        changes.write(project.settings.prefix + uri, text.encode("utf-8"))
    project.make(changes, allow_dirty=True)
    for path in changes.writes:
        click.echo(str(project.folder / path))


def _site(config_file: Path) -> tuple[Project, Assembly]:
    project = open_project(config_file)
    return project, project.assemble(project.content())


def _find(assembly: Assembly, name: str | None) -> Incident:
    board = assembly.center.status
    if name is None:
        going = [*board.open, *(one for one in board.maintenance if one.open(board.now))]
        if len(going) == 1:
            return going[0]
        slugs = ", ".join(one.article_in("en").slug for one in going) or "none"
        raise click.UsageError(f"name the incident; open ones are: {slugs}")
    for one in board.incidents:
        if name == one.id or any(name in (a.slug, a.source) for a in one.articles.values()):
            return one
    raise click.UsageError(f"there is no incident '{name}'")


def _module(assembly: Assembly, name: str) -> Module:
    modules = assembly.center.modules
    found = modules.by_id.get(name) or modules.find(name)
    if found is None:
        known = ", ".join(module.id for module in modules)
        raise click.UsageError(f"there is no module '{name}'; modules are: {known}")
    return found


def _by_locale(assembly: Assembly, values: tuple[str, ...]) -> dict[str, str]:
    """``es=Texto`` is Spanish; a text without a language is in the default one."""
    codes = {locale.code for locale in assembly.center.catalog.locales}
    found: dict[str, str] = {}
    for value in values:
        code, equals, text = value.partition("=")
        if equals and code in codes:
            found[code] = text
        else:
            found[assembly.center.catalog.default.code] = value
    return found


def _template(assembly: Assembly, code: str, key: str, modules: list[Module]) -> str:
    default = assembly.center.catalog.default.code
    names = format_list([one.name(code, default) for one in modules], locale=babel_locale(code))
    return assembly.center.messages.translator(code)(f"incident_text.{key}", modules=names)


def _kind(severity: str) -> str:
    return "maintenance" if severity == MAINTENANCE else "incident"


def _free(assembly: Assembly, code: str, slug: str) -> str:
    taken, number, wanted = assembly.center.catalog.by_slug, 1, slug
    while (code, slug) in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _moment(text: str | None) -> datetime:
    if not text:
        return _now()
    moment = parse_date(text)
    if moment is None:
        raise click.UsageError(f"'{text}' is no date; write it like 2026-11-05T11:48:00Z")
    return moment


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
