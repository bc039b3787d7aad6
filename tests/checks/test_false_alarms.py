"""False alarms that reading real findings brought up, as small as they get; and what stays found."""

from pathlib import Path

import pytest

from tests.checks.sites import article, check_folder

FINE = {
    "bold-heading": [
        "**Do not export everything at once. **\n\nMore.\n",
        "**FILE NAME | NEW **\n\nMore.\n",
    ],
    "missing-follow-up": [
        "## A\n\nAs the following example shows, in which it is:\n\n## One shop\n\nText.\n",
        "## A\n\nÉ o que ocorre nos seguintes casos:\n\n## Um\n\nTexto.\n",
    ],
    "section-empty": ["## Summary\n\n##\n\nText.\n"],
    "repeated-word": ["Log in in the app, and go on on Monday.\n"],
    "test-word": ["Todo\n\nTodo:\n", "```\nTODO\n```\n", "`x` TODO\n", "A TODO\n\nTODO b\n"],
    "unclosed-bold": ["Files `**/*.js` and **/*.md, 2**3 and ****1234.\n"],
    "unsafe-link": ["See [it](ref:nowhere).\n"],
}
FOUND = {
    "bold-heading": [("**FILE NAME | NEW**\n\nMore.\n", 9, 1)],
    "missing-follow-up": [
        ("## Simulation\n\nYou see the options:\n\n## Workaround\n\nText.\n", 11, 1),
        ("## Cases\n\nThe following table lists them:\n\n## Workaround\n\nText.\n", 11, 1),
    ],
    "section-empty": [("## Summary\n\n##\n\n## Next\n\nText.\n", 9, 1)],
    "test-word": [
        ("TODO\n", 9, 1),
        ("Text.\n\nfixme!\n", 11, 1),
        ("TESTE\n", 9, 1),
        ("test\n", 9, 1),
        ("Text.\n\n`TODO`\n  \n\ttbd. ", 13, 1),
        ("Text.\n\nLorem ipsum dolor sit amet \n", 11, 1),
    ],
    "unclosed-bold": [
        ("A **Role** is no ** Role**, and **that** is.\n", 9, 18),
        ("**One**\n\n**Two **\n", 11, 1),
        ("Set **url ****contains.**** /checkout** there.\n", 9, 11),
        ("It calls https://base**//**card.\n", 9, 22),
    ],
    "unresolved-link": [("See [it](ref:nowhere).\n", 9, 10)],
}


@pytest.mark.parametrize(("name", "body"), [(n, body) for n in FINE for body in FINE[n]])
def test_what_is_fine_is_no_finding(tmp_path: Path, name: str, body: str) -> None:
    problems = check_folder(tmp_path, {"en/tutorials/x.md": article(body=body)})
    assert [problem for problem in problems if problem.check == name] == []


@pytest.mark.parametrize(("name", "row"), [(n, row) for n in FOUND for row in FOUND[n]])
def test_what_is_wrong_is_found_once_at_its_place(
    tmp_path: Path, name: str, row: tuple[str, int, int]
) -> None:
    problems = check_folder(tmp_path, {"en/tutorials/x.md": article(body=row[0])})
    places = [(one.line, one.column) for one in problems if one.check == name]
    assert places == [row[1:]]


def test_a_stub_may_send_readers_to_its_own_translation(tmp_path: Path) -> None:
    """And --fix does not make it lead to itself."""
    known = {"id": "planzzzzzzzzzzzzzzzzzz", "slugEN": "plans"}
    english = article(title="Plans", slug="plans", **known)
    body = "Solo en inglés: [haga clic aquí](/en/tutorial/plans--planzzzzzzzzzzzzzzzzzz).\n"
    spanish = article(title="Planes", slug="planes", body=body, **known)
    problems = check_folder(
        tmp_path, {"en/tutorials/plans.md": english, "es/tutorials/planes.md": spanish}
    )
    found = {problem.check: problem for problem in problems if problem.path.endswith("planes.md")}
    assert "link-locale" not in found
    assert found["old-link"].hint == "write '/en/tutorials/plans'"


def test_steps_of_two_tracks_may_have_one_title(tmp_path: Path) -> None:
    files = {
        f"en/tracks/{name}.md": article(title="Overview", id=name, slug=name, trackId=track)
        for name, track in (("a", "one"), ("b", "two"), ("c", "two"))
    }
    found = [p.path for p in check_folder(tmp_path, files) if p.check == "duplicate-title"]
    assert found == ["content/en/tracks/c.md"]
