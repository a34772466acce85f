"""Any record that the contract allows goes the whole way: in, tied, prepared, looked at, published, read, heard, said,
answered, filed, recalled, and in again as a newer version. Every page is checked, and nobody gets a word too many.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accessibility.document import LANGUAGES, LEVELS, Document
from accessibility.profile import ReadingProfile
from accessibility.reading_aloud import spoken_in
from accessibility.spoken_text import spoken_tokens
from portal.errors import PortalError
from portal.models import Contribution, Copy, Record
from portal.services import copies, deciding, deliveries, dressings, files, preparing
from portal.services.deciding import Decision
from tests.builders import a_tie, received, the_person
from tests.pages.canaries import Eyes, every, got, may_get, usually, words_in
from tests.pages.client import PageClient, seen
from tests.pages.filling import fill_in
from tests.strange_records import NEVER, newer, strange

EXEMPLARS = ("core-assessment", "review-looked-after", "child-protection-plan")
# (seed, exemplar, nation, children)
A_FEW = [(4, "core-assessment", "england", 2)]
READERS = {
    "parent": "parent",
    "carer": "carer",
    "relative": "relative",
    "sibling": "sibling",
    "advocate": "advocate",
    "teacher": "teacher",
    "health": "health",
    "other": "other",
}
# Small words that stand in nearly every sentence of ours in one language and in none in the other.
ONLY_IN = {
    "en": re.compile(r"\b(?:the|your|you|this|what|with|who|have|was|they|about|my)\b", re.I),
    "cy": re.compile(r"\b(?:mae|wedi|gyda|eich|dy|dwi|beth|pwy|sydd|oedd|yw|fy|hwn|hyn|bod)\b", re.I),
}


@dataclass
class Journey:
    """One record on its way, and everybody who is on it."""

    app: Flask
    session: Session
    client: PageClient
    record: dict[str, Any]
    chance: Random
    readers: list[Eyes]

    @property
    def worker(self) -> Any:
        """The children's social worker, who wrote it."""
        return the_person(self.session, self.record["author"])

    @property
    def kept(self) -> Record:
        """The record as the portal has it."""
        return self.session.scalars(select(Record)).one()

    def at(self, child: str, more: str = "") -> str:
        """An address of a worker's pages about the record for one child."""
        language = self.chance.choice(LANGUAGES)
        return f"/{language}/work/records/{self.kept.public_id}/{the_person(self.session, child).public_id}/{more}"

    def page(self, address: str) -> TestResponse:
        """A page that must be there, checked by the page client."""
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        assert NEVER not in answer.text, address
        return answer


def begin(app: Flask, session: Session, client: PageClient, record: dict[str, Any], seed: int) -> Journey:
    """The record comes in and its people are tied, each child's by themselves, on the worker's pages."""
    chance = Random(seed)
    received(session, record)
    journey = Journey(app, session, client, record, chance, [])
    for child in children_of(record):
        a_tie(session, journey.worker, the_person(session, child), "social-worker")
    session.commit()
    client.sign_in(journey.worker)
    for child in children_of(record):
        tie_everybody(journey, child)
    session.commit()
    return journey


def children_of(record: dict[str, Any]) -> list[str]:
    return record.get("children") or [record["child"]]


def tie_everybody(journey: Journey, child: str) -> None:
    public_id = the_person(journey.session, child).public_id
    people = f"/cy/work/children/{public_id}/people/"
    journey.page(people)
    tied: dict[str, str] = {}
    for person in journey.record["people"]:
        part = "child" if person["reference"] == child else READERS.get(person["part"], "")
        if person["part"] == "child" and person["reference"] != child:
            part = "sibling"
        if part and (part == "child" or journey.chance.random() < 0.7):
            whom = the_person(journey.session, person["reference"]).public_id
            answer = fill_in(journey.client, f"{people}{whom}/", part=part)
            assert answer.status_code == 303, (person, part, answer.text)
            tied[person["reference"]] = part
    journey.page(people.replace("/cy/", "/en/"))
    grown_ups = frozenset(one for one, part in tied.items() if part in ("parent", "carer"))
    journey.readers += [Eyes(child, one, part, grown_ups, (journey.record["author"],)) for one, part in tied.items()]


