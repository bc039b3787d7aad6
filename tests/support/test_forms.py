"""Forms as Netlify's deploy bot reads them in the built HTML.

Rules: https://docs.netlify.com/forms/setup/ and https://docs.netlify.com/forms/spam-filters/.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from mkdocs_help_center.pages.assemble import Assembly

FORMS = {"support-request", "satisfaction-survey", "article-feedback"}


def read(text: str) -> Any:
    return html.fromstring(text)


def forms(site: Path) -> Iterator[tuple[Path, Any]]:
    for path in sorted(site.rglob("*.html")):
        for form in read(path.read_text(encoding="utf-8")).forms:
            if form.get("role") != "search":
                yield path, form


def names(form: Any) -> set[str]:
    return {field.get("name") for field in form.xpath(".//input|.//select|.//textarea")} - {None}


def test_every_form_is_one_that_the_bot_takes(site: Path) -> None:
    seen = set()
    for path, form in forms(site):
        name = form.get("name")
        seen.add(name)
        assert form.get("data-netlify") == "true", path
        assert form.get("method") == "POST", path
        assert form.xpath("string(.//input[@name='form-name']/@value)") == name, path
        trap = form.get("netlify-honeypot")
        assert trap in names(form), path
        if form.xpath(".//input[@type='file']"):
            assert form.get("enctype") == "multipart/form-data", path
        assert not form.xpath(".//input[@type='file' and @multiple]"), "one file a field"
    assert seen == FORMS


def test_forms_of_one_name_have_the_same_fields_on_all_pages(site: Path) -> None:
    """The bot keeps the fields of the last one that it reads; others would be lost."""
    fields: dict[str, set[frozenset[str]]] = {}
    for _, form in forms(site):
        fields.setdefault(form.get("name"), set()).add(frozenset(names(form)))
    assert {name: len(kinds) for name, kinds in fields.items()} == dict.fromkeys(FORMS, 1)


def test_a_form_leads_to_a_page_that_exists(site: Path) -> None:
    for path, form in forms(site):
        assert (site / form.get("action").strip("/") / "index.html").is_file(), path


def test_every_field_has_a_label(site: Path) -> None:
    for path, form in forms(site):
        labelled = set(form.xpath(".//label/@for"))
        for field in form.xpath(".//input[not(@type='hidden')]|.//select|.//textarea"):
            inside = field.xpath("ancestor::label")
            assert inside or field.get("id") in labelled, (path, field.get("name"))


def test_a_region_chosen_on_its_page_is_chosen_in_its_form(site: Path) -> None:
    page = read((site / "pt/support/brazil/index.html").read_text(encoding="utf-8"))
    assert "/pt/support/contact/brazil/" in page.xpath("//a/@href")
    form = read((site / "pt/support/contact/brazil/index.html").read_text(encoding="utf-8"))
    assert form.xpath("//select[@name='region']/option[@selected]/@value") == ["brazil"]


@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_no_word_of_the_interface_is_missing(site: Path, assembly: Assembly, locale: str) -> None:
    assert not assembly.center.messages.unknown
    table = assembly.center.messages.keys(locale)
    assert assembly.center.messages.keys("en") == table


@pytest.mark.parametrize("name", ["latin-america", "brasil", "united-states", "asia-pacific"])
@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_the_form_of_a_renamed_region_is_still_at_its_address(
    site: Path, locale: str, name: str
) -> None:
    folder = site / locale / "support/contact"
    form = read((folder / name / "index.html").read_text("utf-8"))
    (chosen,) = form.xpath("//select[@name='region']/option[@selected]/@value")
    assert (folder / "thanks" / name / "index.html").is_file()
    assert form.xpath("//form[@name='support-request']/@action") == [
        f"/{locale}/support/contact/thanks/{chosen}/"
    ]


def test_a_region_with_its_own_ticket_system_leads_there(site: Path) -> None:
    page = read((site / "es/support/contact/emea/index.html").read_text("utf-8"))
    assert not page.xpath("//form[@name='support-request']")
    (link,) = page.xpath("//main//a[contains(@class, 'hc-button--primary')]/@href")
    assert link == "https://support.vtex.com/hc/es/requests/new"
    form = read((site / "es/support/contact/index.html").read_text("utf-8"))
    assert "emea" not in form.xpath("//select[@name='region']/option/@value")
    assert form.xpath("//li[@data-external='emea']/a/@href") == [link]


@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_pages_speak_to_search_engines_of_hours_and_ways_to_reach_the_team(
    site: Path, locale: str
) -> None:
    """https://schema.org/ContactPoint; closed days as Google reads them."""
    for region in ("apac", "brazil", "usa", "emea", "latam"):
        page = read((site / locale / "support" / region / "index.html").read_text("utf-8"))
        (text,) = page.xpath("//script[@type='application/ld+json']/text()")
        graph = {node["@type"]: node for node in json.loads(text)["@graph"]}
        assert set(graph) == {"Organization", "BreadcrumbList"}
        (point,) = graph["Organization"]["contactPoint"]
        assert point["@type"] == "ContactPoint"
        assert point["url"].startswith("https://")
        assert point["availableLanguage"]
        assert point["areaServed"]
        week, *special = point["hoursAvailable"]
        assert week["dayOfWeek"] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
        assert week["opens"] < week["closes"]
        days = {one["validFrom"]: (one["opens"], one["closes"]) for one in special}
        assert days["2026-12-24"][1] == "12:00"
        assert days["2026-12-25"] == ("00:00", "00:00")
        assert min(days) >= "2026-11-23"


def test_the_plans_are_compared_by_region_and_say_what_all_include(site: Path) -> None:
    page = read((site / "pt/support/plans/index.html").read_text("utf-8"))
    rows = {
        row.xpath("string(th)"): row.xpath("string(td[last()])") for row in page.xpath("//tbody/tr")
    }
    assert len(rows) == 5
    assert "Chamados urgentes 24 horas" in rows["Estados Unidos"]
    assert "24 horas" not in rows["Brasil"]
    assert "Chamados sem limite de quantidade" in page.text_content()


@pytest.mark.parametrize("locale", ["en", "es", "pt"])
def test_every_way_to_reach_a_team_is_on_its_page(
    site: Path, assembly: Assembly, locale: str
) -> None:
    for region in assembly.center.support.guide.regions:
        page = read((site / locale / "support" / region.id / "index.html").read_text("utf-8"))
        shown = page.xpath("//*[@class='hc-channels']")[0].text_content()
        for channel in region.channels:
            assert channel.name[locale] in shown
            assert channel.note.get(locale, "") in shown


def test_a_former_id_of_a_region_still_leads_somewhere(site: Path) -> None:
    page = read((site / "es/support/latin-america/index.html").read_text("utf-8"))
    assert "/es/support/latam/" in page.xpath("//main//a/@href")
