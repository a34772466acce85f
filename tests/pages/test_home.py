"""Somebody's own first page: what there is to read, to answer, what came of it, the next meeting; and their picture."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from accessibility.profile import ReadingProfile
from accessibility.symbols import picture
from content.pictures import pictures
from content.telling.days import told
from portal.database import today
from portal.models import Tie
from portal.services import contributions, copies, editions, hearing, replies, signatures, subjects
from portal.services.home import PICTURES
from portal.services.replies import Answer
from portal.services.signatures import Act
from tests.builders import a_person, a_tie, received
from tests.families import DANI, JONAH, KEZ, NEIL, RYAN, YASMIN, Plan, a_small_plan, put_in, some_words, the_plan_in
from tests.pages.client import PageClient
from tests.pages.filling import main_of

READING = ReadingProfile(language="en")


@pytest.fixture
def plan(app: Flask, session: Session, tmp_path: Path) -> Plan:
    put_in(tmp_path)
    return the_plan_in(session)


def home(plan: Plan, client: PageClient, person: str = DANI, language: str = "en") -> str:
    client.sign_in(plan.people[person])
    return main_of(client.get(f"/{language}/home"))


def say(plan: Plan, person: str = DANI, outcome: str = "") -> str:
    """Something said about Kez, and answered if an outcome is given; its public id."""
    subject = subjects.about_copy(plan.people[person], READING, plan.copy(person, KEZ).public_id)
    said = contributions.say(plan.people[person], subject, some_words())
    if outcome:
        hearing.open_one(plan.people[YASMIN], said.public_id)
        replies.answer(plan.people[YASMIN], said.public_id, Answer(outcome, "canary-answer", "en", "a-key"))
    plan.session.commit()
    return said.public_id


def publish_with_meeting(plan: Plan, days: int, *people: str) -> str:
    """A newer version with a meeting so many days from now, published for Kez; the day as it is told."""
    on = today() + timedelta(days=days)
    record = a_small_plan(version=3)
    record["dates"]["next_meeting"] = on.isoformat()
    received(plan.session, record)
    to = [plan.people[one].public_id for one in people]
    editions.publish(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, to)
    plan.session.commit()
    return told(on, "en").replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("person", [KEZ, DANI, NEIL, RYAN])
def test_everybody_has_a_home_that_calls_them_what_they_like(
    plan: Plan, client: PageClient, person: str, language: str
) -> None:
    assert plan.people[person].known_as in home(plan, client, person, language)


def test_a_parent_of_three_has_a_document_for_each_child_and_no_other(plan: Plan, client: PageClient) -> None:
    page = home(plan, client, DANI)
    assert all(f"This is about {name}." in page for name in ("Kez", "Jonah", "Pip"))
    page = home(plan, client, RYAN)
    assert "This is about Pip." in page
    assert "Kez" not in page
    assert "Jonah" not in page


def test_what_is_new_says_so_until_it_is_read_and_comes_first(plan: Plan, client: PageClient) -> None:
    assert home(plan, client, NEIL).count("New") == 2
    copies.read(plan.people[NEIL], plan.copy(NEIL, JONAH).public_id)
    plan.session.commit()
    page = home(plan, client, NEIL)
    assert page.count("New") == 1
    assert page.index("This is about Kez.") < page.index("This is about Jonah.")


def test_a_child_who_was_sent_nothing_is_told_what_will_come(plan: Plan, client: PageClient) -> None:
    page = home(plan, client, JONAH)
    assert "There is nothing to read yet." in page
    assert "Nothing waits for your answer." in page
    assert "the answer will be here" in page
    assert "no day for a meeting here yet" in page


def test_somebody_tied_to_nobody_has_an_empty_home(plan: Plan, client: PageClient) -> None:
    stranger = a_person(plan.session, "Nobody Ofthem")
    plan.session.commit()
    client.sign_in(stranger)
    assert "There is nothing to read yet." in main_of(client.get("/en/home"))


def test_a_blocked_parent_finds_nothing_of_that_child(plan: Plan, client: PageClient) -> None:
    plan.block(NEIL, KEZ)
    page = home(plan, client, NEIL)
    assert "Kez" not in page
    assert "This is about Jonah." in page


def test_what_was_read_and_not_signed_can_be_signed_and_need_not_be(plan: Plan, client: PageClient) -> None:
    assert "You can sign" not in home(plan, client, NEIL)
    copies.read(plan.people[NEIL], plan.copy(NEIL, KEZ).public_id)
    plan.session.commit()
    page = home(plan, client, NEIL)
    assert page.count("You can sign") == 1
    assert "You do not have to." in page
    signatures.sign(plan.people[NEIL], plan.copy(NEIL, KEZ).public_id, Act("seen", "tick", "a-key"), READING)
    plan.session.commit()
    assert "You can sign" not in home(plan, client, NEIL)


def test_an_answer_is_there_and_new_until_it_is_read(plan: Plan, client: PageClient) -> None:
    said = say(plan, outcome="changed")
    page = home(plan, client)
    assert "Yasmin Testwright says that it is changed now." in page
    news = page.count("New")
    client.get(f"/en/said/{said}")
    assert home(plan, client).count("New") == news - 1


def test_a_question_back_waits_until_something_follows(plan: Plan, client: PageClient) -> None:
    said = say(plan, outcome="asked")
    assert "Yasmin Testwright asked you something" in home(plan, client)
    more = subjects.after(plan.people[DANI], READING, said)
    contributions.say(plan.people[DANI], more, some_words(key="another"))
    plan.session.commit()
    assert "asked you something" not in home(plan, client)


def test_the_next_meeting_has_its_day_and_whom_to_ask(plan: Plan, client: PageClient) -> None:
    day = publish_with_meeting(plan, 30, DANI)
    page = home(plan, client, DANI)
    assert f"A meeting about Kez is on {day}." in page
    assert "You can ask Yasmin about it." in page


def test_a_meeting_that_is_over_is_not_the_next(plan: Plan, client: PageClient) -> None:
    publish_with_meeting(plan, -1, DANI)
    assert "no day for a meeting here yet" in home(plan, client, DANI)


def test_a_meeting_is_told_to_nobody_whose_copy_does_not_tell_it(plan: Plan, client: PageClient) -> None:
    day = publish_with_meeting(plan, 30, DANI)
    assert day not in home(plan, client, NEIL)
    assert day not in home(plan, client, RYAN)


def test_whom_to_ask_is_never_a_worker_who_has_left(plan: Plan, client: PageClient) -> None:
    publish_with_meeting(plan, 30, DANI)
    tie = plan.session.get_one(Tie, plan.ties[YASMIN, KEZ].id)
    tie.until_on = today()
    a_tie(plan.session, plan.people["SW-377"], plan.people[KEZ], "social-worker")
    plan.session.commit()
    assert "You can ask Leah about it." in home(plan, client, DANI)


def test_a_child_chooses_a_colour_and_a_picture(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    assert client.send("/en/pictures", {"colour": "plum", "picture": "horse"}).status_code == 303
    page = client.get("/en/home").text
    assert 'class="hello plum"' in page
    assert "symbols/1F40E.svg" in page
    assert 'value="horse" checked' in client.get("/cy/pictures").text


@pytest.mark.parametrize(("colour", "drawing"), [("red", ""), ("", "cat"), ("plum", "../secret-key"), ("x" * 99, "")])
def test_a_picture_that_is_not_there_is_refused(plan: Plan, client: PageClient, colour: str, drawing: str) -> None:
    client.sign_in(plan.people[KEZ])
    answer = client.send("/en/pictures", {"colour": colour, "picture": drawing})
    assert answer.status_code == 400
    assert "Choose one of the pictures and colours on the page." in answer.text
    plan.session.expire_all()
    assert plan.people[KEZ].picture == ""


def test_no_picture_of_ones_own_is_a_picture_to_sign_in_with() -> None:
    assert not {f"symbols/{one.file}" for one in pictures()} & {picture(name).file for name in PICTURES}
