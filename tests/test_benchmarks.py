"""What the benchmarks compare is the same content; what they print is not judged here."""

from __future__ import annotations

import time
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from benchmarks import warm
from benchmarks.goals import at_most, print_goals
from benchmarks.measuring import Measured, median
from benchmarks.peers import Builder
from benchmarks.peers.content import (
    category_path,
    flat_path,
    old_paths,
    read_catalog,
    write_articles,
)
from benchmarks.profile import FLOOR, PARTS, Sampler, sample
from benchmarks.run import middle

from .content.sites import article, write

CONTENT = {
    "en/faq/Orders & more/open.md": article(
        "Text.\r\n\r\nMore.", title='"A: b"', id="i1", slug="open", legacySlug="opens, opened",
        createdAt="2024-01-02", updatedAt="2024-03-04",
    ),
    "es/faq/Pedidos/abrir.md": article(title="Abrir", id="i1", slug="abrir"),
    "en/faq/draft.md": article(title="Draft", status="DRAFT"),
}  # fmt: skip

#: Of profiles.
_LIBRARIES = ("jinja2/", "markdown_it/", "pathlib", "yaml/")


def front_matter(path: Path) -> dict[str, object]:
    found = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    assert isinstance(found, dict)
    return found


def test_peers_get_the_articles_that_we_publish_with_front_matter_that_they_can_read(
    tmp_path: Path,
) -> None:
    catalog = read_catalog(write(tmp_path / "content", CONTENT))
    write_articles(catalog, tmp_path / "peer", flat_path, aliases=True)
    written = sorted(path.relative_to(tmp_path / "peer") for path in tmp_path.glob("peer/**/*.md"))
    assert written == [Path("en/faq/open.md"), Path("es/faq/abrir.md")]
    english = front_matter(tmp_path / "peer/en/faq/open.md")
    assert english["title"] == "A: b"
    assert english["categories"] == ["Orders & more"]
    assert english["aliases"] == ["/faq/open--i1", "/faq/opens", "/faq/opened"]
    spanish = front_matter(tmp_path / "peer/es/faq/abrir.md")
    assert english["translationKey"] == spanish["translationKey"]
    assert (tmp_path / "peer/en/faq/open.md").read_bytes().endswith(b"---\n\nText.\n\nMore.\n\n")


def test_old_addresses_are_those_that_our_redirects_know(tmp_path: Path) -> None:
    catalog = read_catalog(write(tmp_path, CONTENT))
    english = catalog.by_url["en/faq/open/"]
    assert old_paths(english) == ["/en/faq/open--i1", "/en/faq/opens", "/en/faq/opened"]
    assert category_path(english) == "en/faq/orders-more/open"


def test_a_build_that_leaves_articles_out_is_noticed(tmp_path: Path) -> None:
    write(tmp_path / "site", {"en/faq/open/index.html": ""})
    built = Builder("x", tmp_path, (), tmp_path / "site", ("site", "lock"), ["en/faq/open", "es/x"])
    assert built.missing() == 1
    built.clean()
    assert not built.site.exists()
    assert built.missing() == 2


def test_a_promise_is_held_or_not(capsys: pytest.CaptureFixture[str]) -> None:
    held, broken = at_most("quick", 1.94, 2, "s"), at_most("light", 2.06, 2, "s")
    assert (held.holds, broken.holds) == (True, False)
    print_goals([held, broken])
    printed = capsys.readouterr().out
    assert "≤ 2.0 s" in printed
    assert "NOT MET" in printed


def test_a_deploy_restores_what_netlify_toml_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm, "ROOT", tmp_path)
    (tmp_path / "netlify.toml").write_text("[build]\n")
    assert warm.kept_folders() == [".cache"]
    text = '[[plugins]]\npackage = "x"\n[plugins.inputs]\npaths = [".cache", "site"]\n'
    assert tomllib.loads(text)
    (tmp_path / "netlify.toml").write_text(text)
    assert warm.kept_folders() == [".cache", "site"]


def test_the_median_of_an_even_number_is_one_of_them() -> None:
    assert median([3, 1, 2, 4]) == 3


def test_a_profile_tells_what_runs_by_the_innermost_part_that_is_named() -> None:
    def busy(seconds: float) -> None:
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    def outer() -> None:
        busy(0.2)
        inner()

    def inner() -> None:
        busy(0.4)

    def other() -> None:
        busy(0.2)

    def everything() -> None:
        outer()
        other()

    place = (
        f"{test_a_profile_tells_what_runs_by_the_innermost_part_that_is_named.__name__}.<locals>"
    )
    parts = {name: (("test_benchmarks.py", f"{place}.{name}"),) for name in ("outer", "inner")}
    all_parts, outermost = Sampler(parts), Sampler({"outer": parts["outer"]})
    assert sample(everything, (all_parts, outermost)) >= 0.8
    assert all_parts.found.keys() == {"outer", "inner", "the rest"}
    assert all_parts.found["inner"] > all_parts.found["outer"]
    assert outermost.found["outer"] == all_parts.found["outer"] + all_parts.found["inner"]


def test_the_parts_of_a_profile_are_functions_that_there_are() -> None:
    for file, name in (one for parts in (PARTS, FLOOR) for part in parts.values() for one in part):
        if file.startswith("<"):
            continue
        module = file.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
        package = "" if file.startswith(_LIBRARIES) else "mkdocs_help_center."
        found: object = import_module(package + module)
        for piece in name.split("."):
            found = getattr(found, piece)
        assert callable(found)


def test_times_are_those_of_rounds_whose_memory_nobody_looked_at() -> None:
    watched, timed, slower = Measured(9, 9, 700), Measured(5, 4, 0), Measured(6, 5, 0)
    assert middle([watched, timed]) == Measured(5, 4, 700)
    assert middle([watched, timed, slower, slower]) == Measured(6, 5, 700)
    assert middle([watched]) == watched
