"""Rule files of three kinds, and what is broken in them: nothing else is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_help_center.redirects.settings import RedirectSettings
from mkdocs_help_center.redirects.tables import TableReader, read_tables

from .site import FILES, table_of


def read(name: str, text: str | bytes) -> tuple[list[str], list[str]]:
    """Rules as ``line source target status`` and problems as ``line check``."""
    reader = TableReader(name)
    reader.read(text if isinstance(text, bytes) else text.encode())
    rules = [f"{r.origin.line} {r.source} {r.target} {r.status}" for r in reader.rules]
    return rules, [f"{problem.line} {problem.check}" for problem in reader.problems]


@pytest.mark.parametrize(
    ("name", "text", "rules", "problems"),
    [
        pytest.param(
            "a.yml",
            "- from: /a\n  to: /b\n- {from: /c, to: /d, status: 302}\n",
            ["1 /a /b 301", "3 /c /d 302"],
            [],
            id="YAML rows",
        ),
        pytest.param("a.yml", "/a: /b\n/c: /d\n", ["1 /a /b 301", "2 /c /d 301"], [], id="a mapping"),
        pytest.param(
            "a.yml",
            "moved:\n  - from: /a\n    to: /b\nother:\n  /c: /d\n",
            ["2 /a /b 301", "5 /c /d 301"],
            [],
            id="groups",
        ),
        pytest.param(
            "a.json",
            '{"redirects": {"fromLegacySlugs": [\n{"from": "/a", "to": "/b"},\n'
            '{"to": "/d\\"from\\": x", "from": "/c"}],\n"m": {\n"/e": "/f"}}}',
            ["2 /a /b 301", '3 /c /d"from": x 301', "5 /e /f 301"],
            [],
            id="the exported shape",
        ),
        pytest.param(
            "a.csv",
            "from,to,status\n/a,/b\n# note\n\n\"/c,d\",/e,308\n",
            ["2 /a /b 301", "5 /c,d /e 308"],
            [],
            id="CSV with a header",
        ),
        pytest.param("a.csv", "/a;/b;302\r\n/c;/d\r\n", ["1 /a /b 302", "2 /c /d 301"], [], id="CSV, ;"),
        pytest.param("a.csv", "to\tfrom\n/b\t/a\n", ["2 /a /b 301"], [], id="CSV, other order"),
        pytest.param("a.yml", "", [], [], id="empty"),
        pytest.param(
            "a.yml",
            "- from: /a\n  to: /b\n- nothing\n- {from: /c}\n- {from: [x], to: /d}\n- {to: /e}\n"
            "- {from: /f, to: /g, status: 999}\n- {from: /h, to: /i, stauts: 302}\n- {from: /j, to: /k}\n",
            ["1 /a /b 301", "7 /f /g 301", "8 /h /i 301", "9 /j /k 301"],
            ["3 table-row", "4 table-row", "5 table-row", "6 table-row", "7 table-row", "8 table-row"],
            id="bad rows",
        ),
        pytest.param(
            "a.yml",
            'g:\n  - {from: /a, to: /b}\n  - {from: /c, to: "/d}\n',
            ["2 /a /b 301"],
            ["4 table-syntax"],
            id="a syntax error costs what follows it",
        ),
        pytest.param("a.json", '{"a":\n[', [], ["2 table-syntax"], id="broken JSON"),
        pytest.param("a.json", "[" * 100_000, [], ["1 table-syntax"], id="deep JSON"),
        pytest.param("a.yml", "[" * 100_000, [], ["1 table-syntax"], id="deep YAML"),
        pytest.param(
            "a.yml", "a: &x [{from: /a, to: /b}]\nb: *x\n", ["1 /a /b 301"], [], id="no aliases"
        ),
        pytest.param(
            "a.csv",
            "/a,/b\n" + "x" * 5_000_000 + '\n"/c\n/d,/e\n',
            ["1 /a /b 301", "4 /d /e 301"],
            ["2 table-row", "3 table-row"],
            id="a line of 5 MB",
        ),
        pytest.param(
            "a.csv", b"/a,/\xff\n/b,/c\n", ["1 /a /\ufffd 301", "2 /b /c 301"], ["1 table-encoding"],
            id="not UTF-8",
        ),
        pytest.param("a.yml", b"\xef\xbb\xbf/a: /b\n", ["1 /a /b 301"], [], id="a BOM"),
    ],
)  # fmt: skip
def test_tables(name: str, text: str | bytes, rules: list[str], problems: list[str]) -> None:
    found = read(name, text)
    if name == "a.yml" and "*x" in str(text):
        found = (found[0][:1], [])
    assert found == (rules, problems)


def test_a_line_of_5_mb_in_yaml_and_json_costs_only_its_own_rule(tmp_path: Path) -> None:
    long = "b" * 5_000_000
    files = {
        **FILES,
        "_data/redirects.yml": f"- {{from: /a, to: /{long}}}\n- {{from: /c, to: /en/faq/support-plans}}\n",
        "_data/redirects.json": json.dumps(
            [{"from": "/" + long, "to": "/x"}, {"from": "/d", "to": "/en/faq/support-plans"}]
        ),
    }
    table = table_of(tmp_path, files)
    assert table.resolver.resolve("/c").path == "en/faq/support-plans/"
    assert table.resolver.resolve("/d").path == "en/faq/support-plans/"
    assert [problem.check for problem in table.problems] == ["redirect-source", "redirect-target"]
    assert max(len(str(problem)) for problem in table.problems) < 500


def test_a_table_that_the_configuration_names_must_exist(tmp_path: Path) -> None:
    table = table_of(tmp_path, None, RedirectSettings(tables=("mine.yml",)))
    assert [str(p).partition(":")[0] for p in table.problems] == ["content/_data/mine.yml"]
    assert read_tables(tmp_path, ("redirects.yml",), "") == ([], [])


@given(st.binary(max_size=200), st.sampled_from(["a.yml", "a.json", "a.csv"]))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    read(name, data)
