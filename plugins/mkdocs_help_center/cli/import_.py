"""``help-center import``: content of another system becomes articles."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from mkdocs_help_center.cli.project import (
    PROBLEMS,
    Project,
    config_option,
    format_option,
    open_project,
    stop,
)
from mkdocs_help_center.cli.reporting import FORMATS, describe
from mkdocs_help_center.content.data_files import DataFile, as_texts, read_data_file
from mkdocs_help_center.content.files import dirty_paths, write_atomically
from mkdocs_help_center.importers.assets import AssetError, copy_asset, is_copied
from mkdocs_help_center.importers.contentful import Import, Importer
from mkdocs_help_center.importers.export import Export, ExportError, read_export
from mkdocs_help_center.importers.mapping import (
    ImportMapping,
    guess_mapping,
    map_by,
    read_mapping,
)


@click.group(
    name="import",
    epilog="""\b
Example:
  help-center import contentful export.json --dry-run
""",
)
def import_() -> None:
    """Turn content of another system into articles."""


@import_.command(
    epilog="""\b
Examples:
  help-center import contentful export.json --dry-run
  help-center import contentful export.json --mapping mapping.yml --assets copy
  help-center import contentful export.json --overwrite    also files that say something else
"""
)
@click.argument("export", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@config_option
@format_option
@click.option("--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="What content types become, as YAML; goes before 'import_mapping'.")  # fmt: skip
@click.option("--assets", type=click.Choice(["link", "copy"]), default="link", show_default=True,
              help="Show images where they are, or copies of them.")  # fmt: skip
@click.option("--assets-dir", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Where `contentful space export --download-assets` put them.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option("--overwrite", is_flag=True, help="Also replace files that say something else.")
@click.option(
    "--allow-dirty", is_flag=True, help="With --overwrite: also files with uncommitted changes."
)
def contentful(
    export: Path,
    config_file: Path,
    output: str,
    mapping: Path | None,
    assets: str,
    assets_dir: Path | None,
    dry_run: bool,
    overwrite: bool,
    allow_dirty: bool,
) -> None:
    """Turn a Contentful space export into articles, in all its languages.

    EXPORT is the file of `contentful space export`. Every file is written whole; a command that was
    interrupted goes on where it stopped when it is run again. Files that are there and say something
    else are never replaced unless asked for.

    Exits with 1 where something could not be kept as it was; all else is written.
    """
    project = open_project(config_file)
    content = Path(project.config.docs_dir)
    try:
        space = read_export(export)
    except ExportError as error:
        raise click.UsageError(str(error)) from error
    rules = _read_rules(project, mapping, space)
    result = Importer(space, rules, copy_assets=assets == "copy").run()
    problems = sorted(set(result.problems))
    # For people beside what is written, for programs alone.
    FORMATS[output](problems, Console(stderr=output == "text", highlight=False))
    todo, whole = _to_write(result, content), True
    _refuse(project, content, todo, overwrite=overwrite, allow_dirty=allow_dirty)
    if dry_run:
        for uri in todo if output == "text" else ():
            click.echo(project.settings.prefix + uri)
    else:
        _write(result, content, todo)
        whole = assets != "copy" or _copy_assets(result, content, assets_dir)
    _summarise(result, todo, dry_run=dry_run)
    if problems or not whole:
        stop(PROBLEMS)


def _read_rules(project: Project, path: Path | None, space: Export) -> ImportMapping:
    """The mapping of the file, over that of the configuration, over what names say."""
    rules, problems = map_by(_configured(project), space, guess_mapping(space))
    if path is not None:
        rules, found = read_mapping(path, space, rules)
        problems += found
    if problems:
        raise click.UsageError("\n".join(map(str, problems)))
    return rules


def _configured(project: Project) -> DataFile:
    """The option ``import_mapping``, with its lines in mkdocs.yml where they are there to be seen."""
    value = as_texts(project.plugin.config.import_mapping)
    config = Path(project.config.config_file_path)
    data, _ = read_data_file(config, config.name)
    lines = {}
    for place, line in data.lines.items() if data else ():
        if "import_mapping" in place:
            lines[place[place.index("import_mapping") + 1 :]] = line
    return DataFile(config.name, value, lines)


def _to_write(result: Import, content: Path) -> dict[str, bytes]:
    """Articles that are not there as they should be, by URI."""
    todo = {}
    for article in result.articles:
        data = article.text.encode("utf-8", "replace")
        path = content / article.uri
        if not path.is_file() or path.read_bytes() != data:
            todo[article.uri] = data
    return todo


def _refuse(
    project: Project, content: Path, todo: dict[str, bytes], *, overwrite: bool, allow_dirty: bool
) -> None:
    existing = [uri for uri in todo if (content / uri).exists()]
    if existing and not overwrite:
        named = ", ".join(existing[:5]) + (
            f" and {len(existing) - 5} more" if len(existing) > 5 else ""
        )
        raise click.ClickException(
            f"{len(existing)} files are there and say something else: {named}; nothing was written. "
            "Repeat with --overwrite to replace them"
        )
    paths = [project.settings.prefix + uri for uri in existing]
    if not allow_dirty and (dirty := dirty_paths(project.folder, paths)):
        raise click.ClickException(
            f"these files have changes that are not committed: {', '.join(dirty[:5])}; nothing was "
            "written. Commit them first, or repeat with --allow-dirty"
        )


def _write(result: Import, content: Path, todo: dict[str, bytes]) -> None:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for number, (uri, data) in enumerate(
            progress.track(todo.items(), description="Writing articles")
        ):
            try:
                write_atomically(content / uri, data)
            except OSError as error:
                raise click.ClickException(
                    f"{describe(error)}; {number:,} of {len(todo):,} articles are written, whole; "
                    "repeat the command to go on"
                ) from error


def _copy_assets(result: Import, content: Path, downloads: Path | None) -> bool:
    console, whole = Console(stderr=True), True
    missing = [asset for _, asset in sorted(result.assets.items()) if not is_copied(asset, content)]
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        for asset in progress.track(missing, description="Copying assets"):
            try:
                copy_asset(asset, content, downloads)
            except (AssetError, OSError) as error:
                whole = False
                click.echo(f"not copied: {error}", err=True)
    return whole


def _summarise(result: Import, todo: dict[str, bytes], *, dry_run: bool) -> None:
    locales = Counter(article.uri.partition("/")[0] for article in result.articles)
    named = ", ".join(f"{count:,} in {code}" for code, count in sorted(locales.items()))
    verb = "to write" if dry_run else "written"
    click.echo(
        f"{len(result.articles):,} articles ({named or 'none'}), {len(todo):,} {verb}", err=True
    )
    for kind, count in sorted(result.skipped.items()):
        click.echo(
            f"left out: {count:,} entries of '{kind}', which the mapping does not name", err=True
        )
