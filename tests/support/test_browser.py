"""What readers see of regions: open or closed as Python says, in their own time, and their own region."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from mkdocs_help_center.support.hours import after_business_time
from mkdocs_help_center.support.load import load_support
from playwright.sync_api import expect

from tests.chromium_driver import close, wait_until
from tests.conftest import ROOT
from tests.support.conftest import SiteAt, assemble, render
from tests.support.instants import INSTANTS
from tests.support.receiver import Host, receiving

pytestmark = [pytest.mark.slow, pytest.mark.browser]

REGIONS = ("apac", "brazil", "usa", "emea", "latam")


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with receiving(site) as found:
        yield found


@pytest.fixture(scope="module")
def months(site_at: SiteAt) -> dict[str, Path]:
    """A build for each month of the table, as a site that is built at least that often."""
    found = sorted({now[:7] for _, now, _, _ in INSTANTS})
    return {month: site_at(f"{month}-01T00:00:00Z")[1] for month in found}


def open_page(chromium: Any, url: str, now: str, zone: str = "America/Sao_Paulo") -> Any:
    page = chromium.new_context(timezone_id=zone).new_page()
    page.set_default_timeout(60_000)
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.goto(url)
    return page


@pytest.mark.parametrize("zone", ["America/Sao_Paulo", "Asia/Tokyo", "America/New_York"])
def test_open_now_is_the_same_in_the_browser_as_in_python(
    chromium: Any, months: dict[str, Path], zone: str
) -> None:
    assert {region for region, *_ in INSTANTS} == set(REGIONS)
    for month, site in months.items():
        with receiving(site) as host:
            for region, now, is_open, change in INSTANTS:
                if not now.startswith(month):
                    continue
                page = open_page(chromium, f"{host.base}/pt/support/{region}/", now, zone)
                line = page.locator("[data-hours-now]")
                line.wait_for(state="visible")
                assert line.get_attribute("data-open") == str(is_open).lower(), (region, now)
                shown = datetime.fromisoformat(line.get_attribute("data-change"))
                assert shown == datetime.fromisoformat(change), (region, now)
                close(page.context)


@pytest.mark.parametrize(
    ("locale", "region", "now", "zone", "badge", "yours"),
    [
        # 9 to 18 in Bogotá, GMT-5, read at 6:00 there.
        ("es", "latam", "2026-11-23T11:00:00+00:00", "Europe/Madrid", "Cerrado ahora, abre dentro de 3 horas",
         ["lun 23, 15:00", "mar 24, 0:00"]),
        ("pt", "brazil", "2026-11-23T12:30:00+00:00", "America/Manaus", "Aberto agora, fecha em 9 horas",
         ["08:00", "17:00", "America/Manaus"]),
        ("en", "usa", "2026-11-23T12:15:00+00:00", "Asia/Tokyo", "Closed now, opens in 45 minutes",
         ["10:00 PM", "9:00 AM", "Asia/Tokyo", "Open around the clock for urgent tickets"]),
        # Madrid has changed its clocks, New York has not: five hours apart, six at other times.
        ("en", "emea", "2026-10-28T10:00:00+00:00", "America/New_York", "Open now, closes in 7 hours",
         ["4:00 AM", "1:00 PM"]),
    ],
)  # fmt: skip
def test_hours_are_told_in_words_and_in_the_readers_own_time(
    chromium: Any, months: dict[str, Path], locale: str, region: str, now: str, zone: str,
    badge: str, yours: list[str],
) -> None:  # fmt: skip
    site = months[now[:7]]
    with receiving(site) as host:
        page = open_page(chromium, f"{host.base}/{locale}/support/{region}/", now, zone)
        page.locator("[data-hours-now]").wait_for(state="visible")
        assert page.inner_text("[data-hours-badge]").strip() == badge
        text = page.inner_text("[data-hours-yours]").replace("\u202f", " ")
        assert [one for one in yours if one not in text] == [], text
        close(page.context)


def test_without_scripts_the_page_states_the_regions_own_hours(chromium: Any, host: Host) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{host.base}/es/support/brazil/")
    assert not page.is_visible("[data-hours-now]")
    assert "De lunes a viernes: 9:00 – 18:00" in page.inner_text("main")
    assert "hora de Brasilia (GMT-3)" in page.inner_text("main")
    close(page.context)


def test_a_page_that_is_older_than_its_hours_claims_nothing(chromium: Any, host: Host) -> None:
    page = open_page(chromium, f"{host.base}/en/support/brazil/", "2027-06-01T15:00:00+00:00")
    page.wait_for_load_state("networkidle")
    assert not page.is_visible("[data-hours-now]")
    close(page.context)


def test_a_team_that_never_closes_is_not_said_to_close(chromium: Any, tmp_path: Path) -> None:
    regions = (ROOT / "content/_data/regions.yml").read_text("utf-8")
    always = regions.replace(
        "hours: {monday-friday: 08:00-19:00}", "hours: {monday-sunday: 00:00-24:00}"
    ).replace("country: US", "dates: []\n      country: ''", 1)
    # No holidays either: the block of dates that follows would close it.
    start, end = always.index("dates: []"), always.index("    urgent:", always.index("dates: []"))
    always = always[:start] + "dates: []\n" + always[end:]
    site = render(assemble(tmp_path, data={"regions.yml": always}), tmp_path / "site")
    with receiving(site) as host:
        page = open_page(chromium, f"{host.base}/en/support/usa/", "2026-11-28T03:00:00+00:00")
        page.locator("[data-hours-now]").wait_for(state="visible")
        assert page.inner_text("[data-hours-now]").strip() == "Open around the clock"
        close(page.context)


SENT = [
    # Friday at five, Brazil: one hour is Friday at six, eight hours Monday at five.
    ("brazil", "2026-11-27T20:00:00+00:00"),
    ("brazil", "2026-11-28T12:00:00+00:00"),
    # Across Christmas, and across the change to summer time in New York.
    ("latam", "2026-12-23T20:30:00+00:00"),
    ("usa", "2026-11-25T23:50:00+00:00"),
    ("apac", "2026-11-24T10:30:00+00:00"),
]


@pytest.mark.parametrize(("region", "now"), SENT)
def test_the_reply_is_promised_for_the_moment_that_python_works_out(
    chromium: Any, host: Host, region: str, now: str
) -> None:
    moment = datetime.fromisoformat(now)
    data = load_support(ROOT / "content", "content/", ["en", "es", "pt"], moment).guide
    found = data.region(region)
    assert found
    page = open_page(
        chromium, f"{host.base}/pt/support/contact/thanks/{region}/", now, "Asia/Tokyo"
    )
    page.wait_for_selector("[data-promise-by]:visible")
    shown = page.eval_on_selector_all(
        "[data-promise-by]",
        "all => all.map(one => [one.closest('li').dataset.promise, one.dataset.by])",
    )
    expected = []
    for row in found.sla:
        by = (
            datetime.fromtimestamp(moment.timestamp() + row.first * 60, UTC)
            if row.around_the_clock
            else after_business_time(found.schedule, moment, row.first)
        )
        assert by
        expected.append([row.priority.id, by])
    assert [[name, datetime.fromisoformat(by)] for name, by in shown] == expected
    close(page.context)


def test_a_guess_preselects_and_is_called_a_guess(chromium: Any, host: Host) -> None:
    now = "2026-11-23T12:00:00+00:00"
    page = open_page(chromium, f"{host.base}/es/support/", now, "America/Bogota")
    label = page.locator("[data-region=latam] [data-region-guess]")
    label.wait_for(state="visible")
    assert label.inner_text() == "Lo suponemos por tu zona horaria"
    expect(page.locator("[data-region-guess]:visible")).to_have_count(1)
    page.goto(f"{host.base}/es/support/contact/")
    wait_until(page, "document.querySelector('[name=region]').value === 'latam'")
    assert "Lo suponemos" in page.inner_text("[data-region-choice]")
    # What the page, the address or the reader says stands before a guess.
    page.goto(f"{host.base}/es/support/contact/?region=asia-pacific")
    wait_until(page, "document.querySelector('[name=region]').value === 'apac'")
    assert "Lo suponemos" not in page.inner_text("[data-region-choice]")
    close(page.context)


def test_a_guess_that_has_a_ticket_system_of_its_own_is_marked_there(
    chromium: Any, host: Host
) -> None:
    now = "2026-11-23T12:00:00+00:00"
    page = open_page(chromium, f"{host.base}/es/support/contact/", now, "Europe/Madrid")
    page.wait_for_selector("[data-external=emea] .hc-regions__guess")
    assert page.input_value("[name=region]") == ""
    close(page.context)


def test_the_chosen_region_goes_with_the_reader(chromium: Any, host: Host) -> None:
    """From the comparison to the form, to the end of an article, and through a rename."""
    now = "2026-11-23T12:00:00+00:00"
    page = open_page(chromium, f"{host.base}/pt/support/", now, "America/Bogota")
    page.click("[data-region=brazil] h2 a")
    page.wait_for_url("**/support/brazil/")
    page.goto(f"{host.base}/pt/support/contact/")
    wait_until(page, "document.querySelector('[name=region]').value === 'brazil'")
    assert not page.is_visible("[data-region-choice] [data-region-guess]")
    page.evaluate("localStorage.setItem('hc-region', 'brasil')")  # as it was called once
    page.goto(f"{host.base}/pt/faq/suporte-vtex-brasil/")
    page.locator("[data-help]").scroll_into_view_if_needed()
    wait_until(page, "document.querySelector('[data-help-region]').innerText.includes('Brasil')")
    assert page.inner_text("[data-help-region]").strip() == "Brasil: aberto agora, fecha em 9 horas"
    assert page.get_attribute("[data-help-contact]", "href") == "/pt/support/contact/brazil/"
    assert page.context.cookies() == []
    close(page.context)


def test_the_end_of_an_article_says_that_its_region_is_a_guess(chromium: Any, host: Host) -> None:
    now = "2026-11-23T12:00:00+00:00"
    page = open_page(chromium, f"{host.base}/pt/faq/suporte-vtex-brasil/", now, "Asia/Singapore")
    page.locator("[data-help]").scroll_into_view_if_needed()
    wait_until(page, "document.querySelector('[data-help-region]').innerText.includes('APAC')")
    assert "palpite pelo seu fuso horário" in page.inner_text("[data-help-region]")
    # A guess leads to no form of a region: the reader says which it is.
    assert page.get_attribute("[data-help-contact]", "href") == "/pt/support/contact/"
    close(page.context)


def test_the_file_of_hours_names_every_region_and_holds_what_the_page_shows(site: Path) -> None:
    data = json.loads((site / "pt/support/regions.json").read_text("utf-8"))
    assert [one["id"] for one in data["regions"]] == list(REGIONS)
    assert all(len(one["hours"]) % 2 == 0 for one in data["regions"])
