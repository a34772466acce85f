"""Absence, in the documents themselves: nobody's copy holds a word, a name or a day that they may not get.

The records are the samples with a planted word in every place (tests/pages/canaries.py); what each reader may get is
worked out there a second time, from the rules and not from the code.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as some
from sqlalchemy.orm import Session

from accessibility.document import freeze
from portal.caserecord.contract import read_record
from portal.database import now
from portal.models import Choice, Person, Record
from portal.models.tie import Part
from portal.services import copies, deciding, editions, home
from portal.services.audience import Choices, Reader
from portal.services.documents import Setting
from portal.services.passages import Source, passage_hash, row_hash
from tests import families
from tests.builders import a_database, a_tie, received, the_person
from tests.pages.canaries import (
    SAMPLES,
    Eyes,
    days_in,
    every,
    got,
    may_get,
    planted,
    withheld_from,
    words_in,
)

EXEMPLARS = {name: frozenset({"england", "wales"}) for name in SAMPLES}
ADULTS = ("parent", "carer", "relative", "advocate", "teacher", "health", "other", "sibling")


def children_of(record: dict[str, Any]) -> list[str]:
    """The references of a record's children."""
    return record.get("children") or [record["child"]]


def grown_ups(record: dict[str, Any], child: str) -> frozenset[str]:
    """In the plan one father is the eldest two's and the other the youngest's; elsewhere every parent and carer."""
    parents = [one["reference"] for one in record["people"] if one["part"] in ("parent", "carer")]
    if "children" not in record:
        return frozenset(parents)
    mother, father, other = parents
    return frozenset({mother, other if child == record["children"][2] else father})


def everybody(record: dict[str, Any]) -> Iterator[Eyes]:
    """Each child, and each person of the record as any reader of that child's version that they could be."""
    workers = tuple(one["reference"] for one in record["people"] if one["part"] == "social-worker")
    for child in children_of(record):
        for person in record["people"]:
            is_grown_up = person["reference"] in grown_ups(record, child)
            part = {"child": "sibling"}.get(person["part"], person["part"])
            if person["part"] in ("parent", "carer") and not is_grown_up:
                part = "relative"
            part = "child" if person["reference"] == child else part
            if part in ("child", *ADULTS):
                yield Eyes(child, person["reference"], part, grown_ups(record, child), workers)


def a_copy(record: dict[str, Any], eyes: Eyes) -> str:
    """What a reader would be given, frozen, as text."""
    source = Source(record, eyes.child, looked_after_by=eyes.grown_ups)
    rows = {one["id"]: one.get("rows", []) for one in record["passages"]}
    choices = Choices(
        passages=dict(eyes.passages),
        rows={(name, row_hash(rows[name][at])): shown for (name, at), shown in eyes.rows.items()},
    )
    setting = Setting(date(2026, 11, 23), 1, tuple(source.people[one] for one in eyes.workers), ("parent", "carer"))
    built = copies.make(source, Reader(eyes.person, Part(eyes.part)), choices, setting)
    return freeze(built.document).decode()


def leaked(record: dict[str, Any], eyes: Eyes) -> set[str]:
    """The planted words and days in somebody's copy that they may not get."""
    _, days = every(record)
    return got(a_copy(record, eyes), days) - may_get(record, eyes)


SEEN = [(name, eyes) for name in SAMPLES for eyes in everybody(planted(name))]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_planted_record_still_keeps_the_contract_and_has_no_word_or_day_twice(name: str) -> None:
    record = planted(name)
    read_record(json.dumps(record).encode(), EXEMPLARS)
    words, days = every(record)
    assert len(words) > 150
    assert len(days) > 15
    others = [every(planted(other)) for other in SAMPLES if other != name]
    assert not any(words & theirs[0] or days & theirs[1] for theirs in others)


@pytest.mark.parametrize("name", SAMPLES)
def test_nobodys_copy_holds_anything_that_they_may_not_get(name: str) -> None:
    record = planted(name)
    for eyes in everybody(record):
        assert leaked(record, eyes) == set(), eyes


