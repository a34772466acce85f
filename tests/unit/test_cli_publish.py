"""`clywed publish`: to the people named, each their own copy, as the child's social worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from portal.cli import main
from portal.commands import open_database, settings
from portal.database import now
from portal.models import AuditEvent, Copy, Tie
from tests.builders import a_command_line, a_sample
from tests.desks import Desk, a_desk
from tests.families import DANI, JONAH, KEZ, LEAH, NEIL, PIP, RYAN, YASMIN

RECORD = "FIC-CPP-2026-0187"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    a_command_line(monkeypatch, tmp_path / "data")
    with open_database(settings()).sessions() as session:
        yield a_desk(session, a_sample())


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["publish", *words])


def having(desk: Desk) -> set[tuple[str, str]]:
    """(reader, child) of every copy."""
    desk.session.rollback()
    rows = desk.session.scalars(select(Copy))
    return {(one.person.reference, one.child.reference) for one in rows}


def test_the_people_named_get_a_copy_and_nobody_else(desk: Desk) -> None:
    result = run(RECORD, "--to", KEZ, "--to", DANI, "--child", KEZ)
    assert result.exit_code == 0, result.output
    assert having(desk) == {(KEZ, KEZ), (DANI, KEZ)}
    assert "New copies: 2" in result.stdout


def test_more_people_may_stand_after_the_first(desk: Desk) -> None:
    assert run(RECORD, "--to", KEZ, DANI, "--child", KEZ).exit_code == 0
    assert having(desk) == {(KEZ, KEZ), (DANI, KEZ)}


def test_of_a_record_for_several_children_each_gets_the_copies_of_the_children_they_are_tied_to(desk: Desk) -> None:
    assert run(RECORD, "--to", DANI, RYAN, NEIL).exit_code == 0
    mine = {(DANI, KEZ), (DANI, JONAH), (DANI, PIP)}
    assert having(desk) == mine | {(NEIL, KEZ), (NEIL, JONAH), (RYAN, PIP)}


def test_it_is_done_as_the_childs_social_worker(desk: Desk) -> None:
    run(RECORD, "--to", KEZ)
    desk.session.rollback()
    events = desk.session.scalars(select(AuditEvent).where(AuditEvent.action == "edition:publish")).all()
    assert {one.person_id for one in events} == {desk.people[YASMIN].id}


def test_a_copy_that_says_the_same_is_not_made_again(desk: Desk) -> None:
    run(RECORD, "--to", KEZ)
    assert "New copies: 0. Had the same already: 1." in run(RECORD, "--to", KEZ).stdout


def test_somebody_without_a_tie_to_that_child_stops_it_all(desk: Desk) -> None:
    for words in ((RECORD, "--to", KEZ, RYAN, "--child", KEZ), (RECORD, "--to", KEZ, LEAH)):
        result = run(*words)
        assert result.exit_code == 1
        assert f"{words[3]} has no tie" in result.stderr
    assert having(desk) == set()


def test_somebody_who_is_blocked_gets_nothing(desk: Desk) -> None:
    desk.session.execute(update(Tie).where(Tie.person_id == desk.people[RYAN].id).values(blocked_at=now()))
    desk.session.commit()
    assert run(RECORD, "--to", RYAN).exit_code == 1


def test_a_child_without_a_social_worker_is_told(desk: Desk) -> None:
    tie = desk.session.scalars(
        select(Tie).where(Tie.person_id == desk.people[YASMIN].id, Tie.child_id == desk.people[PIP].id)
    ).one()
    desk.session.delete(tie)
    desk.session.commit()
    result = run(RECORD, "--to", RYAN)
    assert (result.exit_code, f"{PIP} has no social worker" in result.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("FIC-NOTHING", "--to", KEZ), "No record has the reference FIC-NOTHING."),
        ((RECORD, "--to", "FIC-NOBODY"), "FIC-NOBODY"),
        ((RECORD, "--to", KEZ, "--child", DANI), f"{RECORD} is not about {DANI}."),
    ],
)
def test_a_reference_that_nothing_has_is_one_clear_line(desk: Desk, words: tuple[str, ...], told: str) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_somebody_must_be_named(desk: Desk) -> None:
    assert run(RECORD).exit_code == 2
