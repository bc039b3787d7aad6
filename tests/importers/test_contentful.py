# ruff: noqa: E501
"""A space export becomes articles: languages, states, links, assets, and every field."""

import copy
import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from mkdocs_help_center.cli import main
from mkdocs_help_center.content.data_files import DataFile
from mkdocs_help_center.importers.contentful import KEPT, Import, Importer
from mkdocs_help_center.importers.export import ExportError, read_export
from mkdocs_help_center.importers.mapping import (
    ImportMapping,
    guess_mapping,
    map_by,
    read_mapping,
)

from tests.checks.sites import write_site
from tests.importers.documents import document, node, target
from tests.importers.space import EXPORT, WHOLE


def exported(folder: Path, data: Any = EXPORT) -> Path:
    path = folder / "export.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def worked_out(folder: Path, data: Any = EXPORT, *, copy_assets: bool = False) -> Import:
    space = read_export(exported(folder, data))
    guessed = guess_mapping(space)
    mapping = ImportMapping(guessed.locales, guessed.types, {"callout": "text"})
    return Importer(space, mapping, copy_assets=copy_assets).run()


def parsed(result: Import) -> dict[str, tuple[dict[str, Any], str]]:
    """Front matter and body of each file."""
    files = {}
    for article in result.articles:
        _, header, body = article.text.split("---\n", 2)
        files[article.uri] = (yaml.safe_load(header), body.strip())
    return files


def test_each_entry_is_a_file_in_the_languages_that_it_has(tmp_path: Path) -> None:
    assert sorted(article.uri for article in worked_out(tmp_path).articles) == [
        "en/faq/old.md",
        "en/faq/prices-draft.md",
        "en/faq/prices.md",
        "en/faq/support-plans.md",
        "pt/faq/planos-de-suporte.md",
    ]


def test_the_state_is_that_of_sys(tmp_path: Path) -> None:
    states = {uri: fields["status"] for uri, (fields, _) in parsed(worked_out(tmp_path)).items()}
    assert states == {
        "en/faq/support-plans.md": "PUBLISHED",
        "pt/faq/planos-de-suporte.md": "PUBLISHED",
        "en/faq/prices.md": "CHANGED",
        "en/faq/prices-draft.md": "DRAFT",
        "en/faq/old.md": "ARCHIVED",
    }


def test_locale_based_publishing_gives_each_language_its_state(tmp_path: Path) -> None:
    data = copy.deepcopy(EXPORT)
    data["entries"][0]["sys"]["fieldStatus"] = {"*": {"en-US": "changed", "pt-BR": "draft"}}
    files = parsed(worked_out(tmp_path, data))
    assert files["en/faq/support-plans.md"][0]["status"] == "CHANGED"
    assert files["pt/faq/planos-de-suporte.md"][0]["status"] == "DRAFT"


def test_no_field_is_lost_and_each_keeps_its_type(tmp_path: Path) -> None:
    fields, _ = parsed(worked_out(tmp_path))["en/faq/support-plans.md"]
    given = EXPORT["entries"][0]["fields"]
    for name in ("legacySlug", "order", "ratio", "beta", "names", "place", "longText", "settings"):
        assert fields[name] == given[name]["en-US"], name
    assert fields["owner"] == "prices"
    assert fields["related"] == ["prices", "panel"]
    assert fields[KEPT] == {"status": "internal"}
    assert fields["title"] == "Support: plans & prices"
    assert fields["tags"] == ["Billing"]
    assert fields["author"] == "46G4yHIZerH7B9Jo0Iw5KI"
    assert fields["createdAt"] == "2024-01-02T03:04:05.678Z"
    assert fields["firstPublishedAt"] == "2024-02-03T04:05:06.789Z"


def test_a_field_without_translation_has_the_value_that_stands_in_for_it(tmp_path: Path) -> None:
    fields, _ = parsed(worked_out(tmp_path))["pt/faq/planos-de-suporte.md"]
    assert fields["legacySlug"] == "0123"
    assert fields["locale"] == "pt"


