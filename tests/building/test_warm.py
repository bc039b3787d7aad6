"""A build over an earlier one gives the same bytes as one into an empty folder, whatever was changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.bccache import bc_magic
from mkdocs_help_center.feeds.items import Items
from mkdocs_help_center.pages.theme import keep_compiled

from ..content import edits
from ..content.sites import article
from ..plugin.builds import build
from .projects import Project

#: Changes beside the content: of the theme and of the configuration.
_TEMPLATES = (
    None,
    '{% extends "article.html" %}',
    "<!doctype html><title>{{ view.title|e }}</title>{{ view.html }}",
)


def run(steps: list[list[edits.Edit]], names: list[str], *, watched: bool = False) -> None:
    with tempfile.TemporaryDirectory() as name:
        project = Project(Path(name))
        if watched:
            project.let_others_see_pages()
        project.check()
        for number, step in enumerate(steps):
            for edit in step:
                edit(project.content)
            project.name = names[number % len(names)]
            project.check()


_names = st.lists(st.sampled_from(["Help Center", "Other"]), min_size=1, max_size=3)


@settings(max_examples=2, deadline=None)
@given(edits.steps, _names)
def test_after_any_edits_a_build_is_as_one_from_nothing(
    steps: list[list[edits.Edit]], names: list[str]
) -> None:
    run(steps, names)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(edits.steps, _names, st.booleans())
def test_after_very_many_edits_a_build_is_as_one_from_nothing(
    steps: list[list[edits.Edit]], names: list[str], watched: bool
) -> None:
    run(steps, names, watched=watched)


def test_edited_texts_reach_feeds_and_indexes_where_others_see_pages(project: Project) -> None:
    project.let_others_see_pages()
    project.options["search"] = True
    for text in ("First words.", "Second words."):
        note = article(text, title="R", createdAt="2026-01-02")
        edits.Write("en/release-notes/r.md", note)(project.content)
        edits.Write("en/faq/b.md", article(text, title="B", slugEN="b"))(project.content)
        assert text in project.check().read("en/release-notes/feed.xml")


def test_a_changed_template_reaches_every_page(project: Project) -> None:
    (project.folder / "custom" / "article.html").write_text("<title>{{ view.title }}</title>new")
    assert "new" in project.check().read("en/faq/a/index.html")
    (project.folder / "custom" / "article.html").unlink()
    assert "new" not in project.check().read("en/faq/a/index.html")[:60]


def test_a_changed_slug_reaches_the_pages_that_link_to_it(project: Project) -> None:
    text = article("Words.", title="B", slugEN="b", slug="other")
    edits.Write("en/faq/b.md", text)(project.content)
    assert "/en/faq/other/" in project.check().read("en/faq/a/index.html")
    assert not (project.folder / "site/en/faq/b/index.html").exists()


def test_a_new_translation_is_named_by_the_others(project: Project) -> None:
    text = article("Palavras.", title="A pt", slugEN="a")
    edits.Write("pt/faq/a.md", text)(project.content)
    assert "/pt/faq/a/" in project.check().read("en/faq/a/index.html")


def test_unchanged_files_are_not_touched(project: Project) -> None:
    page = project.folder / "site/en/faq/b/index.html"
    before = page.stat()
    edits.Write("es/faq/a.md", article("Otras.", title="A es", slugEN="a"))(project.content)
    project.check()
    assert page.stat().st_mtime_ns == before.st_mtime_ns
    assert page.stat().st_ino == before.st_ino


def test_what_someone_changed_or_removed_in_the_site_is_made_again(project: Project) -> None:
    site = project.folder / "site"
    (site / "en/faq/b/index.html").write_text("broken")
    (site / "en/faq/a/index.html").unlink()
    (site / "stray.html").write_text("stray")
    project.check()
    assert not (site / "stray.html").exists()


def test_a_site_that_was_copied_into_place_is_kept_as_it_is(project: Project) -> None:
    site = project.folder / "site"
    shutil.copytree(site, project.folder / "copy", copy_function=shutil.copyfile)
    shutil.rmtree(site)
    (project.folder / "copy").rename(site)
    inode = (site / "en/faq/b/index.html").stat().st_ino
    project.check()
    assert (site / "en/faq/b/index.html").stat().st_ino == inode


@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_a_cache_that_is_gone_or_damaged_costs_time_only(
    project: Project, damage: bytes | None
) -> None:
    cache = project.folder / ".cache" / "build.sqlite"
    if damage is None:
        data = bytearray(cache.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 2000] = b"\xff" * 2000
        cache.write_bytes(bytes(data))
    else:
        cache.write_bytes(damage)
    project.check()


def test_a_build_that_fails_leaves_the_site_that_was_there(project: Project) -> None:
    before = {path: path.read_bytes() for path in (project.folder / "site").rglob("*.html")}
    (project.folder / "custom" / "article.html").write_text("{% broken")
    with pytest.raises(Exception, match="broken"):
        project.check()
    (project.folder / "custom" / "article.html").unlink()
    assert before.keys() == set((project.folder / "site").rglob("*.html"))
    project.check()


def _command(project: Project) -> list[str]:
    project.configure()
    return [sys.executable, "-m", "mkdocs_help_center", "build"]


@pytest.mark.slow
def test_two_builds_at_once_make_one_whole_site(project: Project) -> None:
    for number in range(60):
        name = f"en/faq/more-{number}.md"
        edits.Write(name, article("More words.", title=f"More {number}"))(project.content)
    running = [
        subprocess.Popen(
            _command(project),
            cwd=project.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    for one in running:
        _, said = one.communicate(timeout=120)
        assert one.returncode == 0, said
    project.check()


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.5, 0.9, 1.2, 1.6])
def test_a_killed_build_leaves_nothing_wrong_behind(project: Project, seconds: float) -> None:
    for number in range(200):
        name = f"en/faq/more-{number}.md"
        edits.Write(name, article("More words.", title=f"More {number}"))(project.content)
    running = subprocess.Popen(
        _command(project), cwd=project.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    running.kill()
    running.wait()
    project.check()


def test_a_translation_is_told_when_only_the_text_of_its_source_changes(project: Project) -> None:
    steps = "\n".join(f"1. Step {number} of 5" for number in range(5))
    later = {"title": "A", "slugEN": "a", "updatedAt": "2026-10-01T00:00:00Z"}
    earlier = {"title": "A es", "slugEN": "a", "updatedAt": "2026-09-01T00:00:00Z"}
    edits.Write("en/faq/a.md", article(steps, **later))(project.content)
    edits.Write("es/faq/a.md", article(steps, **earlier))(project.content)
    page = project.check().read("es/faq/a/index.html")
    longer = f"{steps}\n\n## New\n\n{steps}\n\n`code` and `more`"
    edits.Write("en/faq/a.md", article(longer, **later))(project.content)
    told = project.check().read("es/faq/a/index.html")
    assert "hc-note--warning" in told
    assert "hc-note--warning" not in page


def test_what_is_kept_beside_the_rest_counts_before_it(project: Project) -> None:
    """Of many files a few changed ones are remembered apart."""
    for number in range(60):
        text = article("Words.", title=f"More {number}")
        edits.Write(f"en/faq/more-{number}.md", text)(project.content)
    project.check()
    for number, body in ((7, "First."), (8, "Second."), (7, "Third."), (9, "Fourth.")):
        text = article(body, title=f"More {number}")
        edits.Write(f"en/faq/more-{number}.md", text)(project.content)
        assert body in project.check().read(f"en/faq/more-{number}/index.html")
    (project.content / "en/faq/more-8.md").unlink()
    project.check()


def test_a_name_in_a_data_file_reaches_the_pages_that_show_it(project: Project) -> None:
    note = article("Words.", title="Note", module="orders", createdAt="2026-01-01T00:00:00Z")
    edits.Write("en/release-notes/note.md", note)(project.content)
    modules = "- {id: orders, name: {en: NAME}}\n"
    edits.Write("_data/modules.yml", modules.replace("NAME", "Orders"))(project.content)
    assert "Orders" in project.check().read("en/release-notes/note/index.html")
    edits.Write("_data/modules.yml", modules.replace("NAME", "Baskets"))(project.content)
    assert "Baskets" in project.check().read("en/release-notes/note/index.html")


def test_an_edited_text_of_news_reaches_their_feeds(project: Project) -> None:
    name, feed = "en/release-notes/r.md", "en/release-notes/feed.xml"
    for text in ("First words.", "Second words."):
        edits.Write(name, article(text, title="R", createdAt="2026-01-02"))(project.content)
        assert text in project.check().read(feed)


def test_what_news_are_about_follows_their_text_and_the_modules(project: Project) -> None:
    modules = "- {id: carts, names: Carts, keywords: [cart]}\n- {id: mails, names: Mails, keywords: [mail]}\n"
    place = "en/release-notes/module/{}/index.html"

    def built(text: str, modules: str) -> set[str]:
        note = article(text, title="News", createdAt="2026-01-02")
        edits.Write("en/release-notes/r.md", note)(project.content)
        edits.Write("_data/modules.yml", modules)(project.content)
        files = project.check().files
        return {name for name in ("carts", "mails") if place.format(name) in files}

    assert built("The cart, the cart, the cart.", modules) == {"carts"}
    assert built("The cart, the cart, a cart.", modules) == {"carts"}
    assert built("The mail, the mail, the mail.", modules) == {"mails"}
    swapped = modules.replace("[cart]", "[post]").replace("[mail]", "[cart]")
    assert built("The mail, the mail, the mail.", swapped.replace("[post]", "[mail]")) == {"carts"}


def test_a_feed_whose_news_are_as_they_were_is_not_made_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = article("Words.", title="R", createdAt="2026-01-02")
    edits.Write("en/release-notes/r.md", text)(project.content)
    project.check()
    made: list[str] = []
    item = Items.of
    monkeypatch.setattr(Items, "of", lambda self, one: made.append(one.source) or item(self, one))
    edits.Write("en/faq/b.md", article("Other words.", title="B", slugEN="b"))(project.content)
    feed = build(project.configure()).read("en/release-notes/feed.xml")
    assert "Words." in feed
    assert made == []


@pytest.mark.slow
@pytest.mark.parametrize("field", ["createdAt", "withdrawnAt", "correctedAt"])
def test_news_come_and_change_when_their_time_has_come(project: Project, field: str) -> None:
    project.options["clock"] = None  # the real one
    started = time.monotonic()
    build(project.configure())
    # Late enough for two more builds on a machine that is busy.
    wait = 4 + 6 * (time.monotonic() - started)
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=round(wait))
    fields = {"createdAt": "2026-01-02", "updatedAt": "2026-01-02", "correction": "It is so."}
    fields[field] = moment.isoformat()
    if field == "createdAt":
        fields["updatedAt"] = fields[field]
    for name in ("en/release-notes/n.md", "en/faq/b.md"):
        edits.Write(name, article("Text.", title="News", slugEN="b", **fields))(project.content)
    other = {"createdAt": "2026-01-03", "updatedAt": "2026-01-03"}
    edits.Write("en/release-notes/o.md", article("Old.", title="Old", **other))(project.content)
    build(project.configure())
    # Once more, so that what is there was kept from an earlier build.
    edits.Write("es/faq/a.md", article("Otras.", title="A es", slugEN="a"))(project.content)
    names = ("en/release-notes/feed.xml", "en/release-notes/index.html", "en/sitemap.xml")
    page = "en/faq/b/index.html"
    first = build(project.configure())
    before = {name: first.read(name) for name in (*names, page)}
    assert datetime.now(UTC) < moment, "the build took longer than the news"
    time.sleep((moment - datetime.now(UTC)).total_seconds() + 1)
    # Another text is edited, so that there is something to build.
    edits.Write("en/faq/a.md", article("Other.", title="A", slugEN="a"))(project.content)
    second = project.check()
    changed = [name for name in names if before[name] != second.read(name)]
    assert names[0] in changed
    if field == "createdAt":
        assert changed == [*names]
    if field == "withdrawnAt":
        found = ["hc-note--warning" in text for text in (before[page], second.read(page))]
        assert found == [False, True]


def test_one_edited_text_makes_one_page(project: Project) -> None:
    """All else is known to be the same without being made."""
    edits.Write("en/faq/b.md", article("Other words.", title="B", slugEN="b"))(project.content)
    assert _views(project) == "['en/faq/b.md']"
    project.check()


def test_an_edited_field_may_reach_every_page(project: Project) -> None:
    edits.Write("en/faq/b.md", article("Words.", title="C", slugEN="b"))(project.content)
    assert _views(project) == "['en/faq/a.md', 'en/faq/b.md', 'es/faq/a.md']"
    project.check()


def _views(project: Project) -> str:
    """The articles whose pages a build makes."""
    project.configure()
    return _watched_build(
        project,
        "from mkdocs_help_center.pages.help_center import HelpCenter\n"
        "done, view = [], HelpCenter.article_view\n"
        "def count(self, article, rendered):\n"
        "    done.append(article.source)\n"
        "    return view(self, article, rendered)\n"
        "HelpCenter.article_view = count\n",
    )


def _watched_build(project: Project, watch: str) -> str:
    """Build by MkDocs in a process that runs ``watch`` before, and say what is in its ``done`` after."""
    script = (
        f"{watch}"
        "from mkdocs.__main__ import cli\n"
        "try:\n"
        "    cli(['-q', 'build'])\n"
        "finally:\n"
        "    print(sorted(done))\n"
    )
    command = [sys.executable, "-c", script]
    said = subprocess.run(command, cwd=project.folder, check=True, capture_output=True, text=True)
    return said.stdout.strip()


#: Templates that are compiled by our theme.
_COMPILING = """
import jinja2
done, compiled = [], jinja2.Environment.compile
def count(self, source, name=None, *rest, **more):
    if self.bytecode_cache is not None:
        done.append(name)
    return compiled(self, source, name, *rest, **more)
