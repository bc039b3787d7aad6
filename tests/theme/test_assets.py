"""Published styles, scripts and icons: few, named by their content, overridable, in budget."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from mkdocs_help_center.pages.assets import FOLDER, Assets, is_published
from mkdocs_help_center.pages.theme import theme_dirs
from mkdocs_help_center.pages.theme_options import ThemeOptions


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets(theme_dirs(), base_path="/docs/")


def _folder(root: Path, **files: str) -> Path:
    for name, text in files.items():
        path = root / FOLDER / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _text(assets: Assets, name: str) -> str:
    return assets.files[assets.url(name).removeprefix(assets.base_path)].decode()


def test_urls_carry_the_base_path_and_a_fingerprint(assets: Assets) -> None:
    for name in ("help-center.css", "help-center.js", "scheme.js", "icons.svg", "favicon.svg"):
        stem, suffix = name.split(".")
        assert re.fullmatch(rf"/docs/{FOLDER}/{stem}\.[0-9a-f]{{8}}\.{suffix}", assets.url(name))
        assert assets.url(name).removeprefix("/docs/") in assets.files
    assert assets.url("no-such.css") == ""


def test_a_changed_file_gets_another_name_and_the_others_keep_theirs(tmp_path: Path) -> None:
    before = Assets([_folder(tmp_path, one_js="1;", two_js="2;")])
    after = Assets([_folder(tmp_path, one_js="1;", two_js="3;")])
    assert before.url("one.js") == after.url("one.js")
    assert before.url("two.js") != after.url("two.js")


def test_references_follow_the_fingerprints_of_what_they_name(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        article_js="import('./lib/big.js'); fetch('./not-there.js')",
        lib__big_js="import './small.js'",
        lib__small_js="1",
        css__10_css=".x{background:url(./x.svg)}",
        x_svg="<svg/>",
    )
    assets = Assets([folder])
    big = assets.url("lib/big.js").rpartition("/")[2]
    assert _text(assets, "article.js") == f"import('./lib/{big}'); fetch('./not-there.js')"
    small = assets.url("lib/small.js").rpartition("/")[2]
    assert _text(assets, "lib/big.js") == f"import './{small}'"
    assert f"url(./{assets.url('x.svg').rpartition('/')[2]})" in _text(assets, "help-center.css")


def test_modules_that_name_each_other_do_not_hang(tmp_path: Path) -> None:
    assets = Assets([_folder(tmp_path, a_js="import './b.js'", b_js="import './a.js'")])
    assert {"a.js", "b.js"} <= set(assets._uris)


def test_a_custom_folder_replaces_parts_by_name_and_adds_its_own(tmp_path: Path) -> None:
    theme = _folder(tmp_path / "theme", css__10_css=".a{}", css__20_css=".b{}", js__1_js="a()")
    custom = _folder(tmp_path / "custom", css__20_css=".c{}", css__90_css=".d{}", js__2_js="b()")
    assets = Assets([custom, theme])
    assert re.findall(r"\.[a-z]", _text(assets, "help-center.css")) == [".a", ".c", ".d"]
    script = _text(assets, "help-center.js")
    assert script.index("a()") < script.index("b()")


def test_script_parts_keep_their_names_to_themselves(tmp_path: Path) -> None:
    assets = Assets([_folder(tmp_path, js__1_js="const a = 1;", js__2_js="const a = 2;")])
    blocks = re.findall(r"^(?:try {|} catch)", _text(assets, "help-center.js"), re.MULTILINE)
    assert blocks == ["try {", "} catch"] * 2


def test_the_accent_of_the_site_is_in_styles_and_favicon() -> None:
    options = ThemeOptions(accent_light="#00539f", accent_dark="#7cc0ff")
    assets = Assets(theme_dirs(), options)
    styles = _text(assets, "help-center.css")
    assert "--hc-accent-light:#00539f;--hc-on-accent-light:#ffffff" in styles
    assert "--hc-accent-dark:#7cc0ff;--hc-on-accent-dark:#12151c" in styles
    assert "#00539f" in _text(assets, "favicon.svg")


def test_listed_icons_come_from_the_sprite_and_others_are_drawn_inline(assets: Assets) -> None:
    assert str(assets.icon("magnify")) == (
        '<svg class="hc-icon" aria-hidden="true" width="20" height="20">'
        f'<use href="{assets.url("icons.svg")}#magnify"/></svg>'
    )
    assert '<symbol id="magnify" viewBox="0 0 24 24"><path' in _text(assets, "icons.svg")
    inline = str(assets.icon("cancel"))
    assert inline.startswith(
        '<svg class="hc-icon" aria-hidden="true" width="20" height="20" viewBox="0 0 24 24"><path'
    )
    assert "<path" in assets.icon("simple/rss")


@pytest.mark.parametrize("name", ["no-such-icon", "../../../etc/passwd", '"><script>', "a b"])
def test_an_icon_that_is_not_there_is_left_out_and_reported(name: str) -> None:
    assets = Assets(theme_dirs())
    assert assets.icon(name) == ""
    assert assets.missing_icons == {name}
    assert assets.icon("") == ""


def test_every_icon_of_the_styles_is_found(assets: Assets) -> None:
    assert "icon(" not in _text(assets, "help-center.css")
    assert "none center / contain" not in _text(assets, "help-center.css")
    assert assets.missing_icons == set()


def test_the_theme_ships_in_its_budget(assets: Assets) -> None:
    """What every page loads besides itself, compressed; Material's styles alone take 23 kB, its
    script 35.
    """
    loaded = ("help-center.css", "help-center.js", "scheme.js", "icons.svg", "favicon.svg")
    sizes = {name: len(gzip.compress(_text(assets, name).encode(), 9)) for name in loaded}
    assert sizes["help-center.css"] < 18_000, sizes
    assert sum(sizes.values()) < 40_000, sizes


@pytest.mark.parametrize(
    ("uri", "published"),
    [
        ("assets/help-center/css/10-tokens.css", False),
        ("assets/help-center/scheme.js", False),
        ("assets/javascripts/bundle.d7400bd8.min.js", False),
        ("assets/stylesheets/main.57a0d79d.min.css", False),
        ("assets/images/favicon.png", False),
        ("messages/en.yml", False),
        ("icons.txt", False),
        ("assets/images/brand.png", True),
    ],
)
def test_of_a_themes_files_only_assets_of_the_site_are_published(uri: str, published: bool) -> None:
    assert is_published(uri) is published
