"""Absence: nobody gets a word, a name or a day that they may not get, in any byte of anything that they can reach.

The families are those of planted_world.py, with a word of its own in everything that anybody wrote.
"""

import json
import logging
import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from accessibility.formats import about, to_take_away
from accessibility.profile import CHOICES
from portal.models import MadeFile
from portal.services import (
    contributions,
    editions,
    file_kinds,
    files,
    hearing,
    replies,
    signatures,
    sounds,
    subjects,
    ties,
)
from portal.services.contributions import Words as Said
from portal.services.replies import Answer
from portal.services.seal_keys import make_key
from portal.services.signatures import Act
from tests.builders import a_tie, received
from tests.pages.canaries import SAMPLES, every, got, planted, words_in
from tests.pages.crawling import Browser, browser_of, crawl, everything_of, open_rules
from tests.pages.planted_world import (
    AUNT,
    BEA,
    DANI,
    GARETH,
    JONAH,
    KEZ,
    KINDS,
    LEAH,
    MEG,
    NEIL,
    OFFICER,
    PIP,
    PLAN,
    READING,
    REAL,
    RYAN,
    TIED,
    WITHOUT_A_COPY,
    YASMIN,
    World,
    a_portal,
    allowed,
    chosen_for,
    eyes_of,
    names_of,
    planted_as,
    references_in,
)
from tests.unit.opened_files import QuietNarrator, everything_in

DAYS = set().union(*(every(planted(name))[1] for name in SAMPLES))
PEOPLE = [*KINDS.values(), AUNT, BEA, GARETH, MEG]
READERS = {person for tied in TIED.values() for person in tied}
# Language, and choices that change the words. Two ways to read have between them what differs most; --full gives all.
NAMES_OF_WAYS = ("level", "symbols", "pace", "both")
WAYS = (("en", "full", "off", "page", "on"), ("cy", "easy", "key", "section", "off"))
EVERY_WAY = tuple(product(("en", "cy"), *(CHOICES[name] for name in NAMES_OF_WAYS)))
# How many pages of one kind are looked at; the parts of a document are all looked at.
FEW = {"": 2, "family.my_story": 6, "family.section": 20, "family.document": 9, "practitioner.passage": 4}
MANY = {"": 500}

