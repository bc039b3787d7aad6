"""``help-center serve``: the writers' preview."""

from __future__ import annotations

import signal
import threading
import time
import webbrowser
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from mkdocs_help_center.content.problem import Problem, Severity
from mkdocs_help_center.preview.hosts import is_loopback
from mkdocs_help_center.preview.scope import Scope
from mkdocs_help_center.preview.server import AddressError
from mkdocs_help_center.preview.session import Address, Session, preview_session
from mkdocs_help_center.preview.state import Change, State

#: Changed files that are named one by one.
_NAMED = 5


@click.command(
    epilog="""\b
Examples:
  help-center serve
  help-center serve --address 127.0.0.1:8080 --open
"""
)
@click.option(
    "-f",
    "--config-file",
    # It may be missing or broken: the browser says so until it is mended.
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration.",
)
@click.option(
    "-a",
    "--address",
    "--dev-addr",
    metavar="HOST:PORT",
    help="Where to serve.  [default: dev_addr of the configuration, 127.0.0.1:8000]",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
@click.option("--no-cache", is_flag=True, help="Remember nothing for the next start.")
def serve(config_file: Path, address: str | None, open_browser: bool, no_cache: bool) -> None:
    """Show the site while it is written: pages at once, drafts marked, problems in place.

    Every save is in the browser at once. A mistake in an article, a template or mkdocs.yml is shown in
    the terminal and in the browser until it is mended. Ctrl-C ends.
    """
    console = Console(highlight=False)
    config_file = config_file.absolute()
    try:
        where = Address.parse(address) if address else Address.configured(config_file)
        with preview_session(
            config_file, where, _Reporter(console), remember=not no_cache
        ) as session:
            _welcome(console, session, where)
            if open_browser:
                webbrowser.open(session.url)
            _wait()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except AddressError as error:
        raise click.ClickException(str(error)) from error
    console.print("\nThe preview has ended.")


def _wait() -> None:
    """Until Ctrl-C, or until the system asks to end; in short steps, as Windows sees none in a long one."""
    end = threading.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: end.set())
    try:
        while not end.wait(0.5):
            pass
    except KeyboardInterrupt:
        return
    finally:
        signal.signal(signal.SIGTERM, before)


def _welcome(console: Console, session: Session, where: Address) -> None:
    state = session.live.state
    if state.assembly is None:
        _print_failures(console, state.failures)
    else:
        console.print(_counts(state), f"{session.started:.1f} s", sep=" · ")
    console.print(
        Text.assemble("Serving on ", (session.url, "bold cyan")), " (Ctrl-C ends)", sep=""
    )
    if not is_loopback(where.host):
        console.print(f"Everyone who reaches {where.host} can see drafts.", style="yellow")


def _counts(state: State) -> str:
    assert state.assembly is not None
    assert state.configuration is not None
    content = state.assembly.center.content
    catalog = content.catalog
    drafts = sum(article.status.name == "DRAFT" for article in catalog.articles)
    parts = [f"{len(catalog.articles):,} articles in {len(catalog.locales)} languages"]
    if drafts:
        parts.append(f"{drafts:,} of them drafts")
    found = state.configuration.policy.apply(
        (*content.problems, *state.assembly.found), lowest=Severity.WARNING
    )
    if found:
        parts.append(
            f"{len(found):,} problems in front matter and data ('help-center check' lists all)"
        )
    return " · ".join(parts)


class _Reporter:
    """Says what each change did, with what is wrong with the saved file now."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def __call__(self, change: Change) -> None:
        """Print one change."""
        if change.scope is Scope.NOTHING and not change.problems:
            return
        named = ", ".join(change.paths[:_NAMED])
        if len(change.paths) > _NAMED:
            named += f" and {len(change.paths) - _NAMED:,} more"
        line = Text(time.strftime("%H:%M:%S "), style="dim")
        line.append(named, style="bold red" if change.broken else "bold")
        if change.urls:
            line.append(f" → {', '.join(change.urls[:_NAMED])}", style="cyan")
        line.append(f"  {change.seconds * 1000:,.0f} ms", style="dim")
        self._console.print(line)
        if change.broken:
            _print_failures(self._console, change.problems)
            return
        for problem in change.problems:
            _print_problem(self._console, problem)


def _print_failures(console: Console, problems: tuple[Problem, ...]) -> None:
    console.print("The site cannot be shown until this is mended:", style="bold red")
    for problem in problems:
        _print_problem(console, problem)


def _print_problem(console: Console, problem: Problem) -> None:
    style = "red" if problem.severity is Severity.ERROR else "yellow"
    place = f"{problem.path}:{problem.line}:{problem.column}"
    console.print(
        Text.assemble("  ", (place, style), f" {problem.message} ", (f"({problem.check})", "dim"))
    )
    if problem.hint:
        console.print(Text(f"    {problem.hint}", style="dim"))
