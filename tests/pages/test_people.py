"""Who is tied to a child, through the pages: confirmed one by one, blocked at once, invited, handed over."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select

from portal.models import AuditEvent, Invitation, Tie
from portal.services import invitations
from tests.desks import Desk
from tests.families import COLM, DANI, KEZ, LEAH, NEIL, PIP, RYAN, YASMIN
from tests.pages.client import PageClient
from tests.pages.filling import fill_in, main_of


@pytest.fixture
def yasmin(desk: Desk, client: PageClient) -> PageClient:
    client.sign_in(desk.yasmin)
    return client


def child(desk: Desk, more: str = "", of: str = KEZ) -> str:
    return f"/en/work/children/{desk.id(of)}/{more}"


def ties(desk: Desk, person: str, of: str = KEZ) -> list[Tie]:
    desk.session.rollback()
    ids = {"person_id": desk.people[person].id, "child_id": desk.people[of].id}
    return list(desk.session.scalars(select(Tie).filter_by(**ids)))


def test_a_record_proposes_and_a_worker_confirms_for_this_child_alone(yasmin: PageClient, desk: Desk) -> None:
    words = main_of(yasmin.get(child(desk, "people/")))
    assert words.index("not confirmed") < words.index("Ryan Tarnwell")
    at = child(desk, f"people/{desk.id(RYAN)}/")
    assert " selected" not in yasmin.get(at).text.replace('value="" selected', "")
    answer = fill_in(yasmin, at, part="relative")
    assert answer.status_code == 303
    [tie] = ties(desk, RYAN)
    assert (tie.part, tie.has_parental_responsibility) == ("relative", False)
    assert len(ties(desk, RYAN, PIP)) == 1


def test_what_somebody_is_to_a_child_is_never_assumed(yasmin: PageClient, desk: Desk) -> None:
    answer = fill_in(yasmin, child(desk, f"people/{desk.id(RYAN)}/"), has_parental_responsibility="y")
    assert (answer.status_code, ties(desk, RYAN)) == (400, [])
    assert "Choose one from the list." in answer.text


def test_nobody_is_made_a_manager_or_another_child_of_the_case(yasmin: PageClient, desk: Desk) -> None:
    for part in ("manager", "child", "nonsense"):
        assert fill_in(yasmin, child(desk, f"people/{desk.id(RYAN)}/"), part=part).status_code == 400
    assert ties(desk, RYAN) == []


def test_somebody_whom_no_record_of_the_child_names_is_not_found(yasmin: PageClient, desk: Desk) -> None:
    stranger = child(desk, "people/nobody/")
    assert yasmin.get(stranger).status_code == 404


def tie_address(desk: Desk, person: str, act: str) -> str:
    [tie] = ties(desk, person)
    return f"/en/work/ties/{tie.public_id}/{act}"


def test_a_block_says_what_it_does_then_works_at_once(yasmin: PageClient, desk: Desk, app: Flask) -> None:
    neil = app.test_client()
    assert isinstance(neil, PageClient)
    neil.sign_in(desk.people[NEIL])
    assert neil.get("/en/home").status_code in (200, 303)
    at = tie_address(desk, NEIL, "block")
    assert "They are signed out everywhere." in main_of(yasmin.get(at))
    assert fill_in(yasmin, at, because=" ").status_code == 400
    assert ties(desk, NEIL)[0].blocked_at is None
    assert fill_in(yasmin, at, because="A court order").status_code == 303
    assert ties(desk, NEIL)[0].blocked_because == "A court order"
    assert neil.get("/en/account/sessions").status_code == 303
    people = main_of(yasmin.get(child(desk, "people/")))
    assert "A court order" in people
    assert fill_in(yasmin, tie_address(desk, NEIL, "lift")).status_code == 303
    assert ties(desk, NEIL)[0].blocked_at is None


def test_a_child_is_not_blocked_from_what_is_about_them(yasmin: PageClient, desk: Desk) -> None:
    at = tie_address(desk, KEZ, "block")
    assert at not in yasmin.get(child(desk, "people/")).text
    answer = fill_in(yasmin, at, because="A reason")
    assert (answer.status_code, ties(desk, KEZ)[0].blocked_at) == (400, None)
    assert "A child is not blocked from what is about them." in main_of(answer)


def test_a_tie_can_end(yasmin: PageClient, desk: Desk) -> None:
    assert fill_in(yasmin, tie_address(desk, NEIL, "end")).status_code == 303
    assert ties(desk, NEIL)[0].until_on is not None
    assert "Neil" not in main_of(yasmin.get(child(desk)))


def code_on(page: str) -> str:
    found = re.search(r'class="code">([^<]+)<', page)
    assert found
    return found[1]


def test_a_code_is_shown_once_with_instructions_in_both_languages(yasmin: PageClient, desk: Desk) -> None:
    at = child(desk, f"people/{desk.id(KEZ)}/invite")
    page = fill_in(yasmin, at)
    code = code_on(page.text)
    words = main_of(page)
    assert "Dy god di ar gyfer Clywed" in words
    assert "Your code for Clywed" in words
    desk.session.rollback()
    assert invitations.of_code(desk.session, code).person_id == desk.people[KEZ].id
    assert code not in yasmin.get(at).text


def test_an_adult_is_spoken_to_as_an_adult(yasmin: PageClient, desk: Desk) -> None:
    words = main_of(fill_in(yasmin, child(desk, f"people/{desk.id(DANI)}/invite")))
    assert "Eich cod chi ar gyfer Clywed" in words


def test_what_is_sent_with_a_code_names_nobody_and_does_not_say_what_it_is_for(yasmin: PageClient, desk: Desk) -> None:
    page = fill_in(yasmin, child(desk, f"people/{desk.id(KEZ)}/invite")).text
    message = page.split('class="message">')[1].split("</pre>")[0]
    assert code_on(page) in message
    assert "https://localhost/" in message
    assert f"sms:?&amp;body={quote(unescape(message), safe='/')}" in page
    assert f"mailto:?subject=Clywed&amp;body={quote(unescape(message), safe='/')}" in page
    told = desk.people[KEZ].name.split() + [desk.people[KEZ].called or "", "council", "cyngor", "child", "plentyn"]
    assert [one for one in told if one and one.lower() in message.lower()] == []


@pytest.mark.parametrize(
    ("languages", "first"), [([], "cy"), (["cy"], "cy"), (["en-GB", "cy"], "en"), (["pl"], "cy"), (["pl", "en"], "en")]
)
def test_the_language_that_somebody_likes_better_comes_first(
    yasmin: PageClient, desk: Desk, languages: list[str], first: str
) -> None:
    desk.people[KEZ].languages = languages
    desk.session.commit()
    page = fill_in(yasmin, child(desk, f"people/{desk.id(KEZ)}/invite")).text
    assert re.findall(r'<section class="letter" lang="(\w\w)"', page)[0] == first
    assert (page.index("Go to this address") < page.index("Cer i")) == (first == "en")


def test_a_new_code_ends_the_one_before(yasmin: PageClient, desk: Desk) -> None:
    at = child(desk, f"people/{desk.id(KEZ)}/invite")
    first, second = code_on(fill_in(yasmin, at).text), code_on(fill_in(yasmin, at).text)
    desk.session.rollback()
    assert first != second
    assert invitations.of_code(desk.session, second)
    with pytest.raises(Exception, match="does not work"):
        invitations.of_code(desk.session, first)


def test_the_code_is_nowhere_in_the_audit(yasmin: PageClient, desk: Desk) -> None:
    code = code_on(fill_in(yasmin, child(desk, f"people/{desk.id(KEZ)}/invite")).text)
    desk.session.rollback()
    assert desk.session.scalars(select(Invitation)).one().code_hash != code
    assert all(code not in one.thing for one in desk.session.scalars(select(AuditEvent)))


def test_somebody_without_a_tie_to_the_child_is_not_invited(yasmin: PageClient, desk: Desk) -> None:
    for person in (RYAN, COLM):
        sent = {"csrf_token": yasmin.token(child(desk))}
        assert yasmin.get(child(desk, f"people/{desk.id(person)}/invite")).status_code == 404
        assert yasmin.post(child(desk, f"people/{desk.id(person)}/invite"), data=sent).status_code == 404
    desk.session.rollback()
    assert not desk.session.scalars(select(Invitation)).all()


def test_a_child_is_handed_over_to_another_worker(yasmin: PageClient, desk: Desk, app: Flask) -> None:
    at = child(desk, "hand-over")
    assert fill_in(yasmin, at).status_code == 400
    assert fill_in(yasmin, at, to=desk.id(DANI)).status_code == 400
    assert fill_in(yasmin, at, to=desk.id(LEAH)).status_code == 303
    assert yasmin.get(child(desk)).status_code == 404
    leah = app.test_client()
    assert isinstance(leah, PageClient)
    leah.sign_in(desk.people[LEAH])
    assert "Kezia Fictonby" in main_of(leah.get("/en/work/children/"))
    assert ties(desk, YASMIN)[0].until_on is not None


@pytest.mark.parametrize("somebody", [LEAH, COLM, DANI, KEZ])
def test_nobody_else_finds_the_people_of_a_child(client: PageClient, desk: Desk, somebody: str) -> None:
    block = tie_address(desk, NEIL, "block")
    client.sign_in(desk.people[somebody])
    person = f"people/{desk.id(KEZ)}/"
    for address in (child(desk), child(desk, "people/"), child(desk, person), child(desk, f"{person}invite"), block):
        assert client.get(address).status_code == 404
    word = {"csrf_token": client.token("/en/help"), "because": "x", "part": "parent", "to": desk.id(LEAH)}
    for address in (child(desk, person), child(desk, f"{person}invite"), child(desk, "hand-over"), block):
        assert client.post(address, data=word).status_code == 404
    assert ties(desk, NEIL)[0].blocked_at is None