def test_translations_are_joined_by_id_and_english_slug(tmp_path: Path) -> None:
    files = parsed(worked_out(tmp_path))
    pair = [files["en/faq/support-plans.md"][0], files["pt/faq/planos-de-suporte.md"][0]]
    assert {fields["id"] for fields in pair} == {"plans"}
    assert {fields["slugEN"] for fields in pair} == {"support-plans"}


def test_links_images_and_parts_are_resolved(tmp_path: Path) -> None:
    files = parsed(worked_out(tmp_path))
    body = files["en/faq/support-plans.md"][1]
    assert "See [prices](/en/faq/prices)." in body
    assert "![The panel](https://images.ctfassets.net/s/panel/t0ken/Panel%20One.PNG)" in body
    assert "> ⚠️ Mind the gap." in body
    assert "- one\n- two" in body
    # There is no Portuguese article: the link leads to the English one, as readers expect.
    assert files["pt/faq/planos-de-suporte.md"][1] == "Veja [preços](/en/faq/prices)."


def test_what_is_lost_is_said(tmp_path: Path) -> None:
    result = worked_out(tmp_path)
    said = [problem.message for problem in result.problems]
    assert len(said) == 2
    assert any(
        "'carousel' is not known" in message and "plans, en-US" in message for message in said
    )
    assert any("slug 'prices' is taken" in message for message in said)
    assert result.skipped == {"menuItem": 1}
    assert "Kept." in parsed(result)["en/faq/support-plans.md"][1]


def test_copied_assets_have_safe_names(tmp_path: Path) -> None:
    result = worked_out(tmp_path, copy_assets=True)
    assert [asset.uri for asset in result.assets.values()] == ["images/panel/panel-one.png"]
    assert "](/images/panel/panel-one.png)" in parsed(result)["en/faq/support-plans.md"][1]


def test_a_part_that_holds_itself_ends(tmp_path: Path) -> None:
    data = copy.deepcopy(EXPORT)
    block = {"nodeType": "embedded-entry-block", "content": [],
             "data": {"target": {"sys": {"id": "callout"}}}}  # fmt: skip
    data["entries"][4]["fields"]["text"] = {
        "en-US": {"nodeType": "document", "data": {}, "content": [block]}
    }
    result = worked_out(tmp_path, data)
    assert any("holds itself" in problem.message for problem in result.problems)


def test_a_locale_that_is_no_language_names_no_folder(tmp_path: Path) -> None:
    data = copy.deepcopy(EXPORT)
    data["locales"].append({"code": "../../evil", "default": False})
    data["locales"].append({"code": "main", "default": False})
    data["entries"][0]["fields"]["name"] |= {"../../evil": "Evil", "main": "Main"}
    result = worked_out(tmp_path, data)
    assert {one.uri.partition("/")[0] for one in result.articles} == {"en", "pt"}
    said = [one for one in result.problems if "no language code" in one.message]
    assert len(said) == 2
    space = read_export(tmp_path / "export.json")
    named = DataFile("m", {"locales": {"main": "es"}})
    again = Importer(space, map_by(named, space, guess_mapping(space))[0]).run()
    assert {one.uri.partition("/")[0] for one in again.articles} == {"en", "es", "pt"}


def test_entries_and_assets_that_differ_in_letter_case_keep_files_of_their_own(
    tmp_path: Path,
) -> None:
    data = copy.deepcopy(EXPORT)
    data["entries"] = [copy.deepcopy(EXPORT["entries"][1]) for _ in range(4)]
    for one, identifier in zip(data["entries"], ("abc", "ABC", "Abc", "aBC"), strict=True):
        one["sys"]["id"] = identifier
        one["fields"]["answer"] = {
            "en-US": document(node("embedded-asset-block", target=target("Asset", identifier)))
        }
    data["assets"] = [copy.deepcopy(EXPORT["assets"][0]) for _ in range(4)]
    for one, entry in zip(data["assets"], data["entries"], strict=True):
        one["sys"]["id"] = entry["sys"]["id"]
        file = one["fields"]["file"]["en-US"]
        file["url"] = file["url"].replace("panel", entry["sys"]["id"])
        file["fileName"] = "../../../etc/passwd"
    result = worked_out(tmp_path, data, copy_assets=True)
    assert len({one.uri.casefold() for one in result.articles}) == 4
    uris = sorted(one.uri for one in result.assets.values())
    assert len(set(uris)) == 4
    assert all(re.fullmatch(r"images/abc/[a-z0-9-]+\.[a-z0-9]+", uri) for uri in uris)


