"""In Chromium: a save is seen without reloading by hand; what is broken is seen until it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs_help_center.preview.session import Address, Session, preview_session
from playwright.sync_api import expect

from ..chromium_driver import close, wait_until
from ..content.sites import article, write
from .previews import FILES, project

LONG = "\n\n".join(f"Paragraph {number}." for number in range(200))

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with preview_session(
        project(tmp_path, FILES), Address("127.0.0.1", 0), remember=False
    ) as session:
        yield session


@pytest.fixture
def page(chromium: Any, session: Session) -> Iterator[Any]:
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(60_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    close(context)
    assert errors == []


def edit(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path / "content", {name: text})


def test_a_save_is_seen_where_the_reader_was(page: Any, session: Session, tmp_path: Path) -> None:
    edit(tmp_path, "en/faq/a.md", article(LONG + "\n\n[End](/en/faq/b)", title="A"))
    page.goto(f"{session.url}en/faq/a/")
    page.get_by_role("link", name="End").wait_for()
    page.wait_for_load_state()
    page.get_by_role("link", name="End").focus()
    page.evaluate("scrollTo({top: 3000, behavior: 'instant'})")
    edit(
        tmp_path,
        "en/faq/a.md",
        article("New words.\n\n" + LONG + "\n\n[End](/en/faq/b)", title="A"),
    )
    page.get_by_text("New words.").wait_for()
    wait_until(page, "scrollY === 3000")
    assert page.evaluate("document.activeElement.tagName") in ("A", "P", "BODY")


def test_who_goes_on_before_all_is_loaded_stays_there(
    page: Any, session: Session, tmp_path: Path
) -> None:
    edit(tmp_path, "en/faq/a.md", article(LONG, title="A"))
    page.goto(f"{session.url}en/faq/a/")
    page.get_by_text("Paragraph 199.").wait_for()
    page.wait_for_load_state()
    page.evaluate("scrollTo({top: 3000, behavior: 'instant'})")
    held: list[Any] = []
    page.route("**/help-center.*.js", lambda route: held.append(route))
    edit(tmp_path, "en/faq/a.md", article("New words.\n\n" + LONG, title="A"))
    page.get_by_text("New words.").wait_for()
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 500)
    wait_until(page, f"scrollY !== {before}")
    assert held
    for route in held:
        route.continue_()
    page.wait_for_load_state()
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") not in (0, 3000)


def test_focus_in_the_frame_of_a_page_stays(page: Any, session: Session, tmp_path: Path) -> None:
    page.goto(f"{session.url}en/faq/a/")
    page.evaluate("document.querySelectorAll('header a')[1].focus()")
    before = page.evaluate("document.activeElement.textContent")
    edit(tmp_path, "en/faq/a.md", article("New words.", title="A"))
    page.get_by_text("New words.").wait_for()
    wait_until(page, f"document.activeElement.textContent === {before!r}")


def test_the_saves_of_another_page_leave_this_one_alone(
    page: Any, session: Session, tmp_path: Path
) -> None:
    page.goto(f"{session.url}en/faq/a/")
    page.evaluate("window.kept = true")
    with page.expect_response(lambda answer: answer.request.method == "HEAD"):
        edit(tmp_path, "es/faq/a.md", article("Otra cosa.", title="A", slugEN="a"))
    page.wait_for_timeout(300)
    assert page.evaluate("window.kept") is True


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", "The site cannot be shown"),
        ("es", "El sitio no se puede mostrar"),
        ("pt", "Não é possível mostrar o site"),
    ],
)
def test_a_broken_configuration_is_seen_until_it_is_mended(
    page: Any, session: Session, tmp_path: Path, locale: str, words: str
) -> None:
    path = tmp_path / "mkdocs.yml"
    good = path.read_text()
    url = "b" if locale == "pt" else "a"
    page.goto(f"{session.url}{locale}/faq/{url}/")
    title = page.title()
    path.write_text(good + "plugins: [\n")
    page.get_by_role("heading", level=1, name=words).wait_for()
    assert page.get_attribute("html", "lang") == locale
    expect(page.locator("mark"), "the faulty line among those around it").to_have_count(1)
    path.write_text(good)
    wait_until(page, f"document.title === {title!r}")


def test_a_problem_of_the_saved_file_comes_and_goes(
    page: Any, session: Session, tmp_path: Path
) -> None:
    page.goto(f"{session.url}en/faq/a/")
    expect(page.locator(".hc-live")).to_have_count(0)
    edit(tmp_path, "en/faq/a.md", article("Alpha.", title="A", createdAt="yesterday"))
    page.get_by_text("1 problem in this file").wait_for()
    page.get_by_role("button", name="Close").click()
    expect(page.locator(".hc-live")).to_be_hidden()
    edit(tmp_path, "en/faq/a.md", article("Alpha, mended.", title="A"))
    page.get_by_text("Alpha, mended.").wait_for()
    expect(page.locator(".hc-live")).to_have_count(0)


def test_a_renamed_article_is_followed_to_its_new_url(
    page: Any, session: Session, tmp_path: Path
) -> None:
    page.goto(f"{session.url}en/faq/b/")
    edit(
        tmp_path, "en/faq/b.md", article("Beta.", title="B", id="id-b", slug="new", legacySlug="b")
    )
    page.wait_for_url("**/en/faq/new/")


def test_a_page_finds_a_preview_that_was_started_again(
    chromium: Any, page: Any, session: Session, tmp_path: Path
) -> None:
    port = session.server.server_port
    page.goto(f"{session.url}en/faq/a/")
    session.live.close()
    session.server.shutdown()
    session.server.server_close()
    edit(tmp_path, "en/faq/a.md", article("After the pause.", title="A"))
    with preview_session(tmp_path / "mkdocs.yml", Address("127.0.0.1", port), remember=False):
        page.get_by_text("After the pause.").wait_for()


def test_the_parts_of_the_preview_are_accessible(
    page: Any, session: Session, tmp_path: Path
) -> None:
    axe = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.is_file():
        pytest.skip("axe-core is not installed: npm ci")
    edit(tmp_path, "en/faq/a.md", article("Alpha.", title="A", createdAt="yesterday"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{session.url}en/faq/a/")
        page.get_by_text("1 problem in this file").wait_for()
        assert violations(page, axe, ".hc-live") == []
    (tmp_path / "mkdocs.yml").write_text("plugins: [\n")
    page.locator("body.hc-broken").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert violations(page, axe, "html") == []


def violations(page: Any, axe: Path, inside: str) -> list[str]:
    page.add_script_tag(path=str(axe))
    found = page.evaluate("inside => axe.run(inside)", inside)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]
