"""Writing files: whoever looks, and whatever ends the program, finds the old or the new, whole."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from mkdocs_help_center.content.files import (
    JOURNAL,
    ConflictError,
    FileChanges,
    dirty_paths,
    finish_journal,
    write_atomically,
)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_failed_write_leaves_the_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert files_of(tmp_path) == {"x.md": b"old"}


def test_what_a_killed_program_left_is_cleaned_up_and_a_journal_is_not(tmp_path: Path) -> None:
    for name in (".help-center-new-old", ".help-center-new-now", JOURNAL):
        (tmp_path / name).write_bytes(b"x")
    for name in (".help-center-new-old", JOURNAL):
        os.utime(tmp_path / name, (0, 0))
    write_atomically(tmp_path / "x.md", b"x")
    assert set(files_of(tmp_path)) == {".help-center-new-now", JOURNAL, "x.md"}


def test_several_changes_are_made_together(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "b.md").write_bytes(b"b")
    changes = FileChanges(tmp_path)
    changes.write("a.md", changes.read("a.md") + b"!")
    changes.remove("b.md")
    changes.write("deep/c.md", b"c")
    changes.make()
    assert files_of(tmp_path) == {"a.md": b"a!", "deep/c.md": b"c"}


def test_somebody_else_s_edit_is_never_lost(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a")
    changes = FileChanges(tmp_path)
    changes.write("a.md", changes.read("a.md") + b"!")
    changes.write("b.md", b"b")
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(ConflictError, match=r"a\.md"):
        changes.make()
    assert files_of(tmp_path) == {"a.md": b"theirs"}


def test_a_file_that_appeared_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    changes = FileChanges(tmp_path)
    changes.write("new.md", b"ours")
    (tmp_path / "new.md").write_bytes(b"theirs")
    with pytest.raises(ConflictError):
        changes.make()
    assert files_of(tmp_path) == {"new.md": b"theirs"}


def test_an_unfinished_journal_leaves_a_file_alone_that_changed_since(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"old")
    changes = FileChanges(tmp_path)
    for name in ("a.md", "b.md"):
        changes.read(name)
        changes.write(name, b"new")
    (tmp_path / JOURNAL).write_bytes(changes._journal(changes.writes))
    (tmp_path / "b.md").write_bytes(b"theirs")
    assert finish_journal(tmp_path) == ["b.md"]
    assert files_of(tmp_path) == {"a.md": b"new", "b.md": b"theirs"}


@pytest.mark.parametrize(
    "path", ["../outside.md", "/etc/x", "a/../../x", ".git/hooks/post-checkout"]
)
def test_a_journal_that_names_files_elsewhere_is_refused(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    changes = FileChanges(folder)
    changes.before[path] = ""
    (folder / JOURNAL).write_bytes(changes._journal({path: b"x"}))
    with pytest.raises(ValueError, match="not below"):
        finish_journal(folder)
    assert not (tmp_path / "outside.md").exists()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b'{"changes": [{}]}',
        b'{"changes": [{"path": "a", "before": "", "data": "%"}]}',
    ],
)
def test_a_damaged_journal_is_refused(tmp_path: Path, text: bytes) -> None:
    (tmp_path / JOURNAL).write_bytes(text)
    with pytest.raises(ValueError, match="damaged"):
        finish_journal(tmp_path)


# Ends the program at the n-th system call that changes the disk: every moment that there is.
KILLED = """
    import os, signal, sys, pathlib
    sys.path.insert(0, sys.argv[3])
    left = int(sys.argv[2])

    def dying(call):
        def wrapped(*args, **kwargs):
            global left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*args, **kwargs)
        return wrapped

    from mkdocs_help_center.content import files
    os.fsync, os.replace, os.rename = map(dying, (os.fsync, os.replace, os.rename))
    os.unlink, os.link = dying(os.unlink), dying(os.link)
    pathlib.Path.replace = dying(pathlib.Path.replace)
    pathlib.Path.unlink = dying(pathlib.Path.unlink)
    changes = files.FileChanges(pathlib.Path(sys.argv[1]))
    for name in ("a.md", "b.md"):
        changes.write(name, changes.read(name) * 2)
    changes.remove("gone.md")
    changes.write("here.md", b"here")
    changes.make()
    print("done")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_killed_at_any_moment_all_files_are_old_or_after_the_next_command_new(
    tmp_path: Path,
) -> None:
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED), encoding="utf-8")
    plugins = Path(sys.modules["mkdocs_help_center"].__file__ or "").parent.parent
    old = {"a.md": b"a", "b.md": b"b", "gone.md": b"gone"}
    new = {"a.md": b"aa", "b.md": b"bb", "here.md": b"here"}
    outcomes = set()
    for moment in range(1, 60):
        folder = tmp_path / str(moment)
        folder.mkdir()
        for name, data in old.items():
            (folder / name).write_bytes(data)
        command = [sys.executable, str(script), str(folder), str(moment), str(plugins)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        before = {name: data for name, data in files_of(folder).items() if not name.startswith(".")}
        # Each file by itself is whole at every moment.
        assert all(data in (old.get(name), new.get(name)) for name, data in before.items()), moment
        finish_journal(folder)
        after = {name: data for name, data in files_of(folder).items() if not name.startswith(".")}
        assert after in (old, new), moment
        outcomes.add("new" if after == new else "old")
        if "done" in result.stdout:
            break
        assert result.returncode == -signal.SIGKILL
    else:
        pytest.fail("the program never came to its end")
    assert outcomes == {"old", "new"}


def test_git_says_which_files_have_changes_that_are_not_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *arguments],
                       cwd=tmp_path, check=True, capture_output=True)  # fmt: skip

    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("é clean.md", "dirty.md"):
        (folder / name).write_text("x", encoding="utf-8")
    assert dirty_paths(folder, ["dirty.md"]) == []
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "x")
    (folder / "dirty.md").write_text("y", encoding="utf-8")
    (folder / "new ü.md").write_text("z", encoding="utf-8")
    asked = ["é clean.md", "dirty.md", "absent.md", "new ü.md"]
    assert dirty_paths(folder, asked) == ["dirty.md", "new ü.md"]
    # Where git cannot say anything, nothing is taken for safe.
    monkeypatch.setenv("PATH", str(tmp_path))
    assert dirty_paths(folder, asked) == sorted(asked)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared.md").write_bytes(b"old")
    link = tmp_path / "folder" / "x.md"
    link.parent.mkdir()
    link.symlink_to("../shared.md")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "shared.md").read_bytes() == b"new"


