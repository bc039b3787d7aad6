"""Whatever reaches the site from a title, a field, a file name or a data file is text, never markup."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import etree
from lxml import html as lxml_html
from mkdocs_help_center.content.content_types import (
    COMMON_FIELDS,
    CONTENT_TYPES,
    ContentType,
    FieldKind,
)

from ..conftest import ROOT
from .builds import Built, build, configure, project

#: Breaks out of text, of either kind of attribute, of a comment, of CDATA, of a script and of JSON.
PAYLOAD = """x"'--></script>]]><xss-probe onmouseover="probe()" a='b'>{{7*7}}&lt;"""
URL_PAYLOAD = "javascript:probe()//"


def hostile_article(kind: ContentType, locale: str, number: int) -> str:
    """An article of ``kind`` whose every text field is the payload."""
    matter: dict[str, object] = {}
    for key, expected in {**COMMON_FIELDS, **kind.fields}.items():
        if expected is FieldKind.TEXT:
            matter[key] = f"{PAYLOAD}{number}"
        elif expected in (FieldKind.LIST, FieldKind.MODULES):
            matter[key] = [PAYLOAD, URL_PAYLOAD]
        elif expected is FieldKind.UPDATES:
            matter[key] = [{"at": "2026-10-01T10:00:00Z", "state": PAYLOAD, "text": PAYLOAD}]
    matter |= {
        "status": "PUBLISHED",
        "contentType": kind.key,
        "locale": locale,
        "createdAt": f"2026-0{number % 9 + 1}-02T00:00:00Z",
        "template": "../../etc/passwd",
        "unknown": PAYLOAD,
    }
    if kind.key == "releaseNote":
        matter["type"] = "added"
    header = yaml.safe_dump(matter, allow_unicode=True)
    return f"---\n{header}---\n\n## {PAYLOAD}\n\nText. [{PAYLOAD}]({URL_PAYLOAD})\n"


def hostile_site() -> dict[str, str | bytes]:
    folder = "a & b '\"<xss-probe>"
    files: dict[str, str | bytes] = {}
    for locale in ("en", "es", "pt"):
        for number, kind in enumerate(CONTENT_TYPES):
            name = f'{locale}/{kind.section}/{folder}/it\'s "x" & <xss-probe onclick=a>.md'
            files[name] = hostile_article(kind, locale, number)
        files[f"{locale}/tutorials/{folder}/metadata.json"] = json.dumps(
            {"id": PAYLOAD, "name": PAYLOAD, "slug": PAYLOAD, "order": 1}
        )
    files["en/plain <xss-probe>.md"] = f"---\ntitle: |-\n  {PAYLOAD}\n---\n\nText.\n"
    return files


def assert_inert(built: Built) -> None:
    checked = 0
    for name, content in built.files.items():
        if name.endswith((".html", ".xml", ".json", ".opml")):
            text = content.decode("utf-8")
            # Jinja must not run what a field holds.
            assert "&gt;49&" not in text, name
            checked += 1
        if name.endswith(".html"):
            assert_inert_html(name, text)
        elif name.endswith((".xml", ".opml")):
            tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
            assert not [e for e in tree.iter() if "xss-probe" in str(e.tag)], name
        elif name.endswith(".json") and "pagefind" not in name:
            json.loads(text)
    assert checked > 30


def assert_inert_html(name: str, text: str) -> None:
    tree = lxml_html.document_fromstring(text)
    for element in tree.iter(etree.Element):
        assert element.tag != "xss-probe", name
        for attribute, value in element.attrib.items():
            assert not attribute.lower().startswith("on"), (name, element.tag, attribute)
            if attribute in ("href", "src", "action", "formaction", "data"):
                assert not value.strip().lower().startswith("javascript:"), (name, value)
        if element.tag == "script":
            inline = element.text or ""
            assert "<xss-probe" not in inline, name
            if element.get("type") in ("application/json", "application/ld+json"):
                json.loads(inline)
            else:
                assert not inline.strip(), f"{name}: an inline script"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    config = project(
        tmp_path_factory.mktemp("hostile"),
        hostile_site(),
        site_name=PAYLOAD,
        theme={
            "name": "help-center",
            "logo": PAYLOAD,
            "site_name": {"en": PAYLOAD},
            "footer_text": PAYLOAD,
            "edit_text": PAYLOAD,
            "header_links": [{"title": PAYLOAD, "url": URL_PAYLOAD}],
            "footer_links": [{"title": PAYLOAD, "links": [{"title": PAYLOAD, "url": URL_PAYLOAD}]}],
        },
        repo_url="https://example.com/repo",
        edit_uri="edit/main/content/",
    )
    return build(config)


def test_every_field_file_name_and_option_is_escaped(hostile: Built) -> None:
    assert_inert(hostile)


def test_the_payload_is_shown_as_text(hostile: Built) -> None:
    """Escaped, not dropped: a title about `<script>` must stay readable."""
    pages = [text for name, text in hostile.files.items() if name.startswith("en/faq/")]
    assert any(b"&lt;xss-probe onmouseover=" in page for page in pages)


def test_every_article_of_every_type_has_its_page(hostile: Built) -> None:
    for locale in ("en", "es", "pt"):
        for kind in CONTENT_TYPES:
            folder = hostile.site / locale / kind.section
            pages = [path for path in folder.glob("*/index.html") if path.parent.name != "category"]
            assert pages, f"{locale}/{kind.section}"


def spoil(value: object) -> object:
    """``value`` with the payload behind every text, keys kept."""
    if isinstance(value, dict):
        return {key: spoil(item) for key, item in value.items()}
    if isinstance(value, list):
        return [spoil(item) for item in value]
    return f"{value}{PAYLOAD}" if isinstance(value, str) else value


def spoiled_data(source: Path, target: Path) -> Iterator[str]:
    for path in sorted(source.rglob("*")):
        if path.suffix not in (".yml", ".yaml", ".json"):
            continue
        # libyaml, as the project itself reads data; PyYAML's own parser refuses some of its YAML.
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        out = target / path.relative_to(source)
        out.parent.mkdir(parents=True, exist_ok=True)
        dump = json.dumps if path.suffix == ".json" else yaml.safe_dump
        out.write_text(dump(spoil(data)), encoding="utf-8")
        yield path.name


@pytest.mark.parametrize("which", ["all", "each"])
def test_every_value_of_every_data_file_is_escaped(tmp_path: Path, which: str) -> None:
    """The sample site's own data files, every text in them hostile; also one at a time, since a file
    that is refused as a whole would hide what it does where it is read.
    """
    source = ROOT / "content"
    shutil.copytree(source, tmp_path / "content")
    data = tmp_path / "content" / "_data"
    if which == "all":
        assert list(spoiled_data(source / "_data", data))
        assert_inert(build(configure(tmp_path)))
        return
    for path in sorted((source / "_data").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        # Names and sentences only: ids, times and codes keep their form, so that the file is used.
        spoiled = re.sub(
            r"(?m)^(\s*(?:- )?(?:en|es|pt|name|title|text|label): )(?![|>&*{\[])['\"]?(.+?)['\"]?$",
            lambda match: match[1] + json.dumps(match[2] + PAYLOAD),
            text,
        )
        (data / path.name).write_text(spoiled, encoding="utf-8")
    assert_inert(build(configure(tmp_path)))