def test_an_asset_has_the_file_of_each_language(tmp_path: Path) -> None:
    data = copy.deepcopy(EXPORT)
    english = data["assets"][0]["fields"]["file"]["en-US"]
    url = english["url"].replace("Panel One", "Painel").replace("Panel%20One", "Painel")
    data["assets"][0]["fields"]["file"]["pt-BR"] = {**english, "url": url, "fileName": "Painel.PNG"}
    data["entries"][0]["fields"]["answer"]["pt-BR"] = data["entries"][0]["fields"]["answer"][
        "en-US"
    ]
    result = worked_out(tmp_path, data, copy_assets=True)
    assert sorted(one.uri for one in result.assets.values()) == [
        "images/panel/painel.png", "images/panel/panel-one.png"]  # fmt: skip
    files = parsed(result)
    assert "](/images/panel/painel.png)" in files["pt/faq/planos-de-suporte.md"][1]
    assert "](/images/panel/panel-one.png)" in files["en/faq/support-plans.md"][1]


def test_what_has_no_place_is_said_or_kept(tmp_path: Path) -> None:
    data = copy.deepcopy(EXPORT)
    prices = data["entries"][1]
    prices["fields"]["summary"] = {"pt-BR": "Resumo", "fr": "Résumé"}
    prices["fields"]["flat"] = "no languages"
    prices["fields"]["answer"] = {"en-US": [{"not": "a text"}]}
    data["entries"].append({**copy.deepcopy(prices), "fields": {"name": {"en-US": "Second"}}})
    data["assets"].append(data["assets"][0])
    result = worked_out(tmp_path, data)
    said = "\n".join(one.message for one in result.problems)
    assert "the entry 'prices' is there twice: the first one counts" in said
    assert "the asset 'panel' is there twice: the first one counts" in said
    assert "the field 'flat' of the entry 'prices' has no languages" in said
    assert "left out: summary (entry prices, pt-BR)" in said
    assert "left out: summary (entry prices, fr)" in said
    assert "its text is no text: it is kept as a field (entry prices, en-US)" in said
    fields, _ = parsed(result)["en/faq/prices.md"]
    assert fields["answer"] == [{"not": "a text"}]


def test_two_fields_that_the_mapping_gives_one_name_are_both_kept(tmp_path: Path) -> None:
    space = read_export(exported(tmp_path))
    faq = "frequentlyAskedQuestion"
    data = DataFile("m", {"types": {faq: {"fields": {"longText": "order"}}}})
    mapping, problems = map_by(data, space, guess_mapping(space))
    assert problems == []
    fields, _ = parsed(Importer(space, mapping).run())["en/faq/support-plans.md"]
    given = EXPORT["entries"][0]["fields"]
    assert fields["order"] == given["order"]["en-US"]
    assert fields[KEPT]["longText"] == given["longText"]["en-US"]


BROKEN: dict[str, Any] = {
    "a list": [],
    "no entries": {"assets": []},
    "entries of the wrong kind": {"entries": {}},
    "no locales at all": {"entries": []},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_export_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError):
        read_export(exported(tmp_path, BROKEN[name]))


@pytest.mark.parametrize("junk", [None, 3, "x", [], {}, {"sys": 1, "fields": 2}, {"sys": {"id": 3}},
                                  {"sys": {"id": "x", "contentType": {"sys": {"id": "frequentlyAskedQuestion"}}},
                                   "fields": {"name": {"en-US": 3}, "answer": {"en-US": [1]}, "slug": 4}}])  # fmt: skip
def test_a_broken_entry_costs_no_other(tmp_path: Path, junk: Any) -> None:
    data = copy.deepcopy(EXPORT)
    data["entries"].append(junk)
    assert len(worked_out(tmp_path, data).articles) >= 5


