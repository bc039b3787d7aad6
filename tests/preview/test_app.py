"""The preview answers as the published site would, and shows what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_help_center.preview.app import Preview
from mkdocs_help_center.preview.hosts import AllowedHosts
from mkdocs_help_center.preview.site import LiveSite

from ..content.sites import article
from .previews import FILES, ask, project, start


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    files = FILES | {"secret.txt": "published", "plain.md": "# Plain"}
    return start(project(tmp_path_factory.mktemp("site"), files))


def test_an_article_is_rendered_when_it_is_asked_for(site: LiveSite) -> None:
    answer = ask(site, "/en/faq/a/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Alpha." in answer.text
    assert "/_help-center/preview.js" in answer.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/en/", "text/html; charset=utf-8"),
        ("/en/faq/", "text/html; charset=utf-8"),
        ("/en/faq/picture.svg", "image/svg+xml"),
        ("/secret.txt", "text/plain; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/_help-center/preview.js", "text/javascript; charset=utf-8"),
        ("/_help-center/preview.css", "text/css; charset=utf-8"),
    ],
)
def test_every_file_has_its_type(site: LiveSite, path: str, kind: str) -> None:
    answer = ask(site, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_styles_and_scripts_of_a_page_are_there(site: LiveSite) -> None:
    import re

    page = ask(site, "/en/faq/a/").text
    found = re.findall(r'(?:src|href)="(/assets/[^"#]+)', page)
    assert found
    assert {ask(site, url).status for url in found} == {200}


@pytest.mark.parametrize(
    ("old", "status", "new"),
    [
        ("/en/faq/old-b", 301, "/en/faq/b/"),
        ("/en/faq/whatever--id-a", 301, "/en/faq/a/"),
        ("/faq/whatever--id-a?locale=es", 301, "/es/faq/a/"),
        ("/en/faq/a", 301, "/en/faq/a/"),
    ],
)
def test_old_urls_lead_to_their_article(site: LiveSite, old: str, status: int, new: str) -> None:
    answer = ask(site, old)
    assert (answer.status, answer.headers["Location"]) == (status, new)


def test_the_root_leads_to_the_readers_language_for_now(site: LiveSite) -> None:
    answer = ask(site, "/", ACCEPT_LANGUAGE="de;q=0.9, pt-BR;q=0.8, en;q=0.1")
    assert (answer.status, answer.headers["Location"]) == (302, "/pt/")
    assert ask(site, "/").headers["Location"] == "/en/"


def test_what_is_not_there_is_said_in_its_language(site: LiveSite) -> None:
    answer = ask(site, "/es/faq/nada/")
    assert answer.status == 404
    assert '<html lang="es"' in answer.text


def test_head_says_what_get_says_without_a_body(site: LiveSite) -> None:
    get, head = ask(site, "/en/faq/a/"), ask(site, "/en/faq/a/", "HEAD")
    assert head.body == b""
    assert head.headers == get.headers
    assert int(get.headers["Content-Length"]) == len(get.body)


def test_what_a_browser_has_is_not_sent_again(site: LiveSite) -> None:
    for path in ("/en/faq/a/", "/en/faq/picture.svg"):
        etag = ask(site, path).headers["ETag"]
        answer = ask(site, path, IF_NONE_MATCH=f'"other", W/{etag}')
        assert (answer.status, answer.body) == (304, b"")
        assert ask(site, path, IF_NONE_MATCH='"other"').status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/en/../../mkdocs.yml",
        "/..%2fmkdocs.yml",
        "/en/faq/..\\..\\..\\mkdocs.yml",
        "/en/faq/a.md",
        "/en/faq/Group/metadata.json",
        "/\x00",
        "//etc/passwd",
        "/_help-center/../site.py",
        "/_help-center/%2e%2e/site.py",
    ],
)
def test_nothing_but_the_site_is_served(site: LiveSite, path: str) -> None:
    answer = ask(site, path)
    assert answer.status in (301, 404)
    assert answer.headers.get("Location", "/").startswith("/")
    assert not answer.headers.get("Location", "/").startswith("//")
    assert b"site_name:" not in answer.body


def test_only_reading_is_allowed(site: LiveSite) -> None:
    assert ask(site, "/en/", "POST").status == 405


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost", 200),
        ("[::1]:8000", 200),
        ("192.168.0.7:8000", 200),
        ("evil.example:8000", 403),
        ("127.0.0.1.evil.example", 403),
        ("localhost.evil.example:8000", 403),
    ],
)
def test_another_sites_name_is_not_answered(site: LiveSite, host: str, status: int) -> None:
    """DNS rebinding: the attacker's name leads here, and its page may read what it gets."""
    assert ask(Preview(site, AllowedHosts("127.0.0.1")), "/en/", HOST=host).status == status


def test_drafts_are_shown_and_marked(site: LiveSite) -> None:
    page = ask(site, "/en/faq/draft/").text
    assert "This is a draft" in page
    assert "Half." in page


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ("1 problem in this file", "Close", "What to do")),
        ("es", ("1 problema en este archivo", "Cerrar", "Qué hacer")),
        ("pt", ("1 problema neste arquivo", "Fechar", "O que fazer")),
    ],
)
def test_problems_of_the_file_are_in_the_page_in_its_language(
    tmp_path: Path, locale: str, words: tuple[str, ...]
) -> None:
    broken = article("Body.", title="T", createdAt="yesterday")
    files = {f"{code}/faq/x.md": article() for code in ("en", "es", "pt")}
    live = start(project(tmp_path, files | {f"{locale}/faq/x.md": broken}))
    page = ask(live, f"/{locale}/faq/x/").text
    assert f"content/{locale}/faq/x.md:3:1" in page
    assert "&#39;yesterday&#39; is no date" in page
    for text in words:
        assert text in page
    other = next(code for code in ("en", "es", "pt") if code != locale)
    assert "hc-live" not in ask(live, f"/{other}/faq/x/").text


def test_a_problem_cannot_bring_markup_into_the_page(tmp_path: Path) -> None:
    evil = article("Body.", createdAt="'<img src=x onerror=alert(1)>'")
    live = start(project(tmp_path, {"en/faq/x.md": evil}))
    page = ask(live, "/en/faq/x/").text
    assert "hc-live" in page
    assert "<img src=x" not in page


def test_a_site_below_a_path_is_served_there(tmp_path: Path) -> None:
    live = start(project(tmp_path, site_url="https://example.com/help/"))
    assert ask(live, "/help/en/faq/a/").status == 200
    assert ask(live, "/").headers["Location"] == "/help/"
    assert ask(live, "/help/en/faq/old-b").headers["Location"] == "/help/en/faq/b/"
    assert ask(live, "/en/faq/a/").status == 404
