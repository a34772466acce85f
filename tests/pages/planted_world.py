"""Three families in one portal, with a word of its own in everything that anybody wrote; and who may get which.

The plan for three children has all the twelve kinds of person; the other two records are other families.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.profile import ReadingProfile
from portal import Settings, create_app
from portal.models import Choice, Contribution, Copy, Person, Record, Tie
from portal.services import (
    complaints,
    contributions,
    deciding,
    deliveries,
    drafts,
    dressings,
    editions,
    hearing,
    own_words,
    replies,
    signatures,
    subjects,
    ties,
    together,
)
from portal.services.contributions import Words as Said
from portal.services.replies import Answer
from portal.services.signatures import Act
from tests import databases
from tests.builders import a_database, a_tie, received, the_person
from tests.pages.canaries import (
    SAMPLES,
    Eyes,
    Words,
    every,
    may_get,
    planted,
    references,
    usually,
    words_in,
)

KEY = b"a key for tests"
READING = ReadingProfile(language="en", level="full")
OFFICER = "worker-and-reviewing-officer"
PLAN, ASSESSMENT, REVIEW = SAMPLES

# Everybody in the stories: their reference in the sample records.
KEZ, JONAH, PIP = "FIC-900311", "FIC-900312", "FIC-900313"
DANI, NEIL, RYAN, NAN, AUNT = "FIC-900301", "FIC-900302", "FIC-900303", "FIC-900304", "FIC-900305"
YASMIN, BEVERLEY, COLM, BEA, LEAH = "SW-204", "CP-011", "SW-020", "X-414", "SW-377"
CADI, LOWRI, GARETH, NERYS, SIONED = "P-30417", "P-30419", "P-30420", "P-30421", "W-0112"
OSIAN, PRIYA, TOMOS, MEG, DELYTH, HANNAH = "P-51102", "P-51103", "P-51104", "P-51105", "P-51190", "W-0140"

# The twelve kinds of person, as they stand to the eldest child of the plan.
KINDS = {
    "nobody": "",
    "child": KEZ,
    "sibling": JONAH,
    "other child": CADI,
    "parent": DANI,
    "the siblings' other parent": RYAN,
    "blocked parent": NEIL,
    "carer": NAN,
    "worker": YASMIN,
    "other worker": HANNAH,
    "reviewing officer": BEVERLEY,
    "manager": COLM,
}
# Who is what to whom: record, child, then everybody who is given a copy, by part; then those who are not.
TIED: dict[tuple[str, str], dict[str, str]] = {
    (PLAN, KEZ): {KEZ: "child", DANI: "parent", NEIL: "parent", NAN: "carer", BEA: "advocate"},
    (PLAN, JONAH): {JONAH: "child", DANI: "parent", NEIL: "parent", NAN: "carer"},
    (PLAN, PIP): {DANI: "parent", RYAN: "parent"},
    (ASSESSMENT, CADI): {CADI: "child", LOWRI: "parent", GARETH: "parent", NERYS: "carer"},
    (REVIEW, OSIAN): {OSIAN: "child", PRIYA: "parent", TOMOS: "parent", DELYTH: "carer", MEG: "sibling"},
}
WITHOUT_A_COPY: dict[str, dict[str, str]] = {
    KEZ: {JONAH: "sibling", AUNT: "relative", YASMIN: "social-worker", BEVERLEY: "reviewing-officer"},
    JONAH: {YASMIN: "social-worker", BEVERLEY: "reviewing-officer"},
    PIP: {PIP: "child", YASMIN: "social-worker"},
    CADI: {SIONED: "social-worker"},
    OSIAN: {HANNAH: "social-worker"},
}
# What a worker shows beside what the form shows by default; things withheld elsewhere are shown by one press.
BY_HAND: dict[tuple[str, str], tuple[str, ...]] = {
    (KEZ, BEA): ("reason", "plan-child"),
    (OSIAN, MEG): ("views-sibling", "contact"),
    (KEZ, NEIL): ("reason",),
}
# Who says something about which child, for whose eyes; the one who is blocked says it before.
SAID = (
    (KEZ, KEZ, "worker"),
    (JONAH, JONAH, OFFICER),
    (DANI, KEZ, OFFICER),
    (DANI, PIP, "worker"),
    (NEIL, KEZ, "worker"),
    (NEIL, JONAH, OFFICER),
    (RYAN, PIP, "worker"),
    (NAN, KEZ, "worker"),
    (CADI, CADI, "worker"),
    (LOWRI, CADI, OFFICER),
    (OSIAN, OSIAN, "worker"),
)
# Who asks for what they have a right to, about which child, for whose eyes; the one who is blocked complains before it.
ASKED = (
    (KEZ, KEZ, "advocate", "worker"),
    (LOWRI, CADI, "record", "worker"),
    (DANI, KEZ, "complaint", "manager"),
    (NEIL, KEZ, "complaint", "manager"),
    (JONAH, JONAH, "complaint", "worker-and-manager"),
)
REAL = {name: references(name) for name in SAMPLES}


def planted_as(person: str) -> str:
    """The reference that somebody of the samples has here."""
    return next(known[person] for known in REAL.values() if person in known)


def sample_of(child: str) -> str:
    """The record about a child."""
    return next(name for name, one in TIED if one == child)


@dataclass
class World:
    """The portal's people and copies, and what each may get. People are told by their reference in the samples."""

    session: Session
    words: Words = field(default_factory=lambda: Words(2400))
    # What somebody may get beside their copies: their own words and whatever they hear; and, by the child whom it is
    # about, the answers to them, which are closed with that child.
    also: dict[str, set[str]] = field(default_factory=dict)
    answers: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    # The same of what they asked for by right: it is about no document, so it is closed with their tie alone.
    by_right: dict[tuple[str, str], set[str]] = field(default_factory=dict)

    def person(self, person: str) -> Person:
        """One of the people."""
        return the_person(self.session, planted_as(person))

    def copy(self, person: str, child: str) -> Copy:
        """Somebody's newest copy about a child."""
        mine = select(Copy).where(Copy.person_id == self.person(person).id, Copy.child_id == self.person(child).id)
        found = self.session.scalar(mine.order_by(Copy.number.desc()).limit(1))
        assert found is not None, (person, child)
        return found

    def tie(self, person: str, child: str) -> Tie:
        """What somebody is to a child."""
        found = self.session.scalar(
            select(Tie).where(Tie.person_id == self.person(person).id, Tie.child_id == self.person(child).id)
        )
        assert found is not None
        return found

    def a_word(self, *people: str) -> str:
        """A new word, which these people may get."""
        made = self.words.word()
        self.allow([made], *people)
        return made

    def allow(self, words: Iterable[str], *people: str) -> None:
        """Let people get words."""
        for person in people:
            self.also.setdefault(person, set()).update(words)


