"""What a site may set: good values arrive, bad ones are named with the option and the default holds."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from mkdocs_help_center.pages.theme import theme_dirs
from mkdocs_help_center.pages.theme_options import (
    ACCENT_DARK,
    ACCENT_LIGHT,
    PAPER_DARK,
    PAPER_LIGHT,
    OptionReader,
    ThemeOptions,
    contrast,
    in_locale,
    ink_on,
    safe_url,
)


def _read(**theme: Any) -> tuple[ThemeOptions, list[str]]:
    reader = OptionReader("mkdocs.yml")
    options = reader.read(theme)
    assert all(problem.path == "mkdocs.yml" for problem in reader.problems)
    return options, [problem.message for problem in reader.problems]


def test_the_documented_defaults_are_the_defaults() -> None:
    text = (theme_dirs()[0] / "mkdocs_theme.yml").read_text(encoding="utf-8")
    assert _read(**yaml.safe_load(text)) == (ThemeOptions(), [])
    assert _read() == (ThemeOptions(), [])


def test_good_values_arrive() -> None:
    link = {"title": {"en": "Developers", "pt": "Devs"}, "url": "https://dev.example.com/{locale}/"}
    options, problems = _read(
        logo="/assets/logo.svg",
        accent={"light": "#00539F", "dark": "#7cc0ff"},
        site_name={"en": "Help", "pt": "Ajuda"},
        header_links=[link],
        footer_links=[{"title": "Company", "links": [{"title": "Blog", "url": "/blog/"}]}],
        footer_text="© 2026",
    )
    assert problems == []
    assert options.logo == "assets/logo.svg"
    assert (options.accent_light, options.accent_dark) == ("#00539f", "#7cc0ff")
    assert in_locale(options.site_name, "pt-BR") == "Ajuda"
    assert in_locale(options.header_links[0].title, "es", "en") == "Developers"
    assert in_locale(options.footer_links[0].links[0].url, "es") == "/blog/"
    assert in_locale(options.footer_text, "pt") == "© 2026"


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        ({"accent": 7}, "'accent' is 7"),
        ({"accent": {"light": "red"}}, "'accent.light' is 'red'"),
        ({"accent": {"light": "#b5154b;}body{"}}, "'accent.light' is"),
        ({"accent": {"bright": "#b5154b"}}, "only 'light' and 'dark'"),
        ({"logo": "https://cdn.example.com/logo.svg"}, "'logo' is"),
        ({"logo": "//cdn.example.com/logo.svg"}, "'logo' is"),
        ({"logo": ["a"]}, "'logo' is"),
        ({"site_name": ["a"]}, "'site_name' is ['a']"),
        ({"header_links": "x"}, "'header_links' is 'x'"),
        ({"header_links": [{"title": "x"}]}, "'header_links[0]'"),
        ({"header_links": [{"title": "x", "url": "javascript:alert(1)"}]}, "'header_links[0].url'"),
        ({"footer_links": {"a": 1}}, "'footer_links' is"),
        ({"footer_links": [{"links": []}]}, "'footer_links[0]'"),
        ({"footer_links": [{"title": "x", "links": [1]}]}, "'footer_links[0].links[0]'"),
    ],
)
def test_a_bad_value_is_named_and_its_default_holds(theme: dict[str, Any], message: str) -> None:
    options, problems = _read(**theme)
    assert len(problems) == 1
    assert message in problems[0]
    assert (options.logo, options.accent_light, options.site_name) == ("", ACCENT_LIGHT, {})
    assert options.header_links == ()


def test_an_accent_that_is_hard_to_read_is_reported_and_used() -> None:
    options, problems = _read(accent={"light": "#ff8fb3"})
    assert options.accent_light == "#ff8fb3"
    assert "contrast of 2." in problems[0]
    assert "4.5:1" in problems[0]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast(ACCENT_LIGHT, PAPER_LIGHT) > 6.5
    assert contrast(ACCENT_DARK, PAPER_DARK) > 8
    assert (ink_on("#b5154b"), ink_on("#ffd54f")) == ("#ffffff", "#12151c")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("/a/", True),
        ("a/b.md", True),
        ("https://a", True),
        ("mailto:a@b", True),
        ("tel:+5511", True),
        ("javascript:x", False),
        ("JAVA\nSCRIPT:x", False),
        ("vbscript:x", False),
        ("data:text/html,x", False),
        ("blob:x", False),
    ],
)
def test_only_schemes_that_run_nothing_are_safe(url: str, safe: bool) -> None:
    assert safe_url(url) is safe
