"""The theme's door: views in, HTML out, the same HTML in MkDocs' build, the preview and the tests."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup

from mkdocs_help_center.pages.messages import Messages, Translator
from mkdocs_help_center.pages.site import SiteContext
from mkdocs_help_center.pages.templating import QuickContext, QuickEnvironment
from mkdocs_help_center.pages.theme_options import safe_url
from mkdocs_help_center.pages.views import Link, Pagination, View

#: How many page numbers stand on either side of the current one.
_NEIGHBOURS = 2
#: Parts of links that are kept; those of tracks are on one page each.
_SHARED = 500
#: Where compiled templates are, among what may be deleted.
_TEMPLATES = "templates"
#: Starts of URLs that no scheme can precede.
_PLAINLY_SAFE = ("/", "#", "?", "https://", "http://")
#: 0.1 to 0.2 kB less of what search engines read on each page than Jinja's; the keys' order stays the same.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Theme:
    """Templates with the site's words around them.

    Args:
        dirs: theme folders in the order of MkDocs' ``theme.dirs``: the first that has a template wins.
        site: the site that pages are rendered for, navigation filled in.
        messages: the interface's words.
        undefined: what an unknown name in a template does; tests are strict.

    Templates see ``view`` and these globals: ``site``; ``translator(locale)``, from which ``base.html``
    sets ``t``; ``fragment(name, locale, section)``, a part that is the same on all pages of a locale and
    section and is rendered once; ``shared(name, links)``, a part made of links alone that many pages have;
    ``icon(name)``; ``page_numbers(pagination)``; ``language_tags[code]``;
    ``speaks[code]``, the attributes of a link to another language; the filter ``href``.
    """

    def __init__(
        self,
        dirs: Sequence[Path],
        site: SiteContext,
        messages: Messages,
        undefined: type[jinja2.Undefined] = jinja2.Undefined,
    ) -> None:
        self.site = site
        self.messages = messages
        self._fragments: dict[tuple[str, str, str | None], Markup] = {}
        self._shared: dict[tuple[str, int], tuple[object, Markup]] = {}
        loader = jinja2.FileSystemLoader([str(folder) for folder in dirs])
        self.env = QuickEnvironment(
            loader=loader, undefined=undefined, auto_reload=False, bytecode_cache=_COMPILED
        )
        self.install(self.env)

    def render(self, view: View) -> str:
        """The whole page of ``view``."""
        return self.env.get_template(view.template).render(view=view)

    def install(self, env: jinja2.Environment) -> None:
        """Makes ``env`` render the theme's templates as :meth:`render` does.

        For MkDocs' own environment, in ``on_env``, before any template is loaded: what was compiled
        without escaping would stay so, and is therefore dropped.
        """
        env.autoescape = True
        env.context_class = QuickContext
        env.policies["json.dumps_function"] = _JSON.encode
        env.policies["json.dumps_kwargs"] = {}
        env.trim_blocks = True
        env.lstrip_blocks = True
        env.filters["href"] = href
        env.globals.update(
            site=self.site,
            translator=self.translator,
            language_tags=_LanguageTags(self.site),
            speaks=_Speaks(self.site),
            icon=self.site.assets.icon,
            page_numbers=page_numbers,
            fragment=lambda name, locale, section=None: self._fragment(env, name, locale, section),
            shared=lambda name, links: self._part(env, name, links),
        )
        if env.cache is not None:
            env.cache.clear()

    def translator(self, locale: str) -> Translator:
        """The words of ``locale``."""
        return self.messages.translator(locale)

    def _fragment(
        self, env: jinja2.Environment, name: str, locale: str, section: str | None
    ) -> Markup:
        key = (name, locale, section)
        if key not in self._fragments:
            template = env.get_template(f"partials/{name}.html")
            html = template.render(locale=locale, section=section, t=self.translator(locale))
            self._fragments[key] = Markup(html)
        return self._fragments[key]

    def _part(self, env: jinja2.Environment, name: str, links: Sequence[Link]) -> Markup:
        """The part ``name`` of ``links``: the same object is rendered once."""
        # By identity, since to compare is to look at every link; kept, so that no other has its address.
        known = self._shared.get((name, id(links)))
        if known is None:
            if len(self._shared) >= _SHARED:
                self._shared.clear()
            html = Markup(env.get_template(f"partials/{name}.html").render(links=links))
            known = self._shared[name, id(links)] = links, html
        return known[1]


class _CompiledTemplates(jinja2.BytecodeCache):
    """Templates that were compiled, for the next theme over the same folders, in this process and, where
    there is a folder for them, in others: to compile them all takes 0.2 s.

    Jinja itself compares the source with the one that was compiled.
    """

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}
        self._files: jinja2.FileSystemBytecodeCache | None = None

    def keep_in(self, folder: Path) -> None:
        """Have them in ``folder`` too, which may be deleted at any time."""
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            self._files = jinja2.FileSystemBytecodeCache(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template."""
        if found := self._known.get(bucket.key):
            bucket.bytecode_from_string(found)
        elif self._files is not None:
            try:
                self._files.load_bytecode(bucket)
            except Exception:  # a damaged file, about which pickle may say anything
                bucket.reset()
            if bucket.code is not None:
                self._known[bucket.key] = bucket.bytecode_to_string()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key] = bucket.bytecode_to_string()
        if self._files is not None:
            with contextlib.suppress(OSError):
                self._files.dump_bytecode(bucket)


