"""A worker looks through the pictures of what was published, and puts one right."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import SymbolChoice
from portal.services import bodies, dressings
from tests.families import DANI, KEZ, YASMIN, Plan, put_in, the_plan_in
from tests.pages.client import PageClient


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
