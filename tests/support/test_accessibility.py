"""Every page and state of support and status against WCAG 2.2 AA and the site's own security policy (axe)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import broken_rules
from tests.browser.static_host import serve
from tests.chromium_driver import close
from tests.support.conftest import NOW, SiteAt, assemble, render

pytestmark = [pytest.mark.slow, pytest.mark.browser]

DURING = "2026-11-05T12:15:00Z"
LOCALES = pytest.mark.parametrize("locale", ["en", "es", "pt"])


@pytest.fixture(scope="module")
def quiet(site_at: SiteAt) -> Iterator[tuple[Path, str]]:
    site = site_at(NOW)[1]
    with serve(site) as (base, _):
        yield site, base


@pytest.fixture(scope="module")
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The site during a critical incident, with measurements and percentages."""
    folder = tmp_path_factory.mktemp("trouble")
    options = {"healthcheck_url": "/health.json", "status_uptime": True}
    site = render(assemble(folder, DURING, options=options), folder / "site")
    (site / "health.json").write_text(
        '{"modules": {"checkout": {"status": "healthy", "updatedAt": "2026-11-05T12:14:00Z"},'
        ' "payments": {"status": "unavailable", "updatedAt": "2026-11-05T12:14:00Z"},'
        ' "search": {"status": "unstable", "updatedAt": "2026-11-05T12:14:00Z"}}}'
    )
    with serve(site) as (base, _):
        yield site, base


PAGES = (
    "support",
    *(f"support/{region}" for region in ("apac", "brazil", "usa", "emea", "latam", "brasil", "plans")),
    "support/contact", "support/contact/brazil", "support/contact/emea", "support/contact/thanks",
    "support/contact/thanks/usa", "support/survey", "support/survey/thanks", "support/feedback/thanks",
    "status", "status/history", "resources", "services",
)  # fmt: skip


def all_pages(site: Path, locale: str) -> list[str]:
    """Every kind of page of support, status and links: each region's, an incident's, a maintenance's."""
    incidents = sorted(
        path.relative_to(site / locale).as_posix()
        for path in (site / locale / "status").glob("2026-*")
        if "11-05" in path.name or "12-02" in path.name
    )
    assert len(incidents) == 2
    found = [f"/{locale}/{name}/" for name in (*PAGES, *incidents)]
    assert [url for url in found if not (site / url.strip("/") / "index.html").is_file()] == []
    return found


