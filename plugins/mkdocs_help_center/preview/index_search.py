"""``python -m mkdocs_help_center.preview.index_search CONFIG ADDRESS FOLDER``: the indexes of a preview.

Prints ``true`` when they are in the folder. A process of its own: see :mod:`.search`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from mkdocs_help_center.content.load import load_content
from mkdocs_help_center.pages.assemble import assemble_site
from mkdocs_help_center.preview.configuration import read_configuration
from mkdocs_help_center.search.browser_data import search_data_files
from mkdocs_help_center.search.indexer import SearchIndexer


def main(config_file: Path, address: str, folder: Path) -> bool:
    """Write the indexes and their data below ``folder``; whether all went well."""
    configuration = read_configuration(config_file, address)
    content = load_content(configuration.content)
    center = assemble_site(content, configuration.pages, configuration.theme).center
    indexer = SearchIndexer()
    indexer.start(center)
    for name, text in search_data_files(center).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    failures = indexer.finish(folder)
    indexer.close()
    for failure in failures:
        print(failure, file=sys.stderr)
    return not failures


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))))