jinja2.Environment.compile = count
"""


def test_templates_are_compiled_once_for_all_builds(project: Project) -> None:
    shutil.rmtree(project.folder / ".cache")
    project.configure()
    assert "article.html" in _watched_build(project, _COMPILING)
    edits.Write("en/faq/b.md", article("Other words.", title="B", slugEN="b"))(project.content)
    assert _watched_build(project, _COMPILING) == "[]"
    (project.folder / "custom" / "article.html").write_text("<title>{{ view.title }}</title>new")
    assert _watched_build(project, _COMPILING) == "['article.html']"
    assert "new" in (project.folder / "site/en/faq/b/index.html").read_text()


@pytest.mark.parametrize(
    "damage",
    [
        -40,
        *(
            pytest.param(data, marks=pytest.mark.slow)
            for data in (b"", b"nonsense", bc_magic + b"nonsense")
        ),
    ],
)
def test_damaged_templates_are_compiled_again(project: Project, damage: bytes | int) -> None:
    shutil.rmtree(project.folder / ".cache")
    _watched_build(project, _COMPILING)
    files = [path for path in (project.folder / ".cache/templates").rglob("*") if path.is_file()]
    assert files
    for path in files:
        data = path.read_bytes()
        path.write_bytes(data[:damage] if isinstance(damage, int) else damage)
    edits.Write("en/faq/b.md", article("Other words.", title="B", slugEN="b"))(project.content)
    assert "article.html" in _watched_build(project, _COMPILING)
    project.check()


def test_templates_compiled_by_other_code_go(tmp_path: Path) -> None:
    for version in ("one", "two", "two"):
        keep_compiled(tmp_path, version)
    assert [path.name for path in (tmp_path / "templates").iterdir()] == ["two"]


def test_a_build_by_mkdocs_knows_one_by_our_own_command(project: Project) -> None:
    """Each loads other modules: what one remembers the other has to be able to read."""
    shutil.rmtree(project.folder / ".cache")
    subprocess.run(_command(project), cwd=project.folder, check=True, capture_output=True)
    edits.Write("en/faq/b.md", article("Other words.", title="B", slugEN="b"))(project.content)
    done = _watched_build(
        project,
        "from mkdocs_help_center.pages.rendering import RenderedBodies\n"
        "done, render = [], RenderedBodies.render\n"
        "def count(self, article, *rest, **more):\n"
        "    done.append(article.source)\n"
        "    return render(self, article, *rest, **more)\n"
        "RenderedBodies.render = count\n",
    )
    assert done == "['en/faq/b.md']"
