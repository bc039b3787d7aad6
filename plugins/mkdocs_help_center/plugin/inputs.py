"""What a build of MkDocs reads, where all of it is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs_help_center.building.inputs import Inputs
from mkdocs_help_center.building.keys import changing_dirs, plain_values
from mkdocs_help_center.content.cache import digest
from mkdocs_help_center.plugin.settings import project_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from mkdocs_help_center.plugin.config import HelpCenterConfig


def read_inputs(options: HelpCenterConfig, config: MkDocsConfig) -> Inputs | None:
    """The build's inputs; None where other plugins, hooks or git may have something to say."""
    if set(config.plugins) - {"help-center"} or config.hooks or options.preview:
        return None
    settings = digest(
        sys.version,
        plain_values(config),
        plain_values(options),
        options.wanted_locales(),
        plain_values({key: config.theme[key] for key in config.theme}),
        config.exclude_docs.__dict__ if config.exclude_docs else "",
    )
    folder = project_folder(config)
    paths = [Path(config.docs_dir), *changing_dirs(map(Path, config.theme.dirs))]
    paths += [Path(config.config_file_path), folder / options.baseline, folder / "netlify.toml"]
    return Inputs.read(settings, paths)
