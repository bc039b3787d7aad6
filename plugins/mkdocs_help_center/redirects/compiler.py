"""Resolving the targets of rules: chains flattened, loops, dead ends and contradictions reported.

What a rule does when something is wrong with it is always the same: a rule that cannot match or leads
nowhere is left out, all rules of a loop are left out, and of two rules for one URL the first counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.redirects.lookup import Found
from mkdocs_help_center.redirects.model import How, Kind, Rule
from mkdocs_help_center.redirects.request import Request
from mkdocs_help_center.redirects.rules import Compiled
from mkdocs_help_center.redirects.urls import MAX_URL

if TYPE_CHECKING:
    from mkdocs_help_center.redirects.resolver import Resolver

_MAX_SHOWN = 120


class RuleCompiler:
    """Fills a resolver's tables of rules.

    Args:
        resolver: whose index says what exists; its ``rules``, ``moved`` and ``replaced`` are filled.
        rules: as people wrote them, in order.
    """

    def __init__(self, resolver: Resolver, rules: Iterable[Rule]) -> None:
        self.resolver = resolver
        self.input = list(rules)
        self.problems: list[Problem] = []
        self._all: list[Compiled] = []

    def compile(self) -> tuple[Problem, ...]:
        """Register all rules, then find where each leads, then what speaks against it."""
        for rule in self.input:
            self._register(rule)
        for compiled in self._all:
            self._settle(compiled)
        self.resolver.lookup.settle()
        live = [compiled for compiled in self._all if compiled.done]
        self._check_duplicates(live)
        for compiled in live:
            self._check_overruled(compiled)
        return tuple(self.problems)

    def _problem(
        self,
        rule: Rule,
        check: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.WARNING,
    ) -> None:
        origin = rule.origin
        self.problems.append(
            Problem(origin.path, origin.line, rule.column, check, message, hint, severity)
        )

    def _register(self, rule: Rule) -> None:
        if rule.origin.kind is Kind.REPLACED:
            compiled = Compiled(rule)
            self.resolver.replaced[rule.source] = compiled
            self._all.append(compiled)
            return
        if not self._may_match(rule):
            return
        request = self.resolver.reader.read(rule.source, visited=True)
        number = request.path_locale
        lookup = self.resolver.lookup
        key = self.resolver.reader.keys(request, lookup.locale_key(number))[0]
        parts = frozenset(request.query.split("&")) if request.query else frozenset()
        compiled = Compiled(rule, key, parts, request.query_locale)
        table = self.resolver.moved if rule.origin.kind is Kind.MOVED else self.resolver.rules
        for name in dict.fromkeys(self.resolver.reader.keys(request, lookup.locale_key(number))):
            table[name].append(compiled)
            # Rules for the path as it is written come before those for its other spellings.
            table[name].sort(
                key=lambda item: (item.key != name, -len(item.required) - (item.wanted >= 0))
            )
        self._all.append(compiled)

    def _may_match(self, rule: Rule) -> bool:
        """Whether a request can ever have the rule's source as its URL."""
        source = rule.source
        shown = _shown(source)
        if len(source) > MAX_URL:
            self._problem(rule, "redirect-source", f"source '{shown}' is longer than {MAX_URL} characters",
                          "no browser sends such a URL; delete the rule")  # fmt: skip
            return False
        if "#" in source:
            message = f"source '{shown}' holds a '#' and can never match"
            hint = "browsers keep what follows '#' to themselves; write the URL without it"
            self._problem(rule, "redirect-fragment", message, hint)
            return False
        request = self.resolver.reader.read(source, visited=True)
        if self.resolver.is_foreign(request):
            self._problem(rule, "redirect-host", f"source '{shown}' is a URL of another site",
                          "write a path, or add the host to 'hosts'")  # fmt: skip
            return False
        if not source.startswith("/") and not request.url.host:
            self._problem(rule, "redirect-source", f"source '{shown}' does not start with '/'",
                          f"write '/{shown}'")  # fmt: skip
        if " " in source.strip() or "\t" in source:
            self._problem(rule, "redirect-blank", f"source '{shown}' holds a blank; '%20' is meant",
                          "hosts split a rule at a blank; write '%20'")  # fmt: skip
        return True

    def _settle(self, start: Compiled) -> None:
        """Find where ``start`` leads, and every rule on the way there."""
        stack = [start]
        while stack and not (start.done or start.dead):
            compiled = stack[-1]
            found, request = self._target(compiled)
            through = found.rule if found else None
            if compiled.rule.status == 410 and not compiled.rule.target:
                compiled.done = True
            elif through is not None and not through.done:
                if through in stack:
                    self._loop(stack[stack.index(through) :])
                    del stack[stack.index(through) :]
                else:
                    stack.append(through)
                continue
            elif not self._finish(compiled, found, request):
                self._remove(compiled)
            stack.pop()
            if compiled is start:
                return

    def _target(self, compiled: Compiled) -> tuple[Found | None, Request]:
        rule, resolver = compiled.rule, self.resolver
        request = resolver.reader.read(rule.target)
        if resolver.is_foreign(request) or not rule.target:
            return None, request
        if "/" not in rule.target and rule.locale:
            # A bare id or slug, as `replacedBy` has it: any section will do.
            request = resolver.reader.read(f"/{rule.locale}/faq/{rule.target.removeprefix('ref:')}")
        return resolver.lookup.find(request), request

    def _finish(self, compiled: Compiled, found: Found | None, request: Request) -> bool:
        """Take over what the target's lookup found; False where there is nothing to lead to."""
        rule, url = compiled.rule, request.url
        if self.resolver.is_foreign(request):
            return self._external(compiled, request)
        if found is None or found.gone is not None:
            self._dead_end(rule, found)
            return False
        compiled.destination = found.destination
        compiled.fragment = _fragment(url.fragment)
        if found.rule is not None:
            compiled.external = found.rule.external
            compiled.fragment = compiled.fragment or found.rule.fragment
            if found.rule.status == 410:
                self._dead_end(rule, found)
                return False
            if compiled.rule.origin.kind is not Kind.MOVED:
                message = (
                    f"target '{_shown(rule.target)}' is itself redirected ({_where(found.rule)})"
                )
                hint = "one hop is built; write the last target"
                self._problem(rule, "redirect-chain", message, hint, Severity.INFO)
        if compiled.destination is not None:
            _, number = self.resolver.choose(found, request.wanted)
            compiled.locale = number
        compiled.done = True
        return True

    def _external(self, compiled: Compiled, request: Request) -> bool:
        url, rule = request.url, compiled.rule
        # Without a scheme the reader's own counts, which is that of a host's rules: https.
        if url.scheme in ("", "http", "https") and url.host in self.resolver.settings.allowed_hosts:
            compiled.external = _absolute(request)
            compiled.done = True
            return True
        where = f"host '{url.host}'" if url.host else f"'{_shown(rule.target)}'"
        message = f"target {where} is no page of this site and not allowed"
        hint = "add the host to 'allowed_hosts' if readers may be sent there"
        self._problem(rule, "redirect-target-host", message, hint, Severity.ERROR)
        return False

    def _dead_end(self, rule: Rule, found: Found | None) -> None:
        shown = _shown(rule.target)
        if found is not None:
            message = f"target '{shown}' is archived, so the rule leads nowhere"
            hint = "give the archived article a 'replacedBy', or choose another target"
        else:
            message = f"target '{shown}' does not exist"
            near = self.resolver.nearest(rule.target, rule.locale or None, 1)
            hint = f"did you mean '{near[0]}'?" if near else "write the URL of a page of this site"
        self._problem(rule, "redirect-target", message, hint, Severity.ERROR)

    def _loop(self, members: list[Compiled]) -> None:
        lines = " → ".join(_shown(item.rule.source, 60) for item in members[:6])
        for compiled in members:
            self._problem(compiled.rule, "redirect-loop", f"the rule is part of a loop: {lines} → …",
                          "delete one of the rules", Severity.ERROR)  # fmt: skip
            self._remove(compiled)

    def _remove(self, compiled: Compiled) -> None:
        compiled.dead = True
        for table in (self.resolver.rules, self.resolver.moved):
            request = self.resolver.reader.read(compiled.rule.source, visited=True)
            locale_key = self.resolver.lookup.locale_key(request.path_locale)
            for key in self.resolver.reader.keys(request, locale_key):
                if compiled in table.get(key, ()):
                    table[key].remove(compiled)
        if self.resolver.replaced.get(compiled.rule.source) is compiled:
            del self.resolver.replaced[compiled.rule.source]

    def _check_duplicates(self, live: list[Compiled]) -> None:
        first: dict[tuple[str, frozenset[str], int, bool], Compiled] = {}
        for compiled in live:
            kind = compiled.rule.origin.kind
            if kind is Kind.REPLACED:
                continue
            place = (compiled.key, compiled.required, compiled.wanted, kind is Kind.MOVED)
            known = first.setdefault(place, compiled)
            if known is compiled:
                continue
            source, where = _shown(compiled.rule.source), _where(known)
            if known.same_place(compiled):
                message = f"'{source}' is redirected by {where} already"
                self._problem(
                    compiled.rule, "redirect-duplicate", message, "delete one", Severity.INFO
                )
            elif compiled.destination is not None and compiled.destination is known.destination:
                message = f"'{source}' names no language, so {where} counts, which comes first"
                hint = "the reader finds the other language on the page"
                self._problem(compiled.rule, "redirect-language", message, hint, Severity.INFO)
            else:
                message = f"'{source}' leads elsewhere by {where}, which counts as it comes first"
                self._problem(compiled.rule, "redirect-conflict", message, "delete one of the two")

    def _check_overruled(self, compiled: Compiled) -> None:
        """Whether the source means a page of its own, so that the rule never acts."""
        rule = compiled.rule
        if rule.origin.kind in (Kind.REPLACED, Kind.MOVED):
            return
        request = self.resolver.reader.read(rule.source, visited=True)
        found = self.resolver.lookup.find(request)
        if found is None or found.rule is not None or found.destination is None:
            return
        source = _shown(rule.source)
        same = compiled.destination is found.destination
        destination, number = self.resolver.choose(found, request.wanted)
        url = destination.urls[number] or destination.neutral
        if found.how is How.PAGE:
            self._problem(rule, "redirect-shadowed", f"source '{source}' is a page of this site, '/{url}'",
                          "the page is shown; delete the rule, or the page")  # fmt: skip
        elif not same:
            self._problem(rule, "redirect-overruled",
                          f"'{source}' leads to '/{url}' by its {found.how.value}, not by this rule",
                          "delete the rule, or change the article's slug")  # fmt: skip
        elif request.wanted < 0 and number != compiled.locale:
            self._problem(rule, "redirect-language",
                          f"'{source}' leads to '/{url}' by its {found.how.value}, whatever this rule says",
                          "the reader finds the other language on the page", Severity.INFO)  # fmt: skip


def _absolute(request: Request) -> str:
    url = request.url
    text = f"{url.scheme or 'https'}://{url.host}{url.path}".replace(" ", "%20")
    text += f"?{url.query}" if url.query else ""
    return text + (f"#{_fragment(url.fragment)}" if url.fragment else "")


def _fragment(text: str) -> str:
    """A target's fragment as hosts need it: a blank in it would split a line of their rules."""
    return quote(text, safe="!$%&'()*+,-./:;=?@_~")


def _where(compiled: Compiled) -> str:
    origin = compiled.rule.origin
    return f"{origin.path}:{origin.line}"


def _shown(text: str, limit: int = _MAX_SHOWN) -> str:
    return text if len(text) <= limit else text[:limit] + "…"
