"""Pages that stay open: the board, the lines above every page, measurements, days by keyboard."""

import json
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.chromium_driver import close, wait_until
from tests.support.conftest import NOW, SiteAt, assemble, render
from tests.support.receiver import Host, receiving

pytestmark = [pytest.mark.slow, pytest.mark.browser]

BEFORE, DURING, AFTER = (f"2026-11-05T{clock}:00Z" for clock in ("11:30", "12:15", "13:05"))
HEALTH = {"healthcheck_url": "/health.json", "healthcheck_timeout": 1, "healthcheck_max_age": 15}


@pytest.fixture(scope="module")
def built(site_at: SiteAt) -> dict[str, Path]:
    """The site as built before, during and after an incident, and before a maintenance."""
    return {clock: site_at(clock)[1] for clock in (BEFORE, DURING, AFTER, NOW)}


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "live").mkdir()
    with receiving(tmp_path / "live") as found:
        yield found


def publish(site: Path, host: Host) -> None:
    """Put a build in place of the one before, as a deploy does.

    In another second: to the host, which tells times in seconds, files of the same one are the same.
    """
    if any(host.folder.iterdir()):
        time.sleep(1.1)
    shutil.copytree(site, host.folder, dirs_exist_ok=True, copy_function=shutil.copyfile)


def open_page(chromium: Any, url: str, now: str, **context: Any) -> Any:
    page = chromium.new_context(**{"timezone_id": "UTC", **context}).new_page()
    page.set_default_timeout(60_000)
    page.clock.install(time=datetime.fromisoformat(now))
    page.goto(url)
    return page


def wait(page: Any, minutes: float) -> None:
    page.clock.fast_forward(round(minutes * 60_000))
    # What was asked in these minutes is answered in real time.
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


def test_an_open_status_page_follows_an_incident_from_start_to_end(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[BEFORE], host)
    page = open_page(chromium, f"{host.base}/es/status/", BEFORE)
    sentence, row = page.locator("[data-status-sentence]"), page.locator("[data-module=payments]")
    wait_until(page, "!document.querySelector('[data-as-of]').innerText.includes('UTC')")
    assert "Todos los sistemas funcionan" in sentence.inner_text()
    wait(page, 45)
    publish(built[DURING], host)
    wait(page, 1.1)
    page.wait_for_selector("[aria-labelledby=hc-open] .hc-incident")
    assert sentence.inner_text().strip().startswith("Incidente crítico: Fallan los pagos")
    assert "hc-state--danger" in sentence.get_attribute("class")
    assert row.get_attribute("data-state") == "major_outage"
    # State is never colour alone, on what came later neither.
    expect(row.locator("[data-module-state] svg")).to_have_count(1)
    expect(page.locator("[aria-labelledby=hc-open] .hc-update")).to_have_count(2)
    assert not page.is_visible("[data-status-changed]")
    # The line above every page tells of it, too, on this page as on any other.
    wait(page, 2.1)
    page.wait_for_selector(".hc-bar[data-live]")
    wait(page, 45)
    publish(built[AFTER], host)
    wait(page, 1.1)
    wait_until(page, "!document.querySelector('[aria-labelledby=hc-open]')")
    assert "Todos los sistemas funcionan" in sentence.inner_text()
    assert "Fallan los pagos" in page.inner_text("section[aria-labelledby=hc-past]")
    wait(page, 2.1)
    wait_until(page, "!document.querySelector('.hc-bar[data-live]')")
    close(page.context)


def test_the_reader_keeps_their_place_when_the_board_changes(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[BEFORE], host)
    page = open_page(chromium, f"{host.base}/pt/status/", BEFORE)
    page.wait_for_load_state("networkidle")
    page.focus("[data-module=search] .hc-feed >> nth=0")
    before = page.evaluate("document.activeElement.href")
    publish(built[DURING], host)
    wait(page, 1.1)
    page.wait_for_selector("[aria-labelledby=hc-open] .hc-incident")
    assert page.evaluate("document.activeElement.href") == before
    # The new bars work by keyboard as the old ones did.
    page.focus("[data-module=payments] [data-days] [tabindex='0']")
    assert "Interrupção grave" in page.inner_text("[data-module=payments] [data-day-text]")
    close(page.context)


def test_a_page_that_cannot_be_had_again_says_that_there_is_news(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[BEFORE], host)
    page = open_page(chromium, f"{host.base}/en/status/", BEFORE)
    page.wait_for_load_state("networkidle")
    publish(built[DURING], host)
    # A host or a proxy gives the old page for a while.
    shutil.copy(built[BEFORE] / "en/status/index.html", host.folder / "en/status/index.html")
    wait(page, 1.1)
    page.wait_for_selector("[data-status-changed]:visible")
    assert "A major outage is going on" in page.inner_text("[data-status-sentence]")
    assert page.get_attribute("[data-module=payments]", "data-state") == "major_outage"
    publish(built[DURING], host)
    wait(page, 1.1)
    page.wait_for_selector("[aria-labelledby=hc-open] .hc-incident")
    assert not page.is_visible("[data-status-changed]")
    close(page.context)


