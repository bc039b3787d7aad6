"""The catalog finds every article by everything that it was ever known by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.content.load import ContentSettings, load_content, read_article
from mkdocs_help_center.content.slugs import MAX_SLUG, slugify

from .sites import article, load, write


def urls(root: Path) -> dict[str, str]:
    return {a.source: a.url for a in load(root).catalog.articles}


def test_locales_are_the_language_folders_with_content_default_first(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "es/faq/a.md": article(),
            "en/faq/a.md": article(),
            "pt-BR/faq/a.md": article(),
            "faq/images/x.png": b"",
            "it/logo.png": b"",
            "_data/modules.yml": "",
        },
    )
    catalog = load(tmp_path).catalog
    assert [locale.code for locale in catalog.locales] == ["en", "es", "pt-BR"]
    assert catalog.default.code == "en"
    assert [locale.name for locale in catalog.locales] == [
        "English",
        "Español",
        "Português (Brasil)",
    ]


def test_without_english_the_first_locale_is_the_default(tmp_path: Path) -> None:
    write(tmp_path, {"pt/faq/a.md": article(), "es/faq/a.md": article()})
    assert load(tmp_path).catalog.default.code == "es"
    assert load(tmp_path, default_locale="pt").catalog.default.code == "pt"


@pytest.mark.parametrize(
    ("name", "fields", "url"),
    [
        ("en/faq/a.md", {"slug": "my-slug"}, "en/faq/my-slug/"),
        ("en/faq/a.md", {"slugEN": "english"}, "en/faq/english/"),
        ("es/faq/a.md", {"slugEN": "english"}, "es/faq/a/"),
        ("es/faq/a.md", {"slug": "envío", "slugEN": "shipping"}, "es/faq/envio/"),
        ("en/faq/Wasn't applied .md", {}, "en/faq/wasnt-applied/"),
        ("en/faq/[loc placeholder].md", {}, "en/faq/loc-placeholder/"),
        ("en/faq/a.md", {"slug": '"why? 100% & more"'}, "en/faq/why-100-more/"),
        ("en/faq/中文.md", {}, "en/faq/zhongwen/"),
        ("en/faq/!.md", {"id": "abc"}, "en/faq/abc/"),
        ("en/tutorial/a.md", {}, "en/tutorials/a/"),
        ("en/Known-Issues/Checkout/a.md", {}, "en/known-issues/a/"),
        ("release-notes/a.md", {"type": "added"}, "en/release-notes/a/"),
        ("anywhere/a.md", {"contentType": "updates"}, "en/announcements/a/"),
        ("en/a.md", {"contentType": "blogPost"}, "en/blog/a/"),
    ],
)
def test_an_article_is_at_its_locale_section_and_safe_slug(
    tmp_path: Path, name: str, fields: dict[str, str], url: str
) -> None:
    write(tmp_path, {name: article(**fields)})
    assert urls(tmp_path) == {name: url}


def test_plain_pages_are_left_to_mkdocs(tmp_path: Path) -> None:
    write(tmp_path, {"index.md": "# Hi", "about.md": article(), "en/faq/index.md": "# FAQ"})
    content = load(tmp_path)
    assert content.catalog.articles == ()
    assert content.claimed == frozenset()
    assert not content.problems


def test_of_two_articles_that_want_one_url_the_oldest_keeps_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "en/faq/a/x.md": article(id="new", createdAt="2024-01-01"),
            "en/faq/b/X.md": article(id="old", createdAt="2020-01-01"),
            "en/faq/c/x.md": article(slug="x"),
        },
    )
    content = load(tmp_path)
    assert urls(tmp_path) == {
        "en/faq/a/x.md": "en/faq/x-new/",
        "en/faq/b/X.md": "en/faq/x/",
        "en/faq/c/x.md": "en/faq/x-faq-x/",
    }
    assert [(p.path, p.line, p.check) for p in content.problems] == [
        ("content/en/faq/a/x.md", 2, "url-taken"),
        ("content/en/faq/c/x.md", 3, "url-taken"),
    ]


def test_a_moved_article_takes_no_url_that_another_wants(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "en/faq/a.md": article(slug="x", id="1", createdAt="2020-01-01"),
            "en/faq/b.md": article(slug="x", id="2", createdAt="2021-01-01"),
            "en/faq/c.md": article(slug="x-2", id="3", createdAt="2022-01-01"),
        },
    )
    found = urls(tmp_path)
    assert len(set(found.values())) == 3
    assert found["en/faq/c.md"] == "en/faq/x-2/"


def test_translations_join_by_slug_then_id_then_reference_never_by_file_name(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        {
            "en/known-issues/Team/a.md": article(slugEN="one", id="i1"),
            "es/known-issues/Team/uno.md": article(slugEN="one", id="other"),
            "pt/known-issues/Equipe/um.md": article(slugEN="one"),
            "en/faq/by-id.md": article(id="i2"),
            "es/faq/por-id.md": article(id="i2"),
            "en/known-issues/Team/b.md": article(internalReference="77"),
            "pt/known-issues/Team/c.md": article(internalReference="77"),
            "en/faq/same-name.md": article(),
            "es/faq/same-name.md": article(),
        },
    )
    catalog = load(tmp_path).catalog
    groups = {
        a.source: sorted(other.source for other in catalog.translations(a).values())
        for a in catalog.articles
    }
    assert groups["en/known-issues/Team/a.md"] == [
        "en/known-issues/Team/a.md",
        "es/known-issues/Team/uno.md",
        "pt/known-issues/Equipe/um.md",
    ]
    assert groups["es/faq/por-id.md"] == ["en/faq/by-id.md", "es/faq/por-id.md"]
    assert len(groups["pt/known-issues/Team/c.md"]) == 2
    assert groups["es/faq/same-name.md"] == ["es/faq/same-name.md"]


def test_an_ambiguous_slug_joins_by_folder_or_not_at_all(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "en/known-issues/A/x.md": article(slugEN="x", id="1"),
            "en/known-issues/B/x.md": article(slugEN="x", id="2"),
            "es/known-issues/A/x.md": article(slugEN="x"),
            "pt/known-issues/C/x.md": article(slugEN="x"),
        },
    )
    catalog = load(tmp_path).catalog
    assert set(catalog.translations(catalog.by_source["es/known-issues/A/x.md"])) == {"en", "es"}
    assert set(catalog.translations(catalog.by_source["pt/known-issues/C/x.md"])) == {"pt"}


def test_drafts_and_archived_articles_have_no_page_and_a_reason(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "en/faq/draft.md": article(status="DRAFT"),
            "en/faq/archived.md": article(status="ARCHIVED"),
            "en/faq/changed.md": article(status="CHANGED"),
            "en/faq/typo.md": article(status="PUBLISHD"),
        },
    )
    content = load(tmp_path)
    assert [a.source for a in content.catalog.articles] == ["en/faq/changed.md"]
    assert {(p.path, p.check, p.fails) for p in content.problems} == {
        ("content/en/faq/draft.md", "not-published", False),
        ("content/en/faq/archived.md", "not-published", False),
        ("content/en/faq/typo.md", "status", True),
    }
    assert [a.source for a in load(tmp_path, drafts=True).catalog.articles] == [
        "en/faq/changed.md",
        "en/faq/draft.md",
    ]


def test_hidden_articles_have_a_page_but_are_in_no_list(tmp_path: Path) -> None:
    write(tmp_path, {"en/faq/a/x.md": article(hidden="true"), "en/faq/b/y.md": article()})
    catalog = load(tmp_path).catalog
    assert len(catalog.articles) == 2
    assert [a.source for a in catalog.listed("en", "faq")] == ["en/faq/b/y.md"]
    assert [c.name for c in catalog.categories.values()] == ["b"]


def test_categories_take_name_slug_and_order_from_folder_metadata(tmp_path: Path) -> None:
    metadata = '{"id": "access", "name": "Access control", "slug": "access", "order": %d}'
    write(
        tmp_path,
        {
            "en/tutorials/z/metadata.json": metadata % 1,
            "en/tutorials/z/a.md": article(),
            "en/tutorials/a b/c.md": article(),
            "es/tutorials/acceso/metadata.json": metadata % 1,
            "es/tutorials/acceso/a.md": article(),
        },
    )
    catalog = load(tmp_path).catalog
    first, second = catalog.categories_in["en", "tutorials", ()]
    assert (first.name, first.url) == ("Access control", "en/tutorials/category/access/")
    assert (second.name, second.url) == ("a b", "en/tutorials/category/a-b/")
    spanish = catalog.categories["es", "tutorials", ("acceso",)]
    assert spanish.key == first.key == ("access",)


@pytest.mark.parametrize(
    ("text", "line"),
    [("{", 1), ('{\n"id": "x",}', 2), ("[]", 1), ('{\n"order": "first"}', 2), ("\xff", 1)],
)
def test_broken_folder_metadata_is_a_problem_and_the_folder_names_the_category(
    tmp_path: Path, text: str, line: int
) -> None:
    write(
        tmp_path,
        {
            "en/faq/Team/metadata.json": text.encode("latin-1"),
            "en/faq/Team/a.md": article(),
        },
    )
    content = load(tmp_path)
    assert [(p.path, p.line, p.check) for p in content.problems] == [
        ("content/en/faq/Team/metadata.json", line, "folder-metadata")
    ]
    assert [c.name for c in content.catalog.categories.values()] == ["Team"]


def test_a_repeated_id_is_reported_and_the_oldest_answers_to_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "en/faq/a.md": article(id="x", createdAt="2024-01-01"),
            "en/faq/b.md": article(id="x", createdAt="2020-01-01"),
            "es/faq/b.md": article(id="x"),
        },
    )
    content = load(tmp_path)
    assert content.catalog.by_id["x"]["en"].source == "en/faq/b.md"
    assert [(p.path, p.line, p.check) for p in content.problems] == [
        ("content/en/faq/a.md", 3, "duplicate-id")
    ]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"en/faq/empty.md": ""}, [("content/en/faq/empty.md", 1, "file-empty")]),
        (
            {"en/faq/bare.md": "# Heading\n\nText"},
            [("content/en/faq/bare.md", 1, c) for c in ("front-matter-missing", "title-missing")],
        ),
        ({"en/faq/noext": article()}, [("content/en/faq/noext", 1, "file-extension")]),
        ({"en/faq/a.md": "---\ntitle: A\n"}, [("content/en/faq/a.md", 1, "front-matter-unclosed")]),
        (
            {"es/faq/a.md": article(locale="pt"), "pt/faq/b.md": article()},
            [("content/es/faq/a.md", 3, "locale-folder")],
        ),
        (
            {"en/faq/a.md": article(contentType="tutorial")},
            [("content/en/faq/a.md", 3, "content-type-folder")],
        ),
        (
            {"x/a.md": article(contentType="tutoral")},
            [("content/x/a.md", 3, "content-type")],
        ),
        (
            {"en/faq/a.md": article(createdAt="2025-12-15T76:48:37Z")},
            [("content/en/faq/a.md", 3, "date")],
        ),
        (
            {"release-notes/a.md": article(type="added", locale="fr")},
            [("content/release-notes/a.md", 4, "locale-unknown")],
        ),
        ({"en/faq/a.md": article(hidden="maybe")}, [("content/en/faq/a.md", 3, "field-type")]),
        (
            {"en/faq/a.md": article(title="[a, b]")},
            [("content/en/faq/a.md", 2, c) for c in ("field-type", "title-missing")],
        ),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_line(
    tmp_path: Path, files: dict[str, str], expected: list[tuple[str, int, str]]
) -> None:
    write(tmp_path, files)
    found = load(tmp_path).problems
    assert sorted((p.path, p.line, p.check) for p in found) == sorted(expected)
    assert all(p.hint for p in found)


def test_a_file_name_that_is_not_utf8_is_reported_and_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"en/faq/a.md": article()})
    try:
        (tmp_path / "en/faq" / "b\udcff.md").write_text(article())
    except OSError:
        pytest.skip("this file system only takes UTF-8 names")
    content = load(tmp_path)
    assert [a.source for a in content.catalog.articles] == ["en/faq/a.md"]
    assert [p.check for p in content.problems] == ["file-name"]
    # It can be printed.
    str(content.problems[0]).encode()


def test_a_name_of_198_bytes_makes_a_url_that_a_file_system_takes(tmp_path: Path) -> None:
    name = "a" * 195 + ".md"
    write(tmp_path, {f"en/faq/{name}": article()})
    (url,) = urls(tmp_path).values()
    assert len(url.split("/")[2]) <= MAX_SLUG


@given(st.text(max_size=400))
def test_slugs_are_safe_ascii_and_stable(text: str) -> None:
    slug = slugify(text)
    assert slug.isascii()
    assert slug == slug.lower()
    assert len(slug) <= MAX_SLUG
    assert not set(slug) & set("/\\?#%&\"'<> :*|")
    assert slug not in (".", "..")
    assert slugify(slug) == slug


def test_long_slugs_that_differ_at_the_end_stay_different() -> None:
    assert slugify("a" * 300 + "x") != slugify("a" * 300 + "y")


def test_an_article_that_has_the_url_it_asks_for_is_not_copied(tmp_path: Path) -> None:
    root = write(tmp_path, {f"en/faq/{name}.md": article(title=name, slug="s") for name in "ab"})
    read: list[object] = []

    def reading(*arguments: Any) -> Any:
        found = read_article(*arguments)
        read.append(found[0])
        return found

    catalog = load_content(ContentSettings(root), read=reading).catalog
    assert [one in read for one in catalog.articles] == [True, False]
