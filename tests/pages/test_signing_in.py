"""Beginning, signing in and out, sessions, and words that outlive a session."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.database import now
from portal.models import Draft, Guess, Person
from portal.models import Session as KeptSession
from portal.services import accounts, drafts, invitations
from portal.services.accounts import SignIn
from tests.builders import a_person, a_tie
from tests.pages.client import COOKIE, PageClient, seen

WORDS = "tri llygoden bach"
NAME = "afal-cwch-10"
DEVICE = "__Host-clywed-device"


@pytest.fixture
def child(session: Session) -> Person:
    """A child, tied to their own case, who has seen the first page."""
    found = a_person(session, "Cadi Sampl", part="child", welcomed_at=now())
    a_tie(session, found, found, "child")
    session.commit()
    return found


def a_code(session: Session, person: Person) -> str:
    code = invitations.new_code(session, person)
    session.commit()
    return code


@pytest.fixture
def account(session: Session, child: Person) -> Person:
    """The same child, who signs in with words."""
    accounts.begin(session, invitations.of_code(session, invitations.new_code(session, child)), SignIn(NAME, WORDS))
    session.commit()
    return child


def sign_in(client: PageClient, name: str = NAME, secret: str = WORDS, to: str = "") -> TestResponse:
    address = f"/en/sign-in?next={to}" if to else "/en/sign-in"
    return client.send(address, {"user_name": name, "secret": secret})


def is_signed_in(client: PageClient) -> bool:
    return client.get("/en/account/sessions").status_code == 200


def words_of(response: TestResponse, name: str) -> str:
    """The value of the first field of a name on a page."""
    return next(field.get("value", "") for field in seen(response).all("input") if field.get("name") == name)


def test_signing_in_goes_to_ones_own_page_or_to_where_one_was_going(client: PageClient, account: Person) -> None:
    assert sign_in(client).location == "/en/home"
    assert sign_in(client, to="/cy/said?page=2").location == "/cy/said?page=2"


@pytest.mark.parametrize(
    "to",
    ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/en\\..\\x", "elsewhere", "/en/a b"],
)
def test_nobody_is_sent_to_another_site(client: PageClient, account: Person, to: str) -> None:
    assert sign_in(client, to=to).location == "/en/home"


def test_a_page_that_needs_somebody_signed_in_comes_back_after_it(client: PageClient, account: Person) -> None:
    asked = client.get("/cy/account/sessions")
    assert asked.location == "/cy/sign-in?next=/cy/account/sessions"
    answer = client.send(asked.location, {"user_name": NAME, "secret": WORDS})
    assert answer.location == "/cy/account/sessions"


def test_a_worker_and_a_manager_go_to_their_own_first_page(client: PageClient, session: Session) -> None:
    child = a_person(session, part="child")
    for part, first in (("social-worker", "/en/work/"), ("manager", "/en/oversight/audit")):
        person = a_person(session, part=part)
        a_tie(session, person, None if part == "manager" else child, part)
        accounts.begin(session, invitations.of_code(session, a_code(session, person)), SignIn(part, WORDS))
        session.commit()
        location = sign_in(client, part).location
        assert location is not None
        assert location.rstrip("/") == first.rstrip("/")


def test_a_wrong_secret_and_an_unknown_name_get_the_same_page(client: PageClient, account: Person) -> None:
    pages = []
    for name in (NAME, "nobody-zz-99"):
        answer = sign_in(client, name, "not these words")
        assert answer.status_code == 400
        pages.append(re.sub(r'name="csrf_token" value="[^"]+"|nonce-\S+', "", answer.text).replace(name, "NAME"))
    assert pages[0] == pages[1]
    assert 'href="#secret"' in pages[0]


def test_a_secret_that_was_typed_is_never_sent_back(client: PageClient, account: Person) -> None:
    for address in ("/en/sign-in", "/en/sign-in?show=1"):
        assert "not these words" not in client.send(address, {"user_name": NAME, "secret": "not these words"}).text


def test_what_was_left_out_is_said_beside_its_field_in_welsh_too(client: PageClient) -> None:
    page = client.send("/cy/sign-in")
    assert page.status_code == 400
    assert 'href="#user_name"' in page.text
    assert 'href="#secret"' in page.text


def test_a_password_manager_can_do_its_work(client: PageClient) -> None:
    page = client.get("/en/sign-in").text
    assert 'autocomplete="username"' in page
    assert 'type="password" autocomplete="current-password"' in page
    assert 'type="text" autocomplete="current-password"' in client.get("/en/sign-in?show=1").text


def test_the_session_is_a_new_one_after_signing_in(client: PageClient, account: Person) -> None:
    client.get("/en/sign-in")
    before = client.get_cookie(COOKIE, domain="localhost")
    sign_in(client)
    after = client.get_cookie(COOKIE, domain="localhost")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    client.set_cookie(COOKIE, before.value, domain="localhost", secure=True)
    assert not is_signed_in(client)


def test_the_cookies_can_not_be_read_by_scripts_or_sent_in_the_clear(
    client: PageClient, session: Session, child: Person
) -> None:
    given = []
    code = a_code(session, child)
    client.send("/en/code", {"code": code})
    given += client.send("/en/begin/words", {"user_name": NAME, "secret": WORDS}).headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in given} == {COOKIE, DEVICE}
    for cookie in given:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_a_cookie_played_again_after_signing_out_gets_nothing(client: PageClient, account: Person) -> None:
    sign_in(client)
    cookie = client.get_cookie(COOKIE, domain="localhost")
    assert cookie is not None
    out = client.send("/en/account/sign-out", at="/en/account/sessions")
    assert out.location == "/en/signed-out"
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get_cookie(COOKIE, domain="localhost") is None
    client.set_cookie(COOKIE, cookie.value, domain="localhost", secure=True)
    assert not is_signed_in(client)


@pytest.mark.parametrize("passed", [timedelta(minutes=31), timedelta(minutes=721)])
def test_a_session_ends_by_itself(client: PageClient, session: Session, account: Person, passed: timedelta) -> None:
    sign_in(client)
    row = session.scalars(select(KeptSession).where(KeptSession.person_id == account.id)).one()
    row.began_at -= passed
    row.seen_at -= passed if passed < timedelta(hours=1) else timedelta(0)
    session.commit()
    assert not is_signed_in(client)


def test_somebody_sees_and_ends_their_own_sessions_and_nobody_elses(
    app: Flask, client: PageClient, session: Session, account: Person
) -> None:
    phone, stranger = app.test_client(), app.test_client()
    phone.sign_in(account)
    other = a_person(session, part="parent")
    session.commit()
    stranger.sign_in(other)
    client.sign_in(account)
    rows = session.scalars(select(KeptSession).order_by(KeptSession.id)).all()
    phone_row, stranger_row = rows[0], rows[1]
    assert client.send("/en/account/sessions", {"session": stranger_row.public_id}).status_code == 404
    assert client.send("/en/account/sessions", {"session": phone_row.public_id}).status_code == 303
    assert (is_signed_in(phone), is_signed_in(stranger), is_signed_in(client)) == (False, True, True)


def test_everywhere_but_here_is_one_press(app: Flask, client: PageClient, account: Person) -> None:
    others = [app.test_client() for _ in range(2)]
    for one in (*others, client):
        one.sign_in(account)
    client.send("/en/account/sessions", {"session": "others"})
    assert [is_signed_in(one) for one in (*others, client)] == [False, False, True]


def test_a_child_begins_with_a_code_and_the_words_that_were_made_up(
    client: PageClient, session: Session, child: Person
) -> None:
    child.welcomed_at = None
    assert client.send("/en/code", {"code": a_code(session, child).lower()}).location == "/en/begin"
    assert client.send("/en/begin", {"way": "passphrase"}).location == "/en/begin/words"
    page = client.get("/en/begin/words")
    name, words = words_of(page, "user_name"), words_of(page, "secret")
    assert len(words.split()) == 3
    answer = client.send("/en/begin/words", {"user_name": name, "secret": words})
    assert answer.location == "/en/welcome"
    welcome = client.get("/en/welcome")
    assert "Nobody watches this day and night" in welcome.text
    assert "Ring 999 now." in welcome.text
    assert client.send("/en/welcome").location == "/en/home"
    client.leave()
    assert sign_in(client, name, words).location == "/en/home"


def press(client: PageClient, address: str, name: str, names: str) -> TestResponse:
    """Press pictures one after the other, each in the page that the press before gave."""
    so_far = ""
    for picture in names.split():
        answer = client.send(address, {"user_name": name, "secret": so_far, "press": picture})
        if answer.status_code != 200:
            return answer
        so_far = words_of(answer, "secret")
    return answer


def test_a_child_begins_with_pictures_and_signs_in_with_them_on_that_device_alone(
    app: Flask, client: PageClient, session: Session, child: Person
) -> None:
    client.send("/en/code", {"code": a_code(session, child)})
    assert client.send("/en/begin", {"way": "pictures"}).location == "/en/begin/pictures"
    assert press(client, "/en/begin/pictures", NAME, "cat sun moon back fish star use").location == "/en/home"
    client.leave()
    assert press(client, "/cy/sign-in/pictures", NAME, "cat sun fish star").location == "/cy/home"
    other = app.test_client()
    assert press(other, "/cy/sign-in/pictures", NAME, "cat sun fish star").status_code == 400


def test_an_unknown_name_gets_the_same_pictures_and_the_same_answer(
    client: PageClient, session: Session, child: Person
) -> None:
    client.send("/en/code", {"code": a_code(session, child)})
    press(client, "/en/begin/pictures", NAME, "cat sun fish star use")
    client.leave()
    pages = []
    for name in (NAME, "nobody-zz-99"):
        first = client.send("/en/sign-in/pictures", {"user_name": name, "secret": "", "press": ""})
        last = press(client, "/en/sign-in/pictures", name, "dog dog dog sun")
        assert (first.status_code, last.status_code) == (200, 400)
        pages.append(
            [re.sub(r'name="csrf_token" value="[^"]+"', "", page.text).replace(name, "NAME") for page in (first, last)]
        )
    assert pages[0] == pages[1]


def test_which_pictures_were_pressed_is_not_shown_while_signing_in(client: PageClient) -> None:
    page = client.send("/en/sign-in/pictures", {"user_name": NAME, "secret": "cat", "press": "sun"})
    assert "Pictures chosen: 2 of 4" in page.text
    assert not [one for one in seen(page).all("ol") if one.get("class") == "chosen"]


def test_an_adult_makes_up_a_passphrase_and_an_easy_one_is_refused_beside_its_field(
    client: PageClient, session: Session
) -> None:
    parent = a_person(session, part="parent")
    assert client.send("/en/code", {"code": a_code(session, parent)}).location == "/en/begin/words"
    assert words_of(client.get("/en/begin/words"), "secret") == ""
    page = client.send("/en/begin/words", {"user_name": NAME, "secret": "too short"})
    assert page.status_code == 400
    assert 'href="#secret"' in page.text
    assert "at least 12 characters" in page.text
    assert client.send("/en/begin/words", {"user_name": NAME, "secret": WORDS}).location == "/en/welcome"


def test_a_wrong_code_is_refused_beside_its_field_and_a_used_one_too(
    client: PageClient, session: Session, account: Person
) -> None:
    code = a_code(session, account)
    for wrong in ("BCD-FGH-JKM-NPQ-RTV", "' or 1=1 --", "\x00"):
        assert client.send("/en/code", {"code": wrong}).status_code == 400
    client.send("/en/code", {"code": code})
    client.send("/en/begin/words", {"user_name": NAME, "secret": WORDS})
    client.leave()
    page = client.send("/en/code", {"code": code})
    assert page.status_code == 400
    assert 'href="#code"' in page.text


def test_nobody_begins_without_a_code(client: PageClient) -> None:
    for address in ("/en/begin", "/en/begin/words", "/en/begin/pictures"):
        assert client.get(address).status_code == 400


def test_guessing_from_one_address_is_slowed_down(client: PageClient, account: Person) -> None:
    token = client.token("/en/code")
    answers = [client.post("/en/code", data={"code": "x", "csrf_token": token}).status_code for _ in range(12)]
    assert answers == [400] * 10 + [429] * 2
    token = client.token("/cy/sign-in")
    data = {"user_name": NAME, "secret": "not these words", "csrf_token": token}
    answers = [client.post("/cy/sign-in", data=data).status_code for _ in range(41)]
    assert answers[-1] == 429
    assert set(answers[:-1]) == {400}


def test_waiting_is_said_the_same_for_a_name_that_nobody_has(
    client: PageClient, session: Session, account: Person
) -> None:
    for name in (NAME, "nobody-zz-99"):
        pages = [sign_in(client, name, "not these words").text for _ in range(6)]
        assert "Wait a few minutes" in pages[-1]
        assert "Wait a few minutes" not in pages[-2]
    for guess in session.scalars(select(Guess)):
        guess.wait_until = None
    session.commit()
    assert sign_in(client).status_code == 303


def expire(session: Session, person: Person) -> None:
    for row in session.scalars(select(KeptSession).where(KeptSession.person_id == person.id)):
        row.seen_at = now() - timedelta(hours=2)
    session.commit()


def test_words_that_come_after_the_end_of_a_session_are_kept_for_that_person(
    client: PageClient, session: Session, account: Person
) -> None:
    client.sign_in(account)
    expire(session, account)
    sent = {"text": "Dw i ddim eisiau symud.\r\n ", "draft_target": "say"}
    page = client.post("/en/say", data=sent, headers={"Referer": "https://localhost/en/say"})
    assert page.status_code == 401
    assert "We kept your words." in page.text
    assert "/en/sign-in?next=/en/say" in page.text
    draft = drafts.find(account, "say")
    assert draft is not None
    assert draft.text == sent["text"]


def test_words_from_nobody_are_kept_for_nobody(client: PageClient, session: Session, account: Person) -> None:
    client.sign_in(account)
    sign_out = client.send("/en/account/sign-out", at="/en/account/sessions")
    assert sign_out.status_code == 303
    page = client.post("/en/say", data={"text": "words", "draft_target": "say"})
    assert page.status_code == 401
    assert "We kept your words." not in page.text
    assert session.scalars(select(Draft)).all() == []


def test_a_form_without_its_token_is_refused(client: PageClient, account: Person) -> None:
    client.sign_in(account)
    for address in ("/en/sign-in", "/en/code", "/en/account/sessions", "/en/account/sign-out", "/en/welcome"):
        assert client.post(address, data={"session": "others"}).status_code == 400
    assert is_signed_in(client)


def test_a_draft_is_its_own_persons_and_can_be_dropped(session: Session, child: Person) -> None:
    other = a_person(session)
    drafts.keep(session, child, "say", "one")
    drafts.keep(session, child, "say", "two")
    session.flush()
    kept = drafts.find(child, "say")
    assert kept is not None
    assert kept.text == "two"
    assert drafts.find(other, "say") is None
    drafts.discard(child, "say")
    assert drafts.find(child, "say") is None
    drafts.keep(session, child, "x" * 81, "three")
    session.flush()
    assert session.scalars(select(Draft)).all() == []
