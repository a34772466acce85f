"""Somebody's story: one line of time for each child, of the reader's own copies, words and acts and nothing else."""

from datetime import timedelta
from typing import Any

import pytest

from accessibility.profile import ReadingProfile
from content.telling import days
from portal.database import today
from portal.models import Contribution, Copy
from portal.services import contributions, copies, editions, hearing, replies, signatures, story, subjects
from portal.services.replies import Answer
from portal.services.signatures import Act
from tests.builders import a_person, received
from tests.families import (
    DANI,
    JONAH,
    KEZ,
    NEIL,
    PIP,
    RYAN,
    YASMIN,
    Plan,
    a_small_plan,
    some_words,
)
from tests.pages.client import PageClient
from tests.pages.filling import main_of
from tests.pages.hiding import hide

READING = ReadingProfile(language="en")
WORDS = "That is <b>not</b> right.\n  I was there."


def page_for(plan: Plan, client: PageClient, person: str = DANI, child: str = KEZ, language: str = "en") -> str:
    client.sign_in(plan.people[person])
    return main_of(client.get(f"/{language}/story/{plan.people[child].public_id}"))


def say(plan: Plan, person: str = DANI, child: str = KEZ, passage: str = "", outcome: str = "") -> Contribution:
    copy = plan.copy(person, child)
    subject = subjects.about_copy(plan.people[person], READING, copy.public_id, passage)
    said = contributions.say(plan.people[person], subject, some_words(WORDS, helped_by="Nan"))
    if outcome:
        hearing.open_one(plan.people[YASMIN], said.public_id)
        replies.answer(plan.people[YASMIN], said.public_id, Answer(outcome, "canary-answer", "en", "a-key"))
    plan.session.commit()
    return said


def publish(plan: Plan, *passages: dict[str, Any], to: tuple[str, ...] = (KEZ, DANI), **dates: str) -> None:
    """A newer version for Kez, with these passages and dates."""
    record = a_small_plan(version=3)
    record["passages"] += passages
    record["dates"] |= dates
    received(plan.session, record)
    people = [plan.people[one].public_id for one in to]
    editions.publish(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, people)
    plan.session.commit()


def opened(plan: Plan, person: str) -> Copy:
    """Somebody opens their newest copy about Kez."""
    copy = plan.copy(person, KEZ)
    copies.read(plan.people[person], copy.public_id)
    plan.session.commit()
    return copy


def ago(number: int) -> str:
    """A day so many days ago, as in a record."""
    return (today() - timedelta(days=number)).isoformat()


def told(number: int, language: str = "en") -> str:
    """The same, as a page tells it."""
    return days.told(today() - timedelta(days=number), language).replace("\u00a0", " ")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_story_tells_each_thing_under_its_day_and_month(plan: Plan, client: PageClient, language: str) -> None:
    page = page_for(plan, client, KEZ, KEZ, language)
    assert ("My story" if language == "en" else "Fy stori") in page
    assert days.month_told(today(), language) in page
    assert told(0, language).removeprefix("d") in page
    assert ("You got this to read." if language == "en" else "Fe gest ti hwn i") in page


