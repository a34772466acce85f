"""Somebody's own first page: what there is to read, to answer, what came of it, the next meeting; and their picture."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from accessibility.profile import ReadingProfile
from accessibility.symbols import picture
from content.pictures import pictures
from content.telling.days import date_told, told
from portal.database import today
from portal.models import Tie
from portal.services import coming, contributions, copies, editions, hearing, replies, signatures, subjects
from portal.services.home import PICTURES
from portal.services.replies import Answer
from portal.services.signatures import Act
from tests.builders import a_person, a_tie, received
from tests.families import DANI, JONAH, KEZ, NEIL, RYAN, YASMIN, Plan, a_small_plan, some_words
from tests.pages.client import PageClient
from tests.pages.filling import main_of
from tests.pages.hiding import hide

READING = ReadingProfile(language="en")


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
    assert "There is no day for your next meeting here yet." in page
    assert "You can ask Yasmin about the day." in page


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


def test_a_title_stands_as_it_is_also_within_a_sentence(plan: Plan, client: PageClient) -> None:
    record = received(plan.session, a_small_plan(reference="REVIEW/1", exemplar="review-looked-after"))
    child, dani = plan.people[KEZ].public_id, plan.people[DANI]
    editions.publish(plan.people[YASMIN], record.public_id, child, [dani.public_id])
    copies.read(dani, copies.list_for(dani)[0].copy.public_id)
    plan.session.commit()
    assert "You can sign: Your child's review" in home(plan, client)


def test_a_thing_to_do_says_about_whom_it_is_only_to_who_reads_about_several(plan: Plan, client: PageClient) -> None:
    publish_with_actions(plan, {"what": "canary-soon", "who": YASMIN, "by": in_days(2)})
    opened(plan, DANI)
    assert "This is about Kez." in home(plan, client).split("canary-soon")[1]
    for tie in plan.session.scalars(select(Tie).where(Tie.person_id == plan.people[DANI].id)):
        if tie.child is not plan.people[KEZ]:
            plan.session.delete(tie)
    plan.session.commit()
    assert "This is about Kez." not in home(plan, client).split("canary-soon")[1]


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
    assert f"The next meeting is on {day}." in page
    assert "You can ask Yasmin about the meeting." in page


def test_a_meeting_that_is_over_is_not_the_next(plan: Plan, client: PageClient) -> None:
    day = publish_with_meeting(plan, -1, DANI)
    page = home(plan, client, DANI)
    assert day not in page
    assert "There is no day here yet for the next meeting about Kez." in page


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
    assert "You can ask Leah about the meeting." in home(plan, client, DANI)


def publish_with_actions(plan: Plan, *rows: dict[str, Any], lines: Sequence[str] = ()) -> None:
    """A newer version with these things to do, for Kez and her mother; `lines` are the family's text of them."""
    record = a_small_plan(version=3)
    record["passages"].append({"id": "plan", "kind": "actions", "rows": list(rows)})
    if lines:
        text = {"passage": "plan", "level": "plain", "language": "en", "text": list(lines)}
        record.setdefault("versions_for_family", []).append(text)
    received(plan.session, record)
    to = [plan.people[one].public_id for one in (KEZ, DANI)]
    editions.publish(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, to)
    plan.session.commit()


def opened(plan: Plan, person: str) -> None:
    """Somebody opens their newest copy about Kez."""
    copies.read(plan.people[person], plan.copy(person, KEZ).public_id)
    plan.session.commit()


def in_days(number: int) -> str:
    return (today() + timedelta(days=number)).isoformat()


def test_what_is_to_be_done_next_stands_with_who_does_it_and_the_nearest_first(plan: Plan, client: PageClient) -> None:
    publish_with_actions(
        plan,
        {"what": "canary-later", "who": YASMIN, "by": in_days(9), "done": False},
        {"what": "canary-soon", "who": DANI, "by": in_days(2)},
        {"what": "canary-done", "who": DANI, "by": in_days(3), "done": True},
        {"what": "canary-past", "who": DANI, "by": in_days(-1)},
        {"what": "canary-someday", "who": DANI, "by": "when she can"},
    )
    opened(plan, DANI)
    page = home(plan, client)
    assert page.index("canary-soon") < page.index("This is for you to do by") < page.index("canary-later")
    assert "Yasmin Testwright will do this by" in page
    assert not {"canary-done", "canary-past", "canary-someday"} & set(re.findall(r"canary-\w+", page))


