"""A hidden article can be opened by who has its address, and is found nowhere else."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import build_site
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow]
TITLE = "Zanzibar quokka procedure"
ARTICLE = f"""---
title: {TITLE}
id: hiddenarticle1
hidden: true
locale: en
slug: zanzibar-quokka-procedure
tags: quokkatag
productTeam: Checkout
createdAt: 2026-01-01T00:00:00Z
---

Only for those who know the address: zanzibarbody.
"""


def readable(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def test_its_title_is_in_no_file_but_its_own_page(tmp_path: Path) -> None:
    content = tmp_path / "source"
    shutil.copytree(ROOT / "content", content)
    for section in ("faq", "tutorials", "release-notes", "announcements", "known-issues"):
        folder = content / "en" / section / "hidden"
        folder.mkdir(parents=True)
        text = ARTICLE.replace("hiddenarticle1", f"hidden{section}")
        (folder / f"zanzibar-{section}.md").write_text(text, encoding="utf-8")
    site = build_site(tmp_path, content)
    holding = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file()
        and any(word in readable(path).lower() for word in (b"zanzibar quokka", b"zanzibarbody"))
    }
    own = {f"en/{section}/zanzibar-quokka-procedure/index.html" for section in
           ("faq", "tutorials", "release-notes", "announcements", "known-issues")}  # fmt: skip
    assert holding == own
    page = (site / "en/faq/zanzibar-quokka-procedure/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex' in page