def test_a_story_is_one_press_from_home(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    assert 'href="/en/story"' in client.get("/en/home").text
    assert "My story" in main_of(client.get("/en/story"))
    client.sign_in(plan.people[DANI])
    page = client.get("/en/home").text
    assert all(f'href="/en/story/{plan.people[child].public_id}"' in page for child in (KEZ, JONAH, PIP))


def test_what_was_said_stands_just_as_it_was_said_with_who_helped_and_what_came_of_it(
    plan: Plan, client: PageClient
) -> None:
    say(plan, outcome="changed")
    client.sign_in(plan.people[DANI])
    page = client.get(f"/en/story/{plan.people[KEZ].public_id}").text
    assert "That is &lt;b&gt;not&lt;/b&gt; right.\n  I was there." in page
    assert "Somebody helped you: Nan" in page
    assert "Yasmin Testwright says that it is changed now." in page
    assert page.index("You got an answer.") < page.index("You told us something.") < page.index("You got this to read.")


def test_what_was_asked_for_by_right_stands_with_the_words_that_went_with_it(plan: Plan, client: PageClient) -> None:
    dani = plan.people[DANI]
    subject = subjects.of_a_right(dani, plan.copy(DANI, KEZ).public_id)
    contributions.ask_for(dani, subject, "complaint", some_words("canary-late", eyes="manager"))
    plan.session.commit()
    page = page_for(plan, client)
    assert "You complained" in page
    assert "canary-late" in page
    assert "You asked us for something." not in page


def test_what_was_taken_back_is_not_told_again(plan: Plan, client: PageClient) -> None:
    said = say(plan)
    contributions.take_back(plan.people[DANI], said.public_id)
    plan.session.commit()
    assert "I was there." not in page_for(plan, client)


def test_where_its_passage_is_closed_ones_own_words_stay_and_the_answer_goes(plan: Plan, client: PageClient) -> None:
    passage = plan.passage(plan.copy(DANI, KEZ), "reason")
    say(plan, passage=passage, outcome="changed")
    hide(plan, "reason")
    page = page_for(plan, client)
    assert "I was there." in page
    assert "You got an answer." not in page


def test_what_was_signed_is_told_with_why(plan: Plan, client: PageClient) -> None:
    act = Act("agree-in-part", "tick", "a-key", why="canary-why <3")
    signatures.sign(plan.people[DANI], plan.copy(DANI, KEZ).public_id, act, READING)
    plan.session.commit()
    page = page_for(plan, client)
    assert "You signed this." in page
    assert "I agree with part of it" in page
    assert "canary-why &lt;3" in client.get(f"/en/story/{plan.people[KEZ].public_id}").text
    assert "canary-why" not in page_for(plan, client, DANI, PIP)
    assert "canary-why" not in page_for(plan, client, KEZ)


VIEWS = {"id": "views-child", "kind": "words", "about": [KEZ], "said_by": KEZ, "first_hand": True, "text": "canary-own"}


def test_own_words_of_a_document_stand_under_the_day_they_were_said_once_it_was_opened(
    plan: Plan, client: PageClient
) -> None:
    publish(plan, {**VIEWS, "on": ago(40)})
    assert "canary-own" not in page_for(plan, client, KEZ)
    opened(plan, KEZ)
    page = page_for(plan, client, KEZ)
    assert page.index("You got a new copy of this to read.") < page.index("canary-own")
    assert "You said this on" in page
    hide(plan, "views-child", KEZ, KEZ)
    assert "canary-own" not in page_for(plan, client, KEZ)


def test_a_workers_summary_is_not_among_own_words(plan: Plan, client: PageClient) -> None:
    publish(plan, {**VIEWS, "first_hand": False, "on": ago(40)})
    opened(plan, KEZ)
    assert "canary-own" not in page_for(plan, client, KEZ)


def test_a_meeting_that_was_is_told_once_and_one_to_come_stands_at_the_top(plan: Plan, client: PageClient) -> None:
    publish(plan, meeting=ago(9), next_meeting=ago(-30))
    page = page_for(plan, client, KEZ)
    assert page.count("There was a meeting.") == 1
    assert told(9) in page
    assert page.index("Your next meeting is on") < page.index("You got a new copy of this to read.")
    assert told(-30) not in page.split("You got a new copy", 1)[1]


def test_a_day_for_a_meeting_that_is_past_is_told_to_whoever_was_told_of_it(plan: Plan, client: PageClient) -> None:
    publish(plan, to=(DANI,), next_meeting=ago(3))
    page = page_for(plan, client)
    assert page.count("This was the day for a meeting.") == 1
    assert told(3) in page
    assert told(3) not in page_for(plan, client, KEZ)
    hide(plan, "next-meeting")
    page = page_for(plan, client)
    assert "This was the day for a meeting." not in page
    assert told(3) not in page


def test_what_changed_is_told_with_the_way_there_once_the_copy_was_opened(plan: Plan, client: PageClient) -> None:
    publish(plan, {"id": "education", "kind": "narrative", "about": [KEZ], "text": "canary-education"})
    assert "What is new or changed in it" not in page_for(plan, client)
    copy = opened(plan, DANI)
    page_for(plan, client)
    page = client.get(f"/en/story/{plan.people[KEZ].public_id}").text
    assert "What is new or changed in it" in page
    assert f'/en/documents/{copy.public_id}/#p-{plan.passage(copy, "education")}"' in page


def test_a_parent_of_several_has_a_story_for_each_child(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    page = main_of(client.get("/en/story"))
    assert all(name in page for name in ("Kez", "Jonah", "Pip"))
    assert "The story of Pip" in page_for(plan, client, DANI, PIP)
    page = page_for(plan, client, RYAN, PIP)
    assert "Kez" not in page
    assert "Jonah" not in page


def test_a_child_who_is_closed_to_somebody_has_no_story_for_them(plan: Plan, client: PageClient) -> None:
    say(plan, NEIL)
    plan.block(NEIL, KEZ)
    client.sign_in(plan.people[NEIL])
    assert client.get(f"/en/story/{plan.people[KEZ].public_id}").status_code == 404
    page = main_of(client.get("/en/story"))
    assert "Kez" not in page
    assert "The story of Jonah" in page


def test_a_copy_that_was_recalled_leaves_nothing(plan: Plan, client: PageClient) -> None:
    publish(plan, meeting=ago(9))
    assert told(9) in page_for(plan, client)
    editions.recall(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, 2)
    plan.session.commit()
    page = page_for(plan, client)
    assert told(9) not in page
    assert "You got a new copy of this to read." not in page


def test_an_empty_story_says_what_will_come(plan: Plan, client: PageClient) -> None:
    assert "What you get to read will be here, with its day." in page_for(plan, client, JONAH, JONAH)
    stranger = a_person(plan.session, "Nobody Ofthem")
    plan.session.commit()
    client.sign_in(stranger)
    page = main_of(client.get("/en/story"))
    assert "The story so far" in page
    assert "What you get to read will be here" in page


def test_a_long_story_goes_on_on_a_next_page(plan: Plan, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story, "ON_A_PAGE", 1)
    say(plan)
    page = page_for(plan, client)
    assert "You told us something." in page
    assert "You got this to read." not in page
    second = main_of(client.get(f"/en/story/{plan.people[KEZ].public_id}?page=2"))
    assert "You got this to read." in second
    assert "What happens next" not in second


def test_a_story_has_pictures_for_who_reads_with_them(plan: Plan, client: PageClient) -> None:
    say(plan)
    client.sign_in(plan.people[DANI])
    client.send("/en/reading", {"choice": "symbols:key"})
    page = client.get(f"/en/story/{plan.people[KEZ].public_id}").text
    assert page.count('class="picture"') == 5
    assert "Pictures: OpenMoji" in page


def test_looking_at_a_story_opens_no_copy(plan: Plan, client: PageClient) -> None:
    page_for(plan, client)
    plan.session.expire_all()
    assert plan.copy(DANI, KEZ).first_read_at is None