def eyes_of(person: str, child: str) -> Eyes:
    """How somebody reads about a child, with what was chosen for them."""
    name = sample_of(child)
    tied = TIED[name, child]
    near = frozenset(REAL[name][one] for one, part in tied.items() if part in ("parent", "carer"))
    workers = [one for one, part in WITHOUT_A_COPY[child].items() if part in ("social-worker", "reviewing-officer")]
    known = REAL[name]
    eyes = Eyes(known[child], known[person], tied[person], near, tuple(known[one] for one in workers))
    by_hand = dict.fromkeys(BY_HAND.get((child, person), ()), True)
    return replace(eyes, passages={**usually(planted(name), eyes), **by_hand})


def names_of(*people: str) -> set[str]:
    """The names of people: what they like to be called too."""
    found = {one["reference"]: one for name in SAMPLES for one in planted(name)["people"]}
    mine = [found[planted_as(person)] for person in people]
    return {word for one in mine for word in words_in(f"{one['name']} {one.get('called', '')}")}


def everybody() -> set[str]:
    """Everybody whom a record names."""
    return {one for known in REAL.values() for one in known}


def allowed(world: World, person: str, *closed: str) -> set[str]:
    """Every planted word and day that somebody may get of anything in the portal; `closed` are children closed to
    them.
    """
    own = set(world.also.get(person, set()))
    closed = (*closed, KEZ) if person == NEIL else closed
    for (name, child), tied in TIED.items():
        if child not in closed:
            own |= _of_child(name, child, person, {**tied, **WITHOUT_A_COPY[child]})
            own |= world.answers.get((person, child), set()) | world.by_right.get((person, child), set())
    names = {COLM: everybody(), YASMIN: COLLEAGUES, HANNAH: COLLEAGUES}.get(person, set())
    return own | names_of(*names) | (set().union(*map(references_in, SAMPLES)) if person == COLM else set())


