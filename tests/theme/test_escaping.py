"""No text of an article, a category, a configuration or a link can become markup or a script."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import pytest
from markupsafe import Markup
from mkdocs_help_center import pages
from mkdocs_help_center.pages import views
from mkdocs_help_center.pages.theme import Theme, href
from mkdocs_help_center.pages.theme_options import OptionReader
from mkdocs_help_center.pages.views import View

from .samples import NOON, sample_theme

TEXT = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>&lt;{{ 7 * 7 }}</title></textarea>"
URL = "javascript:alert(3)//\" onmouseover=\"alert(4)' onfocus='alert(5)"
PLAIN_TEXT, PLAIN_URL = "words", "/path/"


def _views(kind: type[View] = View) -> Iterator[type[View]]:
    """Every kind of view in the package, wherever it is defined."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("mkdocs_help_center."):
            yield one
        yield from _views(one)


def _template(kind: type[View]) -> str:
    """``NotFoundView`` is rendered by ``not_found.html``."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__.removesuffix("View"))
    return f"{name.lower()}.html"


for module in pkgutil.iter_modules(pages.__path__, f"{pages.__name__}."):
    importlib.import_module(module.name)
VIEWS = sorted(set(_views()), key=lambda kind: kind.__name__)


class Structure(HTMLParser):
    """A page's elements with the names of their attributes, and every attribute's value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.values += [(name, value or "") for name, value in attrs]


@dataclasses.dataclass(frozen=True)
class Filling:
    """What fills a view: every text and URL the same, every flag and option set or unset."""

    text: str
    url: str
    on: bool = True

    def value(self, hint: Any, name: str, depth: int = 0) -> Any:
        """A value of the type ``hint`` for the field ``name``."""
        origin, arguments = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            inner = next(one for one in arguments if one is not types.NoneType)
            return self.value(inner, name, depth) if self.on else None
        if origin is tuple:
            return tuple(2 for _ in arguments)
        if origin is frozenset:
            return frozenset({self.text})
        if origin is not None and issubclass(origin, Mapping):
            return {"image": self.url, "json_ld": {"name": self.text}}
        if origin is not None and issubclass(origin, Sequence):
            return [self.value(arguments[0], name, depth + 1) for _ in range(2 * (depth < 3))]
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self.record(hint, depth)
        return self.atom(hint, name)

    def atom(self, hint: Any, name: str) -> Any:
        """A value of a type without parts."""
        if hint is Markup:
            return Markup("<p>ok</p>")
        if hint is str:
            return self.url if name.endswith(("url", "canonical")) else self.text
        known = {bool: self.on, int: 2, datetime: NOON}
        assert hint in known, f"teach the test about the type of '{name}': {hint}"
        return known[hint]

    def record(self, kind: type, depth: int = 0, **fixed: Any) -> Any:
        """An instance of the dataclass ``kind``, ``fixed`` fields apart."""
        hints = typing.get_type_hints(kind)
        names = [one.name for one in dataclasses.fields(kind) if one.name not in fixed]
        return kind(**{name: self.value(hints[name], name, depth) for name in names}, **fixed)


def hostile_theme(dirs: Path | None = None) -> Theme:
    """A theme whose configuration is hostile as well."""
    link = {"title": TEXT, "url": f"https://x.example/{TEXT}"}
    options = OptionReader().read(
        {
            "site_name": TEXT,
            "footer_text": {"en": TEXT, "pt": TEXT},
            "edit_text": TEXT,
            "logo": f"{TEXT}.svg",
            "favicon": f"{TEXT}.svg",
            "header_links": [link],
            "footer_links": [{"title": TEXT, "links": [link]}],
        }
    )
    return sample_theme(options=options, custom_dir=dirs)


def hostile_values(structure: Structure) -> Iterator[tuple[str, str]]:
    """Attributes through which something would run."""
    for name, value in structure.values:
        address = "".join(char for char in value.lower() if char > " ")
        leads = name in ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
        runs = address.startswith(("javascript:", "data:text", "vbscript:"))
        if name.startswith("on") or (leads and runs):
            yield name, value


@pytest.fixture(scope="module")
def theme() -> Theme:
    return hostile_theme()


def test_the_walk_finds_the_views() -> None:
    found = {_template(kind) for kind in VIEWS}
    assert {"home.html", "listing.html", "article.html", "not_found.html", "plain.html"} <= found


@pytest.mark.parametrize("on", [True, False], ids=["all-set", "all-unset"])
@pytest.mark.parametrize("kind", VIEWS, ids=lambda kind: kind.__name__)
def test_hostile_fields_do_not_change_the_page(theme: Theme, kind: type[View], on: bool) -> None:
    template = _template(kind)
    if template not in theme.env.list_templates():
        pytest.skip(f"no template is named {template}")
    hostile = Filling(TEXT, URL, on).record(kind, template=template, locale="pt")
    peaceful = Filling(PLAIN_TEXT, PLAIN_URL, on).record(kind, template=template, locale="pt")
    page, other = Structure(theme.render(hostile)), Structure(theme.render(peaceful))
    assert page.elements == other.elements
    assert not list(hostile_values(page))


def test_a_hostile_locale_stays_a_text(theme: Theme) -> None:
    view = Filling(TEXT, URL).record(views.ArticleView, template="article.html", locale=TEXT)
    page = Structure(theme.render(view))
    assert not list(hostile_values(page))
    assert ("img", ("src", "onerror")) not in page.elements
    assert ("script", ()) not in page.elements


def test_the_walk_would_notice_a_page_that_does_not_escape(tmp_path: Path) -> None:
    """A template with one raw field must fail what the tests above ask for."""
    (tmp_path / "listing.html").write_text(
        '{% extends "base.html" %}{% block main %}{{ view.intro|safe }}{% endblock %}',
        encoding="utf-8",
    )
    theme = hostile_theme(tmp_path)
    view = Filling(TEXT, URL).record(views.ListingView, template="listing.html", locale="pt")
    assert list(hostile_values(Structure(theme.render(view))))


def test_an_environment_that_was_used_before_escapes_from_now_on(theme: Theme) -> None:
    env = jinja2.Environment(loader=jinja2.DictLoader({"a.html": "{{ text }}"}))
    assert env.get_template("a.html").render(text="<b>") == "<b>"
    theme.install(env)
    assert env.get_template("a.html").render(text="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/pt/faq/", "/pt/faq/"),
        ("#a", "#a"),
        ("https://example.com/", "https://example.com/"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("page:1/", "#"),
        ("JaVaScRiPt:alert(1)", "#"),
        ("java\tscript:alert(1)", "#"),
        (" javascript:alert(1)", "#"),
        ("\x01javascript:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("", "#"),
        (None, "#"),
    ],
)
def test_links_lead_to_pages_and_never_run(url: str | None, shown: str) -> None:
    assert href(url) == shown