def test_the_mapping_file_says_what_types_and_languages_become(tmp_path: Path) -> None:
    space = read_export(exported(tmp_path))
    path = tmp_path / "mapping.yml"
    path.write_text(
        "locales: {pt-BR: pt-BR}\n"
        "types:\n"
        "  menuItem: {contentType: tutorial, fields: {label: title}}\n"
        "  frequentlyAskedQuestion: {contentType: troubleshooting, skip: [longText]}\n",
        encoding="utf-8",
    )
    mapping, problems = read_mapping(path, space)
    assert problems == []
    files = parsed(Importer(space, mapping).run())
    assert files["en/tutorials/home.md"][0]["title"] == "Home"
    assert "longText" not in files["en/troubleshooting/support-plans.md"][0]
    assert "pt-BR/troubleshooting/planos-de-suporte.md" in files


def test_mistakes_in_the_mapping_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yml"
    path.write_text(
        "locale: {}\ntypes:\n  faq2: {}\n  menuItem: {contentType: nothing}\n", encoding="utf-8"
    )
    _, problems = read_mapping(path, read_export(exported(tmp_path)))
    assert [(problem.line, problem.message) for problem in problems] == [
        (1, "unknown key 'locale'"),
        (3, "the export has no content type 'faq2'"),
        (4, "'nothing' is no content type"),
    ]


MISTAKES = {
    "types:\n  menuItem: {contentType: tutorial, feilds: {label: title}}": (
        2, "unknown key 'feilds'", "did you mean 'fields'?"),
    "types:\n  menuItem:\n    contentType: tutorial\n    fields: {lable: title}": (
        4, "'menuItem' has no field 'lable'", "did you mean 'label'?"),
    "types:\n  menuItem:\n    contentType: tutorial\n    skip: label": (
        4, "is not a list of fields", ""),
    "types:\n  menuItem:\n    contentType: tutorial\n    body: [label]": (
        4, "is not the name of a field", ""),
    "types: [menuItem]": (1, "is not a mapping", ""),
    "parts: {callout: [text]}": (1, "is not a word", ""),
    "locales: {en-US: english}": (1, "'english' is no language code", ""),
}  # fmt: skip


@pytest.mark.parametrize("text", MISTAKES)
def test_nothing_in_a_mapping_is_ignored(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    _, problems = read_mapping(path, read_export(exported(tmp_path)))
    assert [(one.line, one.message, one.hint) for one in problems] == [MISTAKES[text]]


def test_the_configuration_may_hold_the_mapping_and_the_file_goes_before_it(tmp_path: Path) -> None:
    faq = "frequentlyAskedQuestion"
    mapping = {
        "locales": {"pt-BR": "pt-BR"},
        "types": {
            "menuItem": {"contentType": "tutorial", "fields": {"label": "title"}},
            faq: {"contentType": "troubleshooting"},
        },
        "parts": {"callout": "text"},
    }
    write_site(tmp_path, import_mapping=mapping)
    exported(tmp_path, WHOLE)
    assert run(tmp_path).exit_code == 0
    first = files_of(tmp_path / "content")
    assert {"en/tutorials/home.md", "en/troubleshooting/support-plans.md",
            "pt-BR/troubleshooting/planos-de-suporte.md"} <= set(first)  # fmt: skip
    shutil.rmtree(tmp_path / "content")
    (tmp_path / "content").mkdir()
    (tmp_path / "mapping.yml").write_text(
        f"types: {{{faq}: {{contentType: tutorial}}}}", encoding="utf-8"
    )
    assert run(tmp_path, "--mapping", str(tmp_path / "mapping.yml")).exit_code == 0
    second = files_of(tmp_path / "content")
    assert {"en/tutorials/home.md", "en/tutorials/support-plans.md",
            "pt-BR/tutorials/planos-de-suporte.md"} <= set(second)  # fmt: skip


def test_a_mistake_in_the_configuration_s_mapping_is_told_with_its_line(tmp_path: Path) -> None:
    config = write_site(tmp_path, import_mapping={"types": {"nothing": {}}})
    exported(tmp_path, WHOLE)
    result = run(tmp_path)
    assert result.exit_code == 2
    line = 1 + config.read_text(encoding="utf-8").splitlines().index("        nothing: {}")
    assert f"mkdocs.yml:{line}:1: the export has no content type 'nothing'" in result.output


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        main,
        [
            "import",
            "contentful",
            str(folder / "export.json"),
            "-f",
            str(folder / "mkdocs.yml"),
            *arguments,
        ],
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    write_site(tmp_path)
    exported(tmp_path, WHOLE)
    result = run(tmp_path, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "content/en/faq/support-plans.md" in result.output
    assert files_of(tmp_path / "content") == {}


def test_a_second_run_finds_nothing_to_do_and_an_edited_file_is_not_replaced(
    tmp_path: Path,
) -> None:
    write_site(tmp_path)
    exported(tmp_path, WHOLE)
    assert run(tmp_path).exit_code == 0
    before = files_of(tmp_path / "content")
    assert len(before) == 5
    assert "0 written" in run(tmp_path).output
    edited = tmp_path / "content" / "en" / "faq" / "prices.md"
    edited.write_text("mine", encoding="utf-8")
    refused = run(tmp_path)
    assert refused.exit_code == 1
    assert "nothing was written" in refused.output
    assert edited.read_text(encoding="utf-8") == "mine"
    assert run(tmp_path, "--overwrite").exit_code == 0
    assert files_of(tmp_path / "content") == before


def test_assets_are_taken_from_the_export_tool_s_folder(tmp_path: Path) -> None:
    write_site(tmp_path)
    exported(tmp_path, WHOLE)
    downloads = tmp_path / "downloads"
    file = downloads / "images.ctfassets.net" / "s" / "panel" / "t0ken" / "Panel One.PNG"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"four")
    result = run(tmp_path, "--assets", "copy", "--assets-dir", str(downloads))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "content/images/panel/panel-one.png").read_bytes() == b"four"
    file.write_bytes(b"cut")
    (tmp_path / "content/images/panel/panel-one.png").unlink()
    cut = run(tmp_path, "--assets", "copy", "--assets-dir", str(downloads))
    assert cut.exit_code == 1
    assert "3 bytes instead of 4" in cut.output


