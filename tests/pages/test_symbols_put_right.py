"""A worker looks through the pictures of what was published, and puts one right."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import SymbolChoice
from portal.services import bodies, dressings, editions, looking, prepared_pictures
from tests.families import DANI, KEZ, YASMIN, Plan, put_in, the_plan_in
from tests.pages.client import PageClient
from tests.pages.filling import main_of


@pytest.fixture
def plan(app: Flask, session: Session, tmp_path: Path) -> Plan:
    put_in(tmp_path)
    made = the_plan_in(session)
    dressings.dress_all(session)
    session.commit()
    return made


@pytest.fixture
def yasmin(plan: Plan, client: PageClient) -> PageClient:
    client.sign_in(plan.people[YASMIN])
    return client


def start(plan: Plan, language: str = "en") -> str:
    record = plan.copy(KEZ, KEZ).edition.record.public_id
    return f"/{language}/work/records/{record}/{plan.people[KEZ].public_id}/pictures/en/"


def a_sentence(yasmin: PageClient, plan: Plan) -> str:
    """The page of the first sentence that has a picture."""
    page = yasmin.get(start(plan)).text
    found = re.search(r'<span class="word">.*?<a href="([^"]+)">Change a picture', page, re.DOTALL)
    assert found is not None
    return found[1]


def send(yasmin: PageClient, address: str, **data: str) -> int:
    """Send a choice with the token of the page that it is made on."""
    return yasmin.send(address, data, at=f"{address}?place={place(yasmin, address)}").status_code


def place(yasmin: PageClient, address: str) -> str:
    """The first words of a sentence that a picture may stand at."""
    found = re.search(r"place=(\d+-\d+)", yasmin.get(address).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_sentence_stands_under_its_pictures(yasmin: PageClient, plan: Plan, language: str) -> None:
    page = yasmin.get(start(plan, language))
    assert page.status_code == 200
    assert page.text.count('<span class="word">') > 10


def test_a_picture_is_looked_up_by_a_word_and_put_in_the_place_of_another(yasmin: PageClient, plan: Plan) -> None:
    address = a_sentence(yasmin, plan)
    where = place(yasmin, address)
    found = yasmin.get(f"{address}?place={where}&word=eiriolwr").text
    assert 'value="advocate"' in found
    assert send(yasmin, address, place=where, what="advocate", negated="y") == 303
    [choice] = plan.session.scalars(select(SymbolChoice)).all()
    assert (choice.sense, choice.negated) == ("advocate", True)
    dressings.dress_all(plan.session)
    plan.session.commit()
    marks = bodies.dressing_of(plan.copy(KEZ, KEZ).dressing).marks[choice.sentence]
    assert ("advocate", True) in [(mark.sense, mark.negated) for mark in marks]
    assert "chosen" in yasmin.get(address).text


def test_a_picture_is_taken_away_and_comes_back(yasmin: PageClient, plan: Plan) -> None:
    address = a_sentence(yasmin, plan)
    where = place(yasmin, address)
    assert send(yasmin, address, place=where, what="") == 303
    assert plan.session.scalars(select(SymbolChoice.sense)).all() == [""]
    assert "Back to the usual picture" in yasmin.get(f"{address}?place={where}").text
    assert send(yasmin, address, place=where, what="(back)") == 303
    plan.session.rollback()
    assert plan.session.scalars(select(SymbolChoice)).all() == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 400),
        ({"place": "0-3"}, 400),
        ({"place": "x", "what": ""}, 409),
        ({"place": "0-3-9", "what": ""}, 409),
        ({"place": "0-9999", "what": "advocate"}, 409),
        ({"place": "0-3", "what": "no such sense"}, 404),
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    yasmin: PageClient, plan: Plan, sent: dict[str, str], status: int
) -> None:
    address = a_sentence(yasmin, plan)
    assert send(yasmin, address, **sent) == status
    assert plan.session.scalars(select(SymbolChoice)).all() == []


def test_nothing_of_it_is_there_for_a_parent(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    assert client.get(start(plan)).status_code == 404


def look(plan: Plan, person: str, language: str, **chosen: str) -> str:
    """The address of a worker's look at somebody's copy before it is published."""
    record = plan.copy(KEZ, KEZ).edition.record.public_id
    asked = "&".join(f"{name}={value}" for name, value in chosen.items())
    people = plan.people
    return f"/{language}/work/records/{record}/{people[KEZ].public_id}/people/{people[person].public_id}/copy?{asked}"


def found_by_the_background(plan: Plan) -> None:
    edition = plan.copy(KEZ, KEZ).edition
    prepared_pictures.make(plan.session, edition.version_id, edition.child_id)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_look_at_a_copy_shows_its_pictures_once_they_are_found(
    yasmin: PageClient, plan: Plan, language: str
) -> None:
    waiting = {"en": "The pictures are being found", "cy": "Rydyn ni'n dod o hyd i'r lluniau"}[language]
    address = look(plan, DANI, language, pictures="every", words=language)
    assert waiting in main_of(yasmin.get(address))
    assert 'class="word"' not in yasmin.get(address).text
    found_by_the_background(plan)
    assert waiting not in main_of(yasmin.get(address))
    assert yasmin.get(address).text.count('class="word"') > 10
    # Without pictures nothing has to be waited for, and none are there.
    assert 'class="word"' not in yasmin.get(look(plan, DANI, language)).text


def test_the_look_shows_the_pictures_that_its_reader_likes(yasmin: PageClient, plan: Plan) -> None:
    found_by_the_background(plan)
    plan.people[DANI].reading = {"symbols": "key"}
    plan.session.commit()
    assert '?words=en&amp;level=plain&amp;pictures=key" aria-current="true"' in yasmin.get(look(plan, DANI, "en")).text
    assert 'pictures=off" aria-current="true"' in yasmin.get(look(plan, KEZ, "en", pictures="none such")).text


def test_what_is_put_right_before_publishing_is_in_the_look(yasmin: PageClient, plan: Plan) -> None:
    editions.recall(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, 1)
    plan.session.commit()
    found_by_the_background(plan)
    address = look(plan, KEZ, "en", pictures="every")
    [pictures] = set(re.findall(r'href="([^"]+/pictures/en/)"', yasmin.get(address).text))
    assert pictures == start(plan)
    sentence = a_sentence(yasmin, plan)
    before = yasmin.get(address).text.count("judge")
    assert send(yasmin, sentence, place=place(yasmin, sentence), what="judge") == 303
    assert yasmin.get(address).text.count("judge") > before
    assert "/publish" not in sentence
    assert f'href="{pictures.removesuffix("pictures/en/")}"' in yasmin.get(pictures).text


def test_a_worker_is_told_to_wait_or_that_there_is_nothing_never_both(
    yasmin: PageClient, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions.recall(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, 1)
    plan.session.commit()
    waiting, nothing = "The pictures are being found.", "No sentences with pictures are shown to anybody yet."
    page = main_of(yasmin.get(start(plan)))
    assert (waiting in page, nothing in page) == (True, False)
    monkeypatch.setattr(looking, "everybodys", lambda _: [])
    page = main_of(yasmin.get(start(plan)))
    assert (waiting in page, nothing in page) == (False, True)
