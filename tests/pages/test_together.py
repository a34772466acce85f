"""Going through a document together, on the pages: one part at a time, three equal answers, nothing sent unasked."""

import pytest
from sqlalchemy import select, update

from portal.models import Contribution, Understanding
from portal.models import Session as Kept
from portal.services import together
from tests.families import BEVERLEY, DANI, KEZ, YASMIN, Plan
from tests.pages.client import PageClient, seen
from tests.pages.filling import fields, fill_in, main_of, post
from tests.pages.page_rules import Element, words


def address(plan: Plan, person: str = KEZ, language: str = "en") -> str:
    return f"/{language}/documents/{plan.copy(person, KEZ).public_id}/together/"


def press(client: PageClient, page: str, mark: str) -> str:
    """Press one of the answers; gives where it leads."""
    pressed = fill_in(client, page, mark=mark)
    assert pressed.status_code == 303, main_of(pressed)
    return pressed.headers["Location"]


def buttons(client: PageClient, page: str) -> dict[str, Element]:
    found = seen(client.get(page)).all("button")
    return {one.attrib["value"]: one for one in found if one.get("name") == "mark"}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_it_goes_through_every_part_and_ends_with_what_was_marked(
    plan: Plan, client: PageClient, language: str
) -> None:
    client.sign_in(plan.people[KEZ])
    begun = fill_in(client, address(plan, language=language), text="Sara, my foster carer")
    page, parts = begun.headers["Location"], 0
    while "/part/" in page:
        assert "Sara, my foster carer" in main_of(client.get(page))
        page, parts = press(client, page, "understood"), parts + 1
    assert page == f"{address(plan, language=language)}marks"
    assert parts == len(together.look(plan.people[KEZ], plan.copy(KEZ, KEZ).public_id).parts)
    said_once = main_of(client.get(page))
    shown = main_of(client.get(page))
    assert said_once.endswith(shown)
    assert shown.count("I understand" if language == "en" else "Dw i'n deall") == parts
    # Nothing was unclear, so nothing is offered to be sent.
    assert "/together/tell" not in client.get(page).text
    assert client.get(f"{address(plan, language=language)}tell").status_code == 303