Portal = tuple[Flask, World]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The portal with the three families, as it stands; nobody changes anything in it but their own choices."""
    with a_portal(tmp_path_factory.mktemp("portal")) as made:
        yield made


@pytest.fixture
def own_portal(tmp_path: Path) -> Iterator[Portal]:
    """The same, for a test that changes something."""
    with a_portal(tmp_path) as made:
        yield made


def browser_for(portal: Portal, person: str) -> Browser:
    """A browser in which one of the people is signed in; "" for nobody."""
    app, world = portal
    return browser_of(app, world.person(person) if person else None)


def reads_in(browser: Browser, way: tuple[str, ...]) -> None:
    """Choose a way to read."""
    for name, value in zip(NAMES_OF_WAYS, way[1:], strict=True):
        assert browser.send("/en/reading", {"choice": f"{name}:{value}"}).status_code == 303


def pages_of(browser: Browser, language: str = "en", most: dict[str, int] = FEW) -> dict[str, str]:
    """Everything that can be reached in one language, by its address: every byte, with the headers."""
    starts = [one.replace("/en", f"/{language}", 1) for one in open_rules(browser.application)]
    found = crawl(browser, [*starts, f"/{language}/documents/nothing/", f"/{language}/nothing"], language, most)
    return {address: everything_of(address, response) for address, response in found}


def beyond(pages: dict[str, str], may: set[str]) -> dict[str, set[str]]:
    """What somebody got and may not get, by the address where they got it."""
    found = {address: got(text, DAYS) - may for address, text in pages.items()}
    return {address: words for address, words in found.items() if words}


@pytest.mark.parametrize(("name", "child"), TIED)
def test_what_a_worker_chose_is_what_the_rules_here_take_it_to_be(portal: Portal, name: str, child: str) -> None:
    for person in TIED[name, child]:
        assert set(eyes_of(person, child).passages) == chosen_for(portal[1], person, child)


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_gets_what_they_may_not_get(
    portal: Portal, person: str, full: bool, caplog: pytest.LogCaptureFixture
) -> None:
    may = allowed(portal[1], person)
    browser = browser_for(portal, person)
    seen: set[str] = set()
    with caplog.at_level(logging.DEBUG):
        for way in EVERY_WAY if full else WAYS[: 2 if person in READERS else 1]:
            reads_in(browser, way)
            pages = pages_of(browser, way[0], MANY if full else FEW)
            assert beyond(pages, may) == {}
            seen |= got("\n".join(pages.values()), DAYS)
    assert len(seen) > (0.7 * len(may) if person in READERS else 0.15 * len(may) - 1)
    token = browser.get_cookie("__Host-clywed", domain="localhost")
    assert got(caplog.text, DAYS) == set()
    assert token is None or token.value not in caplog.text


def test_a_worker_of_one_child_gets_nothing_of_the_others_in_the_same_record(own_portal: Portal) -> None:
    world, record = own_portal[1], planted(PLAN)
    a_tie(world.session, world.person(LEAH), world.person(KEZ), "social-worker")
    world.session.commit()
    theirs = [one for one in record["passages"] if planted_as(KEZ) not in one.get("about", [planted_as(KEZ)])]
    texts = [one for one in record["versions_for_family"] if one["passage"] in {each["id"] for each in theirs}]
    others = words_in(json.dumps([theirs, texts])) | world.also[JONAH] | world.also[RYAN]
    others -= names_of(*REAL[PLAN]) | references_in(PLAN)
    pages = pages_of(browser_for(own_portal, LEAH), "en", {"": 2, "practitioner.passage": 100})
    assert len(got("\n".join(pages.values()), ())) > 100
    assert {address: words_in(text) & others for address, text in pages.items() if words_in(text) & others} == {}


def withhold_everything(portal: Portal) -> tuple[str, ...]:
    """A newer version withholds every passage from the mother."""
    world = portal[1]
    record = planted(PLAN)
    for passage in record["passages"]:
        passage["withhold"] = [{"from": planted_as(DANI), "because": "since"}]
    received(world.session, {**record, "version": record["version"] + 1})
    return KEZ, JONAH, PIP


def block(portal: Portal) -> tuple[str, ...]:
    """A worker blocks her from the eldest."""
    world = portal[1]
    ties.block(world.person(YASMIN), world.tie(DANI, KEZ), "since")
    return (KEZ,)


def end(portal: Portal) -> tuple[str, ...]:
    """A worker says that she is nothing to the eldest any more."""
    world = portal[1]
    ties.end(world.person(YASMIN), world.tie(DANI, KEZ))
    return (KEZ,)


def recall(portal: Portal) -> tuple[str, ...]:
    """A worker recalls what was published about the eldest."""
    world = portal[1]
    edition = world.copy(DANI, KEZ).edition
    editions.recall(world.person(YASMIN), edition.record.public_id, world.person(KEZ).public_id, edition.number)
    return (KEZ,)


@pytest.mark.parametrize("change", [withhold_everything, block, end, recall])
def test_what_is_closed_is_gone_at_the_next_request(
    own_portal: Portal, change: Callable[[Portal], tuple[str, ...]]
) -> None:
    world, browser = own_portal[1], browser_for(own_portal, DANI)
    before = pages_of(browser)
    closed = change(own_portal)
    world.session.commit()
    may = allowed(world, DANI, *closed)
    if change in (withhold_everything, recall):
        may |= names_of(DANI, *(one for child in closed for one in (child, *WITHOUT_A_COPY[child])))
        may |= set().union(*(world.by_right.get((DANI, child), set()) for child in closed))
    # Signed in anew: some changes end every session.
    browser = browser_for(own_portal, DANI)
    again = {address: everything_of(address, browser.get(address)) for address in before}
    assert set(beyond(before, may)) > {f"/en/documents/{world.copy(DANI, KEZ).public_id}/"}
    assert beyond(again, may) == {}
    assert beyond(pages_of(browser), may) == {}


# What differs between two looks at one page: words that prove that a form is ours, and keys of forms.
OF_ONE_LOOK = re.compile(
    r"""nonce[-=]["\w-]+|(?<=value=")[\w.-]{24,}(?=")|^(?:Content-Length|Set-Cookie): .*$""", re.MULTILINE
)


