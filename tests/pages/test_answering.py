"""The worker hears and answers through the pages, and the family sees who read it and what came of it."""

import pytest
from sqlalchemy import select

from portal.models import AuditEvent, Contribution, Reply
from portal.models.contribution import Draft
from portal.services import contributions, hearing, signatures, subjects
from portal.services.signatures import Act
from tests.builders import received
from tests.families import (
    BEVERLEY,
    COLM,
    DANI,
    KEZ,
    LEAH,
    NEIL,
    READING,
    RYAN,
    YASMIN,
    Plan,
    a_small_plan,
    some_words,
)
from tests.pages.client import PageClient, seen
from tests.pages.filling import fields, fill_in, form_of, main_of, post

BOTH = "worker-and-reviewing-officer"
TO_PREPARE = "Open this part where it is prepared"


def said(plan: Plan, person: str, child: str, original: str, eyes: str = "worker", field: str = "") -> str:
    """Something said about the whole of a copy, or about a field of it; gives its public id."""
    who, copy = plan.people[person], plan.copy(person, child)
    passage = plan.passage(copy, field) if field else ""
    subject = subjects.about_copy(who, READING, copy.public_id, passage)
    sent = contributions.say(who, subject, some_words(original, key=original[:64], eyes=eyes))
    plan.session.commit()
    return sent.public_id


def test_the_list_holds_danger_first_then_the_oldest(plan: Plan, client: PageClient) -> None:
    for words in ("canary-one", "canary-two", "he hits me"):
        said(plan, KEZ, KEZ, words)
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get("/en/work/"))
    assert page.index("he hits me") < page.index("canary-one") < page.index("canary-two")
    assert "Words that may mean danger" in page
    assert "3 wait for an answer." in page


def test_a_long_list_comes_a_page_at_a_time_and_danger_is_on_the_first(
    plan: Plan, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "ON_A_PAGE", 2)
    for words in ("canary-one", "canary-two", "canary-three", "he hits me"):
        said(plan, KEZ, KEZ, words)
    client.sign_in(plan.people[YASMIN])
    first, second = (main_of(client.get(f"/en/work/?page={number}")) for number in (1, 2))
    assert [one in first for one in ("he hits me", "canary-one", "canary-two", "4 wait")] == [True, True, False, True]
    assert [one in second for one in ("he hits me", "canary-two", "canary-three", "4 wait")] == [
        False,
        True,
        True,
        True,
    ]
    child = plan.people[KEZ].public_id
    assert f"/en/work/?page=2&amp;child={child}" in client.get(f"/en/work/?child={child}").text
    for page in ("0", "-1", "x", "9" * 30):
        assert "he hits me" in main_of(client.get(f"/en/work/?page={page}"))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_empty_pages_say_what_will_come(plan: Plan, client: PageClient, language: str) -> None:
    client.sign_in(plan.people[LEAH])
    for address in ("work/", "work/notices"):
        assert client.get(f"/{language}/{address}").status_code == 200


def test_the_list_can_be_of_one_child(plan: Plan, client: PageClient) -> None:
    said(plan, KEZ, KEZ, "canary-kez")
    said(plan, RYAN, "FIC-900313", "canary-pip")
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get(f"/en/work/?child={plan.people[KEZ].public_id}"))
    assert "canary-kez" in page
    assert "canary-pip" not in page
    assert client.get("/en/work/?child=nobody").status_code == 404


def test_opening_it_shows_the_family_who_read_it(plan: Plan, client: PageClient) -> None:
    one = said(plan, KEZ, KEZ, "Please <b>read</b> this")
    client.sign_in(plan.people[KEZ])
    assert "Nobody has read it yet." in main_of(client.get(f"/en/said/{one}"))
    client.sign_in(plan.people[YASMIN])
    assert "Please <b>read</b> this" in main_of(client.get(f"/en/work/heard/{one}"))
    client.sign_in(plan.people[KEZ])
    assert "Yasmin Testwright read it on" in main_of(client.get(f"/en/said/{one}"))


