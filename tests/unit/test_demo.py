"""The demo: whole, the same each time, beside nobody real, and with nothing in it that people could not have done."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from content.reading import table
from portal.config import HERE
from portal.database import today
from portal.errors import PortalError
from portal.models import AuditEvent, Contribution, Copy, Delivery, Draft, Part, Person, Reply, Sight, Signature, Tie
from portal.permissions import parts
from portal.services import accounts, copies, demo_doors, demonstration, home, story
from portal.services.accounts import SignIn
from tests import databases
from tests.builders import a_database, a_person, a_session, the_person

KEY = b"a key for tests"
KEZ, JONAH, PIP = "FIC-900311", "FIC-900312", "FIC-900313"
NEIL, RYAN, DANI = "FIC-900302", "FIC-900303", "FIC-900301"
CADI, LOWRI, GARETH, NERYS, OSIAN = "P-30417", "P-30419", "P-30420", "P-30421", "P-51102"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> databases.Put:
    """The demo, loaded once."""
    folder = tmp_path_factory.mktemp("demo")
    database = a_database(folder)
    with database.session() as session:
        demonstration.load(session)
    database.engine.dispose()
    return databases.keep(folder)


@pytest.fixture
def session(loaded: databases.Put, tmp_path: Path) -> Iterator[Session]:
    """A copy of it to look at."""
    loaded(tmp_path)
    with a_session(tmp_path) as opened:
        yield opened


def count(session: Session, thing: Any) -> int:
    return session.scalar(select(func.count()).select_from(thing)) or 0


def children_of(session: Session, reference: str) -> set[str]:
    """Whose parent somebody is."""
    person = the_person(session, reference)
    ties = session.scalars(select(Tie).where(Tie.person_id == person.id, Tie.part == Part.PARENT))
    return {tie.child.reference for tie in ties if tie.child}


def test_each_father_is_the_father_of_his_own_children_only(session: Session) -> None:
    assert children_of(session, NEIL) == {KEZ, JONAH}
    assert children_of(session, RYAN) == {PIP}
    assert children_of(session, DANI) == {KEZ, JONAH, PIP}
    neil, ryan = the_person(session, NEIL), the_person(session, RYAN)
    assert not {one.copy.child.reference for one in copies.list_for(neil)} - {KEZ, JONAH}
    assert {one.copy.child.reference for one in copies.list_for(ryan)} == {PIP}


def test_everybody_in_it_is_marked_as_the_demos(session: Session) -> None:
    assert session.scalar(select(Person.id).where(Person.is_demo.is_(False))) is None


def test_every_kind_of_person_can_step_in(session: Session) -> None:
    held = {one.part for one in demonstration.listed(session)}
    assert held == {"child", "parent", "carer", "social-worker", "reviewing-officer", "manager"}
    for one in demonstration.listed(session):
        child = the_person(session, _first_child(one.person.reference)) if one.children else None
        assert one.part in parts(session, one.person, child.id if child else None)


def _first_child(reference: str) -> str:
    listed = {one["reference"]: one["children"] for one in table("demo/people.toml")["people"]}
    return str(listed[reference][0])


def test_everybody_signs_in_the_way_that_is_printed(session: Session) -> None:
    for one in demonstration.listed(session):
        if one.passphrase:
            given = SignIn(one.user_name, one.passphrase)
            assert accounts.sign_in(session, given).reference == one.person.reference
    [jonah] = [one for one in demonstration.listed(session) if one.pictures]
    assert len(jonah.pictures) == 4
    account = accounts.of(session, jonah.person)
    assert account is not None
    assert account.way == accounts.PICTURES


def test_one_press_signs_in_as_each_of_them_and_as_nobody_else(session: Session) -> None:
    tokens = {one.token for one in demonstration.listed(session)}
    assert len(tokens) == len(demonstration.listed(session))
    for one in demonstration.listed(session):
        assert demo_doors.step_in(session, one.token).id == one.person.id


def test_it_has_everything_in_several_states(session: Session) -> None:
    outcomes = set(session.scalars(select(Reply.outcome)))
    assert outcomes == {"changed", "will-do", "cannot", "asked"}
    assert {"seen", "explained", "agree", "agree-in-part", "do-not-agree", "not-sure"} == set(
        session.scalars(select(Signature.act))
    )
    assert session.scalar(select(Contribution).where(Contribution.suggests_danger))
    assert session.scalar(select(Contribution).where(Contribution.taken_back_at.is_not(None)))
    assert session.scalar(select(Contribution).where(Contribution.helped_by != ""))
    assert session.scalar(select(Contribution).where(Contribution.language == "cy"))
    assert session.scalar(select(Contribution).where(Contribution.kind == "ask"))
    assert count(session, Draft) == 1
    assert count(session, Sight) >= 5
    assert session.scalar(select(Copy).where(Copy.number == 2))


def test_everything_said_has_arrived_in_the_case_record(session: Session) -> None:
    assert count(session, Delivery) >= 20
    assert session.scalar(select(Delivery.id).where(Delivery.delivered_at.is_(None))) is None


def test_every_copy_has_its_pictures_at_once(session: Session) -> None:
    assert count(session, Copy) >= 15
    assert session.scalar(select(Copy.id).where(Copy.dressed == "")) is None


def test_what_was_withheld_in_the_records_is_in_nobodys_copy(session: Session) -> None:
    for copy in session.scalars(select(Copy)):
        fields = {origin["field"] for origin in copy.origins.values()}
        hidden = {
            DANI: {"health-2", "views-child"},
            NEIL: {"health-2", "parent-alcohol-2", "parent-domestic-abuse", "plan-2"},
            RYAN: {"addresses"},
            GARETH: {"addresses", "views-mother"},
            KEZ: {"plan-2"},
            JONAH: {"plan-2"},
        }
        assert not fields & hidden.get(copy.person.reference, set())


@pytest.mark.parametrize("reference", [CADI, LOWRI, GARETH, NERYS, OSIAN, "P-51103"])
def test_a_meeting_to_come_is_at_home_with_whom_to_ask(session: Session, reference: str) -> None:
    [meeting] = home.of(the_person(session, reference)).coming.meetings
    assert meeting.on > today()
    assert meeting.ask is not None


@pytest.mark.parametrize("reference", [CADI, LOWRI])
def test_what_is_to_be_done_is_at_home_in_both_languages_with_what_it_is(session: Session, reference: str) -> None:
    to_do = home.of(the_person(session, reference)).coming.to_do
    assert len(to_do) == 3
    told = {one.due.wordings[language]["easy"].sentences[0].text for one in to_do for language in ("en", "cy")}
    assert not [text for text in told if "something" in text or "rhywbeth" in text]


def test_what_is_told_again_says_where_it_was_told_before(session: Session) -> None:
    again = {
        (copy.person.reference, origin["field"])
        for copy in session.scalars(select(Copy))
        for origin in copy.origins.values()
        if "told" in origin
    }
    assert {(CADI, "communication"), (CADI, "views-child"), (LOWRI, "communication")} <= again
    assert {field for who, field in again if who == OSIAN} == {"disability-own-words"}


def test_no_two_documents_send_a_reader_back_and_forth(session: Session) -> None:
    copies_told = {copy.public_id: copy for copy in session.scalars(select(Copy))}
    for copy in copies_told.values():
        for origin in copy.origins.values():
            if "told" in origin:
                assert copies_told[origin["told"]["copy"]].id < copy.id
                assert "told" not in copies_told[origin["told"]["copy"]].origins[origin["told"]["passage"]]


def test_the_story_has_the_meeting_that_was(session: Session) -> None:
    told = story.story_of(the_person(session, CADI))
    assert told.coming is not None
    assert told.coming.meetings
    assert [one for one in told.events if one.kind == "meeting"]


def test_loading_it_again_changes_nothing(session: Session) -> None:
    before = [count(session, thing) for thing in (Person, Tie, Copy, Contribution, Signature, AuditEvent)]
    demonstration.load(session)
    session.flush()
    assert [count(session, thing) for thing in (Person, Tie, Copy, Contribution, Signature, AuditEvent)] == before


def test_it_is_never_loaded_beside_real_people(tmp_path: Path) -> None:
    database = a_database(tmp_path)
    with database.sessions() as opened:
        a_person(opened, "Somebody Real", reference="REAL-1")
        with pytest.raises(PortalError, match="not the demo's"):
            demonstration.load(opened)
        opened.rollback()
        assert count(opened, Person) == 0
    database.engine.dispose()


def test_the_command_prints_the_people(loaded: databases.Put, tmp_path: Path) -> None:
    loaded(tmp_path)
    where = {"CLYWED_DATA": str(tmp_path), "DATABASE_URL": databases.url(tmp_path)}
    environment = {**where, "PORT": "8123", "PATH": ""}
    command = [sys.executable, "-m", "portal.cli", "demo"]
    told = subprocess.run([*command, "--json"], env=environment, cwd=HERE, capture_output=True, text=True, check=True)
    people = json.loads(told.stdout)["people"]
    assert len(people) == len(table("demo/people.toml")["people"])
    keys = {"name", "reference", "part", "children", "user_name", "passphrase", "pictures", "enter"}
    assert all(set(one) == keys for one in people)
    assert all(one["enter"].startswith("http://127.0.0.1:8123/en/demo/enter/") for one in people)
    assert all(bool(one["passphrase"]) != bool(one["pictures"]) for one in people)
    lines = subprocess.run(command, env=environment, cwd=HERE, capture_output=True, text=True, check=True).stdout
    assert "ceffyl glas yfory" in lines
    assert "pictures: fish, boat, star, apple" in lines


def test_passphrases_of_the_demo_are_ones_that_anybody_could_choose() -> None:
    listed = table("demo/people.toml")["people"]
    secrets = [one.get("passphrase") or tuple(one["pictures"]) for one in listed]
    assert len(set(secrets)) == len(secrets)
    assert len({one["user_name"] for one in listed}) == len(listed)