@pytest.mark.parametrize("name", SAMPLES)
def test_not_even_a_worker_who_chooses_everything_shows_what_is_withheld_or_another_childs(name: str) -> None:
    record = planted(name)
    passages = {one["id"]: True for one in record["passages"]}
    rows = {(one["id"], at): True for one in record["passages"] for at in range(len(one.get("rows", [])))}
    for eyes in everybody(record):
        if eyes.part in ("child", "sibling", "parent", "relative"):
            assert leaked(record, replace(eyes, passages=passages, rows=rows)) == set(), eyes


@pytest.mark.parametrize("name", SAMPLES)
def test_each_child_and_parent_gets_much_of_what_they_may_get(name: str) -> None:
    record = planted(name)
    _, days = every(record)
    for eyes in everybody(record):
        if eyes.part in ("child", "parent") and not is_withheld_from(record, eyes.person):
            found = got(a_copy(record, eyes), days)
            assert len(found) > 0.7 * len(may_get(record, eyes)), eyes


def is_withheld_from(record: dict[str, Any], person: str) -> bool:
    """Whether anything of a record is withheld from somebody."""
    return f'"from": "{person}"' in json.dumps(record)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_copy_holds_a_reference_or_the_forms_own_name_of_a_passage(name: str) -> None:
    record = planted(name)
    inner = {one["id"] for one in record["passages"] if one["id"][-1].isdigit()}
    references = [record["reference"], *(one["reference"] for one in record["people"])]
    for eyes in everybody(record):
        text = a_copy(record, eyes)
        assert not [one for one in (*references, *inner) if one in text], eyes