def test_the_imported_site_has_no_problem(tmp_path: Path) -> None:
    write_site(tmp_path, locales=["en", "pt"])
    exported(tmp_path, WHOLE)
    (tmp_path / "mapping.yml").write_text("parts: {callout: text}\n", encoding="utf-8")
    assert run(tmp_path, "--mapping", str(tmp_path / "mapping.yml")).exit_code == 0
    checked = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml"), "--jobs", "1"])
    assert checked.exit_code == 0, checked.output


def test_what_cannot_be_kept_is_told_and_all_else_is_written(tmp_path: Path) -> None:
    write_site(tmp_path)
    exported(tmp_path)
    result = run(tmp_path, "--format", "json")
    assert result.exit_code == 1
    told = {one["message"].partition(":")[0] for one in json.loads(result.stdout)}
    assert "the node 'carousel' is not known" in told
    assert len(files_of(tmp_path / "content")) == 5
    assert "::warning file=" in run(tmp_path, "--format", "github").stdout
    assert "'carousel'" in run(tmp_path).stderr


@pytest.mark.slow
def test_killed_at_any_moment_every_file_is_whole_and_the_next_run_finishes(tmp_path: Path) -> None:
    write_site(tmp_path)
    data = copy.deepcopy(EXPORT)
    one = data["entries"][1]
    for number in range(300):
        more = copy.deepcopy(one)
        more["sys"]["id"] = f"more{number}"
        more["fields"]["slug"]["en-US"] = f"more-{number}"
        data["entries"].append(more)
    exported(tmp_path, data)
    (tmp_path / "mapping.yml").write_text("parts: {callout: text}\n", encoding="utf-8")
    whole = {article.uri: article.text.encode() for article in worked_out(tmp_path, data).articles}
    command = [sys.executable, "-m", "mkdocs_help_center", "import", "contentful",
               str(tmp_path / "export.json"), "-f", str(tmp_path / "mkdocs.yml"),
               "--mapping", str(tmp_path / "mapping.yml")]  # fmt: skip
    for wait in (0.9, 1.1, 1.3, 1.6):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(wait)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        for uri, found in files_of(tmp_path / "content").items():
            assert uri.rpartition("/")[2].startswith(".help-center-") or whole[uri] == found
    assert subprocess.run(command, capture_output=True).returncode == 1  # What is lost is told.
    assert set(whole) <= set(files_of(tmp_path / "content"))