def test_what_is_to_be_done_is_not_shown_before_its_copy_was_opened_nor_after_its_day(
    plan: Plan, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_with_actions(plan, {"what": "canary-soon", "who": DANI, "by": in_days(2)})
    assert "canary-soon" not in home(plan, client)
    opened(plan, DANI)
    assert "canary-soon" in home(plan, client)
    monkeypatch.setattr(coming, "today", lambda: today() + timedelta(days=3))
    assert "canary-soon" not in home(plan, client)


def a_day(number: int) -> str:
    return date_told(today() + timedelta(days=number), "en")


def test_where_the_family_has_a_text_of_it_home_says_what_the_text_says_of_that_day(
    plan: Plan, client: PageClient
) -> None:
    rows = [{"what": "canary-row", "who": YASMIN, "by": in_days(number)} for number in (2, 3, 4, 4)]
    lines = [
        f"Canary one is done by {a_day(2)}.",
        "Canary two has no day.",
        f"Canary three is done by {a_day(4)}.",
        f"Canary four is done by 1{a_day(3)}.",
    ]
    publish_with_actions(plan, *rows, lines=lines)
    opened(plan, DANI)
    page = " ".join(re.sub(r"<[^>]+>", "", home(plan, client)).replace("\u00a0", " ").split())
    assert lines[0] in page
    assert not [one for one in ("canary-row", *lines[1:]) if one in page]
    assert page.count("Yasmin Testwright will do something by") == 3


def test_what_is_to_be_done_goes_with_its_passage(plan: Plan, client: PageClient) -> None:
    publish_with_actions(plan, {"what": "canary-soon", "who": DANI, "by": in_days(2)})
    opened(plan, DANI)
    hide(plan, "plan")
    page = home(plan, client)
    assert "canary-soon" not in page
    assert "What is to be done soon" not in page


def test_what_a_worker_promised_is_next_until_it_is_done(plan: Plan, client: PageClient) -> None:
    said = say(plan, outcome="will-do")
    page = home(plan, client)
    assert "Yasmin said on" in page
    assert "that this will happen." in page
    replies.answer(plan.people[YASMIN], said, Answer("changed", "It is.", "en", "another-key"))
    plan.session.commit()
    assert "that this will happen." not in home(plan, client)


def test_what_was_promised_about_words_that_were_taken_back_is_not_next(plan: Plan, client: PageClient) -> None:
    said = say(plan, outcome="will-do")
    contributions.take_back(plan.people[DANI], said)
    plan.session.commit()
    assert "that this will happen." not in home(plan, client)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_was_asked_for_by_right_is_next_until_it_is_answered(
    plan: Plan, client: PageClient, language: str
) -> None:
    dani = plan.people[DANI]
    subject = subjects.of_a_right(dani, plan.copy(DANI, KEZ).public_id)
    asked = contributions.ask_for(dani, subject, "advocate", some_words("", eyes=""))
    plan.session.commit()
    page = home(plan, client, language=language)
    day = told(today() + timedelta(days=5), language).replace("\u00a0", " ")
    assert {"en": "You asked for an advocate", "cy": "Gofynnoch chi am eiriolwr"}[language] in page
    assert day in page
    assert "advocate" not in home(plan, client, NEIL)
    replies.answer(plan.people[YASMIN], asked.public_id, Answer("cannot", "No.", "en", "its-key"))
    plan.session.commit()
    assert day not in home(plan, client, language=language)


def test_what_is_next_has_pictures_for_who_reads_with_them(plan: Plan, client: PageClient) -> None:
    assert 'class="picture"' not in home(plan, client, KEZ)
    client.send("/en/reading", {"choice": "symbols:key"})
    page = client.get("/en/home").text
    assert page.count('class="picture"') == 1
    assert "There is no day for your next" in page
    assert "Pictures: OpenMoji" in page


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