_COMPILED = _CompiledTemplates()


def keep_compiled(cache: Path, version: str) -> None:
    """Keep compiled templates in the folder ``cache``; those of other versions of the code go."""
    folder = cache / _TEMPLATES / version
    if folder.parent.is_dir() and not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
    _COMPILED.keep_in(folder)


def theme_dirs(custom_dir: Path | None = None) -> list[Path]:
    """The folders of this theme as MkDocs orders them: ``custom_dir``, our templates, Material's.

    Raises:
        ModuleNotFoundError: where one of the two packages is not installed.
    """
    folders = [_package_folder("mkdocs_help_center_theme"), _package_folder("material.templates")]
    return [custom_dir, *folders] if custom_dir else folders


class _LanguageTags(dict[str, str]):
    """The BCP 47 tag of each locale code, found once."""

    def __init__(self, site: SiteContext) -> None:
        super().__init__()
        self._site = site

    def __missing__(self, code: str) -> str:
        tag = self[code] = self._site.locale(code).language_tag
        return tag


class _Speaks(dict[str, Markup]):
    """For each locale code the attributes of a link that leads to it."""

    def __init__(self, site: SiteContext) -> None:
        super().__init__()
        self._site = site

    def __missing__(self, code: str) -> Markup:
        attributes = self[code] = Markup('lang="{0}" hreflang="{0}" data-locale="{1}"').format(
            self._site.locale(code).language_tag, code
        )
        return attributes


def href(url: str | None) -> str:
    """``url`` where a link may lead there, else ``#``: front matter must not run a script."""
    if not url:
        return "#"
    return url if url.startswith(_PLAINLY_SAFE) or safe_url(url) else "#"


def page_numbers(pagination: Pagination) -> list[int | None]:
    """The page numbers to print: first, last and those around the current; None for a gap.

    Every page can still be reached: each has its previous and its next.
    """
    last, current = pagination.pages, pagination.page
    wanted = {1, last, *range(current - _NEIGHBOURS, current + _NEIGHBOURS + 1)}
    shown: list[int | None] = []
    for number in sorted(number for number in wanted if 1 <= number <= last):
        previous = shown[-1] if shown else None
        if previous is not None and number == previous + 2:
            shown.append(number - 1)
        elif previous is not None and number > previous + 2:
            shown.append(None)
        shown.append(number)
    return shown


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"The theme's package '{name}' is not installed")
    return Path(next(iter(spec.submodule_search_locations)))
