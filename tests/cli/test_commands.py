"""What holds for all commands: help with examples, completion, exit codes, one sentence for a mistake."""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from mkdocs_help_center.cli import main

from tests.checks.sites import article, write_site


def commands(
    command: click.Command = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_the_help_of_every_command_has_examples_that_it_understands(path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    lines = [
        line.strip() for line in (command.epilog or "").splitlines() if line.startswith("  help-")
    ]
    assert lines
    prefix = " ".join(("help-center", *path))
    for line in lines:
        assert line.startswith(prefix)
        # Every option in it is one of the command that it calls.
        words = line.split("   ")[0].split(" && ")[0].split()[1:]
        called: click.Command = main
        while isinstance(called, click.Group) and words and words[0] in called.commands:
            called = called.commands[words.pop(0)]
        known = {option for one in called.params for option in one.opts}
        assert {word for word in words if word.startswith("-")} <= known
    assert "Example" in CliRunner().invoke(main, [*path, "--help"]).output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ch", {"check"}),
        ("check --fo", {"--format"}),
        ("check --format ", {"text", "json", "github"}),
        ("new kn", {"known-issue"}),
        ("import ", {"contentful"}),
        ("redirects --format nginx resolve --lo", {"--locale"}),
    ],
)
def test_the_shell_is_told_how_a_word_goes_on(words: str, expected: set[str]) -> None:
    typed = f"help-center {words}"
    environment = {
        "_HELP_CENTER_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(typed.split(" ")) - 1),
    }
    # What the installed command is: completion goes by its name.
    code = (
        "import sys; sys.argv[0] = 'help-center'; from mkdocs_help_center.cli import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert {line.partition(",")[2] for line in result.stdout.splitlines()} == expected


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a terminal of Linux")
def test_bash_completes_on_a_terminal() -> None:
    process, terminal = pty.fork()
    if process == 0:
        os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        os.execvp("bash", ["bash", "--norc", "-i"])
    os.write(terminal, b'eval "$(_HELP_CENTER_COMPLETE=bash_source help-center)"\n')
    time.sleep(5)
    os.write(terminal, b"echo help-center new known\t\n")
    os.write(terminal, b"help-center che\t")
    time.sleep(5)
    os.write(terminal, b"--help\nexit\n")
    seen = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.waitpid(process, 0)
    assert b"help-center check --help" in seen
    assert b"Find what is wrong" in seen


BROKEN = article(body="See [it](/en/tutorials/nowhere).\n")
#: What each command ends with: 0 for clean, 1 for problems, 2 for what cannot be used.
CODES: list[tuple[str, int]] = [
    ("check content/en/tutorials/good.md", 0),
    ("check", 1),
    ("check nowhere.md", 2),
    ("check --list", 0),
    ("new faq Hello", 0),
    ("new nothing Hello", 2),
    ("new faq Hello --locale xx", 2),
    ("rename content/en/tutorials/good.md better", 0),
    ("rename content/en/tutorials/good.md bad", 2),
    ("rename nowhere.md x", 2),
    ("translations", 0),
    ("translations --format yaml", 2),
    ("locales", 0),
    ("stats", 0),
    ("stats --log nowhere.log", 2),
    ("import contentful nowhere.json", 2),
    ("import contentful mkdocs.yml", 2),
    ("incident open", 2),
    ("incident open -m nothing", 2),
    ("incident resolve", 2),
    ("feedback import nowhere.csv", 2),
    ("schemas", 0),
    ("docs out", 0),
    ("docs --check out", 1),
    ("digest --month 2026-13 --locale en", 2),
    ("digest --month 2026-10 --locale xx", 2),
    ("upcoming", 0),
    ("upcoming --due-since 2026-01-01", 1),
    ("upcoming --due-since soon", 2),
    ("redirects", 2),
    ("redirects --format netlify", 0),
    ("redirects resolve /en/tutorials/good/", 0),
    ("redirects resolve /en/tutorials/nowhere/", 1),
    ("redirects check nowhere.log", 2),
    ("redirects report", 0),
    ("urls record", 0),
    ("check -f nowhere.yml", 2),
    ("nothing", 2),
]


@pytest.mark.parametrize(("line", "code"), CODES)
def test_a_command_ends_with_0_1_or_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, code: int
) -> None:
    good = article(id="g", slug="good", slugEN="good", body="Text.\n")
    write_site(tmp_path, {"en/tutorials/good.md": good, "en/tutorials/bad.md": BROKEN})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, line.split())
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if code == 2:
        assert "Error: " in result.stderr or "Usage: " in result.stderr
