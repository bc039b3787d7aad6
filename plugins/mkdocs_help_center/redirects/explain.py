"""A resolution told step by step, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_help_center.redirects.lookup import Found
from mkdocs_help_center.redirects.model import How, Step
from mkdocs_help_center.redirects.request import Request

if TYPE_CHECKING:
    from mkdocs_help_center.redirects.resolver import Resolver


def explain_steps(resolver: Resolver, request: Request) -> tuple[Step, ...]:
    """What is read from a URL, then every step tried until one answers."""
    if resolver.is_foreign(request):
        host = request.url.host or request.url.scheme
        return (Step(How.FOREIGN, f"'{host}' is none of this site's hosts", True),)
    steps = [Step(How.NOTHING, _read_as(resolver, request))]
    for how, step in resolver.lookup.steps:
        found = step(request)
        if found is not None:
            steps.append(Step(found.how, _hit(resolver, request, found), True))
            return tuple(steps)
        steps.append(Step(how, f"no {_sought(step.__name__, how, request)}"))
    steps.append(Step(How.NOTHING, "nothing is known about this URL", True))
    return tuple(steps)


def _read_as(resolver: Resolver, request: Request) -> str:
    codes = resolver.index.codes
    parts = [f"path '/{request.path}'"]
    if request.path_locale >= 0:
        parts.append(f"language of the path {codes[request.path_locale]}")
    if request.query_locale >= 0:
        parts.append(f"?locale={codes[request.query_locale]}, which wins")
    if request.section:
        parts.append(f"section {request.section}")
    if request.rest:
        parts.append(f"last segment '{request.rest[-1]}'")
    return "read as " + ", ".join(parts)


#: What a step looks for, where it is not the slug or the id of the URL.
_SOUGHT = {
    "_page": "page of this site",
    "_language": "URL without a language: the root or a section",
    "_replaced": "archived article with a successor",
    "_moved": "earlier URL of a page",
    "_rule": "rule",
    "_page_in_any_language": "page of this site in any language",
    "_gone": "archived article",
}


def _sought(name: str, how: How, request: Request) -> str:
    if how is How.ID:
        return f"{how.value} among {', '.join(request.ids()) or 'its segments'}"
    return _SOUGHT.get(name) or f"{how.value} '{request.slug}'"


def _hit(resolver: Resolver, request: Request, found: Found) -> str:
    codes = resolver.index.codes
    if found.gone is not None:
        return f"'{found.gone.article.path}' is archived and has no 'replacedBy'"
    rule = found.rule
    origin = f" ({rule.rule.origin.path}:{rule.rule.origin.line})" if rule is not None else ""
    if rule is not None and rule.external:
        return f"{found.how.value}{origin}: {rule.external}"
    if found.destination is None:
        return f"{found.how.value}{origin}: gone for good"
    destination, number = resolver.choose(found, request.wanted)
    url = destination.urls[number] if number >= 0 else destination.neutral
    text: str = f"{found.how.value}{origin}: '/{url}'"
    if request.wanted >= 0 and number >= 0 and number != request.wanted:
        text += f", since there is none in {codes[request.wanted]}"
    return text
