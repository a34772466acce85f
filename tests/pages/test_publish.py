"""Publishing through the pages: only to the people ticked, each copy looked at as it is now, and recalled at once."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.models import Copy
from portal.services import copies, deciding
from tests.desks import Desk
from tests.families import DANI, KEZ, NEIL, RYAN
from tests.pages.client import PageClient, seen
from tests.pages.filling import fields, fill_in, form_of, main_of


@pytest.fixture
def yasmin(desk: Desk, client: PageClient) -> PageClient:
    client.sign_in(desk.yasmin)
    return client


def record(desk: Desk, more: str) -> str:
    return f"/en/work/records/{desk.record.public_id}/{desk.id(KEZ)}/{more}"


def look(client: PageClient, desk: Desk, person: str, query: str = "") -> TestResponse:
    answer = client.get(record(desk, f"people/{desk.id(person)}/copy{query}"))
    assert answer.status_code == 200
    return answer


def publish(client: PageClient, desk: Desk, *people: str) -> TestResponse:
    return fill_in(client, record(desk, "publish"), people=[desk.id(one) for one in people])


def having(desk: Desk) -> list[str]:
    desk.session.rollback()
    return [one.person.reference for one in desk.session.scalars(select(Copy).order_by(Copy.id))]


def test_nobody_is_ticked_beforehand_and_nobody_ticked_is_an_error(yasmin: PageClient, desk: Desk) -> None:
    page = seen(yasmin.get(record(desk, "publish")))
    ticks = [one for one in form_of(page).iter("input") if one.get("type") == "checkbox"]
    assert [one.get("value") for one in ticks] == [desk.id(one) for one in (KEZ, DANI, NEIL)]
    assert not any("checked" in one.attrib for one in ticks)
    answer = publish(yasmin, desk)
    assert (answer.status_code, "Tick who gets this." in answer.text) == (400, True)


def test_a_copy_that_was_not_looked_at_is_not_sent(yasmin: PageClient, desk: Desk) -> None:
    look(yasmin, desk, KEZ)
    answer = publish(yasmin, desk, KEZ, DANI)
    assert answer.status_code == 400
    assert "Look at the copy for Danielle Fictonby as it is now before you publish it to them." in main_of(answer)
    assert having(desk) == []


def test_the_people_ticked_get_a_copy_and_the_page_says_what_happens_next(yasmin: PageClient, desk: Desk) -> None:
    look(yasmin, desk, KEZ)
    answer = publish(yasmin, desk, KEZ)
    assert answer.status_code == 303
    assert having(desk) == [KEZ]
    words = main_of(yasmin.get(answer.headers["Location"]))
    for told in ("1 person got a copy.", "What happens next", "Kezia Fictonby1Not yet"):
        assert told in words
    assert [one.child_called for one in copies.list_for(desk.people[KEZ])] == ["Kez"]


def test_what_changed_after_the_look_has_to_be_looked_at_again(yasmin: PageClient, desk: Desk) -> None:
    look(yasmin, desk, KEZ)
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=True)
    desk.session.commit()
    assert "It has changed since you looked at it" in main_of(yasmin.get(record(desk, "publish")))
    assert publish(yasmin, desk, KEZ).status_code == 400
    look(yasmin, desk, KEZ)
    assert publish(yasmin, desk, KEZ).status_code == 303


def test_a_look_is_the_workers_own_and_ends_with_their_session(
    yasmin: PageClient, desk: Desk, app: Flask, client: PageClient
) -> None:
    look(yasmin, desk, KEZ)
    client.sign_in(desk.yasmin)
    assert publish(client, desk, KEZ).status_code == 400


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("level", ["full", "plain", "easy"])
def test_a_copy_is_looked_at_in_any_language_and_level(
    yasmin: PageClient, desk: Desk, language: str, level: str
) -> None:
    page = look(yasmin, desk, KEZ, f"?words={language}&level={level}")
    assert f'class="copy" lang="{language}"' in page.text
    assert "canary" not in page.text


def test_choices_that_are_none_of_ours_fall_back(yasmin: PageClient, desk: Desk) -> None:
    assert 'class="copy" lang="en"' in look(yasmin, desk, KEZ, "?words=de&level=huge").text


def test_there_is_nothing_to_press_in_a_copy_that_is_looked_at(yasmin: PageClient, desk: Desk) -> None:
    text = look(yasmin, desk, KEZ).text
    assert "/say/" not in text
    assert "<audio" not in text


def test_a_look_shows_what_that_person_would_get_and_nothing_else(yasmin: PageClient, desk: Desk) -> None:
    assert "held back at tea" not in look(yasmin, desk, NEIL).text
    assert "Mend the boiler" not in look(yasmin, desk, KEZ).text
    deciding.choose(desk.yasmin, *desk.of_kez, desk.id(KEZ), "plan", shown=True)
    desk.session.commit()
    assert "Mend the boiler" in look(yasmin, desk, KEZ).text


def test_who_had_it_already_gets_no_new_one_and_is_told_apart(yasmin: PageClient, desk: Desk) -> None:
    for one in (KEZ, DANI):
        look(yasmin, desk, one)
    publish(yasmin, desk, DANI)
    look(yasmin, desk, KEZ)
    answer = publish(yasmin, desk, KEZ, DANI)
    assert having(desk) == [DANI, KEZ]
    words = main_of(yasmin.get(answer.headers["Location"]))
    assert "Had a copy already that says the same:Danielle Fictonby" in words.replace(": ", ":")


def test_somebody_without_a_tie_to_the_child_cannot_be_ticked(yasmin: PageClient, desk: Desk) -> None:
    data: dict[str, Any] = {"people": [desk.id(RYAN)]}
    answer = yasmin.send(record(desk, "publish"), data)
    assert answer.status_code == 400
    assert yasmin.get(record(desk, f"people/{desk.id(RYAN)}/copy")).status_code == 404
    assert having(desk) == []


def test_a_recall_says_what_it_does_then_works_at_once(yasmin: PageClient, desk: Desk) -> None:
    assert "There is nothing to recall." in main_of(yasmin.get(record(desk, "recall")))
    look(yasmin, desk, KEZ)
    publish(yasmin, desk, KEZ)
    assert "Nobody can open the copies of this edition any more." in main_of(yasmin.get(record(desk, "recall")))
    assert len(copies.list_for(desk.people[KEZ])) == 1
    desk.session.rollback()
    answer = fill_in(yasmin, record(desk, "recall"))
    assert answer.status_code == 303
    desk.session.rollback()
    assert copies.list_for(desk.people[KEZ]) == []
    assert "Recalled on" in main_of(yasmin.get(answer.headers["Location"]))
    token = {"csrf_token": yasmin.token("/en/help")}
    assert yasmin.post(record(desk, "recall"), data={**token, "number": "2"}).status_code == 409
    assert yasmin.post(record(desk, "recall"), data=token).status_code == 400


def test_pressing_recall_twice_takes_back_one_edition_and_no_more(yasmin: PageClient, desk: Desk) -> None:
    for one in (KEZ, DANI):
        look(yasmin, desk, one)
        publish(yasmin, desk, one)
    sent = fields(seen(yasmin.get(record(desk, "recall"))))
    assert [yasmin.post(record(desk, "recall"), data=sent).status_code for _ in range(2)] == [303, 303]
    desk.session.rollback()
    assert [len(copies.list_for(desk.people[one])) for one in (KEZ, DANI)] == [1, 0]


def test_a_recall_of_what_is_not_the_newest_any_more_is_refused(yasmin: PageClient, desk: Desk) -> None:
    look(yasmin, desk, KEZ)
    publish(yasmin, desk, KEZ)
    sent = fields(seen(yasmin.get(record(desk, "recall"))))
    look(yasmin, desk, DANI)
    publish(yasmin, desk, DANI)
    assert yasmin.post(record(desk, "recall"), data=sent).status_code == 409
    desk.session.rollback()
    assert [len(copies.list_for(desk.people[one])) for one in (KEZ, DANI)] == [1, 1]


@pytest.mark.parametrize("again", [(KEZ, DANI), (KEZ,)])
def test_after_publishing_was_pressed_twice_one_recall_takes_it_back(
    yasmin: PageClient, desk: Desk, again: tuple[str, ...]
) -> None:
    for one in (KEZ, DANI):
        look(yasmin, desk, one)
    first, second = publish(yasmin, desk, KEZ, DANI), publish(yasmin, desk, *again)
    assert second.status_code == 303
    assert (first.headers["Location"] == second.headers["Location"]) is (again == (KEZ, DANI))
    assert "Kezia Fictonby: Not yet" in main_of(yasmin.get(record(desk, "recall")))
    fill_in(yasmin, record(desk, "recall"))
    desk.session.rollback()
    assert [copies.list_for(desk.people[one]) for one in (KEZ, DANI)] == [[], []]
    assert "There is nothing to recall." in main_of(yasmin.get(record(desk, "recall")))


def test_a_copy_that_was_recalled_before_anybody_opened_it_leaves_no_gap_in_the_count(
    yasmin: PageClient, desk: Desk, app: Flask
) -> None:
    look(yasmin, desk, DANI)
    publish(yasmin, desk, DANI)
    fill_in(yasmin, record(desk, "recall"))
    publish(yasmin, desk, DANI)
    desk.session.rollback()
    dani = PageClient(app)
    dani.sign_in(desk.people[DANI])
    assert "It has changed since the copy before" not in dani.get("/en/home").text
    [listed] = copies.list_for(desk.people[DANI])
    text = dani.get(f"/en/documents/{listed.copy.public_id}/").text
    assert "copy number 1" in text
    assert "earlier" not in text
    desk.session.rollback()


def test_the_count_goes_on_after_a_copy_that_its_reader_had_opened(yasmin: PageClient, desk: Desk) -> None:
    look(yasmin, desk, DANI)
    publish(yasmin, desk, DANI)
    [listed] = copies.list_for(desk.people[DANI])
    copies.read(desk.people[DANI], listed.copy.public_id)
    desk.session.commit()
    fill_in(yasmin, record(desk, "recall"))
    publish(yasmin, desk, DANI)
    desk.session.rollback()
    assert [one.copy.number for one in copies.list_for(desk.people[DANI])] == [2]


def test_when_each_copy_was_first_read_is_shown_to_workers(yasmin: PageClient, desk: Desk) -> None:
    look(yasmin, desk, KEZ)
    publish(yasmin, desk, KEZ)
    assert "Not yet" in main_of(yasmin.get(record(desk, "published/")))
    [listed] = copies.list_for(desk.people[KEZ])
    copies.read(desk.people[KEZ], listed.copy.public_id)
    desk.session.commit()
    assert "Not yet" not in main_of(yasmin.get(record(desk, "published/")))


@pytest.mark.parametrize("page", ["publish", "published/", "recall"])
def test_the_pages_are_there_in_welsh(yasmin: PageClient, desk: Desk, page: str) -> None:
    look(yasmin, desk, KEZ)
    publish(yasmin, desk, KEZ)
    assert yasmin.get(record(desk, page).replace("/en/", "/cy/", 1)).status_code == 200