def test_the_answers_are_equal_and_none_is_chosen_beforehand(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    page = fill_in(client, address(plan), text="").headers["Location"]
    found = buttons(client, page)
    assert [words(one) for one in found.values()] == ["I understand", "I am not sure", "Tell me more"]
    assert {one.get("class") for one in found.values()} == {"mark"}
    assert {one.get("aria-pressed") for one in found.values()} == {"false"}
    press(client, page, "unsure")
    found = buttons(client, page)
    assert [mark for mark, one in found.items() if one.get("aria-pressed") == "true"] == ["unsure"]
    assert press(client, page, "none") == page
    assert "none" not in buttons(client, page)


def test_whoever_helps_is_told_what_to_ask(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    page = fill_in(client, address(plan), text="").headers["Location"]
    assert "Ask what they would add." in main_of(client.get(page))
    assert "Ask which picture is right." not in main_of(client.get(page))
    client.send("/en/reading", {"choice": "symbols:key"})
    assert "Ask which picture is right." in main_of(client.get(page))
    assert all(one.find("img") is not None for one in buttons(client, page).values())


def test_a_part_follows_how_the_person_reads(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    copy = plan.copy(KEZ, KEZ)
    page = f"{address(plan)}part/{plan.passage(copy, 'health')}"
    assert "canary-health" in main_of(client.get(page))
    assert "canary-reason" not in main_of(client.get(page))
    assert f"/sound/{plan.passage(copy, 'health')}/en-plain.mp3" in client.get(page).text
    client.send("/en/reading", {"choice": "level:easy"})
    assert "There is no easier version yet" in main_of(client.get(page))
    client.send("/en/reading", {"choice": "pace:section"})
    assert client.get(page).status_code == 200


def test_an_answer_that_there_is_not_is_refused_with_words(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    page = fill_in(client, address(plan), text="").headers["Location"]
    refused = fill_in(client, page, mark="agreed")
    assert refused.status_code == 400
    assert "Choose one of the answers on the page." in main_of(refused)


def test_what_was_not_clear_goes_only_when_it_is_sent_and_to_whom_it_is_said(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    page = fill_in(client, address(plan), text="Sara").headers["Location"]
    press(client, page, "more")
    plan.session.rollback()
    assert plan.session.scalars(select(Contribution)).all() == []
    tell = f"{address(plan)}tell"
    asked = client.get(tell)
    assert "eyes" not in fields(seen(asked))
    assert fields(seen(asked))["helped_by"] == "Sara"
    assert "Tell me more: About me" in main_of(asked)
    assert "Beverley" in main_of(asked)
    assert fill_in(client, tell).status_code == 400
    sent = fill_in(client, tell, eyes="worker")
    assert sent.headers["Location"].endswith("/sent")
    one = sent.headers["Location"].removesuffix("/sent")
    welsh = one.replace("/en/", "/cy/")
    for place in (sent.headers["Location"], one, welsh, f"{one}/take-back", "/en/said", "/cy/said"):
        assert client.get(place).status_code == 200
    assert "You said which parts were not clear to you" in main_of(client.get("/en/said"))
    client.sign_in(plan.people[BEVERLEY])
    assert one.split("/")[-1] not in client.get("/en/work/").text


def test_the_worker_finds_it_in_the_list_and_answers_it(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    press(client, fill_in(client, address(plan), text="Sara").headers["Location"], "unsure")
    one = fill_in(client, f"{address(plan)}tell", eyes="worker").headers["Location"].split("/")[3]
    client.sign_in(plan.people[YASMIN])
    for language in ("en", "cy"):
        assert client.get(f"/{language}/work/").status_code == 200
        assert client.get(f"/{language}/work/notices").status_code == 200
    assert "Parts that were not clear to them" in main_of(client.get("/en/work/"))
    assert "Somebody did not understand all of a document." in main_of(client.get("/en/work/notices"))
    heard = main_of(client.get(f"/en/work/heard/{one}"))
    assert "did not understand all of it" in heard
    assert "I am not sure: About me" in heard
    assert "Sara" in heard
    answered = fill_in(client, f"/en/work/heard/{one}", outcome="will-do", text="I will come.")
    assert answered.status_code == 303
    file = main_of(client.get(f"/en/work/children/{plan.people[KEZ].public_id}/case-file"))
    assert "On its way" in file
    client.sign_in(plan.people[KEZ])
    assert "I will come." in main_of(client.get(f"/en/said/{one}"))


def test_marks_that_are_deleted_are_gone(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    press(client, fill_in(client, address(plan), text="Sara").headers["Location"], "unsure")
    deleted = fill_in(client, f"{address(plan)}marks")
    assert deleted.headers["Location"] == address(plan)
    assert fields(seen(client.get(address(plan))))["text"] == ""
    plan.session.rollback()
    assert plan.session.scalars(select(Understanding)).all() == []


def test_the_name_is_there_again_after_the_session_ended(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    page = address(plan, DANI)
    filled = {**fields(seen(client.get(page))), "text": "Nan"}
    plan.session.execute(update(Kept).values(ended_at=Kept.began_at))
    plan.session.commit()
    late = post(client, page, filled)
    assert late.status_code == 401
    client.sign_in(plan.people[DANI])
    assert fields(seen(client.get(page)))["text"] == "Nan"


def test_the_name_is_kept_while_it_is_typed(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    page = address(plan, DANI)
    kept = post(client, f"{page}draft", {**fields(seen(client.get(page))), "text": "Na"})
    assert kept.status_code == 204
    assert fields(seen(client.get(page)))["text"] == "Na"


def test_nobody_else_gets_there(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    for place in ("", "marks", "tell", f"part/{plan.passage(plan.copy(KEZ, KEZ), 'reason')}"):
        assert client.get(f"{address(plan)}{place}").status_code == 404