def test_from_what_came_in_one_press_leads_to_where_it_is_prepared(plan: Plan, client: PageClient) -> None:
    about, in_general = said(plan, KEZ, KEZ, "Not right", BOTH, "health"), said(plan, KEZ, KEZ, "Thank you")
    client.sign_in(plan.people[YASMIN])
    page = seen(client.get(f"/en/work/heard/{about}"))
    (prepared,) = [one.attrib["href"] for one in page.all("a") if TO_PREPARE in "".join(one.itertext())]
    assert "canary-health" in main_of(client.get(prepared))
    assert TO_PREPARE not in main_of(client.get(f"/en/work/heard/{in_general}"))
    client.sign_in(plan.people[BEVERLEY])
    assert TO_PREPARE not in main_of(client.get(f"/en/work/heard/{about}"))


def test_no_press_leads_to_a_part_that_the_newest_version_does_not_have(plan: Plan, client: PageClient) -> None:
    about = said(plan, KEZ, KEZ, "Not right", field="health")
    newer = a_small_plan(version=3)
    newer["passages"] = [one for one in newer["passages"] if one["id"] != "health"]
    received(plan.session, newer)
    plan.session.commit()
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get(f"/en/work/heard/{about}"))
    assert "Not right" in page
    assert TO_PREPARE not in page


def test_the_list_says_what_somebody_signed(plan: Plan, client: PageClient) -> None:
    for act in ("seen", "do-not-agree"):
        signatures.sign(plan.people[DANI], plan.copy(DANI, KEZ).public_id, Act(act, "tick", act), READING)
    plan.session.commit()
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get("/en/work/"))
    assert "Danielle Fictonby: I have seen it" in page
    assert "Danielle Fictonby: I do not agree" in page


def test_an_answer_reaches_the_person_word_for_word(plan: Plan, client: PageClient) -> None:
    one = said(plan, KEZ, KEZ, "Not right")
    client.sign_in(plan.people[YASMIN])
    answered = fill_in(client, f"/en/work/heard/{one}", outcome="will-do", text="I will <i>change</i> it.\r\nFriday.")
    assert answered.headers["Location"] == "/en/work/"
    client.sign_in(plan.people[KEZ])
    page = main_of(client.get(f"/en/said/{one}"))
    assert "Yasmin Testwright says that it will be done." in page
    assert "I will <i>change</i> it. Friday." in page
    plan.session.rollback()
    assert plan.session.scalars(select(Reply)).one().read_at is not None


def test_nothing_is_chosen_beforehand_in_an_answer(plan: Plan, client: PageClient) -> None:
    one = said(plan, KEZ, KEZ, "Not right")
    client.sign_in(plan.people[YASMIN])
    address = f"/en/work/heard/{one}"
    assert "outcome" not in fields(seen(client.get(address)))
    refused = fill_in(client, address, text="My own words")
    assert refused.status_code == 400
    assert "Choose what comes of it." in main_of(refused)
    assert fields(seen(refused))["text"] == "My own words"


def test_pressing_twice_answers_once(plan: Plan, client: PageClient) -> None:
    one = said(plan, KEZ, KEZ, "Not right")
    client.sign_in(plan.people[YASMIN])
    address = f"/en/work/heard/{one}"
    filled = {**fields(seen(client.get(address))), "outcome": "changed", "text": "Done."}
    assert [post(client, address, filled).status_code for _press in range(2)] == [303, 303]
    plan.session.rollback()
    assert len(plan.session.scalars(select(Reply)).all()) == 1


def test_an_answer_is_kept_while_it_is_typed(plan: Plan, client: PageClient) -> None:
    address = f"/en/work/heard/{said(plan, KEZ, KEZ, 'Not right')}"
    client.sign_in(plan.people[YASMIN])
    page = seen(client.get(address))
    kept = post(client, form_of(page).attrib["data-draft"], {**fields(page), "text": "I ch"})
    assert kept.status_code == 204
    assert fields(seen(client.get(address)))["text"] == "I ch"


