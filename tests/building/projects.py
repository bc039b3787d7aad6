"""A project that is built again and again, and each time from nothing beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..plugin.builds import Built, build, configure


class Project:
    """A project that is built again and again, and each time from nothing beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.content.mkdir()
        (self.content / "index.md").write_text("# Plain\n")
        self.name = "Help Center"
        self.options: dict[str, object] = {"search": False}
        self.more: dict[str, object] = {}
        (folder / "custom").mkdir()

    def template(self, text: str | None) -> None:
        path = self.folder / "custom" / "footer.html"
        path.unlink(missing_ok=True)
        if text is not None:
            (self.folder / "custom" / "article.html").write_text(text)

    def let_others_see_pages(self) -> None:
        """Have a hook that listens to events of pages: then MkDocs' loop renders bodies, and not we."""
        hook = "def on_page_content(html, **more):\n    return html\n"
        (self.folder / "hook.py").write_text(hook)
        self.more["hooks"] = ["hook.py"]

    def configure(self) -> Path:
        theme = {"name": "help-center", "custom_dir": str(self.folder / "custom")}
        return configure(self.folder, self.options, site_name=self.name, theme=theme, **self.more)

    def check(self) -> Built:
        """Build over what is there and into an empty folder, and compare."""
        warm = build(self.configure())
        cache = self.folder / ".cache"
        aside = self.folder / "aside"
        cache.rename(aside)
        cold = build(self.folder / "mkdocs.yml", self.folder / "cold")
        shutil.rmtree(cache)
        aside.rename(cache)
        found, expected = warm.files, cold.files
        shutil.rmtree(self.folder / "cold")
        assert found.keys() == expected.keys()
        assert [name for name in found if found[name] != expected[name]] == []
        assert sorted(warm.warnings) == sorted(cold.warnings)
        return warm