def test_a_content_folder_that_is_a_link_is_changed_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    project = tmp_path / "project"
    project.mkdir()
    (project / "content").symlink_to(tmp_path / "elsewhere")
    changes = FileChanges(project)
    for name in ("a.md", "b.md"):
        changes.write(f"content/{name}", b"x")
    changes.make()
    assert set(files_of(tmp_path / "elsewhere")) == {"a.md", "b.md"}


def test_two_commands_do_not_mix_their_changes(tmp_path: Path) -> None:
    """The second one finds the journal of the first: its own changes wait for a better time."""
    first, second = FileChanges(tmp_path), FileChanges(tmp_path)
    for name in ("a.md", "b.md"):
        first.write(name, b"first")
        second.write(f"other-{name}", b"second")
    (tmp_path / JOURNAL).write_bytes(first._journal(first.writes))
    with pytest.raises(ConflictError, match="another command"):
        second.make()
    assert set(files_of(tmp_path)) == {JOURNAL}
    assert finish_journal(tmp_path) == []
    second.make()
    assert set(files_of(tmp_path)) == {"a.md", "b.md", "other-a.md", "other-b.md"}


def test_a_disk_without_links_has_journals_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: object, target: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    changes = FileChanges(tmp_path)
    for name in ("a.md", "b.md"):
        changes.write(name, b"x")
    changes.make()
    assert set(files_of(tmp_path)) == {"a.md", "b.md"}