def test_what_was_typed_last_and_comes_after_the_answer_is_not_kept_as_unsent(plan: Plan, client: PageClient) -> None:
    address = f"/en/work/heard/{said(plan, KEZ, KEZ, 'Not right')}"
    client.sign_in(plan.people[YASMIN])
    page = seen(client.get(address))
    filled = {**fields(page), "outcome": "asked", "text": "When was it?"}
    assert post(client, address, filled).status_code == 303
    assert post(client, form_of(page).attrib["data-draft"], filled).status_code == 204
    plan.session.rollback()
    assert plan.session.scalars(select(Draft)).all() == []


def test_the_reviewing_officer_reads_what_is_for_them_and_answers_nothing(plan: Plan, client: PageClient) -> None:
    for_both, for_yasmin = said(plan, KEZ, KEZ, "for both", BOTH), said(plan, KEZ, KEZ, "for Yasmin")
    client.sign_in(plan.people[BEVERLEY])
    page = client.get(f"/en/work/heard/{for_both}")
    assert "for both" in main_of(page)
    assert not [*seen(page).all("main")[0].iter("form")]
    assert "The child's worker answers this." in main_of(page)
    assert "1 waits for the worker's answer" in main_of(client.get("/en/work/children/"))
    assert client.get(f"/en/work/heard/{for_yasmin}").status_code == 404
    assert "for Yasmin" not in client.get("/en/work/").text
    filled = {"csrf_token": client.token("/en/work/notices"), "outcome": "changed", "text": "No", "key": "k"}
    assert post(client, f"/en/work/heard/{for_both}", filled).status_code == 404
    plan.session.rollback()
    assert plan.session.scalars(select(Reply)).all() == []


@pytest.mark.parametrize("person", [LEAH, COLM, KEZ, DANI, NEIL])
def test_nobody_else_hears_it(plan: Plan, client: PageClient, person: str) -> None:
    one = said(plan, KEZ, KEZ, "canary-own")
    client.sign_in(plan.people[person])
    assert client.get(f"/en/work/heard/{one}").status_code == 404
    assert "canary-own" not in client.get("/en/work/").text
    assert "canary-own" not in client.get("/en/work/notices").text


def test_a_refused_look_is_kept(plan: Plan, client: PageClient) -> None:
    one = said(plan, KEZ, KEZ, "canary-own")
    client.sign_in(plan.people[LEAH])
    client.get(f"/en/work/heard/{one}")
    plan.session.rollback()
    refused = plan.session.scalars(select(AuditEvent).where(AuditEvent.outcome == "refused")).all()
    assert [(row.action, row.person_id) for row in refused] == [("contribution:hear", plan.people[LEAH].id)]


def test_the_whole_thread_stands_on_the_page(plan: Plan, client: PageClient) -> None:
    first = said(plan, KEZ, KEZ, "It is wrong")
    subject = subjects.after(plan.people[KEZ], READING, first)
    second = contributions.say(plan.people[KEZ], subject, some_words("It is right after all", key="two"))
    plan.session.commit()
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get(f"/en/work/heard/{second.public_id}"))
    assert page.index("It is wrong") < page.index("It is right after all")


def test_notices_say_that_something_waits_and_nothing_of_what_it_is(plan: Plan, client: PageClient) -> None:
    said(plan, KEZ, KEZ, "he hits me")
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get("/en/work/notices"))
    assert "Something was said that may mean danger." in page
    for word in ("hits", "Kez", "Kezia", "FIC-"):
        assert word not in page
    assert fill_in(client, "/en/work/notices").status_code == 303
    assert "New" not in main_of(client.get("/en/work/notices"))


def test_the_manager_is_told_of_danger_and_can_not_read_it(plan: Plan, client: PageClient) -> None:
    one = said(plan, KEZ, KEZ, "he hits me")
    client.sign_in(plan.people[COLM])
    page = client.get("/en/work/notices")
    assert "Ask the child's worker at once" in main_of(page)
    assert one not in page.text
    assert client.get(f"/en/work/heard/{one}").status_code == 404


def test_the_number_that_waits_stands_on_every_page_of_a_worker(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[YASMIN])
    assert "Waiting: 1" not in client.get("/en/work/notices").text
    said(plan, KEZ, KEZ, "Not right")
    assert "Waiting: 1" in client.get("/en/work/notices").text
    assert plan.session.scalars(select(Contribution)).one().answered_at is None
