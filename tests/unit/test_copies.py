"""Copies: frozen for one reader, and the stricter of then and now at each look."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accessibility.document import digest, thaw
from portal.database import now
from portal.errors import NotFound
from portal.models import Copy, Person, Record, Tie
from portal.services import copies, editions
from tests.builders import a_database, a_sample, a_tie, received, the_person


@dataclass
class Family:
    """The child protection plan with its ties: Neil is father of Kezia and Jonah, Ryan of Pip."""

    session: Session
    record: Record
    people: dict[str, Person]
    ties: dict[tuple[str, str], Tie]

    def publish(self, child: str, *people: str) -> None:
        """Publish the newest version for a child."""
        worker = self.people["SW-204"]
        to = [self.people[one].public_id for one in people]
        editions.publish(worker, self.record.public_id, self.people[child].public_id, to)
        self.session.commit()

    def copies(self, person: str) -> list[Copy]:
        """The copies that a person may see now."""
        return [listed.copy for listed in copies.list_for(self.people[person])]

    def text(self, person: str) -> str:
        """Everything that a person can read now, in both languages and all levels."""
        opened = [copies.read(self.people[person], copy.public_id) for copy in self.copies(person)]
        return "\n".join(repr(one.document) for one in opened)


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    database = a_database(tmp_path)
    with database.sessions() as session:
        yield a_family(session, a_small_plan())


KEZ, JONAH, PIP, DANI, NEIL, RYAN, WORKER = (
    "FIC-900311",
    "FIC-900312",
    "FIC-900313",
    "FIC-900301",
    "FIC-900302",
    "FIC-900303",
    "SW-204",
)


def a_small_plan(**more: Any) -> dict[str, Any]:
    """A plan in which nothing is withheld, with a passage for each child."""
    record = a_sample()
    record.pop("versions_for_family")
    about = [
        {"id": name, "kind": "narrative", "about": [child], "text": f"canary-{name}"}
        for name, child in (("health", KEZ), ("health-2", JONAH), ("health-3", PIP), ("education", KEZ))
    ]
    record["passages"] = [{"id": "reason", "kind": "narrative", "text": "canary-reason"}, *about]
    return {**record, **more}


def a_family(session: Session, record: dict[str, Any]) -> Family:
    kept = received(session, record)
    people = {one["reference"]: the_person(session, one["reference"]) for one in record["people"]}
    ties = {}
    for child in (KEZ, JONAH, PIP):
        for person, part in ((child, "child"), (WORKER, "social-worker"), (DANI, "parent")):
            ties[person, child] = a_tie(session, people[person], people[child], part)
    for person, child in ((NEIL, KEZ), (NEIL, JONAH), (RYAN, PIP)):
        ties[person, child] = a_tie(session, people[person], people[child], "parent")
    session.commit()
    return Family(session, kept, people, ties)


def test_importing_and_tying_show_nobody_anything(family: Family) -> None:
    assert all(family.copies(person) == [] for person in (KEZ, DANI, NEIL))


def test_only_who_is_ticked_gets_a_copy(family: Family) -> None:
    family.publish(KEZ, KEZ, DANI)
    assert len(family.copies(KEZ)) == len(family.copies(DANI)) == 1
    assert family.copies(NEIL) == []


def test_somebody_without_a_tie_to_the_child_cannot_be_ticked(family: Family) -> None:
    with pytest.raises(NotFound):
        family.publish(KEZ, RYAN)


def test_a_copy_holds_nothing_of_another_child(family: Family) -> None:
    family.publish(KEZ, NEIL)
    text = family.text(NEIL)
    assert "canary-health" in text
    assert "canary-reason" in text
    assert "canary-health-2" not in text
    assert "canary-health-3" not in text


def test_nobody_opens_somebody_elses_copy(family: Family) -> None:
    family.publish(KEZ, DANI)
    copy = family.copies(DANI)[0]
    for person in (KEZ, NEIL, RYAN, WORKER):
        with pytest.raises(NotFound):
            copies.read(family.people[person], copy.public_id)


def test_a_copy_is_what_was_hashed(family: Family) -> None:
    family.publish(KEZ, DANI)
    copy = family.copies(DANI)[0]
    assert digest(copy.document) == copy.sha256
    assert thaw(copy.document).passages()


def test_ids_are_never_shared_between_copies(family: Family) -> None:
    family.publish(KEZ, DANI, NEIL)
    mine, theirs = (set(family.copies(person)[0].origins) for person in (DANI, NEIL))
    assert mine.isdisjoint(theirs)


def test_publishing_again_what_says_the_same_makes_no_copy(family: Family) -> None:
    family.publish(KEZ, DANI)
    first = family.copies(DANI)[0].public_id
    family.publish(KEZ, DANI)
    assert family.copies(DANI)[0].public_id == first


def test_a_new_version_shows_what_changed_and_what_is_new(family: Family) -> None:
    family.publish(KEZ, DANI)
    changed = a_small_plan(version=3)
    changed["passages"][1]["text"] = "other words"
    changed["passages"].append({"id": "identity", "kind": "narrative", "about": [KEZ], "text": "more words"})
    received(family.session, changed)
    family.publish(KEZ, DANI)
    copy = family.copies(DANI)[0]
    changes = {copy.origins[one.id]["field"]: one.change for one in thaw(copy.document).passages()}
    assert copy.number == 2
    assert (changes["health"], changes["identity"], changes["reason"]) == ("changed", "new", "")


def withheld(family: Family, passage: int, person: str) -> None:
    """A newer version arrives that withholds a passage from somebody. Nobody prepares it."""
    record = a_small_plan(version=family.record.newest.version + 1)
    record["passages"][passage]["withhold"] = [{"from": person, "because": "a reason"}]
    received(family.session, record)
    family.session.commit()


def test_when_somebody_said_something_can_be_put_right(family: Family) -> None:
    said = {"id": "views-child", "kind": "words", "said_by": KEZ, "first_hand": True, "text": "canary-own"}
    for number, on in enumerate(("2026-01-05", "2026-01-06", "2026-01-06"), 3):
        received(family.session, a_small_plan(version=number, passages=[{**said, "on": on}]))
        family.publish(KEZ, KEZ)
    [newest] = family.copies(KEZ)
    assert newest.number == 2
    [passage] = [one for one in copies.whole(newest).passages() if "canary-own" in repr(one)]
    assert passage.change == "changed"
    assert "6\\xa0January" in repr(passage.attribution)


def test_withholding_applies_to_old_copies_at_the_next_look(family: Family) -> None:
    family.publish(KEZ, KEZ, DANI, NEIL)
    withheld(family, 1, DANI)
    assert family.copies(DANI) == []
    assert "canary-health" not in family.text(NEIL)
    assert "canary-education" in family.text(NEIL)
    assert "canary-health" in family.text(KEZ)


def test_blocking_and_ending_close_the_childs_documents_at_the_next_look(family: Family) -> None:
    family.publish(KEZ, DANI, NEIL)
    family.publish(JONAH, NEIL)
    address = family.copies(DANI)[0].public_id
    family.ties[DANI, KEZ].blocked_at = now()
    family.ties[NEIL, KEZ].until_on = family.ties[NEIL, KEZ].since_on
    family.session.flush()
    assert family.copies(DANI) == []
    assert [copy.child_id for copy in family.copies(NEIL)] == [family.people[JONAH].id]
    with pytest.raises(NotFound):
        copies.read(family.people[DANI], address)


def test_recalling_takes_every_copy_away_at_once(family: Family) -> None:
    family.publish(KEZ, DANI)
    address = family.copies(DANI)[0].public_id
    editions.recall(family.people[WORKER], family.record.public_id, family.people[KEZ].public_id, 1)
    family.session.flush()
    assert family.copies(DANI) == []
    with pytest.raises(NotFound):
        copies.read(family.people[DANI], address)


def test_another_worker_can_neither_publish_nor_recall(family: Family) -> None:
    family.ties[WORKER, KEZ].until_on = family.ties[WORKER, KEZ].since_on
    family.session.flush()
    with pytest.raises(NotFound):
        family.publish(KEZ, DANI)
    with pytest.raises(NotFound):
        editions.recall(family.people[WORKER], family.record.public_id, family.people[KEZ].public_id, 1)