def shaken(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The record with some things withheld, or none; about some of the children; or sent as another kind."""
    people = [one["reference"] for one in record["people"]]
    is_open = chance.random() < 0.6
    for passage in record["passages"]:
        for thing in (passage, *passage.get("rows", [])):
            shake(thing, people, children_of(record), chance, is_open=is_open)
        if passage["kind"] == "narrative" and chance.random() < 0.2:
            passage.update(kind="words", said_by=chance.choice(people), first_hand=chance.random() < 0.5)
    for text in record["versions_for_family"]:
        if chance.random() < 0.3:
            text["passage"] = chance.choice(record["passages"])["id"]
    texts = {
        (one["passage"], one["level"], one["language"], one.get("for")): one for one in record["versions_for_family"]
    }
    return {**record, "versions_for_family": list(texts.values())}


def shake(
    thing: dict[str, Any], people: list[str], children: list[str], chance: random.Random, *, is_open: bool
) -> None:
    """The same for one passage or row."""
    if is_open:
        thing.pop("withhold", None)
    elif chance.random() < 0.03:
        thing["withhold"] = [{"from": chance.choice(people), "because": "because"}]
    if chance.random() < 0.2:
        thing.pop("about", None)
    if chance.random() < 0.1:
        thing["about"] = chance.sample(children, chance.randint(1, len(children)))


def a_reader(record: dict[str, Any], chance: random.Random) -> Eyes:
    """Somebody of the record, mostly of its own children and their own parents and carers."""
    readers = list(everybody(record))
    nearest = [one for one in readers if one.part in ("child", "parent", "carer")]
    return chance.choice(nearest if chance.random() < 0.8 else readers)


def with_choices(record: dict[str, Any], eyes: Eyes, chance: random.Random) -> Eyes:
    """The same reader, with some passages and rows chosen by a worker, to be shown or not."""
    picked = [one for one in record["passages"] if chance.random() < 0.2]
    rows = [(one["id"], at) for one in record["passages"] for at in range(len(one.get("rows", [])))]
    return replace(
        eyes,
        passages={one["id"]: chance.random() < 0.5 for one in picked},
        rows={one: chance.random() < 0.5 for one in rows if chance.random() < 0.2},
    )


# Nothing is made simpler when it fails: that takes minutes, and the reader and the words that leaked are told.
@settings(max_examples=40, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(some.randoms(use_true_random=True))
def test_whatever_is_withheld_or_about_somebody_or_chosen_nothing_leaks(chance: random.Random) -> None:
    record = shaken(planted(chance.choice((SAMPLES[0], *SAMPLES))), chance)
    eyes = with_choices(record, a_reader(record, chance), chance)
    assert leaked(record, eyes) == set(), eyes


CPP = planted(SAMPLES[0])
KEZ, JONAH, PIP = children_of(CPP)
NOBODYS = {key: value for key, value in CPP.items() if key != "versions_for_family"}


def only(*passages: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The planted plan with only these passages, withheld from nobody."""
    return {**NOBODYS, "passages": [{"kind": "narrative", "text": "zibbababa", **one} for one in passages], **more}


def seen_by(record: dict[str, Any], part: str, **more: Any) -> str:
    """What the eldest, or the mother of all three, is given."""
    mother = next(one["reference"] for one in record["people"] if one["part"] == "parent")
    return a_copy(record, Eyes(KEZ, KEZ if part == "child" else mother, part, **more))


def named(reference: str) -> dict[str, Any]:
    """A person of the planted plan."""
    return next(one for one in CPP["people"] if one["reference"] == reference)


def test_the_child_never_reads_a_workers_summary_of_what_is_only_told_by_a_text_for_the_child() -> None:
    summary = {"kind": "words", "said_by": CPP["author"], "first_hand": False}
    text = {"passage": "danger-statement", "level": "easy", "language": "en", "for": "child", "text": ["Zibdadada."]}
    record = only({"id": "danger-statement", **summary}, versions_for_family=[text])
    assert words_in(seen_by(record, "child")) >= {"zibdadada"}
    assert "zibbababa" not in seen_by(record, "child")
    assert "zibbababa" in seen_by(record, "parent")


def test_a_name_in_how_family_time_goes_holds_it() -> None:
    jonah = named(JONAH)["name"].split()[0]
    row = {"person": CPP["author"], "how": f"A walk with {jonah}"}
    assert "A walk" not in seen_by(only({"id": "contact", "kind": "contact", "rows": [row]}), "parent")


@pytest.mark.parametrize(
    "written", ["Siân", "Sian", "SIAN", "Sia\u0302n", "Si\u00adân", "Siânʼs", "Siân’s", "_Siân_", "2Siân"]
)
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    people = [
        {**one, "name": "Siân Jones", "called": "S"} if one["reference"] == JONAH else one for one in CPP["people"]
    ]
    record = only({"id": "reason", "text": f"We saw {written} zibbababa."}, people=people)
    assert "zibbababa" not in seen_by(record, "parent")
    assert "zibbababa" in seen_by(only({"id": "reason", "text": "We saw Siânllan zibbababa."}, people=people), "parent")


def test_the_day_of_the_next_meeting_is_told_only_with_the_passage_about_it() -> None:
    day = {CPP["dates"]["next_meeting"]}
    record = only({"id": "reason"}, {"id": "next-meeting"})
    assert got(seen_by(record, "parent"), day) & day
    assert not got(seen_by(record, "parent", passages={"next-meeting": False}), day) & day
    assert got(seen_by(only({"id": "reason"}), "parent"), day) & day


def test_what_somebody_is_called_does_not_tell_that_somebody_hidden_is_called_the_same() -> None:
    father, other = [one for one in CPP["people"] if one["part"] == "parent"][1:]
    people = [{**one, "called": "Dad"} if one in (father, other) else one for one in CPP["people"]]
    row = {"what": "zibbababa", "who": father["reference"]}
    hidden = {"what": "zibbababa", "who": other["reference"], "about": [PIP]}
    plan = {"id": "plan", "kind": "actions", "rows": [row, hidden]}
    assert "Dad" in seen_by(only(plan, people=people), "child")
    assert father["name"] not in seen_by(only(plan, people=people), "child")


def shared(other_children: set[str], *about: str) -> bool:
    """Whether a passage of the eldest's version is marked as being in another child's too."""
    source = Source(only({"id": "health", "about": [*about]} if about else {"id": "safety-goals"}), KEZ)
    reader = Reader("a parent", Part.PARENT, frozenset(other_children))
    built = copies.make(source, reader, Choices(), Setting(date(2026, 11, 23), 1))
    return any(one.shared for one in built.document.passages())


def test_only_a_parent_of_another_of_the_children_is_told_that_a_part_is_in_that_childs_version_too() -> None:
    assert shared({JONAH})
    assert shared({JONAH}, KEZ, JONAH)
    assert not shared({PIP}, KEZ, JONAH)
    assert not shared(set())
    assert not shared({"somebody of another family"})


def arrives(plan: families.Plan, *passages: dict[str, Any], version: int = 3) -> None:
    """A new version of the plan comes in."""
    received(plan.session, families.a_small_plan(version=version, passages=list(passages)))
    plan.session.commit()


def chosen(plan: families.Plan, person: str, passage: str) -> None:
    """A worker decides that somebody sees a passage of the eldest's version."""
    worker, record, child = plan.people[families.YASMIN], plan.record.public_id, plan.people[families.KEZ].public_id
    deciding.choose(worker, record, child, plan.people[person].public_id, passage, shown=True)
    plan.session.commit()


def published(plan: families.Plan, person: str) -> None:
    """The newest version goes to one person of the eldest's."""
    worker, record, child = plan.people[families.YASMIN], plan.record.public_id, plan.people[families.KEZ].public_id
    editions.publish(worker, record, child, [plan.people[person].public_id])
    plan.session.commit()


def now_seen(plan: families.Plan, person: str) -> str:
    """What somebody may see now of their newest copy about the eldest."""
    opened = copies.read(plan.people[person], plan.copy(person, families.KEZ).public_id)
    return freeze(opened.document).decode()


REASON = {"id": "reason", "kind": "narrative", "text": "canary-reason"}
HEALTH = {"id": "health", "kind": "narrative", "text": "canary-health"}
FROM_NEIL = [{"from": families.NEIL, "because": "a reason"}]


def test_a_row_withheld_when_it_was_published_takes_only_itself_away(plan: families.Plan) -> None:
    rows = [{"what": "canary-one"}, {"what": "canary-two", "withhold": FROM_NEIL}]
    arrives(plan, REASON, {"id": "plan", "kind": "actions", "rows": rows})
    chosen(plan, families.NEIL, "plan")
    published(plan, families.NEIL)
    published(plan, families.DANI)
    for person in (families.NEIL, families.DANI):
        assert "canary-one" in now_seen(plan, person)
        assert "canary-two" not in now_seen(plan, person)


def test_a_row_withheld_since_takes_its_whole_passage_away(plan: families.Plan) -> None:
    passage = {"id": "plan", "kind": "actions", "rows": [{"what": "canary-one"}, {"what": "canary-two"}]}
    arrives(plan, REASON, passage)
    published(plan, families.DANI)
    assert "canary-one" in now_seen(plan, families.DANI)
    rows = [{"what": "canary-one"}, {"what": "canary-two", "withhold": FROM_NEIL}]
    arrives(plan, REASON, {**passage, "rows": rows}, version=4)
    assert "canary-reason" in now_seen(plan, families.DANI)
    assert "canary-one" not in now_seen(plan, families.DANI)


def test_what_nobody_chose_goes_when_something_is_withheld_since_even_the_day_of_the_next_meeting(
    plan: families.Plan,
) -> None:
    arrives(plan, REASON, HEALTH)
    chosen(plan, families.NEIL, "reason")
    published(plan, families.NEIL)
    day = {"2026-07-16"}
    assert days_in(now_seen(plan, families.NEIL)) >= day
    assert "Nobody has written this part yet" in now_seen(plan, families.NEIL)
    arrives(plan, REASON, {**HEALTH, "withhold": FROM_NEIL}, version=4)
    assert "canary-reason" in now_seen(plan, families.NEIL)
    assert "canary-health" not in now_seen(plan, families.NEIL)
    assert "Nobody has written this part yet" not in now_seen(plan, families.NEIL)
    assert not days_in(now_seen(plan, families.NEIL)) & day
    assert home.of(plan.people[families.NEIL]).coming.meetings == []


def test_a_parent_who_is_now_only_a_relative_sees_nothing_that_parents_see_by_default(plan: families.Plan) -> None:
    chosen(plan, families.NEIL, "health")
    arrives(plan, {**REASON, "text": "canary-reason again"}, HEALTH)
    chosen(plan, families.NEIL, "health")
    published(plan, families.NEIL)
    tie = plan.ties[families.NEIL, families.KEZ]
    tie.until_on = tie.since_on
    a_tie(plan.session, plan.people[families.NEIL], plan.people[families.KEZ], "relative")
    plan.session.commit()
    assert "canary-health" in now_seen(plan, families.NEIL)
    assert "canary-reason" not in now_seen(plan, families.NEIL)


def stricter(then: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """The record as it was, with what a newer version withholds: of a passage, or of any of its rows."""
    found = {one["id"]: withheld_from(one) for one in now["passages"]}
    since = {name: [{"from": person, "because": "since"} for person in people] for name, people in found.items()}
    passages = [{**one, "withhold": [*one.get("withhold", []), *since.get(one["id"], [])]} for one in then["passages"]]
    return {**then, "passages": passages}


def test_the_strictest_of_then_and_now_counts_whatever_arrives_since(tmp_path: Path) -> None:
    chance = random.Random(7)
    then = shaken(planted(SAMPLES[0]), chance)
    some_of_them = [one["id"] for one in then["passages"] if chance.random() < 0.3]
    with a_database(tmp_path).sessions() as session:
        copied = published_to_everybody(session, then, some_of_them)
        for version in range(3, 3 + ROUNDS):
            newer = shaken(planted(SAMPLES[0]), random.Random(version)) | {"version": version}
            received(session, newer)
            assert sum(bool(now_read(session, eyes)) for eyes in copied) > 5
            for eyes in copied:
                may = may_get(then, eyes) & may_get(stricter(then, newer), eyes)
                assert got(now_read(session, eyes), every(then)[1]) <= may, (version, eyes)


ROUNDS = 5


def published_to_everybody(session: Session, record: dict[str, Any], chosen: list[str]) -> list[Eyes]:
    """The record, published to each child, and to their parents and relatives, for whom these passages were chosen;
    who they are.
    """
    kept = received(session, record)
    everyone = [one for one in everybody(record) if one.part in ("child", "parent", "relative")]
    readers = [replace(one, passages=dict.fromkeys(chosen, True)) for one in everyone]
    worker = the_person(session, record["author"])
    for child in children_of(record):
        a_tie(session, worker, the_person(session, child), "social-worker")
        mine = [one for one in readers if one.child == child]
        for eyes in mine:
            a_tie(session, the_person(session, eyes.person), the_person(session, child), eyes.part)
            session.add_all(
                a_choice(session, kept, worker, eyes, one) for one in record["passages"] if one["id"] in chosen
            )
        ids = [the_person(session, eyes.person).public_id for eyes in mine]
        editions.publish(worker, kept.public_id, the_person(session, child).public_id, ids)
    session.commit()
    return readers


def a_choice(session: Session, record: Record, worker: Person, eyes: Eyes, passage: dict[str, Any]) -> Choice:
    """That somebody is shown a passage, as a worker chose."""
    return Choice(
        record_id=record.id,
        child_id=the_person(session, eyes.child).id,
        person_id=the_person(session, eyes.person).id,
        passage=passage["id"],
        text=passage_hash(passage),
        shown=True,
        chosen_by_id=worker.id,
        chosen_at=now(),
    )


def now_read(session: Session, eyes: Eyes) -> str:
    """What a reader may see now of every copy about one child; "" for nothing."""
    listed = copies.list_for(the_person(session, eyes.person))
    mine = [one.copy.public_id for one in listed if one.copy.child.reference == eyes.child]
    opened = [copies.read(the_person(session, eyes.person), one) for one in mine]
    return "\n".join(freeze(one.document).decode() for one in opened)
