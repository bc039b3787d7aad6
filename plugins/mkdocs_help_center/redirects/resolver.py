"""Where a URL leads, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from mkdocs_help_center.content.article import Article
from mkdocs_help_center.content.catalog import Catalog
from mkdocs_help_center.content.problem import Problem
from mkdocs_help_center.redirects.compiler import RuleCompiler
from mkdocs_help_center.redirects.explain import explain_steps
from mkdocs_help_center.redirects.index import Destination, Index
from mkdocs_help_center.redirects.lookup import Found, Lookup
from mkdocs_help_center.redirects.model import How, Resolution, Rule, Step
from mkdocs_help_center.redirects.nearest import Nearest
from mkdocs_help_center.redirects.request import Request, RequestReader
from mkdocs_help_center.redirects.rules import Compiled
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.urls import slug_key

#: The fragment that opens the page's notice that a translation is missing (``:target``, no script).
NOTICE = "missing-{locale}"


class Resolver:
    """Resolves the URLs of one site by meaning: id, slug, legacy slug, rule.

    Args:
        catalog: the site's articles.
        rules: redirects that people wrote, in order: of two for one URL the first counts.
        settings: hosts, base path, renamed sections.
        known_urls: URLs of the site's other pages and files, relative to its root; the front pages,
            sections and categories of the catalog are known already.
        index: of the same catalog and URLs, where there is one already.

    Attributes:
        problems: what is wrong with the rules.
    """

    def __init__(
        self,
        catalog: Catalog,
        rules: Iterable[Rule] = (),
        settings: RedirectSettings | None = None,
        known_urls: Iterable[str] = (),
        *,
        index: Index | None = None,
    ) -> None:
        self.catalog = catalog
        self.settings = settings or RedirectSettings()
        self._base_path = self.settings.base_path
        # A dozen old URLs lead to each page: one text for all of them.
        self._urls: dict[str, str] = {}
        self._nearest: dict[int, tuple[list[str], Nearest]] = {}
        self.index = index or Index(catalog, known_urls)
        self.reader = RequestReader(self.index.codes, self.settings)
        self.rules: dict[str, list[Compiled]] = defaultdict(list)
        self.moved: dict[str, list[Compiled]] = defaultdict(list)
        self.replaced: dict[str, Compiled] = {}
        self.lookup = Lookup(self.index, self.reader, self.rules, self.moved, self.replaced)
        self.problems: tuple[Problem, ...] = RuleCompiler(self, rules).compile()

    def resolve(self, url: str, *, reader_locale: str | None = None) -> Resolution:
        """Where ``url`` leads someone who visits it directly.

        Args:
            url: a path with query and fragment, or an absolute URL. ``?locale=`` beats the path.
            reader_locale: the reader's language, for the root and bare section URLs only.
        """
        request = self.reader.read(url, visited=True)
        if self.is_foreign(request):
            return Resolution(url, 0, How.FOREIGN)
        found = self.lookup.find(request)
        if found is not None and found.how is How.LANGUAGE and reader_locale:
            found.hint = self.index.number.get(reader_locale, -1)
        return self._resolution(request, found, request.query, notice=True)

    def resolve_link(self, href: str, locale: str) -> Resolution:
        """Where a link in a page of ``locale`` leads: that language beats what the link says.

        Its own fragment stays, since its writer saw the page that it leads to.
        """
        request = self.reader.read(href, locale)
        if self.is_foreign(request):
            return Resolution(href, 0, How.FOREIGN)
        return self._resolution(
            request, self.lookup.find(request), without_tracking(request.query), notice=False
        )

    def is_foreign(self, request: Request) -> bool:
        """Whether the URL is of another site, or no web address at all."""
        scheme, host = request.url[:2]
        return bool(host or scheme) and host not in self.settings.hosts

    def explain(self, url: str) -> tuple[Step, ...]:
        """Every step that :meth:`resolve` takes for ``url`` until one answers."""
        return explain_steps(self, self.reader.read(url, visited=True))

    def short_link(self, article: Article) -> str:
        """The article's permanent URL, root-relative: what "copy link" gives."""
        name = self.index.short_id(article)
        return f"{self.settings.base_path}{article.locale}/a/{name}"

    def nearest(self, url: str, locale: str | None = None, count: int = 3) -> list[str]:
        """Root-relative URLs of the articles whose slugs are nearest to that of ``url``, best first.

        ``locale`` is the language to look in; by default the URL's own, else the site's default.
        """
        request = self.reader.read(url)
        number = self.index.number.get(locale or "", request.wanted)
        number = number if number >= 0 else self.index.default
        last = request.rest[-1] if request.rest else ""
        key = slug_key(last.rpartition("--")[0] or last)
        if not key:
            return []
        base, (urls, nearest) = self.settings.base_path, self._slugs_of(number)
        return [base + urls[found] for found in nearest.find(key, count)]

    def _slugs_of(self, number: int) -> tuple[list[str], Nearest]:
        """The listed articles of a locale and the search over their slugs, built when first needed."""
        if number not in self._nearest:
            code = self.index.codes[number]
            listed = [a for a in self.catalog.articles if a.locale == code and not a.hidden]
            urls = [article.url for article in listed]
            self._nearest[number] = urls, Nearest([article.slug for article in listed])
        return self._nearest[number]

    def written(self) -> list[Rule]:
        """The rules that act, each once, in their order."""
        live = (
            item for table in (self.moved, self.rules) for items in table.values() for item in items
        )
        return list(dict.fromkeys(item.rule for item in live))

    def canonical_source(self, source: str) -> str:
        """A rule's source as requests have it: root-relative, percent-encoded, no host."""
        url = self.reader.read(source).url
        path = "/" + "/".join([quote(part, safe="!$&'()*+,:;=@~") for part in url.segments])
        path += "/" if url.path.endswith("/") and path != "/" else ""
        return path + (f"?{url.query}" if url.query else "")

    def choose(self, found: Found, wanted: int) -> tuple[Destination, int]:
        """The destination of ``found`` and the locale to take there."""
        destination = found.destination
        assert destination is not None
        return destination, destination.choose(
            wanted if wanted >= 0 else found.hint, self.index.default
        )

    def redirect(self, url: str) -> tuple[str, int]:
        """Where ``url`` leads and with which status: what :meth:`resolve` says, for very many URLs."""
        request = self.reader.read(url, visited=True)
        found = None if self.is_foreign(request) else self.lookup.find(request)
        rule = found.rule if found is not None else None
        if found is None or rule is not None or found.destination is None:
            resolution = self.resolve(url)
            return resolution.url, resolution.status
        _, _, place, status = self._place(request, found, request.query, notice=True)
        return place, status

    def _place(
        self, request: Request, found: Found, query: str, *, notice: bool
    ) -> tuple[str, int, str, int]:
        """The path of the page that was found, its locale's number, the whole URL and the status."""
        rule, wanted = found.rule, request.wanted
        destination, number = self.choose(found, wanted)
        path = destination.urls[number] if number >= 0 else destination.neutral
        missing = wanted >= 0 and number >= 0 and number != wanted
        status = 301 if rule is None else rule.status
        if found.how is How.LANGUAGE and wanted < 0:
            status = 302
        elif path == request.path and not missing and found.how is How.PAGE:
            status = 200
        fragment = (rule.fragment if rule is not None else "") or request.url.fragment
        if missing and notice:
            fragment = NOTICE.format(locale=self.index.codes[wanted])
        url = self._urls.get(path)
        if url is None:
            url = self._urls[path] = self._base_path + path
        if query:
            url += f"?{query}"
        if fragment:
            url += f"#{fragment}"
        return path, number, url, status

    def _resolution(
        self, request: Request, found: Found | None, query: str, *, notice: bool
    ) -> Resolution:
        codes = self.index.codes
        wanted = codes[request.wanted] if request.wanted >= 0 else None
        rule = found.rule if found is not None else None
        if found is None or found.gone is not None or (rule is not None and rule.status == 410):
            return self._miss(request, found, wanted)
        if rule is not None and rule.external:
            return Resolution(rule.external, rule.status, found.how, None, wanted)
        path, number, url, status = self._place(request, found, query, notice=notice)
        locale = codes[number] if number >= 0 else None
        article = self.catalog.by_url.get(path)
        return Resolution(url, status, found.how, article, wanted, locale, path)

    def _miss(self, request: Request, found: Found | None, wanted: str | None) -> Resolution:
        url = self._base_path + request.path
        if found is None:
            return Resolution(url, 404, How.NOTHING, None, wanted, path=request.path)
        article = found.gone.article if found.gone else None
        return Resolution(url, 410, found.how, article, wanted, path=request.path)


_TRACKING = ("utm_", "gclid", "fbclid", "mc_cid", "mc_eid", "_hs")


def without_tracking(query: str) -> str:
    """``query`` without the parameters that only count visits: inside a site they falsify the count."""
    if not query:
        return query
    parts: Sequence[str] = query.split("&")
    return "&".join([part for part in parts if not part.lower().startswith(_TRACKING)])