def test_a_page_that_cannot_be_refreshed_says_so(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[BEFORE], host)
    page = open_page(chromium, f"{host.base}/en/status/", BEFORE)
    wait_until(page, "document.querySelector('[data-as-of]').innerText.startsWith('Refreshed')")
    (host.folder / "en/status/status.json").unlink()
    wait(page, 1.1)
    wait_until(page, "document.querySelector('[data-as-of]').innerText.includes('out of date')")
    close(page.context)


def test_without_scripts_the_page_says_as_of_when_it_speaks(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[DURING], host)
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{host.base}/es/status/")
    assert "5 nov 2026, 12:15 UTC" in page.inner_text("[data-as-of]")
    expect(page.locator("[aria-labelledby=hc-open] .hc-incident")).to_have_count(1)
    # A day with an incident is a link that says what it was; other days are no stops of the Tab key.
    day = page.locator("[data-module=payments] .hc-day a").last
    assert "Interrupción grave" in day.inner_text()
    close(page.context)


def test_a_maintenance_begins_and_ends_by_the_clock(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[NOW], host)
    page = open_page(chromium, f"{host.base}/en/status/", "2026-12-02T03:59:00Z")
    state = page.locator("[data-module=orders] [data-module-state]")
    wait_until(page, "document.querySelector('[data-as-of]').innerText.startsWith('Refreshed')")
    assert "Operational" in state.inner_text()
    wait(page, 2.1)
    wait_until(
        page, "document.querySelector('[data-module=orders]').dataset.state === 'under_maintenance'"
    )
    assert "Maintenance in progress: Maintenance of the order database" in page.inner_text(
        "[data-status-sentence]"
    )
    wait(page, 121)
    wait_until(
        page, "document.querySelector('[data-module=orders]').dataset.state === 'operational'"
    )
    assert "All systems operational" in page.inner_text("[data-status-sentence]")
    close(page.context)


def test_days_are_walked_by_keyboard_and_told_in_words(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[NOW], host)
    page = open_page(chromium, f"{host.base}/pt/status/", NOW)
    days = "[data-module=payments] [data-days]"
    told = page.locator("[data-module=payments] [data-day-text]")
    expect(page.locator(f"{days} > .hc-day")).to_have_count(90)
    expect(page.locator(f"{days} [tabindex='0']")).to_have_count(1)
    summary = told.inner_text()
    page.focus(f"{days} [tabindex='0']")
    assert told.inner_text() == "23 de nov.: sem incidentes"
    for _ in range(18):
        page.keyboard.press("ArrowLeft")
    assert told.inner_text().startswith("5 de nov.: ")
    assert "Interrupção grave por 1 hora, 8 minutos" in told.inner_text()
    assert page.evaluate("document.activeElement.localName") == "a"
    page.keyboard.press("Home")
    assert told.inner_text().startswith("26 de ago.")
    page.keyboard.press("ArrowLeft")
    assert told.inner_text().startswith("26 de ago.")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    assert told.inner_text() == summary
    # The way in again is where the reader left.
    page.keyboard.press("Shift+Tab")
    for _ in range(18):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pt/status/2026-11-05-pagamentos-com-cartao-falham/")
    close(page.context)


def test_times_are_also_in_the_readers_own_zone(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[NOW], host)
    page = open_page(chromium, f"{host.base}/es/status/", NOW, timezone_id="America/Bogota")
    facts = page.inner_text(".hc-incident:has-text('Fallan los pagos') .hc-incident__facts")
    assert "11:48 UTC" in facts
    assert "6:48" in facts
    assert "America/Bogota" in facts
    close(page.context)


def health(at: datetime, **states: str) -> str:
    return json.dumps(
        {"modules": {name: {"status": state, "updatedAt": at.isoformat()} for name, state in states.items()}}
    )  # fmt: skip


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("health")
    return render(assemble(folder, options=HEALTH), folder / "site")


def test_each_module_shows_its_measurement_and_when_it_was_made(
    chromium: Any, measured: Path, host: Host
) -> None:
    publish(measured, host)
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    file = host.folder / "health.json"
    file.write_text(
        health(now - timedelta(minutes=3), checkout="healthy", search="unstable", cms="odd")
    )
    page = open_page(chromium, f"{host.base}/pt/status/", NOW)
    badge = "[data-module={}] [data-health]"
    page.wait_for_selector(badge.format("checkout") + "[data-health=healthy]")
    assert page.inner_text(badge.format("checkout")) == "Saudável"
    assert "11:57:00" in page.inner_text("[data-module=checkout] [data-health-at]")
    assert page.get_attribute(badge.format("search"), "data-health") == "unstable"
    # A state that nobody knows, and a module that nobody measures.
    for name in ("cms", "orders"):
        assert page.inner_text(badge.format(name)) == "Desconhecido"
    # The endpoint goes on answering with the same measurement: past its age it says nothing.
    wait(page, 11)
    assert page.get_attribute(badge.format("checkout"), "data-health") == "healthy"
    wait(page, 3)
    page.wait_for_selector(badge.format("checkout") + "[data-health=unknown]")
    file.write_text(health(now + timedelta(minutes=14), checkout="unavailable"))
    wait(page, 1.1)
    page.wait_for_selector(badge.format("checkout") + "[data-health=unavailable]")
    close(page.context)


