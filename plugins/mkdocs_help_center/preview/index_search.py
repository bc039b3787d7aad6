"""``python -m mkdocs_help_center.preview.index_search CONFIG ADDRESS FOLDER``: the indexes of a preview.

Prints ``true`` when they are in the folder. A process of its own: see :mod:`.search`.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

from mkdocs_help_center.content.load import load_content
from mkdocs_help_center.pages.assemble import assemble_site
from mkdocs_help_center.preview.configuration import read_configuration
from mkdocs_help_center.search.indexer import search_files
from mkdocs_help_center.stopping import end_in_order


def main(config_file: Path, address: str, folder: Path) -> bool:
    """Write the indexes and their data below ``folder``; whether all went well."""
    configuration = read_configuration(config_file, address)
    content = load_content(configuration.content)
    center = assemble_site(content, configuration.pages, configuration.theme).center
    failures = []
    for locale in center.built_locales:
        found = search_files(center, locale.code)
        failures += [found.failure] if found.failure else []
        for name, data in found.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for failure in failures:
        print(failure, file=sys.stderr)
    return not failures


if __name__ == "__main__":
    # A preview that ends ends this too; Pagefind and its folder go with it.
    signal.signal(signal.SIGTERM, end_in_order)
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))))
