"""The shell door and the preview: the same resolver, told to people."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from mkdocs_help_center.cli import main
from mkdocs_help_center.redirects.model import How
from mkdocs_help_center.redirects.old_urls import OldUrl, check_urls, read_urls
from mkdocs_help_center.redirects.options import read_redirect_settings
from mkdocs_help_center.redirects.resolver import Resolver
from mkdocs_help_center.redirects.wsgi import redirecting

from ..conftest import ROOT
from ..content.sites import write
from .site import FILES, TICKETS
from .test_resolver import EN, PT

CONFIG = """site_name: Help
site_url: https://help.example.com/
docs_dir: content
theme: {name: help-center}
plugins:
  - help-center:
      redirects:
        allowed_hosts: [tickets.example.com]
"""
RULES = (
    "- {from: /en/panel, to: /en/faq/support-plans}\\n- {from: /x, to: /en/nowhere}\\n"
    "- {from: /t, to: 'https://tickets.example.com/'}\\n"
).replace("\\n", "\n")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    files = {f"content/{name}": text for name, text in FILES.items()}
    write(tmp_path, {**files, "content/_data/redirects.yml": RULES, "mkdocs.yml": CONFIG})
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), catch_exceptions=False)

    return call


def test_a_format_is_printed_or_written(run: Run, tmp_path: Path) -> None:
    printed = run("redirects", "--format", "netlify")
    assert printed.exit_code == 0
    assert "/en/panel /en/faq/support-plans/ 301!\n" in printed.stdout
    assert run("redirects", "--format", "html").exit_code == 2
    written = run("redirects", "--format", "html", "-o", "out")
    assert written.exit_code == 0
    assert "url=/en/faq/support-plans/" in (tmp_path / "out/en/panel/index.html").read_text()
    assert run("redirects").exit_code == 2


def test_resolve_explains_every_step_and_fails_for_a_miss(run: Run) -> None:
    hit = run("redirects", "resolve", f"/en/tutorial/x--{TICKETS}?locale=pt")
    assert hit.exit_code == 0
    assert hit.stdout.splitlines()[0].endswith(f"→ {PT} (301)")
    assert "?locale=pt, which wins" in hit.stdout
    assert "✓ id:" in hit.stdout
    link = run("redirects", "resolve", "--locale", "en", PT)
    assert f"→ {EN}" in link.stdout
    miss = run("redirects", "resolve", "/en/faq/suport-plans")
    assert miss.exit_code == 1
    assert "near: /en/faq/support-plans/" in miss.stdout


def test_check_reports_hits_misses_and_urls_that_lead_elsewhere(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text(
        "from,to\n/en/panel,/en/docs/faq/support-plans\n/en/panel,/pt/x\n/en/none,\n/en/none,\n"
        f"{EN},\n/t,https://tickets.example.com/\n/en/faq/old-panel,\n"
    )
    result = run("redirects", "check", "old.csv")
    assert result.exit_code == 1
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[0] == "7 URLs"
    assert {"2 miss", "2 redirect", "1 page", "1 other site", "1 gone"} <= set(lines)
    assert "0 in more than one hop" in lines
    assert any(line.startswith("miss 2 × /en/none") for line in lines)
    assert "line 3: /en/panel leads to /en/faq/support-plans/, not to /pt/x" in lines


def test_report_counts_every_rule_once(run: Run) -> None:
    result = run("redirects", "report")
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    # Three of the table, two of redirectFrom.
    assert lines[0] == "5 rules"
    assert "3 lands on its target" in lines
    assert "1 allowed external host" in lines
    assert "1 dead target, reported; not found" in lines
    assert "0 unexplained" in lines
    assert "1 redirect-target" in lines


def test_recorded_urls_that_vanish_fail_the_check(run: Run, tmp_path: Path) -> None:
    run("redirects", "report")
    recorded = run("urls", "record")
    assert recorded.exit_code == 0
    ledger = (tmp_path / "content/_data/urls.txt").read_text()
    assert f"{EN}\t{TICKETS}\n" in ledger
    assert "/en/announcements/feed.xml\n" in ledger
    assert ", 0 of them new" in run("urls", "record").stdout
    (tmp_path / "content/en/faq/brazil.md").unlink()
    checked = run("check")
    assert checked.exit_code == 1
    assert (
        "'/en/faq/support-brazil/' was published and leads nowhere now (url-vanished)"
        in checked.stdout
    )


def test_a_preview_has_no_feeds_but_none_of_them_is_lost(run: Run, tmp_path: Path) -> None:
    run("urls", "record")
    ledger = (tmp_path / "content/_data/urls.txt").read_text()
    for url in ("/en/feed.xml", "/en/feeds.opml", "/en/subscribe/", "/sitemap.xml", "/pt/llms.txt"):
        assert f"{url}\n" in ledger
    config = (tmp_path / "mkdocs.yml").read_text()
    (tmp_path / "mkdocs.yml").write_text(config + "      preview: true\n")
    assert "url-vanished" not in run("check").stdout


def test_the_deploy_recipe_commits_what_it_recorded_and_nothing_where_nothing_is_new(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The workflow's own lines, in a repository with a remote."""
    recipe = yaml.safe_load((ROOT / ".github/workflows/record-urls.yml").read_text())
    [script] = [
        step["run"] for step in recipe["jobs"]["record"]["steps"] if step.get("name") == "Record"
    ]
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")

    def shell(command: str) -> str:
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    shell(
        "git init -q -b main . && git init -q --bare remote.git && git remote add origin remote.git"
    )
    shell(
        "git add content mkdocs.yml && git -c user.name=a -c user.email=a@b.example commit -qm first"
    )
    shell("git push -q -u origin main")
    shell(script)
    assert "/en/faq/support-plans/\tfaq_727" in shell("git show origin/main:content/_data/urls.txt")
    shell(script)
    assert shell("git rev-list --count origin/main").strip() == "2"


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("/a\n# note\nhttps://x.example/b?c\nnonsense\n", ["/a", "https://x.example/b?c"]),
        (
            '1.2.3.4 - - [1/Jan/2026:00:00:00 +0000] "GET /a?b=1 HTTP/1.1" 200 5 "-" "x"\n',
            ["/a?b=1"],
        ),
        ("id;url;to\n1;/a;/b\n2;/c;\n", ["/a", "/c"]),
        ('/a,3\n"/b,c",4\n', ["/a", "/b,c"]),
        ("\ufeffurl\n/a\n" + "x" * 100_000 + "\n/b\n", ["/a", "/b"]),
    ],
)
def test_lists_of_old_urls(text: str, urls: list[str]) -> None:
    assert [old.url for old in read_urls(text.splitlines())] == urls