class Reader:
    """A browser that remembers what was said against the pages that it shows."""

    def __init__(self, chromium: Any, base: str, **context: Any) -> None:
        self.base = base
        self.page = chromium.new_context(**context).new_page()
        self.page.set_default_timeout(60_000)
        self.found: list[str] = []
        self.page.on("pageerror", lambda error: self.found.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        if "Failed to load resource" not in message.text:
            self.found.append(f"{self.page.url}: {message.text}")

    def open(self, url: str) -> None:
        self.page.goto(self.base + url)
        self.page.wait_for_timeout(200)

    def judge(self, state: str = "") -> None:
        """The page as it is, light and dark, from its top: below a header that stays nothing is a target."""
        self.page.evaluate("scrollTo(0, 0)")
        where = " ".join(filter(None, (self.page.url.removeprefix(self.base), state)))
        self.found += [f"{where} {one}" for one in broken_rules(self.page)]


@LOCALES
def test_every_page_is_accessible_in_every_language(
    chromium: Any, quiet: tuple[Path, str], locale: str
) -> None:
    site, base = quiet
    reader = Reader(chromium, base, timezone_id="America/Bogota")
    reader.page.clock.set_fixed_time(NOW)
    for url in all_pages(site, locale):
        reader.open(url)
        reader.judge()
    close(reader.page.context)
    assert reader.found == []


@LOCALES
def test_a_status_page_in_trouble_is_accessible(
    chromium: Any, trouble: tuple[Path, str], locale: str
) -> None:
    reader = Reader(chromium, trouble[1], timezone_id="America/Bogota")
    reader.page.clock.set_fixed_time(DURING)
    for url in (
        f"/{locale}/status/",
        f"/{locale}/support/contact/",
        f"/{locale}/support/contact/emea/",
    ):
        reader.open(url)
        reader.judge("during an incident")
    reader.open(f"/{locale}/status/")
    reader.page.wait_for_selector("[data-health=unavailable]")
    reader.page.focus("[data-module=payments] [data-days] [tabindex='0']")
    reader.judge("a day focused")
    close(reader.page.context)
    assert reader.found == []


def _nothing(page: Any) -> None:
    pass


def _type(name: str) -> Callable[[Any], None]:
    def choose(page: Any) -> None:
        page.check(f"[name=type][value={name}]")

    return choose


def _errors(page: Any) -> None:
    page.check("[name=type][value=incident]")
    page.click("form[name=support-request] [type=submit]")
    page.wait_for_selector("[data-error]:visible")


def _failed(page: Any) -> None:
    page.route("**/thanks/**", lambda route: route.fulfill(status=500))
    page.select_option("[name=region]", "brazil")
    page.check("[name=type][value=financial]")
    for name in ("subject", "name", "account", "financial-invoice"):
        page.fill(f"form [name='{name}']", "Something to say here")
    page.fill("form [name=description]", "A text that is long enough to be sent to the team.")
    page.fill("form [name=email]", "a@example.com")
    page.click("form[name=support-request] [type=submit]")
    page.wait_for_selector("[data-form-alert]:visible")


def _restored(page: Any) -> None:
    page.fill("form [name=subject]", "Something to say here")
    page.reload()
    page.wait_for_selector("[data-form-alert]:visible")


def _files(page: Any) -> None:
    page.click(".hc-form__more summary")
    page.wait_for_selector("[name=attachment-3]:visible")


STEPS = {
    "guess": _nothing,
    **{name: _type(name) for name in ("incident", "question", "task", "financial")},
    "errors": _errors,
    "failed": _failed,
    "restored": _restored,
    "files": _files,
}


@LOCALES
def test_each_step_of_writing_to_support_is_accessible(
    chromium: Any, quiet: tuple[Path, str], locale: str
) -> None:
    for state, step in STEPS.items():
        reader = Reader(chromium, quiet[1], timezone_id="America/Bogota")
        reader.open(f"/{locale}/support/contact/")
        step(reader.page)
        reader.judge(state)
        close(reader.page.context)
        assert reader.found == []


def test_judging_an_article_and_a_ticket_is_accessible(
    chromium: Any, quiet: tuple[Path, str]
) -> None:
    reader = Reader(chromium, quiet[1])
    reader.open("/pt/faq/suporte-vtex-brasil/")
    reader.page.check("[name=helpful][value=no]")
    reader.judge("reasons")
    reader.page.click("form[name=article-feedback] [type=submit]")
    reader.page.wait_for_selector(".hc-feedback [role=status]")
    reader.judge("thanked")
    reader.open("/es/support/survey/?ticket=1")
    reader.page.click("form[name=satisfaction-survey] [type=submit]")
    reader.page.wait_for_selector("[data-error]:visible")
    reader.judge("errors")
    close(reader.page.context)
    assert reader.found == []


@LOCALES
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen(
    chromium: Any, quiet: tuple[Path, str], trouble: tuple[Path, str], locale: str, width: int
) -> None:
    """WCAG 1.4.10: at 320 px nobody scrolls sideways to read."""
    site = quiet[0]
    wide: list[str] = []
    for base, urls in ((quiet[1], all_pages(site, locale)), (trouble[1], [f"/{locale}/status/"])):
        page = chromium.new_context(viewport={"width": width, "height": 800}).new_page()
        for url in urls:
            page.goto(base + url)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(url)
        close(page.context)
    assert wide == []