def _of_child(name: str, child: str, person: str, tied: dict[str, str]) -> set[str]:
    """What somebody may get about one child; of a record, its readers what is in their copies."""
    part = tied.get(person, "")
    if part == "social-worker":
        return set().union(*every(planted(name)))
    if part == "reviewing-officer":
        return names_of(*REAL[name]) | references_in(name) | set(planted(name)["dates"].values())
    names = names_of(person, child, *(one for one, is_ in tied.items() if is_ in IS_NAMED)) if part else set()
    return names | (may_get(planted(name), eyes_of(person, child)) if person in TIED[name, child] else set())


IS_NAMED = ("social-worker", "reviewing-officer")
# To whom a worker may hand a child over.
COLLEAGUES = {YASMIN, SIONED, HANNAH}


def references_in(name: str) -> set[str]:
    """A record's own reference, and those of its people."""
    return words_in(" ".join([planted(name)["reference"], *REAL[name].values()]))


@contextmanager
def a_portal(folder: Path, **more: Any) -> Iterator[tuple[Flask, World]]:
    """A portal with the three families, its data in a folder of its own."""
    put, *known = _made()
    put(folder)
    app = create_app(Settings(data=folder, database_url=databases.url(folder), secret_key=KEY.decode(), **more))
    with app.extensions["database"].sessions() as session:
        yield app, World(session, Words(3600), *(({who: set(words) for who, words in one.items()}) for one in known))
    app.extensions["database"].engine.dispose()


@databases.once
def _made() -> tuple[
    databases.Put, dict[str, set[str]], dict[tuple[str, str], set[str]], dict[tuple[str, str], set[str]]
]:
    """A database with the families in it, and what each may get beside their copies: made once."""
    with TemporaryDirectory() as folder:
        database = a_database(Path(folder))
        with database.sessions() as session:
            world = World(session)
            _fill(world)
        database.engine.dispose()
        return databases.keep(Path(folder)), world.also, world.answers, world.by_right


def _fill(world: World) -> None:
    records = {name: received(world.session, planted(name)) for name in SAMPLES}
    for (_, child), tied in TIED.items():
        for person, part in {**tied, **WITHOUT_A_COPY[child]}.items():
            a_tie(world.session, world.person(person), world.person(child), part)
    a_tie(world.session, world.person(COLM), None, "manager")
    for child in (KEZ, JONAH, CADI):
        _keep_a_word(world, child)
    world.session.commit()
    for (name, child), tied in TIED.items():
        _publish(world, records[name], child, list(tied))
    for number, said in enumerate(SAID):
        _say(world, number, *said)
    for asked in ASKED:
        _ask_for(world, *asked)
    _sign(world)
    because = world.a_word(YASMIN)
    ties.block(world.person(YASMIN), world.tie(NEIL, KEZ), because)
    world.session.commit()
    deliveries.deliver_due(world.session)
    dressings.dress_all(world.session)
    world.session.commit()


def _keep_a_word(world: World, child: str) -> None:
    """What a child calls their social worker: theirs and the worker's to know."""
    worker, word = worker_of(child), world.a_word(child, worker_of(child))
    kept = {"word": word, "language": "en", "say": "says"}
    own_words.keep(world.person(worker), world.person(child).public_id, "social_worker", **kept)


def worker_of(child: str) -> str:
    """The child's social worker."""
    return next(one for one, part in WITHOUT_A_COPY[child].items() if part == "social-worker")


def _publish(world: World, record: Record, child: str, people: list[str]) -> None:
    worker, about = world.person(worker_of(child)), world.person(child).public_id
    for person in people:
        to = world.person(person).public_id
        deciding.choose_usual(worker, record.public_id, about, to)
        for passage in BY_HAND.get((child, person), ()):
            deciding.choose(worker, record.public_id, about, to, passage, shown=True)
    world.session.flush()
    editions.publish(worker, record.public_id, about, [world.person(person).public_id for person in people])
    world.session.commit()