def prepare(journey: Journey) -> None:
    """The worker looks at everything, decides some of it for some, and writes a text."""
    for child in children_of(journey.record):
        journey.page(journey.at(child))
        ready = preparing.prepare(journey.worker, journey.kept.public_id, the_person(journey.session, child).public_id)
        journey.session.rollback()
        possible = [one for one in ready.passages if one.is_possible]
        some = journey.chance.sample(ready.passages, min(6, len(ready.passages)))
        for one in [*some, *(each for each in ready.passages if not each.is_listed)]:
            journey.page(journey.at(child, f"passages/{one.key}/"))
        for one in journey.chance.sample(possible, min(3, len(possible))):
            which = "/".join(
                (
                    journey.chance.choice(("plain", "easy")),
                    journey.chance.choice(LANGUAGES),
                    journey.chance.choice(("child", "parent", "both")),
                )
            )
            journey.page(journey.at(child, f"passages/{one.key}/text/{which}/"))
        for at, eyes in enumerate(journey.readers):
            if eyes.child == child:
                journey.readers[at] = choose(journey, eyes)
        journey.page(journey.at(child))


def choose(journey: Journey, eyes: Eyes) -> Eyes:
    """Some passages and rows are chosen for one reader, by the worker's own rules; what was, is in the eyes."""
    child, person = (the_person(journey.session, one).public_id for one in (eyes.child, eyes.person))
    worker, chance = journey.worker, journey.chance
    passages: dict[str, bool] = {}
    if chance.random() < 0.5:
        deciding.choose_usual(worker, journey.kept.public_id, child, person)
        passages = usually(journey.record, eyes)
        journey.session.commit()
    rows: dict[tuple[str, int], bool] = {}
    for passage in journey.record["passages"]:
        if chance.random() < 0.3:
            shown = chance.random() < 0.8
            if try_to(journey, eyes, passage["id"], [Decision(person, shown)]):
                passages[passage["id"]] = shown
        for at, row in enumerate(passage.get("rows", ())):
            same = [one for one in passage["rows"] if words_of(one) == words_of(row)]
            if chance.random() < 0.1 and len(same) == 1 and len(passage["rows"]) < 10:
                shown = chance.random() < 0.5
                if try_to(journey, eyes, passage["id"], [Decision(person, shown, at)]):
                    rows[passage["id"], at] = shown
    return replace(eyes, passages=passages, rows=rows)


def words_of(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("about", "withhold")}


def try_to(journey: Journey, eyes: Eyes, passage: str, decisions: list[Decision]) -> bool:
    child = the_person(journey.session, eyes.child).public_id
    try:
        deciding.decide(journey.worker, journey.kept.public_id, child, passage, decisions)
    except PortalError:
        journey.session.rollback()
        return False
    journey.session.commit()
    return True


def publish(journey: Journey) -> None:
    """Everybody's copy is looked at, then published to everybody."""
    for child in children_of(journey.record):
        mine = [one for one in journey.readers if one.child == child]
        for eyes in mine:
            person = the_person(journey.session, eyes.person).public_id
            query = f"?words={journey.chance.choice(LANGUAGES)}&level={journey.chance.choice(LEVELS)}"
            journey.page(journey.at(child, f"people/{person}/copy{query}"))
        people = [the_person(journey.session, one.person).public_id for one in mine]
        answer = fill_in(journey.client, journey.at(child, "publish"), people=people)
        assert answer.status_code == 303, answer.text
        journey.page(answer.headers["Location"])
    journey.session.rollback()


def newest(journey: Journey, eyes: Eyes) -> Copy:
    who, child = the_person(journey.session, eyes.person), the_person(journey.session, eyes.child)
    found = journey.session.scalars(
        select(Copy).where(Copy.person_id == who.id, Copy.child_id == child.id).order_by(Copy.id.desc())
    ).first()
    assert found is not None
    return found


