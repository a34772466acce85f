"""A family says something through the pages: as they wrote it, to whom they chose, and nothing lost on the way."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from portal.models import Contribution, ContributionChild, Person
from portal.models import Session as Kept
from portal.services import deliveries, drafts, outcomes
from tests.families import BEVERLEY, COLM, DANI, JONAH, KEZ, LEAH, NEIL, PIP, RYAN, YASMIN, Plan
from tests.pages.client import PageClient, seen
from tests.pages.filling import fields, fill_in, form_of, main_of, post


def say_address(plan: Plan, person: str, child: str, field: str = "") -> str:
    copy = plan.copy(person, child)
    return f"/en/documents/{copy.public_id}/say" + (f"/{plan.passage(copy, field)}" if field else "")


def send(client: PageClient, address: str, words: str = "That is not right.", **more: object) -> str:
    """Write, check, choose, send; gives the address of the page that says it is sent."""
    written = fill_in(client, address, text=words)
    assert written.status_code == 303, main_of(written)
    sent = fill_in(client, written.headers["Location"], **{"eyes": "worker", **more})
    assert sent.status_code == 303
    return sent.headers["Location"]


def said(plan: Plan) -> list[Contribution]:
    plan.session.rollback()
    return list(plan.session.scalars(select(Contribution).order_by(Contribution.id)))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.one_of(
        st.sampled_from(["\r\nFirst\r\n\r\nsecond ", "<b>&amp;</b>'\"", "שלום \u202eabc", "y\u0302 ŷ", "\rone\ntwo"]),
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1).filter(str.strip),
    )
)
def test_any_words_reach_the_case_file_just_as_they_were_written(plan: Plan, client: PageClient, words: str) -> None:
    client.sign_in(plan.people[KEZ])
    sent = send(client, say_address(plan, KEZ, KEZ, "reason"), words)
    deliveries.deliver_due(plan.session)
    plan.session.commit()
    client.sign_in(plan.people[YASMIN])
    file = f"/en/work/children/{plan.people[KEZ].public_id}/case-file"
    filed = client.get(f"{file}/contribution:{sent.split('/')[3]}.json")
    assert json.loads(filed.data)["original"] == words


def test_the_page_shows_what_is_spoken_of(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    assert "canary-health" in main_of(client.get(say_address(plan, KEZ, KEZ, "health")))
    assert "canary" not in main_of(client.get(say_address(plan, KEZ, KEZ)))
    assert "canary" not in main_of(client.get("/en/say"))


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_pages_are_there_in_both_languages(plan: Plan, client: PageClient, language: str) -> None:
    client.sign_in(plan.people[DANI])
    address = say_address(plan, DANI, KEZ, "reason").replace("/en/", f"/{language}/")
    sent = send(client, address)
    assert sent.startswith(f"/{language}/said/")
    one = sent.removesuffix("/sent")
    for page in (sent, one, f"{one}/take-back", f"{one}/say", f"/{language}/said", f"/{language}/say"):
        assert client.get(page).status_code == 200
    assert said(plan)[0].language == language


# Nothing is lost


def test_words_are_there_again_after_signing_out(plan: Plan, client: PageClient) -> None:
    address = say_address(plan, KEZ, KEZ, "reason")
    client.sign_in(plan.people[KEZ])
    waits = fill_in(client, address, text="Half a sen", later="1")
    assert waits.headers["Location"] == "/en/said"
    assert "Half a sen" in main_of(client.get("/en/said"))
    client.leave()
    client.sign_in(plan.people[KEZ])
    assert fields(seen(client.get(address)))["text"] == "Half a sen"


def test_words_are_kept_while_they_are_typed(plan: Plan, client: PageClient) -> None:
    address = say_address(plan, KEZ, KEZ, "reason")
    client.sign_in(plan.people[KEZ])
    form = form_of(seen(client.get(address)))
    kept = post(client, form.attrib["data-draft"], {**fields(seen(client.get(address))), "text": "Half"})
    assert (kept.status_code, kept.data) == (204, b"")
    assert fields(seen(client.get(address)))["text"] == "Half"
    assert said(plan) == []


def test_another_person_never_gets_the_words_that_wait(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    fill_in(client, "/en/say", text="canary-draft", later="1")
    for person in (KEZ, NEIL, YASMIN):
        client.sign_in(plan.people[person])
        assert "canary-draft" not in client.get("/en/said").text


def test_words_sent_after_the_session_ended_wait_for_the_same_person(plan: Plan, client: PageClient) -> None:
    address = say_address(plan, KEZ, KEZ, "reason")
    client.sign_in(plan.people[KEZ])
    filled = {**fields(seen(client.get(address))), "text": "Too late"}
    plan.session.execute(update(Kept).values(ended_at=Kept.began_at))
    plan.session.commit()
    assert post(client, address, filled).status_code == 401
    client.sign_in(plan.people[KEZ])
    assert fields(seen(client.get(address)))["text"] == "Too late"


def test_pressing_twice_sends_once(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    check = fill_in(client, say_address(plan, KEZ, KEZ), text="Once").headers["Location"]
    filled = {**fields(seen(client.get(check))), "eyes": "worker"}
    first, second = post(client, check, filled), post(client, check, filled)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(said(plan)) == 1


def test_what_was_said_comes_a_page_at_a_time(plan: Plan, client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "ON_A_PAGE", 2)
    client.sign_in(plan.people[DANI])
    for words in ("canary-one", "canary-two", "canary-three"):
        send(client, say_address(plan, DANI, KEZ), words)
    first, second = (client.get(f"/en/said?page={number}") for number in (1, 2))
    assert [one in main_of(first) for one in ("canary-three", "canary-two", "canary-one")] == [True, True, False]
    assert [one in main_of(second) for one in ("canary-three", "canary-two", "canary-one")] == [False, False, True]
    assert "/en/said?page=2" in first.text
    assert "The next page" not in main_of(second)
    assert "canary-three" in main_of(client.get("/en/said?page=" + "9" * 30))


def test_going_back_to_check_after_sending_begins_again(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    address = say_address(plan, KEZ, KEZ)
    send(client, address)
    assert client.get(f"{address}/check").headers["Location"] == address


@pytest.mark.parametrize(
    ("words", "message"),
    [("", "There are no words here yet"), ("a\x00b", "can't keep"), ("a" * 100_001, "100001 characters")],
)
def test_words_that_can_not_be_taken_stay_on_the_page_with_the_reason(
    plan: Plan, client: PageClient, words: str, message: str
) -> None:
    client.sign_in(plan.people[KEZ])
    address = say_address(plan, KEZ, KEZ)
    refused = fill_in(client, address, text=words)
    assert refused.status_code == 400
    assert message in main_of(refused)
    assert len(fields(seen(refused))["text"]) == len(words)
    assert drafts.find(plan.people[KEZ], address) is None


# For whose eyes


def test_nothing_is_chosen_beforehand_and_something_must_be(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    check = fill_in(client, say_address(plan, KEZ, KEZ), text="Look").headers["Location"]
    assert "eyes" not in fields(seen(client.get(check)))
    refused = fill_in(client, check)
    assert refused.status_code == 400
    assert "Choose who will see this." in main_of(refused)
    assert "Look" in main_of(refused)
    assert said(plan) == []


def test_who_will_see_it_is_named_in_words(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    check = fill_in(client, say_address(plan, KEZ, KEZ), text="Look").headers["Location"]
    page = main_of(client.get(check))
    assert "Only Yasmin Testwright, my social worker" in page
    assert "Beverley Exampler, my reviewing officer" in page
    assert "Send to Yasmin" in page


def test_where_there_is_no_reviewing_officer_the_page_says_so(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[RYAN])
    check = fill_in(client, "/en/say", text="Look").headers["Location"]
    page = main_of(client.get(check))
    assert "Only Yasmin Testwright, the social worker for Pip" in page
    assert "There is no reviewing officer now." in page
    assert "worker-and-reviewing-officer" not in client.get(check).text


def test_a_parent_can_name_their_other_children_on_what_they_share(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    check = fill_in(client, say_address(plan, DANI, KEZ, "reason"), text="All three").headers["Location"]
    page = main_of(client.get(check))
    assert "About Kez: the social worker is Yasmin Testwright, and the reviewing officer is Beverley Exampler." in page
    others = [plan.people[one].public_id for one in (JONAH, PIP)]
    assert fill_in(client, check, eyes="worker", children=others).status_code == 303
    assert plan.session.scalar(select(func.count()).select_from(ContributionChild)) == 3


def test_a_parent_of_several_says_which_child_where_it_is_about_nothing_in_particular(
    plan: Plan, client: PageClient
) -> None:
    client.sign_in(plan.people[NEIL])
    check = fill_in(client, "/en/say", text="Hello").headers["Location"]
    refused = fill_in(client, check, eyes="worker")
    assert refused.status_code == 400
    assert "Choose who this is about." in main_of(refused)
    assert "Pip" not in main_of(refused)
    assert fill_in(client, check, eyes="worker", children=[plan.people[JONAH].public_id]).status_code == 303


def test_the_help_somebody_had_is_named(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    send(client, say_address(plan, KEZ, KEZ), helped_by="Nan typed while I talked", language="cy")
    assert (said(plan)[0].helped_by, said(plan)[0].language) == ("Nan typed while I talked", "cy")


# In danger


def test_words_that_suggest_danger_are_answered_with_what_to_do_and_never_called_that(
    plan: Plan, client: PageClient
) -> None:
    client.sign_in(plan.people[KEZ])
    sent = send(client, say_address(plan, KEZ, KEZ), "he hits me")
    assert "999" in main_of(client.get(sent))
    assert "Childline" in main_of(client.get(sent))
    assert said(plan)[0].suggests_danger
    for address in ("/en/said", sent.removesuffix("/sent")):
        assert "999" not in main_of(client.get(address))
    client.sign_in(plan.people[DANI])
    assert "999" not in main_of(client.get(send(client, say_address(plan, DANI, KEZ), "Thank you.")))


# Afterwards


def test_taking_back_says_first_that_the_record_keeps_it(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    one = send(client, say_address(plan, KEZ, KEZ), "canary-own").removesuffix("/sent")
    assert "The case record keeps them" in main_of(client.get(f"{one}/take-back"))
    assert said(plan)[0].taken_back_at is None
    assert fill_in(client, f"{one}/take-back").headers["Location"] == "/en/said"
    assert "canary-own" not in client.get("/en/said").text
    assert "canary-own" not in client.get(one).text
    assert said(plan)[0].original == "canary-own"


def test_a_change_of_mind_is_shown_beside_what_it_follows(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    one = send(client, say_address(plan, KEZ, KEZ, "reason"), "It is wrong").removesuffix("/sent")
    assert "It is wrong" in main_of(client.get(f"{one}/say"))
    send(client, f"{one}/say", "It is right after all")
    first, second = said(plan)
    assert second.follows_id == first.id


def test_another_version_can_be_asked_for(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    address = say_address(plan, KEZ, KEZ, "reason").replace("/say/", "/ask/")
    assert "Ask for it in Welsh" in main_of(client.get(address))
    sent = fill_in(client, address, what="cy").headers["Location"]
    assert client.get(sent).status_code == 200
    assert "You asked for it in Welsh" in main_of(client.get("/en/said"))
    client.sign_in(plan.people[YASMIN])
    assert "Asks for it in Welsh" in main_of(client.get("/en/work/"))


# Absence


@pytest.mark.parametrize("person", [JONAH, NEIL, RYAN, DANI, YASMIN, BEVERLEY, LEAH, COLM])
def test_nobody_speaks_of_or_sees_what_is_anothers(plan: Plan, client: PageClient, person: str) -> None:
    client.sign_in(plan.people[KEZ])
    address = say_address(plan, KEZ, KEZ, "reason")
    one = send(client, address, "canary-own").removesuffix("/sent")
    client.sign_in(plan.people[person])
    ask = address.replace("/say/", "/ask/")
    for closed in (address, f"{address}/check", ask, one, f"{one}/sent", f"{one}/say", f"{one}/take-back"):
        assert client.get(closed).status_code == 404
    assert "canary-own" not in client.get("/en/said").text


@pytest.mark.parametrize("closed", ["block", "withhold"])
def test_what_is_closed_since_leaves_a_person_their_own_words_only(plan: Plan, client: PageClient, closed: str) -> None:
    client.sign_in(plan.people[NEIL])
    address = say_address(plan, NEIL, KEZ, "reason")
    one = send(client, address, "canary-own").removesuffix("/sent")
    assert "canary-reason" in main_of(client.get(one))
    _answer(plan, client, one.rsplit("/", 1)[1])
    client.sign_in(plan.people[NEIL])
    assert "canary-answer" in main_of(client.get(one))
    plan.block(NEIL, KEZ) if closed == "block" else plan.withhold(NEIL, "reason")
    client.sign_in(plan.people[NEIL])
    page = main_of(client.get(one))
    assert "canary-own" in page
    assert "canary-reason" not in page
    assert "canary-answer" not in page
    assert "Yasmin" not in page
    assert "Yasmin" not in main_of(client.get("/en/said"))
    sent = client.get(f"{one}/sent")
    assert "Yasmin" not in main_of(sent)
    assert plan.copy(NEIL, KEZ).public_id not in sent.text
    assert client.get(address).status_code == 404


def _answer(plan: Plan, client: PageClient, public_id: str) -> None:
    client.sign_in(plan.people[YASMIN])
    fill_in(client, f"/en/work/heard/{public_id}", outcome="changed", text="canary-answer")


def test_nobody_else_of_the_family_is_ever_named_to_a_reader(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    one = send(client, say_address(plan, KEZ, KEZ, "reason")).removesuffix("/sent")
    others = [plan.people[one].name for one in (DANI, NEIL, RYAN, JONAH, PIP)]
    for address in ("/en/said", one, f"{one}/sent", "/en/say"):
        page = main_of(client.get(address))
        assert [name for name in others if name in page] == []


def test_a_person_who_is_signed_out_is_asked_to_sign_in(plan: Plan, client: PageClient) -> None:
    for address in (say_address(plan, KEZ, KEZ), "/en/say", "/en/said"):
        assert "/sign-in" in client.get(address).headers["Location"]
    assert plan.session.scalar(select(func.count()).select_from(Person)) == len(plan.people)
