"""What sections can be narrowed by is found out again only where an article of the section changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from mkdocs_help_center.content.modules import Modules
from mkdocs_help_center.content.news import News
from mkdocs_help_center.preview.site import LiveSite

from ..content.sites import article, load, write
from .previews import age, ask, project, save, start

FILES = {
    "en/faq/a.md": article("Alpha.", title="A", productTeam="Shipping"),
    "en/faq/b.md": article("Beta.", title="B", productTeam="Shipping"),
    "en/tutorials/t.md": article("Tutorial.", title="T", productTeam="Search"),
    "en/release-notes/n.md": article("News.", title="N", createdAt="2026-10-01T00:00:00Z"),
}


@pytest.fixture
def site(tmp_path: Path) -> LiveSite:
    return start(project(tmp_path, FILES))


def names(site: LiveSite, section: str) -> list[str]:
    assert site.state.assembly is not None
    return [facet.name for facet in site.state.assembly.center.news.facets("en", section)]


def test_a_team_changes_the_filters_of_its_section(site: LiveSite, tmp_path: Path) -> None:
    assert names(site, "faq") == ["Shipping"]
    changed = article("Alpha.", title="A", productTeam="Orders")
    save(site, tmp_path / "content", {"en/faq/a.md": changed})
    assert names(site, "faq") == ["Orders", "Shipping"]
    assert "Orders" in ask(site, "/en/faq/").text


def test_a_change_is_not_forgotten_where_nobody_asked_in_between(
    site: LiveSite, tmp_path: Path
) -> None:
    names(site, "faq")
    save(site, tmp_path / "content", {"en/faq/a.md": article(title="A", productTeam="Orders")})
    save(site, tmp_path / "content", {"en/faq/new.md": article(title="New", productTeam="Billing")})
    assert names(site, "faq") == ["Billing", "Orders", "Shipping"]


def test_other_sections_are_left_alone(site: LiveSite, tmp_path: Path) -> None:
    def facets(section: str) -> object:
        assert site.state.assembly is not None
        return site.state.assembly.center.news.facets("en", section)

    faq, tutorials = facets("faq"), facets("tutorials")
    save(site, tmp_path / "content", {"en/faq/new.md": article(title="New", productTeam="Orders")})
    assert facets("tutorials") is tutorials
    assert facets("faq") is not faq


def test_names_of_modules_are_those_of_their_file(site: LiveSite, tmp_path: Path) -> None:
    note = article("News.", title="N", createdAt="2026-10-01T00:00:00Z", module="orders")
    modules = "- {{id: orders, name: {}}}\n"
    root = tmp_path / "content"
    save(site, root, {"en/release-notes/n.md": note, "_data/modules.yml": modules.format("Orders")})
    assert "Orders" in names(site, "release-notes")
    save(site, root, {"_data/modules.yml": modules.format("Checkout")})
    assert "Checkout" in names(site, "release-notes")


def test_what_was_upcoming_is_published_when_its_day_has_come(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            **FILES,
            "en/release-notes/late.md": article("Late.", createdAt="2026-11-01T00:00:00Z"),
        },
    )
    catalog = load(root).catalog
    before = News(catalog, Modules(()), datetime(2026, 10, 15, tzinfo=UTC))
    assert len(before.published("en", "release-notes")) == 1
    assert [facet.key for facet in before.facets("en", "release-notes")][-1] == "2026"
    after = News(catalog, Modules(()), datetime(2026, 11, 15, tzinfo=UTC))
    after.take_over(before, ())
    assert len(after.published("en", "release-notes")) == 2
    assert len(after.facets("en", "release-notes")[-1].articles) == 2
    assert [one.title for one in after.last_changed_first("en", "release-notes")] == ["Title", "N"]


MODULES = "- {id: orders, name: Orders, keywords: [order, cancellation]}\n"
TOPIC = article(
    "An order can be cancelled: the cancellation of an order.",
    title="Cancellation of an order",
    createdAt="2026-10-02T00:00:00Z",
)


def test_a_second_start_reads_no_texts_for_what_news_are_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {**FILES, "en/release-notes/o.md": TOPIC, "_data/modules.yml": MODULES}
    config_file = project(tmp_path, files)
    age(tmp_path)
    first = start(config_file, remember=True)
    page = ask(first, "/en/release-notes/module/orders/")
    assert "Cancellation of an order" in page.text
    first.rest()

    def of(*_: object) -> None:
        raise AssertionError("a text was read")

    with monkeypatch.context() as patch:
        patch.setattr(Modules, "of", of)
        again = ask(start(config_file, remember=True), "/en/release-notes/module/orders/")
    assert again.text == page.text
    # Where the modules are others, nothing of that holds.
    write(tmp_path / "content", {"_data/modules.yml": MODULES.replace("orders", "sales")})
    assert ask(start(config_file, remember=True), "/en/release-notes/module/sales/").status == 200
