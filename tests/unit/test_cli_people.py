"""The command line: people, ties, codes and blocks, in a fresh data folder."""

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from portal import permissions
from portal.cli import main
from portal.models import AuditEvent, Part, Tie
from portal.services import invitations, people
from tests.builders import a_command_line, a_session


@pytest.fixture(autouse=True)
def _fresh_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_command_line(monkeypatch, tmp_path / "data")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def done(*words: str) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


def a_small_council() -> None:
    for reference, name, part in (
        ("W-1", "Sioned Modelwen", "social-worker"),
        ("C-1", "Cadi Sampl", "child"),
        ("P-1", "Rhian Sampl", "parent"),
    ):
        done("people", "add", reference, "--name", name, "--part", part)


@pytest.mark.sqlite
def test_what_is_written_is_its_owners_alone_also_in_a_folder_that_others_may_look_into(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    before = os.umask(0o022)
    try:
        done("people")
    finally:
        os.umask(before)
    files = list((tmp_path / "data").iterdir())
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in files} == {0}


def test_an_empty_portal_says_how_to_begin() -> None:
    assert "clywed people add" in done("people").stdout


def test_people_are_listed_with_their_part() -> None:
    a_small_council()
    assert "W-1  social-worker  Sioned Modelwen" in done("people").stdout


def test_a_reference_is_added_once() -> None:
    a_small_council()
    result = run("people", "add", "W-1", "--name", "Somebody", "--part", "manager")
    assert (result.exit_code, "W-1 already" in result.stderr) == (1, True)


def test_a_worker_and_a_manager_come_to_be(tmp_path: Path) -> None:
    a_small_council()
    done("tie", "W-1", "C-1", "--part", "social-worker")
    done("tie", "P-1", "C-1", "--part", "parent", "--parental-responsibility", "--until", "2099-01-01")
    done("people", "add", "M-1", "--name", "Mair Enghraifft", "--part", "manager")
    done("tie", "M-1", "--part", "manager")
    with a_session(tmp_path / "data") as session:
        assert [tie.part for tie in session.scalars(select(Tie).order_by(Tie.id))] == [
            "social-worker",
            "parent",
            "manager",
        ]
        assert len(session.scalars(select(AuditEvent)).all()) == 3


def test_a_code_is_printed_alone_so_that_it_can_be_handed_on(tmp_path: Path) -> None:
    a_small_council()
    code = done("invite", "P-1").stdout.strip()
    with a_session(tmp_path / "data") as session:
        assert invitations.of_code(session, code).person.reference == "P-1"


def test_a_block_closes_the_child_off(tmp_path: Path) -> None:
    a_small_council()
    done("tie", "P-1", "C-1", "--part", "parent")
    done("block", "P-1", "C-1", "--because", "The court said so.")
    with a_session(tmp_path / "data") as session:
        parent, child = (people.find_by_reference(session, reference) for reference in ("P-1", "C-1"))
        assert permissions.parts(session, parent, child.id) == frozenset[Part]()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("tie", "P-1"), 2, "--part"),
        (("tie", "P-1", "--part", "parent"), 2, "CHILD"),
        (("tie", "P-1", "C-1", "--part", "manager"), 2, "CHILD"),
        (("tie", "P-1", "C-1", "--part", "king"), 2, "king"),
        (("tie", "P-1", "C-1", "--part", "parent", "--until", "2026-02-30"), 2, "2026-02-30"),
        (("tie", "X-9", "C-1", "--part", "parent"), 1, "X-9"),
        (("invite", "X-9"), 1, "X-9"),
        (("block", "P-1", "C-1", "--because", "why"), 1, "no tie"),
        (("block", "P-1", "C-1"), 2, "--because"),
        (("people", "add", "Q-1", "--name", " ", "--part", "other"), 1, "name"),
        (("people", "add", "Q 1", "--name", "Quentin", "--part", "other"), 1, "reference"),
        (("tie", "P-1", "C-1", "--part", "parent", "--until", "2020-01-01"), 2, "--until"),
        (("tie", "C-1", "P-1", "--part", "sibling"), 1, "not a child with a case"),
        (("no-such-command",), 2, "no-such-command"),
    ],
)
def test_what_can_not_be_done_is_one_plain_line(words: tuple[str, ...], code: int, said: str) -> None:
    a_small_council()
    result = run(*words)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_setting_that_can_not_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    result = run("people")
    assert (result.exit_code, "PORT must be a whole number" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("DATABASE_URL", "nothing of the kind", "DATABASE_URL must name a database"),
        ("DATABASE_URL", "nosuch://somewhere", "DATABASE_URL must name a database"),
        ("DATABASE_URL", "sqlite:////proc/nowhere/x.sqlite", "can't be used"),
        ("CLYWED_DATA", "/proc/nowhere", "/proc/nowhere can't be used"),
    ],
)
def test_a_place_that_can_not_be_used_is_one_plain_line_too(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    monkeypatch.setenv(setting, value)
    result = run("people")
    assert (result.exit_code, said in result.stderr) == (2, True), result.output


@pytest.mark.parametrize("name", ["people", "tie", "invite", "block", "serve", "work"])
def test_every_command_has_help(name: str) -> None:
    assert f"Usage: main {name}" in done(name, "--help").stdout