def read_everything(journey: Journey, eyes: Eyes, *others: dict[str, Any]) -> None:
    """A reader goes through their copy in every way; what they get is what they may get, of each of these records."""
    who = the_person(journey.session, eyes.person)
    copy = newest(journey, eyes)
    journey.client.sign_in(who)
    for language in LANGUAGES:
        ours(journey, journey.page(f"/{language}/home"), language)
        for choices in ways(journey.chance):
            who.reading = choices
            journey.session.commit()
            address = f"/{language}/documents/{copy.public_id}/"
            text = journey.page(address)
            ours(journey, text, language)
            check_absence(journey, eyes, text.text, *others)
            if choices["pace"] == "section":
                check_absence(journey, eyes, journey.page(f"{address}section/2/").text, *others)
    check_absence(journey, eyes, journey.page(f"/cy/documents/{copy.public_id}/earlier").text, *others)
    check_absence(journey, eyes, journey.page(f"/en/documents/{copy.public_id}/sign").text, *others)


def ways(chance: Random) -> Iterator[dict[str, Any]]:
    for level in LEVELS:
        pace = chance.choice(("page", "section"))
        yield {"level": level, "symbols": chance.choice(("off", "key")), "size": 20, "theme": "paper", "pace": pace}


def check_absence(journey: Journey, eyes: Eyes, text: str, *others: dict[str, Any]) -> None:
    days = every(journey.record)[1]
    mine = [one for one in journey.readers if one.person == eyes.person]
    may = set().union(*(may_get(one, each) for one in (journey.record, *others) for each in mine))
    found = got(text, days) - may - name_of(journey, eyes.person)
    assert not found, (eyes, found)


def name_of(journey: Journey, person: str) -> set[str]:
    """Everybody is called by their own name."""
    return next(
        words_in(f"{one['name']} {one.get('called', '')}")
        for one in journey.record["people"]
        if one["reference"] == person
    )


def ours(journey: Journey, answer: TestResponse, language: str) -> None:
    """No words of ours in the other language: what people wrote holds none of these small words."""
    page = seen(answer)
    other = "cy" if language == "en" else "en"
    wrong = [text for text in texts_in(page.root, language, language) if ONLY_IN[other].search(text)]
    assert not wrong, (answer.request.path, wrong)


def texts_in(element: Any, lang: str, wanted: str) -> Iterator[str]:
    lang = element.get("lang", lang)
    if element.tag in ("script", "style"):
        return
    if lang == wanted and element.text:
        yield element.text
    for inner in element:
        yield from texts_in(inner, lang, wanted)
        if lang == wanted and inner.tail:
            yield inner.tail


def hear_and_take(journey: Journey, eyes: Eyes) -> None:
    """The copy is spoken (as text) and made into a file."""
    who, copy = the_person(journey.session, eyes.person), newest(journey, eyes)
    opened = copies.read(who, copy.public_id)
    check_document(opened.document)
    for passage in opened.document.passages():
        for language in LANGUAGES:
            level = journey.chance.choice(LEVELS)
            for sentence in spoken_in(passage, language, level, opened.document.audience):
                for text, tongue in sentence:
                    assert spoken_tokens(text, tongue) is not None
    profile = a_profile(journey)
    file = files.ask(who, copy.public_id, "pdf", profile)
    journey.session.flush()
    files.make(journey.session, file.id)
    assert file.problem == "", (file.problem, eyes)
    journey.session.commit()


def a_profile(journey: Journey) -> ReadingProfile:
    chance = journey.chance
    return ReadingProfile(
        language=chance.choice(LANGUAGES), level=chance.choice(LEVELS), symbols=chance.choice(("off", "key"))
    )


LIMITS = {"easy": 15, "plain": 25, "full": 40}


def check_document(document: Document) -> None:
    """Our own sentences are short, whatever names and words are put in them; and differ in the two languages."""
    for passage in document.passages():
        for level in LEVELS:
            for language in LANGUAGES:
                wording = passage.wording(language, level)
                if wording.voice != "ours":
                    continue
                for sentence in wording.sentences:
                    mine = "".join(run.text for run in sentence.runs if not run.quoted)
                    assert len(mine.split()) <= LIMITS[level], (level, sentence.text)