@pytest.mark.parametrize("answer", ["hangs", "fails", "nonsense", "list", "null"])
def test_an_endpoint_that_does_not_answer_well_leaves_everything_unknown(
    chromium: Any, measured: Path, host: Host, answer: str
) -> None:
    publish(measured, host)
    page = chromium.new_context().new_page()
    page.set_default_timeout(60_000)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    asked: list[str] = []

    def respond(route: Any) -> None:
        asked.append(route.request.url)
        if answer == "fails":
            route.fulfill(status=503, body="{}")
        elif answer == "nonsense":
            route.fulfill(status=200, body="<html>")
        elif answer == "list":
            route.fulfill(status=200, body='[null, 3, {"id": "checkout"}, {"id": "__proto__"}]')
        elif answer == "null":
            route.fulfill(status=200, body='{"modules": {"checkout": null}}')

    page.route("**/health.json", respond)
    page.goto(f"{host.base}/en/status/")
    page.wait_for_selector("[data-module=checkout] [data-health=unknown]")
    assert asked
    states = page.eval_on_selector_all("[data-health]", "all => all.map(one => one.dataset.health)")
    assert set(states) == {"unknown"}
    assert said == []
    close(page.context)


def test_without_an_endpoint_there_is_no_script_and_no_question(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[NOW], host)
    page = chromium.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host.base}/en/status/")
    page.wait_for_load_state("networkidle")
    assert not [
        url for url in asked if "health" in url and "help-center" not in url.rsplit("/", 1)[1]
    ]
    assert not [url for url in asked if "healthcheck" in url]
    expect(page.locator("[data-health]")).to_have_count(0)
    close(page.context)


BANNERS = """\
banners:
  - id: soon
    from: 2026-11-23T12:05:00Z
    until: 2026-11-23T12:10:00Z
    text: {en: Soon, es: Pronto, pt: Logo}
  - id: pt-only
    text: {pt: Só em português}
  - id: brazil
    text: {en: Brazil, es: Brasil, pt: Brasil}
    regions: [brazil]
  - {id: fixed, text: Always, dismissible: false}
  - {id: over, text: Over, until: 2026-11-23T11:00:00Z}
"""


def test_banners_begin_and_end_by_the_clock_for_their_language_and_region(
    chromium: Any, host: Host, tmp_path: Path
) -> None:
    render(assemble(tmp_path, data={"banners.yml": BANNERS}), host.folder)
    url = f"{host.base}/{{}}/support/"
    page = open_page(chromium, url.format("es"), NOW)

    def shown() -> list[str]:
        return [text.strip() for text in page.locator(".hc-bar__text:visible").all_inner_texts()]

    assert shown() == ["Always"]
    assert "Over" not in page.content()
    wait(page, 5.1)
    assert shown() == ["Pronto", "Always"]
    wait(page, 5)
    assert shown() == ["Always"]
    page.evaluate("localStorage.setItem('hc-region', 'brazil')")
    page.goto(url.format("pt"))
    assert shown() == ["Só em português", "Brasil", "Always"]
    page.click("[data-bar=brazil] [data-dismiss]")
    expect(page.locator("[data-bar=fixed] [data-dismiss]")).to_have_count(0)
    page.reload()
    assert shown() == ["Só em português", "Always"]
    close(page.context)


def test_a_line_that_was_closed_comes_back_when_there_is_more_to_say(
    chromium: Any, built: dict[str, Path], host: Host
) -> None:
    publish(built[DURING], host)
    page = open_page(chromium, f"{host.base}/en/support/", DURING)
    page.click(".hc-bar[data-live] [data-dismiss]")
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not page.is_visible(".hc-bar[data-live]")
    key = page.get_attribute(".hc-bar[data-live]", "data-bar")
    # The next update has a key of its own.
    (host.folder / "en/status/now.json").write_text(
        json.dumps({"state": "major_outage", "text": "x", "bars": [
            {"key": f"{key}x", "tone": "danger", "text": "News", "url": "/en/status/"}]}))  # fmt: skip
    wait(page, 2.1)
    page.wait_for_selector(".hc-bar[data-live]:visible")
    assert "News" in page.inner_text(".hc-bar[data-live]:visible")
    close(page.context)
