# ruff: noqa: E501
"""The commands that write: new, rename, translations --mark, schemas, docs, stats."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from mkdocs_help_center.cli import main
from mkdocs_help_center.content.article import Status
from mkdocs_help_center.content.content_types import CONTENT_TYPES
from mkdocs_help_center.editing.access_log import parse_line, read_requests, summarise_log
from mkdocs_help_center.editing.fields import set_field
from mkdocs_help_center.editing.schemas import all_schemas

from tests.checks.sites import article, check_folder, project_of, write_site

ROOT = Path(__file__).resolve().parents[2]


def run(folder: Path, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [command, *arguments, "-f", str(folder / "mkdocs.yml")])


def texts(folder: Path) -> dict[str, str]:
    content = folder / "content"
    return {
        p.relative_to(content).as_posix(): p.read_bytes().decode()
        for p in content.rglob("*")
        if p.is_file()
    }


# new


@pytest.mark.parametrize("kind", [kind.section for kind in CONTENT_TYPES])
def test_a_new_article_of_every_type_has_no_failing_problem_once_it_is_published(
    tmp_path: Path, kind: str
) -> None:
    write_site(tmp_path, locales=["en", "es", "pt"])
    result = run(tmp_path, "new", kind, "Orders: 'stay' pending -- why?")
    assert result.exit_code == 0, result.output
    files = texts(tmp_path)
    assert len(files) == 3
    assert (
        len(
            {
                next(line for line in text.splitlines() if line.startswith("id: "))
                for text in files.values()
            }
        )
        == 1
    )
    project = project_of(tmp_path, locales=["en", "es", "pt"])
    assert {one.status for one in project.content().catalog.unpublished} == {Status.DRAFT}
    for uri, text in files.items():
        published = text.replace("status: DRAFT", "status: PUBLISHED")
        (tmp_path / "content" / uri).write_text(published, encoding="utf-8")
    known = {"section-empty", "incident", "news-date"}  # what is still to be written
    failing = [
        one
        for one in check_folder(tmp_path, locales=["en", "es", "pt"])
        if one.fails and one.check not in known
    ]
    assert failing == []
    group = project_of(tmp_path, locales=["en", "es", "pt"]).content().catalog
    assert set(group.translations(group.articles[0])) == {"en", "es", "pt"}


def test_the_outline_of_a_known_issue_speaks_each_language(tmp_path: Path) -> None:
    write_site(tmp_path, locales=["en", "pt"])
    run(tmp_path, "new", "known-issue", "Orders stay pending", "--folder", "Checkout")
    files = texts(tmp_path)
    assert (
        "## Summary\n\n## Simulation\n\n## Workaround\n"
        in files["en/known-issues/Checkout/orders-stay-pending.md"]
    )
    assert (
        "## Sumário\n\n## Simulação\n" in files["pt/known-issues/Checkout/orders-stay-pending.md"]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing", "T"), "no content type 'nothing'; use one of faq, tutorial"),
        (("nothing", "T"), "release-note, status, reference, blog"),
        (("known-isue", "T"), "did you mean 'known-issue'?"),
        (("faq", "An article"), "is that of"),
        (("faq", "???"), "no address can be made"),
        (("faq", "T", "--locale", "fr"), "'fr' is no language"),
        (("faq", "T", "--folder", "../../elsewhere"), "is not below"),
    ],
)
def test_what_cannot_be_made_is_refused_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    write_site(tmp_path, {"en/faq/an-article.md": article(contentType="faq", slug="an-article")})
    before = texts(tmp_path)
    result = run(tmp_path, "new", *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert texts(tmp_path) == before


# rename

TARGET = article(title="Plans", id="planzzzzzzzzzzzzzzzzzz", slug="plans", slugEN="plans", contentType="faq",
                 body="See [roles](../tutorials/roles.md#x), ![p](img/p.png) and [me](#here).\n\n## Here\n\nText.\n")  # fmt: skip
LINKING = article(
    title="Roles", id="rolezzzzzzzzzzzzzzzzzz", slug="roles", slugEN="roles", seeAlso="[plans]",
    body="[a](/en/faq/plans) [b](../faq/plans.md#here 'T') [c](/en/faq/plans--planzzzzzzzzzzzzzzzzzz?locale=en#here)\n"
    "[d][ref] `[no](/en/faq/plans)` [e](https://help.example.com/en/faq/plans/)\n\n## X\n\n[ref]: /en/faq/plans\n",
)  # fmt: skip
SPANISH = article(title="Roles", id="rolezzzzzzzzzzzzzzzzzz", slug="roles", slugEN="roles", locale="es",
                  body="[a](/en/faq/plans)\r\n")  # fmt: skip


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    write_site(
        tmp_path,
        {
            "en/faq/plans.md": TARGET,
            "en/faq/img/p.png": "x",
            "en/tutorials/roles.md": LINKING,
            "es/tutorials/roles.md": SPANISH,
        },
    )
    assert [one for one in check_folder(tmp_path) if one.fails] == []
    return tmp_path


def test_a_renamed_article_takes_its_links_along_in_all_languages(linked: Path) -> None:
    result = run(linked, "rename", str(linked / "content/en/faq/plans.md"), "support-plans")
    assert result.exit_code == 0, result.output
    files = texts(linked)
    assert "en/faq/plans.md" not in files
    roles = files["en/tutorials/roles.md"]
    assert "[a](/en/faq/support-plans) [b](../faq/support-plans.md#here 'T')" in roles
    assert "[c](/en/faq/support-plans?locale=en#here)" in roles
    assert "`[no](/en/faq/plans)`" in roles
    assert "[e](https://help.example.com/en/faq/support-plans)" in roles
    assert "[ref]: /en/faq/support-plans\n" in roles
    assert files["es/tutorials/roles.md"].endswith("[a](/en/faq/support-plans)\r\n")
    assert "redirectFrom:\n  - /en/faq/plans\n" in files["en/faq/support-plans.md"]
    assert [one for one in check_folder(linked) if one.fails] == []


def test_an_article_that_moves_to_another_folder_keeps_its_own_links_and_address(
    linked: Path,
) -> None:
    target = linked / "content/en/faq/deep/er/plans.md"
    result = run(linked, "rename", str(linked / "content/en/faq/plans.md"), str(target))
    assert result.exit_code == 0, result.output
    text = target.read_text(encoding="utf-8")
    assert "[roles](../../../tutorials/roles.md#x), ![p](../../img/p.png) and [me](#here)" in text
    assert "redirectFrom" not in text
    assert "[b](../faq/deep/er/plans.md#here 'T')" in texts(linked)["en/tutorials/roles.md"]
    assert [one for one in check_folder(linked) if one.fails] == []


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("plans", "is there already"),
        ("content/es/faq/plans.md", "not in the folder of 'en'"),
        ("plans.txt", "no Markdown file"),
        ("../../../../outside.md", "no Markdown file of the content folder"),
    ],
)
def test_a_place_that_cannot_be_is_refused_and_nothing_changes(
    linked: Path, new: str, said: str
) -> None:
    before = texts(linked)
    target = str(linked / new) if new.startswith("content") else new
    result = run(linked, "rename", str(linked / "content/en/faq/plans.md"), target)
    assert result.exit_code == 2, result.output
    assert said in result.output
    assert texts(linked) == before


def test_a_draft_is_renamed_too_and_has_no_old_address(linked: Path) -> None:
    draft = article(
        title="Soon", id="soonzzzzzzzzzzzzzzzzzz", slug="soon", status="DRAFT", publishedAt="",
        body="See [plans](plans.md).\n",
    )  # fmt: skip
    path = linked / "content/en/faq/soon.md"
    path.write_text(draft, encoding="utf-8")
    result = run(linked, "rename", str(path), "deep/later.md")
    assert result.exit_code == 2, "a folder that is not there"
    result = run(linked, "rename", str(path), "later")
    assert result.exit_code == 0, result.output
    text = texts(linked)["en/faq/later.md"]
    assert "slug: later\n" in text
    assert "redirectFrom" not in text
    assert "leads to" not in result.output
    assert "en/faq/soon.md" not in texts(linked)


def test_an_archived_article_is_left_where_it_is(linked: Path) -> None:
    path = linked / "content/en/faq/gone.md"
    path.write_text(
        article(title="Gone", id="gone", slug="gone", status="ARCHIVED"), encoding="utf-8"
    )
    result = run(linked, "rename", str(path), "later")
    assert result.exit_code == 2
    assert "is ARCHIVED: move its file" in result.output


def test_a_dry_run_changes_nothing(linked: Path) -> None:
    before = texts(linked)
    assert (
        run(linked, "rename", str(linked / "content/en/faq/plans.md"), "x", "--dry-run").exit_code
        == 0
    )
    assert texts(linked) == before


# translations


def test_a_translation_is_behind_by_date_or_by_the_state_that_it_names(tmp_path: Path) -> None:
    def pair(number: int, **fields: str) -> dict[str, str]:
        known = {"id": f"id{number}", "slug": f"a{number}", "slugEN": f"a{number}"}
        return {
            f"en/tutorials/a{number}.md": article(updatedAt="2026-05-01", **known),
            f"es/tutorials/a{number}.md": article(**known, **fields),
        }

    files = (
        pair(1, updatedAt="2026-05-01")
        | pair(2, updatedAt="2026-02-01")
        | pair(3, updatedAt="2026-02-01")
    )
    files["en/tutorials/only.md"] = article(id="only", slug="only", slugEN="only")
    config = write_site(tmp_path, files)
    marked = CliRunner().invoke(
        main,
        ["translations", "--mark", str(tmp_path / "content/es/tutorials/a3.md"), "-f", str(config)],
    )
    assert marked.exit_code == 0, marked.output
    found = json.loads(run(tmp_path, "translations", "--format", "json").stdout)
    spanish = next(row for row in found["sections"] if row["locale"] == "es")
    assert (spanish["articles"], spanish["current"], spanish["outdated"], spanish["missing"]) == (
        4,
        2,
        1,
        1,
    )
    assert [gap["source"] for gap in found["gaps"] if gap["state"] == "outdated"] == [
        "content/en/tutorials/a2.md"
    ]
    path = tmp_path / "content/en/tutorials/a3.md"
    path.write_text(path.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    listed = run(tmp_path, "translations", "--list", "--locale", "es").stdout
    assert "content/es/tutorials/a3.md: behind content/en/tutorials/a3.md" in listed
    assert "content/en/tutorials/only.md: missing in es" in listed
    stale = {one.path for one in check_folder(tmp_path) if one.check == "stale-translation"}
    assert stale == {"content/es/tutorials/a2.md", "content/es/tutorials/a3.md"}


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"---\r\na: 1\r\nb: 2\r\n---\r\nx", b"---\r\na: 9\r\nb: 2\r\n---\r\nx"),
        (b"\xef\xbb\xbf---\nb: 2\n---\nx\xff", b"\xef\xbb\xbf---\nb: 2\na: 9\n---\nx\xff"),
        (b"---\nab: 1\n---\n", b"---\nab: 1\na: 9\n---\n"),
        (b"text\n", b"---\na: 9\n---\n\ntext\n"),
        (b"", b"---\na: 9\n---\n\n"),
    ],
)
def test_setting_a_field_keeps_every_other_byte(data: bytes, wanted: bytes) -> None:
    assert set_field(data, "a", "9") == wanted


# stats

LOG = """\
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/tutorials/x/?q=1 HTTP/1.1" 200 1 "https://www.example.org/a" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/tutorials/x/ HTTP/1.1" 200 1 "https://help.example.com/en/contact/" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/nowhere HTTP/1.1" 404 1 "https://help.example.com/en/" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/tutorials/x/ HTTP/1.1" 200 1 "-" "Googlebot/2.1"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /assets/x.css HTTP/1.1" 200 1 "-" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/support/contact/?q=x HTTP/1.1" 200 1 "-" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/support/contact/americas/ HTTP/1.1" 200 1 "https://help.example.com/en/support/contact/" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /pt/support/contact/solved/ HTTP/1.1" 200 1 "https://help.example.com/pt/support/contact/americas/" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "POST /en/support/contact/thanks/americas/ HTTP/1.1" 200 1 "https://help.example.com/en/support/contact/americas/" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/support/contact/thanks/ HTTP/1.1" 200 1 "-" "Mozilla/5.0"
1.2.3.4 - - [01/Nov/2026:00:00:00 +0000] "GET /en/tutorials/x/ HTTP/1.1" 200 1 "https://help.example.com/en/support/contact/americas/?a=b" "Mozilla/5.0"
{"path": "/pt/", "status": 200, "referrer": "", "user_agent": "Mozilla/5.0"}
this is no request
"""


def test_a_log_is_ranked_without_robots_files_and_readers(tmp_path: Path) -> None:
    write_site(tmp_path, {"en/tutorials/x.md": article(slug="x", slugEN="x")})
    log = tmp_path / "access.log"
    log.write_text(LOG, encoding="utf-8")
    result = run(tmp_path, "stats", "--log", str(log), "--problems", "--format", "json")
    found = json.loads(result.stdout)["log"]
    assert found["reads"] == {
        "/en/tutorials/x/": 3,
        "/en/support/contact/": 1,
        "/en/support/contact/americas/": 1,
        "/pt/": 1,
    }
    assert found["missing"] == [
        {"path": "/en/nowhere", "count": 1, "from": {"https://help.example.com/en/": 1}}
    ]
    assert found["from_contact"] == {"/en/tutorials/x/": 2}
    assert found["contact"] == {"opened": 2, "sent": 1, "solved": 1}
    assert found["referrers"] == {"www.example.org": 1}
    assert (found["robots"], found["unreadable"]) == (1, 1)
    assert "1.2.3.4" not in result.stdout
    assert run(tmp_path, "stats", "--log", str(log)).exit_code == 0


@pytest.mark.parametrize("line", ["", "{", "{}", '{"path": 1, "status": "x"}', '"GET / HTTP/1.1" 200', "\x00" * 50,
                                  'h - - [d] "GET http://[::1 HTTP/1.1" 200 1 "http://[::1" "a"'])  # fmt: skip
def test_no_line_makes_it_raise(line: str) -> None:
    request = parse_line(line)
    summarise_log([request])


def test_a_gzipped_log_is_read(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "access.log.gz"
    path.write_bytes(gzip.compress(LOG.encode()))
    assert len(list(read_requests(path))) == 13


# schemas and docs


def test_schemas_are_valid_and_admit_the_sample_site() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    import yaml

    schemas = all_schemas()
    assert len(schemas) == len(CONTENT_TYPES)
    checked = 0
    for kind in CONTENT_TYPES:
        schema = schemas[f"{kind.section}.schema.json"]
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        for path in sorted((ROOT / "content").glob(f"*/{kind.section}/**/*.md")):
            header = path.read_text(encoding="utf-8").split("---\n")[1]
            fields = yaml.load(header, Loader=yaml.BaseLoader)
            assert [error.message for error in validator.iter_errors(fields)] == [], path
            checked += 1
    assert checked > 100


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "PUBLISED"),
        ("publishedAt", "2025-12-15T76:48:37Z"),
        ("hidden", "maybe"),
        ("title", ""),
    ],
)
def test_schemas_refuse_what_the_reader_reports(field: str, value: str) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft7Validator(all_schemas()["faq.schema.json"])
    assert not validator.is_valid({"title": "x", field: value})


def test_schemas_and_editor_settings_are_written(tmp_path: Path) -> None:
    write_site(tmp_path)
    assert run(tmp_path, "schemas", "--vscode").exit_code == 0
    assert (
        json.loads((tmp_path / ".vscode/tasks.json").read_text(encoding="utf-8"))["version"]
        == "2.0.0"
    )
    remark = json.loads((tmp_path / ".remarkrc.json").read_text(encoding="utf-8"))
    named = remark["plugins"][1][1]["schemas"]
    assert all((tmp_path / path).is_file() for path in named)
    (tmp_path / ".vscode/tasks.json").write_text("mine", encoding="utf-8")
    assert run(tmp_path, "schemas", "--vscode").exit_code == 0
    assert (tmp_path / ".vscode/tasks.json").read_text(encoding="utf-8") == "mine"


def test_the_reference_pages_say_what_the_program_says() -> None:
    result = CliRunner().invoke(main, ["docs", str(ROOT / "docs"), "--check"])
    assert result.exit_code == 0, f"run `help-center docs`: {result.output}"