def test_nobody_learns_that_another_of_the_family_has_used_the_portal(
    own_portal: Portal, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world, mother = own_portal[1], browser_for(own_portal, DANI)
    pages_of(mother)
    before = pages_of(mother)
    child, copy = world.person(KEZ), world.copy(KEZ, KEZ)
    browser_for(own_portal, KEZ).get(f"/en/documents/{copy.public_id}/")
    subject = subjects.about_copy(child, READING, copy.public_id)
    heard = contributions.say(child, subject, Said("I do not feel safe", OFFICER, "en", "a new key"))
    signatures.sign(child, copy.public_id, Act("seen", "tick", "another key"), READING)
    world.session.flush()
    hearing.open_one(world.person(YASMIN), heard.public_id)
    replies.answer(world.person(YASMIN), heard.public_id, Answer("will-do", "I will come today", "en", "its key"))
    world.session.commit()
    after = pages_of(mother)
    assert "notice" in caplog.text
    assert got(caplog.text, DAYS) == set()
    assert not re.search("feel safe|come today", caplog.text)
    assert {address: OF_ONE_LOOK.sub("", text) for address, text in after.items()} == {
        address: OF_ONE_LOOK.sub("", text) for address, text in before.items()
    }


def made_files(portal: Portal, person: str, child: str, *kinds: str) -> list[bytes]:
    """Files of somebody's copy, asked for on its page, made in the background, and taken."""
    app, world = portal
    make_key(app.config["SETTINGS"].data, "a council")
    browser, address = browser_for(portal, person), f"/en/documents/{world.copy(person, child).public_id}/"
    asked = [
        browser.post(f"{address}{'sealed' if kind == 'sealed' else 'file'}", data={"kind": kind, "csrf_token": token})
        for kind in kinds
        for token in [browser.token(address)]
    ]
    with app.extensions["database"].session() as session:
        for file_id in session.scalars(select(MadeFile.id).where(MadeFile.ready_at.is_(None))):
            files.make(session, file_id)
    taken = [browser.get(f"{one.location}take", buffered=True) for one in asked]
    assert [one.status_code for one in taken] == [200] * len(kinds)
    assert beyond({one.request.path: str(one.headers) for one in taken}, set()) == {}
    return [one.data for one in taken]


def text_of(pdf: bytes, folder: Path) -> str:
    """What a PDF says, with what is kept beside its pages."""
    (folder / "file.pdf").write_bytes(pdf)
    said = subprocess.run(["pdftotext", folder / "file.pdf", "-"], check=True, capture_output=True, text=True)
    kept = subprocess.run(["pdfinfo", folder / "file.pdf"], check=True, capture_output=True, text=True)
    return said.stdout + kept.stdout + pdf.decode("latin-1")


def test_a_file_of_a_copy_holds_nothing_that_its_reader_may_not_get(own_portal: Portal, tmp_path: Path) -> None:
    world = own_portal[1]
    for person, child, kind in ((RYAN, PIP, "pdf"), (DANI, KEZ, "sealed")):
        [pdf] = made_files(own_portal, person, child, kind)
        found = got(text_of(pdf, tmp_path), DAYS)
        assert len(found) > 50
        assert found <= allowed(world, person)
    is_closed_with_what_is_in_it(own_portal)


@pytest.mark.parametrize("kind", [one.name for one in to_take_away() if one.name != "pdf"])
def test_a_file_to_take_away_holds_nothing_that_its_reader_may_not_get(
    own_portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    narrators: list[QuietNarrator] = []

    def quiet(*_: object) -> QuietNarrator:
        narrators.append(QuietNarrator(tmp_path))
        return narrators[-1]

    monkeypatch.setattr(files, "narrator_for", quiet)
    monkeypatch.setattr(file_kinds, "narrator_for", quiet)
    world, sounds_too = own_portal[1], about(kind).spoken
    for person, child in ((RYAN, PIP), (DANI, KEZ)):
        [made] = made_files(own_portal, person, child, kind)
        told = "\n".join(text for narrator in narrators for text in narrator.told)
        found = got(f"{everything_in(made)}\n{told}", DAYS)
        assert found <= allowed(world, person)
        # A board has no words but our own; all the others have the copy's.
        assert len(found) > 50 or kind == "board"
        assert bool(told) == sounds_too
        narrators.clear()


def is_closed_with_what_is_in_it(own_portal: Portal) -> None:
    """The file made just now is gone for the mother when one passage in it is, though she may read the rest."""
    world, browser = own_portal[1], browser_for(own_portal, DANI)
    copy = world.copy(DANI, KEZ)
    [file] = world.session.scalars(select(MadeFile.public_id).where(MadeFile.copy_id == copy.id))
    assert browser.get(f"/en/files/{file}/").status_code == 200
    record = planted(PLAN)
    record["passages"][0]["withhold"] = [{"from": planted_as(DANI), "because": "since"}]
    received(world.session, {**record, "version": record["version"] + 1})
    world.session.commit()
    assert browser.get(f"/en/documents/{copy.public_id}/").status_code == 200
    assert [browser.get(f"/en/files/{file}/{rest}").status_code for rest in ("", "take")] == [404, 404]


def test_a_sound_is_named_and_labelled_by_nothing_and_closed_with_its_passage(own_portal: Portal) -> None:
    app, world = own_portal
    copy, browser = world.copy(DANI, KEZ), browser_for(own_portal, DANI)
    passage = next(one for one, origin in copy.origins.items() if origin["field"] == "reason")
    with app.extensions["database"].session() as session:
        sounds.make(session, copy.id, passage, "en", "full")
    places = [f"/en/documents/{copy.public_id}/sound/{passage}/en-full.{kind}" for kind in ("json", "mp3")]
    answers = {place: browser.get(place, buffered=True) for place in places}
    assert [one.status_code for one in answers.values()] == [200, 200]
    heard = {place: str(one.headers) + one.data.decode("latin-1") for place, one in answers.items()}
    assert beyond(heard, set()) == {}
    other = browser_for(own_portal, NEIL)
    assert [other.get(place).status_code for place in places] == [404, 404]
    block(own_portal)
    world.session.commit()
    browser = browser_for(own_portal, DANI)
    assert [browser.get(place).status_code for place in places] == [404, 404]