def test_no_redirect_takes_two_hops(resolver: Resolver) -> None:
    urls = [OldUrl("/old/chain", 1), OldUrl("/en/panel", 2)]
    report = check_urls(resolver, urls)
    assert report.chains == []
    assert resolver.resolve("/old/chain").how is How.RULE


def ask(resolver: Resolver, path: str, **environ: str) -> tuple[str, dict[str, str], bytes]:
    """An answer of the preview's server, whose pages are all 'page'."""
    answer: list[Any] = []

    def pages(environ: Any, start: Any) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])
        return [b"page"]

    application = redirecting(pages, lambda: resolver)
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", **environ}
    body = b"".join(application(asked, lambda *given: answer.extend(given)))
    return answer[0], dict(answer[1]), body


def test_the_preview_answers_old_urls_and_lets_pages_through(resolver: Resolver) -> None:
    status, headers, _ = ask(resolver, f"/en/tutorial/x--{TICKETS}", QUERY_STRING="locale=pt&a=1")
    assert (status, headers["Location"]) == ("301 Moved Permanently", PT + "?a=1")
    assert headers["Cache-Control"] == "no-store"
    assert ask(resolver, EN)[2] == b"page"
    assert ask(resolver, "/livereload/1/2")[2] == b"page"
    assert ask(resolver, "/en/panel", REQUEST_METHOD="POST")[2] == b"page"
    assert ask(resolver, "/en/faq/old-panel/")[0] == "410 Gone"
    assert ask(resolver, "/", HTTP_ACCEPT_LANGUAGE="pt-BR")[1]["Location"] == "/pt/"
    path = "/pt/faq/envío-à-vista".encode().decode("latin-1")
    assert ask(resolver, path)[1]["Location"] == "/pt/faq/envio-a-vista/"


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        ({"format": ["netlify"]}, "Unknown option 'format'. Did you mean 'formats'?"),
        ({"formats": ["netlfy"]}, "'netlfy' is no format"),
        ({"formats": "netlify"}, "'formats' is no list"),
        ({"allowed_hosts": ["https://x/"]}, "'https://x/' is no host"),
        ({"sections": {"how-to": "tutorial"}}, "'tutorial' is no section"),
        ({"sections": ["a"]}, "'sections' is no mapping"),
        ({"tables": ["../../x.yml"]}, "table '../../x.yml' is no"),
        ({"ledger": "../x.txt"}, "ledger '../x.txt' is no file"),
        ({"netlify_rules": 20_000}, "'netlify_rules' is 20000"),
        ({"prefixes": ["a/b"]}, "prefix 'a/b' is no part of a path"),
    ],
)
def test_a_mistaken_option_is_named(data: dict[str, Any], mistake: str) -> None:
    settings, mistakes = read_redirect_settings(data)
    assert mistakes[0].startswith(mistake)
    assert settings == read_redirect_settings({})[0]


def test_options_become_settings() -> None:
    data = {"formats": ["nginx"], "allowed_hosts": ["a.example"], "sections": {"help": "faq"}}
    settings, mistakes = read_redirect_settings(data)
    assert not mistakes
    assert settings.formats == ("nginx",)
    assert settings.allowed_hosts == frozenset({"a.example"})
    assert settings.sections == {"help": "faq"}
