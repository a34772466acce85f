"""Rights on a page of their own, asked for with a press, and complaints that the worker complained of never gets."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from content.rights import asking
from portal.database import today
from portal.models import Contribution, Draft, Person
from tests.builders import a_person, a_tie
from tests.families import BEVERLEY, COLM, DANI, JONAH, KEZ, LEAH, NEIL, YASMIN, Plan
from tests.pages.client import PageClient, seen
from tests.pages.filling import fields, fill_in, form_of, main_of, post


@pytest.fixture
def cadi(session: Session) -> Person:
    """A child of whom there is no record yet, with a worker."""
    found = a_person(session, "Cadi Sampl", called="Cadi", part="child")
    worker = a_person(session, "Sioned Modelwen", part="social-worker")
    a_tie(session, found, found, "child")
    a_tie(session, worker, found, "social-worker")
    session.commit()
    return found


def ask_address(plan: Plan, right: str, person: str = KEZ, child: str = KEZ) -> str:
    return f"/en/documents/{plan.copy(person, child).public_id}/ask-for/{right}"


def said(plan: Plan) -> list[Contribution]:
    plan.session.rollback()
    return list(plan.session.scalars(select(Contribution).order_by(Contribution.id)))


# The page


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("nation", ["wales", "england"])
def test_anybody_reads_the_rights_of_each_nation(client: PageClient, language: str, nation: str) -> None:
    page = client.get(f"/{language}/rights/{nation}")
    assert page.status_code == 200
    told = {"wales": ("Comisiynydd Plant Cymru", "Commissioner for Wales"), "england": ("Help at Hand",)}
    assert any(one in main_of(page) for one in told[nation])
    assert "Meic" not in page.text


def test_the_rights_of_another_nation_are_not_there(client: PageClient) -> None:
    assert client.get("/en/rights/scotland").status_code == 404


def test_a_reader_gets_the_rights_of_the_nation_of_their_record(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    page = main_of(client.get("/en/rights"))
    assert "These are your rights in England." in page
    assert "My rights" in page


def test_a_child_and_a_parent_are_each_spoken_to(client: PageClient, cadi: Person) -> None:
    assert "Your child can have an advocate." in main_of(client.get("/en/rights"))
    client.sign_in(cadi)
    page = main_of(client.get("/en/rights"))
    assert "You can have an advocate." in page
    assert "080880\u00a023456" in client.get("/en/rights").text


def test_easy_read_has_no_words_in_brackets(client: PageClient) -> None:
    assert "(a review)" in main_of(client.get("/en/rights/wales")).split("The law behind")[0]
    client.send("/en/reading", {"choice": "level:easy"})
    assert "(a review)" not in main_of(client.get("/en/rights/wales")).split("The law behind")[0]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_page_has_pictures_for_who_reads_with_them(client: PageClient, language: str) -> None:
    assert 'class="picture"' not in client.get(f"/{language}/rights/wales").text
    for choice in ("level:easy", "symbols:key"):
        client.send("/en/reading", {"choice": choice})
    page = client.get(f"/{language}/rights/wales")
    assert page.text.count('class="picture"') > 10
    assert "OpenMoji" in main_of(page)


def test_the_page_says_its_law_and_when_it_was_looked_over(client: PageClient) -> None:
    page = main_of(client.get("/en/rights/wales"))
    assert "regulation 5(2)" in page
    assert "These words were last looked over on" in page


def test_rights_are_one_press_away_on_every_page(client: PageClient) -> None:
    assert 'href="/en/rights"' in client.get("/en/sign-in").text


def test_only_a_family_can_press_and_only_in_its_own_nation(plan: Plan, client: PageClient) -> None:
    assert "/ask-for/" not in client.get("/en/rights/england").text
    client.sign_in(plan.people[YASMIN])
    assert "/ask-for/" not in client.get("/en/rights/england").text
    client.sign_in(plan.people[KEZ])
    assert client.get("/en/rights/england").text.count("/ask-for/") == len(asking.kinds("england"))
    assert "/ask-for/" not in client.get("/en/rights/wales").text


def test_a_document_ends_with_what_can_be_asked_for(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    address = f"/en/documents/{plan.copy(KEZ, KEZ).public_id}/"
    for kind in asking.kinds("england"):
        assert f'href="{address}ask-for/{kind}"' in client.get(address).text
    client.send("/en/reading", {"choice": "pace:section"})
    assert "ask-for/" not in client.get(address).text


# Asking


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("right", asking.kinds("england"))
def test_the_page_says_who_gets_it_and_what_happens_next(
    plan: Plan, client: PageClient, right: str, language: str
) -> None:
    client.sign_in(plan.people[KEZ])
    page = client.get(ask_address(plan, right).replace("/en/", f"/{language}/"))
    assert page.status_code == 200
    assert "Yasmin Testwright" in main_of(page)
    assert "202" in main_of(page)


def test_one_press_asks_and_the_worker_gets_it(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    sent = fill_in(client, ask_address(plan, "advocate"), text="Some one\r\nwith me")
    assert sent.status_code == 303
    page = main_of(client.get(sent.headers["Location"]))
    assert "Your worker asks for an advocate for you." in page
    client.sign_in(plan.people[YASMIN])
    inbox = main_of(client.get("/en/work/"))
    assert "Asks for an advocate" in inbox
    assert "Answer by" in inbox
    opened = client.get(f"/en/work/heard/{said(plan)[0].public_id}")
    assert "Some one\r\nwith me" in opened.text
    assert "Answer by" in main_of(opened)


def test_without_words_it_is_sent_too_and_shown_as_a_press(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    sent = fill_in(client, ask_address(plan, "advocate"))
    one = sent.headers["Location"].removesuffix("/sent")
    assert said(plan)[0].medium == "button"
    page = main_of(client.get(one))
    assert "You asked for an advocate" in page
    assert "Nobody has read it yet." in page
    assert "You get an answer here by" in page
    assert "You asked for an advocate" in main_of(client.get("/en/said"))


def test_the_person_sees_who_read_it_and_the_answer(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    one = fill_in(client, ask_address(plan, "advocate")).headers["Location"].removesuffix("/sent")
    client.sign_in(plan.people[YASMIN])
    heard = f"/en/work/heard/{said(plan)[0].public_id}"
    assert fill_in(client, heard, outcome="will-do", text="Jo rings you on Friday.").status_code == 303
    client.sign_in(plan.people[KEZ])
    page = main_of(client.get(one))
    assert "Yasmin Testwright read it on" in page
    assert "Jo rings you on Friday." in page


def test_words_are_kept_while_they_are_typed_and_come_back(plan: Plan, client: PageClient) -> None:
    address = ask_address(plan, "review")
    client.sign_in(plan.people[KEZ])
    form = form_of(seen(client.get(address)))
    kept = post(client, form.attrib["data-draft"], {**fields(seen(client.get(address))), "text": "Half"})
    assert kept.status_code == 204
    assert fields(seen(client.get(address)))["text"] == "Half"
    fill_in(client, address)
    plan.session.rollback()
    assert plan.session.scalars(select(Draft)).all() == []


def test_what_was_typed_last_and_comes_after_sending_is_not_kept_as_unsent(plan: Plan, client: PageClient) -> None:
    address = ask_address(plan, "review")
    client.sign_in(plan.people[KEZ])
    form = form_of(seen(client.get(address)))
    filled = {**fields(seen(client.get(address))), "text": "Please."}
    assert post(client, address, filled).status_code == 303
    assert post(client, form.attrib["data-draft"], filled).status_code == 204
    plan.session.rollback()
    assert plan.session.scalars(select(Draft)).all() == []


def test_a_parent_of_several_chooses_about_whom(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[DANI])
    refused = fill_in(client, "/en/ask-for/advocate")
    assert refused.status_code == 400
    assert "Choose who this is about." in main_of(refused)
    assert fill_in(client, "/en/ask-for/advocate", children=[plan.people[KEZ].public_id]).status_code == 303


def test_welsh_is_asked_for_in_wales_alone(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    assert client.get(ask_address(plan, "welsh")).status_code == 404


def test_in_wales_a_child_asks_to_be_spoken_to_in_welsh(client: PageClient, cadi: Person) -> None:
    client.sign_in(cadi)
    page = main_of(client.get("/cy/ask-for/welsh"))
    assert "Mae'n mynd at: Sioned Modelwen." in page
    assert fill_in(client, "/cy/ask-for/welsh").status_code == 303


def test_what_cannot_be_asked_for_is_not_there(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    assert client.get(ask_address(plan, "comment")).status_code == 404
    assert client.get("/en/ask-for/learning").status_code == 404


@pytest.mark.parametrize("person", [YASMIN, BEVERLEY, COLM, LEAH])
def test_only_a_family_asks(plan: Plan, client: PageClient, person: str) -> None:
    client.sign_in(plan.people[person])
    assert client.get("/en/ask-for/advocate").status_code == 404


def test_nobody_asks_by_another_ones_document(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[NEIL])
    assert client.get(ask_address(plan, "advocate", DANI)).status_code == 404


def test_the_page_says_who_else_can_help(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    page = client.get(ask_address(plan, "complaint"))
    assert "Others who can help you with this" in main_of(page)
    assert 'href="tel:08005280731"' in page.text


# Complaining


def complain(plan: Plan, client: PageClient, eyes: str, words: str = "canary of Yasmin") -> str:
    client.sign_in(plan.people[KEZ])
    sent = fill_in(client, ask_address(plan, "complaint"), text=words, eyes=eyes)
    assert sent.status_code == 303, main_of(sent)
    return sent.headers["Location"].removesuffix("/sent")


def test_nothing_is_chosen_beforehand_and_one_must_be(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    address = ask_address(plan, "complaint")
    assert "eyes" not in fields(seen(client.get(address)))
    refused = fill_in(client, address, text="It is late.")
    assert refused.status_code == 400
    assert "Choose who will see this." in main_of(refused)
    assert fields(seen(refused))["text"] == "It is late."


def test_the_page_says_that_the_worker_is_left_out(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    page = main_of(client.get(ask_address(plan, "complaint")))
    assert "Only a manager, because it is about Yasmin Testwright" in page
    assert "the worker is not told and does not see it here" in page


def test_where_there_is_no_other_manager_the_page_says_so(plan: Plan, client: PageClient) -> None:
    plan.session.delete(plan.ties[COLM, ""])
    a_tie(plan.session, plan.people[YASMIN], None, "manager")
    plan.session.commit()
    client.sign_in(plan.people[KEZ])
    assert "Only a manager, as soon as there is one" in main_of(client.get(ask_address(plan, "complaint")))


def test_a_worker_gets_no_byte_of_a_complaint_about_them(plan: Plan, client: PageClient) -> None:
    one = complain(plan, client, "manager").rsplit("/", 1)[-1]
    client.sign_in(plan.people[YASMIN])
    file = f"/en/work/children/{plan.people[KEZ].public_id}/case-file"
    for address in ("/en/work/", "/en/work/notices", "/en/work/children/", file):
        page = client.get(address)
        assert page.status_code == 200
        assert one not in page.text, address
        assert "canary" not in page.text, address
        assert "omplain" not in main_of(page), address
    for address in (f"/en/work/heard/{one}", f"/en/oversight/complaints/{one}", f"{file}/contribution:{one}.json"):
        assert client.get(address).status_code == 404, address


def test_a_manager_is_told_opens_it_and_answers(plan: Plan, client: PageClient) -> None:
    one = complain(plan, client, "manager").rsplit("/", 1)[-1]
    client.sign_in(plan.people[COLM])
    complaint = f"/en/oversight/complaints/{one}"
    assert complaint in client.get("/en/work/notices").text
    waiting = client.get("/en/oversight/waiting")
    assert complaint in waiting.text
    assert "canary" not in waiting.text
    assert "canary of Yasmin" in main_of(client.get(complaint))
    assert fill_in(client, complaint, outcome="will-do", text="I will ring you.").status_code == 303
    assert "Complaints that were answered lately" in main_of(client.get("/en/oversight/waiting"))
    client.sign_in(plan.people[KEZ])
    page = main_of(client.get(f"/en/said/{one}"))
    assert "Colm" in page
    assert "I will ring you." in page


def test_a_manager_who_was_the_worker_complained_of_never_gets_it_also_once_they_are_not(
    plan: Plan, client: PageClient
) -> None:
    a_tie(plan.session, plan.people[YASMIN], None, "manager")
    plan.session.commit()
    one = complain(plan, client, "manager").rsplit("/", 1)[-1]
    plan.ties[YASMIN, KEZ].until_on = today()
    plan.session.commit()
    client.sign_in(plan.people[YASMIN])
    waiting = client.get("/en/oversight/waiting")
    assert waiting.status_code == 200
    assert one not in waiting.text
    assert client.get(f"/en/oversight/complaints/{one}").status_code == 404
    client.sign_in(plan.people[COLM])
    assert client.get(f"/en/oversight/complaints/{one}").status_code == 200


def test_whoever_is_shut_out_since_is_offered_nothing_more_about_a_complaint(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[NEIL])
    address = f"/en/documents/{plan.copy(NEIL, KEZ).public_id}/ask-for/complaint"
    one = fill_in(client, address, text="It is late.", eyes="manager").headers["Location"].removesuffix("/sent")
    assert "Add to your complaint" in main_of(client.get(one))
    for child in (KEZ, JONAH):
        plan.block(NEIL, child)
    client.sign_in(plan.people[NEIL])
    page = client.get(one)
    assert "It is late." in main_of(page)
    assert "Add to your complaint" not in main_of(page)


def test_a_complaint_for_both_is_in_the_workers_list(plan: Plan, client: PageClient) -> None:
    one = complain(plan, client, "worker-and-manager", "It is late.").rsplit("/", 1)[-1]
    client.sign_in(plan.people[YASMIN])
    assert "A complaint" in main_of(client.get("/en/work/"))
    assert "The worker and a manager" in main_of(client.get(f"/en/work/heard/{one}"))


def test_whoever_complained_adds_to_it_by_complaining_again(plan: Plan, client: PageClient) -> None:
    one = complain(plan, client, "manager")
    page = client.get(one)
    assert 'href="/en/ask-for/complaint"' in page.text
    assert f"{one}/say" not in page.text
    assert client.get(f"{one}/say").status_code == 404


def test_an_advocate_that_somebody_asked_for_stays_in_a_managers_sight(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    fill_in(client, ask_address(plan, "advocate"), text="canary")
    client.sign_in(plan.people[COLM])
    page = client.get("/en/oversight/waiting")
    assert "Asks for an advocate" in main_of(page)
    assert "The worker: Yasmin Testwright" in main_of(page)
    assert "canary" not in page.text
    assert client.get(f"/en/oversight/complaints/{said(plan)[0].public_id}").status_code == 404


def test_an_answer_is_kept_while_a_manager_types(plan: Plan, client: PageClient) -> None:
    one = complain(plan, client, "manager").rsplit("/", 1)[-1]
    client.sign_in(plan.people[COLM])
    address = f"/en/oversight/complaints/{one}"
    form = form_of(seen(client.get(address)))
    kept = post(client, form.attrib["data-draft"], {**fields(seen(client.get(address))), "text": "Half"})
    assert kept.status_code == 204
    assert fields(seen(client.get(address)))["text"] == "Half"
