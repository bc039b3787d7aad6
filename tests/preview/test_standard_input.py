"""``mkdocs serve -f -``: a configuration that came through a pipe outlives what breaks the site."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config import load_config
from mkdocs_help_center.plugin.serving import MountedPreview

from .previews import ask, project


def test_the_site_comes_back_with_its_folder(tmp_path: Path) -> None:
    config_file = project(tmp_path)
    content, away = tmp_path / "content", tmp_path / "away"
    with config_file.open("rb") as pipe:
        config = load_config(pipe, docs_dir=str(content), site_dir=str(tmp_path / "site"))
    config.config_file_path = None
    live = MountedPreview(config, logging.getLogger("test")).live
    content.rename(away)
    assert live.refresh([content]).broken
    away.rename(content)
    assert not live.refresh([content]).broken
    assert ask(live, "/en/faq/b/").status == 200