def chosen_for(world: World, person: str, child: str) -> set[str]:
    """The passages that were chosen for somebody in the portal itself."""
    mine = (Choice.person_id == world.person(person).id, Choice.child_id == world.person(child).id)
    return set(world.session.scalars(select(Choice.passage).where(*mine, Choice.shown)))


def _say(world: World, number: int, person: str, child: str, eyes: str) -> None:
    """Somebody says something about a passage, with help; the worker answers every other; and something is unsent."""
    speaker, copy, worker = world.person(person), world.copy(person, child), worker_of(child)
    hearers = [worker, *([BEVERLEY] if eyes == OFFICER and child in (KEZ, JONAH) else [])]
    passage = next(one for one, origin in copy.origins.items() if not origin["field"].startswith("("))
    subject = subjects.about_copy(speaker, READING, copy.public_id, passage)
    about = words_in(subject.context.text if subject.context else "")
    world.allow(about | names_of(person, child), *hearers)
    original, helper = world.a_word(person, *hearers), world.a_word(person, *hearers)
    said = Said(original, eyes, "en", f"key-{number}", helped_by=helper)
    heard = contributions.say(speaker, subject, said)
    drafts.keep(world.session, speaker, "say", world.a_word(person))
    _go_through(world, person, child)
    world.session.flush()
    if number % 2 == 0:
        _answer(world, heard, (person, child), hearers)
    else:
        drafts.keep(world.session, world.person(worker), replies.target(heard.public_id), world.a_word(worker))
    world.session.commit()


def _ask_for(world: World, person: str, child: str, kind: str, eyes: str) -> None:
    """Somebody asks for something, or complains, in words of their own; a manager answers each complaint."""
    speaker, worker = world.person(person), worker_of(child)
    hearers = {"worker": [worker], "manager": [COLM], "worker-and-manager": [worker, COLM]}[eyes]
    world.allow(names_of(person, child), *hearers)
    words = Said(world.a_word(person, *hearers), eyes, "en", f"asks for {kind}")
    subject = subjects.of_a_right(speaker, world.copy(person, child).public_id)
    heard = contributions.ask_for(speaker, subject, kind, words)
    drafts.keep(world.session, speaker, contributions.right_target(kind), world.a_word(person))
    world.session.flush()
    if kind == "complaint":
        answer = Answer("will-do", world.a_word(*hearers), "en", f"key-{heard.id}")
        world.by_right.setdefault((person, child), set()).update({answer.text}, names_of(COLM))
        complaints.open_one(world.person(COLM), heard.public_id)
        complaints.answer(world.person(COLM), heard.public_id, answer)
    world.session.commit()


def _go_through(world: World, person: str, child: str) -> None:
    """Somebody goes through their copy with help and marks two parts of it: theirs alone, as long as it is open."""
    speaker, copy = world.person(person), world.copy(person, child).public_id
    helper = world.a_word()
    world.answers.setdefault((person, child), set()).add(helper)
    first, second, *_ = together.begin(speaker, copy, helper).parts
    together.mark(speaker, copy, first.id, "understood")
    together.mark(speaker, copy, second.id, "unsure")


def _answer(world: World, heard: Contribution, said: tuple[str, str], hearers: list[str]) -> None:
    answer = Answer("will-do", world.a_word(*hearers), "en", f"key-{heard.id}")
    world.answers.setdefault(said, set()).add(answer.text)
    hearing.open_one(world.person(worker_of(said[1])), heard.public_id)
    replies.answer(world.person(worker_of(said[1])), heard.public_id, answer)


def _sign(world: World) -> None:
    """A child, a parent and the one who is blocked afterwards sign, with why."""
    for number, (person, child) in enumerate(((KEZ, KEZ), (DANI, KEZ), (NEIL, KEZ), (NEIL, JONAH), (LOWRI, CADI))):
        may = [worker_of(child), *([BEVERLEY] if sample_of(child) == PLAN else [])]
        why, name = world.a_word(*may), world.a_word(*may)
        world.answers.setdefault((person, child), set()).update((why, name))
        act = Act("agree-in-part", "name", f"key-{number}", signed_as=name, why=why)
        signatures.sign(world.person(person), world.copy(person, child).public_id, act, READING)
        world.session.commit()
