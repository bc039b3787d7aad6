"""Every page is valid HTML: unique ids, headings in order, what WCAG asks of markup."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.browser.conftest import Served
from tests.conftest import ROOT
from tests.redirects.running import node

pytestmark = [pytest.mark.slow]
CONFIG = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:document"],
    "rules": {
        # The standard allows either; the lower case is shorter when compressed.
        "doctype-style": ["error", {"style": "lowercase"}],
        # The pages ask only their own host for scripts and styles.
        "require-sri": ["error", {"target": "crossorigin"}],
        # WAI-ARIA 1.2 lets a list have a name.
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],
        # An anchor for a version has its dots.
        "valid-id": ["error", {"relaxed": True}],
        # A table that scrolls is a region that can be focused, not a section of the text.
        "prefer-native-element": ["error", {"exclude": ["region"]}],
        # How long a title is, writers decide.
        "long-title": "off",
        # The contents stand twice, above the text and beside it: a screen shows one of them.
        "unique-landmark": "off",
    },
}
SCRIPT = """
import fs from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
const loader = new StaticConfigLoader(JSON.parse(fs.readFileSync("rules.json", "utf8")));
const validator = new HtmlValidate(loader);
// One set of rules for all files: to put it together for each takes a fifth of the time.
const rules = await validator.getConfigFor("page.html");
loader.getConfigFor = () => rules;
const found = [];
for (const file of JSON.parse(fs.readFileSync("files.json", "utf8"))) {
  const report = await validator.validateString(fs.readFileSync(file, "utf8"), file);
  for (const result of report.results) {
    for (const one of result.messages) found.push([file, one.line, one.ruleId, one.message]);
  }
}
console.log(JSON.stringify(found));
"""


def validate(files: Sequence[Path], folder: Path) -> list[list[str]]:
    """What html-validate says about ``files``."""
    if not (ROOT / "node_modules" / "html-validate").is_dir():
        pytest.skip("no node_modules/html-validate; run 'npm ci'")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "rules.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    (folder / "files.json").write_text(json.dumps([str(file) for file in files]), encoding="utf-8")
    (folder / "validate.mjs").write_text(SCRIPT, encoding="utf-8")
    command = [*node(), "validate.mjs"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    found: list[list[str]] = json.loads(done.stdout)
    return found


def test_every_page_of_the_sample_is_valid(sample_site: Served, tmp_path: Path) -> None:
    pages = sorted(sample_site.folder.rglob("*.html"))
    assert len(pages) > 500
    assert validate(pages, tmp_path) == []


def test_hundreds_of_real_articles_and_all_their_lists_are_valid(
    known_issues_site: Served, tmp_path: Path
) -> None:
    pages = sorted(known_issues_site.folder.rglob("*.html"))
    articles = [page for page in pages if page.parent.parent.name == "known-issues"]
    others = [page for page in pages if page not in set(articles)]
    assert len(articles) > 6000
    assert len(others) > 100
    assert validate([*articles[::8], *others], tmp_path) == []


def test_a_page_that_is_not_valid_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><html lang="en"><head><title>x</title></head><body><h1 id="a">a</h1>'
        '<h3 id="a">b</h3><p><div></div></p><img src="x"><li></li></body></html>',
        encoding="utf-8",
    )
    rules = {rule for _, _, rule, _ in validate([page], tmp_path)}
    assert rules >= {"no-dup-id", "heading-level", "wcag/h37", "element-permitted-parent"}
