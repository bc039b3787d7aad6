"""How long ``help-center check`` takes: cold, warm, after one edit, and for one file.

    python -m benchmarks.check CONTENT_FOLDER

The site is assembled in a temporary folder that links to the content, which is not changed. Each run is
a process of its own; what is printed is the time after start-up (imports and configuration), whose own
time is the last column. CPU seconds, of all processes, hold on a busy machine too. Targets of the design:
cold 15 s, warm 2 s, one file 0.3 s at 12,207 articles on two cores.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import environment

MEASURED = """
import json, resource, sys, time
from pathlib import Path
start = time.perf_counter()
from mkdocs_help_center.cli.project import open_project
from mkdocs_help_center.content.problem import Severity
project = open_project(Path("mkdocs.yml"))
ready, cpu_ready = time.perf_counter(), time.process_time()
only = project.uris_at([Path(name) for name in sys.argv[1:]]) if sys.argv[1:] else None
run = project.check(only, lowest=Severity.WARNING)
end = time.perf_counter()
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps({
    "cpu": sum(one.ru_utime + one.ru_stime for one in used) - cpu_ready,
    "seconds": end - ready, "startup": ready - start, "rendered": run.rendered,
    "problems": len(run.problems), "articles": len(run.content.catalog.articles),
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def measure(folder: Path, *paths: str) -> dict[str, float]:
    command = [sys.executable, "-c", MEASURED, *paths]
    result = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=True
    )
    values: dict[str, float] = json.loads(result.stdout.splitlines()[-1])
    return values


def report(name: str, values: dict[str, float]) -> None:
    print(
        f"{name:28} {values['seconds']:7.2f} s  CPU {values['cpu']:6.2f} s  "
        f"{values['rendered']:7,.0f} rendered "
        f"{values['problems']:7,.0f} problems {values['megabytes']:6,.0f} MB  "
        f"start-up {values['startup']:.2f} s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "content", type=Path, help="a content folder, e.g. the composed help center"
    )
    parser.add_argument("--copy", action="store_true", help="copy it, to measure edits too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.copy:
            shutil.copytree(arguments.content, folder / "content")
        else:
            (folder / "content").symlink_to(arguments.content.resolve())
        (folder / "mkdocs.yml").write_text(
            "site_name: Measured\nsite_url: https://help.example.com/\ndocs_dir: content\n"
            "theme: {name: help-center}\nplugins: [help-center]\n",
            encoding="utf-8",
        )
        cold = measure(folder)
        print(f"{cold['articles']:,.0f} articles")
        report("cold", cold)
        report("warm", measure(folder))
        path = sorted((folder / "content").rglob("*.md"))[100]
        shown = path.relative_to(folder).as_posix()
        report("one file", measure(folder, shown))
        if arguments.copy:
            with path.open("a", encoding="utf-8") as stream:
                stream.write("\nClick ** Save ** now.\n")
            report("one file, edited", measure(folder, shown))
            report("all files, one edited", measure(folder))


if __name__ == "__main__":
    main()