def say_and_answer(journey: Journey, eyes: Eyes) -> str:
    """A reader says something about a passage; the worker answers; it is in the case file."""
    who, copy = the_person(journey.session, eyes.person), newest(journey, eyes)
    journey.client.sign_in(who)
    passage = journey.chance.choice(list(copy.origins))
    text = 'Dim felly oedd hi. 🙂 <b>No</b> "q" it\'s'
    address = f"/cy/documents/{copy.public_id}/say/{passage}"
    answer = fill_in(journey.client, address, text=text)
    assert answer.status_code == 303, answer.text
    answer = fill_in(journey.client, answer.headers["Location"], eyes="worker")
    assert answer.status_code == 303, answer.text
    journey.page(answer.headers["Location"])
    journey.page("/en/said")
    journey.session.rollback()
    said = journey.session.scalars(select(Contribution).order_by(Contribution.id.desc())).first()
    assert said is not None
    assert said.original == text
    deliveries.deliver_due(journey.session)
    journey.session.commit()
    journey.client.sign_in(journey.worker)
    journey.page("/en/work/")
    answer = fill_in(
        journey.client, f"/cy/work/heard/{said.public_id}", outcome="will-do", text="Fe wnawn ni.", language="cy"
    )
    assert answer.status_code == 303, answer.text
    for language in LANGUAGES:
        journey.page(f"/{language}/work/children/{the_person(journey.session, eyes.child).public_id}/case-file")
    return said.public_id


def comes_again(journey: Journey, seed: int) -> None:
    """A newer version: at once the stricter of the two counts; then it is published, and says what changed."""
    before = journey.record
    after = newer(before, seed)
    received(journey.session, after)
    journey.session.commit()
    journey.record = after
    for eyes in journey.readers:
        who = the_person(journey.session, eyes.person)
        for one in copies.list_for(who):
            opened = copies.read(who, one.copy.public_id)
            check_document(opened.document)
        journey.session.rollback()
    journey.client.sign_in(journey.worker)
    journey.page("/cy/work/children/")
    journey.readers = [replace(one, passages={}, rows={}) for one in journey.readers]
    publish(journey)
    dressings.dress_all(journey.session)
    journey.session.commit()
    for eyes in journey.readers[:4]:
        who = the_person(journey.session, eyes.person)
        journey.client.sign_in(who)
        for language in LANGUAGES:
            ours(journey, journey.page(f"/{language}/documents/{newest(journey, eyes).public_id}/"), language)
            journey.page(f"/{language}/documents/{newest(journey, eyes).public_id}/earlier")


def recalled(journey: Journey) -> None:
    child = children_of(journey.record)[0]
    journey.client.sign_in(journey.worker)
    assert fill_in(journey.client, journey.at(child, "recall")).status_code == 303
    for eyes in journey.readers:
        who = the_person(journey.session, eyes.person)
        journey.client.sign_in(who)
        journey.page("/en/home")


def goes_the_whole_way(app: Flask, session: Session, client: PageClient, case: tuple[int, str, str, int]) -> None:
    seed, exemplar, nation, children = case
    journey = begin(app, session, client, strange(seed, exemplar, nation, children), seed)
    prepare(journey)
    publish(journey)
    dressings.dress_all(session)
    session.commit()
    for eyes in journey.chance.sample(journey.readers, min(4, len(journey.readers))):
        read_everything(journey, eyes)
    for eyes in journey.chance.sample(journey.readers, min(2, len(journey.readers))):
        hear_and_take(journey, eyes)
        say_and_answer(journey, eyes)
    comes_again(journey, seed)
    recalled(journey)


@pytest.mark.parametrize("case", A_FEW)
def test_any_record_goes_the_whole_way(
    case: tuple[int, str, str, int], app: Flask, session: Session, client: PageClient
) -> None:
    goes_the_whole_way(app, session, client, case)
