"""The first page, the pages of help and the pages of errors: for anybody, in both languages."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from content import help as help_pages
from portal import Settings, create_app
from portal.models import Person
from portal.services import accounts, demo_doors, invitations
from portal.services.accounts import SignIn
from tests.builders import a_person, a_tie
from tests.pages.client import PageClient
from tests.pages.filling import main_of

PAGES = (
    *("words", "words?letter=ll", "words?word=gynllun", "words?word=nothingatall"),
    *("", "help", "who-can-see", "privacy", "accessibility", "danger", "signing", "reach-your-worker"),
    *("exit", "record", "rights", "rights/wales", "rights/england"),
    *("sign-in", "sign-in?show=1", "sign-in/pictures", "code", "forgotten", "signed-out"),
)


@pytest.fixture
def child(session: Session) -> Person:
    """A child with a worker."""
    found = a_person(session, "Cadi Sampl", called="Cadi", part="child", is_demo=True)
    worker = a_person(session, "Sioned Modelwen", part="social-worker")
    a_tie(session, found, found, "child")
    a_tie(session, worker, found, "social-worker")
    session.commit()
    return found


def all_open(client: PageClient, language: str) -> None:
    for page in PAGES:
        assert client.get(f"/{language}/{page}").status_code == 200, page


@pytest.mark.parametrize("language", ["cy", "en"])
def test_anybody_can_open_them_in_both_languages(client: PageClient, language: str) -> None:
    all_open(client, language)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_an_address_with_a_slash_at_its_end_is_the_same_page(client: PageClient, language: str) -> None:
    for name in (one for one in PAGES if one and "?" not in one):
        with_one, without = client.get(f"/{language}/{name}/"), client.get(f"/{language}/{name}")
        assert (with_one.status_code, main_of(with_one)) == (200, main_of(without)), name


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_child_who_is_signed_in_can_too(client: PageClient, child: Person, language: str) -> None:
    client.sign_in(child)
    all_open(client, language)


def test_the_address_alone_leads_to_the_language_that_the_browser_asks_for(client: PageClient) -> None:
    assert client.get("/", headers={"Accept-Language": "cy, en;q=0.5"}).location == "/cy/"
    assert client.get("/", headers={"Accept-Language": "fr"}).location == "/en/"


def test_help_is_one_press_away_on_every_page(client: PageClient) -> None:
    page = client.get("/en/sign-in").text
    for name in ("help", "reach-your-worker", "who-can-see", "privacy", "accessibility", "record", "rights"):
        assert f'href="/en/{name}"' in page


def test_what_to_do_in_danger_is_said_to_a_child_and_to_an_adult(client: PageClient, child: Person) -> None:
    adult = client.get("/cy/danger").text
    client.sign_in(child)
    told = client.get("/cy/danger").text
    assert "Ffoniwch 999" in adult
    assert "Ffonia 999" in told


def test_a_reader_sees_the_name_of_their_own_worker_and_nobody_else_does(client: PageClient, child: Person) -> None:
    assert "Sioned" not in client.get("/en/reach-your-worker").text
    client.sign_in(child)
    assert "Your worker is Sioned Modelwen." in client.get("/en/reach-your-worker").text


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_first_page_after_signing_in_says_what_the_record_is_and_who_sees_it(
    client: PageClient, child: Person, language: str
) -> None:
    client.sign_in(child)
    first = unescape(client.get(f"/{language}/welcome").text)
    told = help_pages.page("record", language, "child", "wales")
    assert told.title in first
    assert all(part.heading in first for part in told.sections)
    # What to do in danger stands before it.
    assert first.index("999") < first.index(told.title)


def test_a_reader_is_told_which_council_keeps_it_and_can_ask_to_see_it(client: PageClient, child: Person) -> None:
    assert "ask-for" not in client.get("/en/record").text
    client.sign_in(child)
    page = client.get("/en/record").text
    assert "Cyngor Esiampl Council" in page
    assert "Your worker is Sioned Modelwen." in page
    assert 'href="/en/ask-for/record"' in page


@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_page_that_is_not_there_is_said_in_the_language_of_its_address(client: PageClient, language: str) -> None:
    page = client.get(f"/{language}/nothing-here")
    assert page.status_code == 404
    assert f'<html lang="{language}"' in page.text


def test_leaving_signs_out_and_goes_to_the_weather(client: PageClient, child: Person) -> None:
    client.sign_in(child)
    away = client.get("/en/leave")
    assert (away.status_code, away.location) == (303, "https://www.bbc.co.uk/weather")
    assert client.get("/en/account/sessions").status_code == 303


def test_a_link_on_another_site_signs_nobody_out(client: PageClient, child: Person) -> None:
    client.sign_in(child)
    client.get("/en/leave", headers={"Sec-Fetch-Site": "cross-site"})
    assert client.get("/en/account/sessions").status_code == 200


def a_way_in(session: Session, person: Person) -> str:
    """An account for a person; gives the last part of their door's address."""
    invitation = invitations.of_code(session, invitations.new_code(session, person))
    accounts.begin(session, invitation, SignIn("afal-cwch-10", "tri llygoden bach"))
    session.commit()
    return demo_doors.token_for(session, person)


def a_demo(settings: Settings) -> Flask:
    """The same portal, run as the demo."""
    return create_app(replace(settings, demo=True))


def test_in_the_demo_one_press_steps_in(settings: Settings, session: Session, child: Person) -> None:
    a_way_in(session, child)
    client = a_demo(settings).test_client()
    door = re.search(r'href="(/en/demo/enter/\w+)"', client.get("/en/").text)
    assert door
    assert client.get(door[1]).location == "/en/welcome"
    assert client.get("/en/account/sessions").status_code == 200


def test_in_the_demo_nobody_steps_in_as_a_real_person(settings: Settings, session: Session, child: Person) -> None:
    token = a_way_in(session, child)
    child.is_demo = False
    session.commit()
    client = a_demo(settings).test_client()
    assert "/demo/enter/" not in client.get("/en/").text
    assert client.get(f"/en/demo/enter/{token}").status_code == 404


def test_outside_the_demo_there_are_no_doors_at_all(
    app: Flask, client: PageClient, session: Session, child: Person
) -> None:
    token = a_way_in(session, child)
    assert "Cadi" not in client.get("/en/").text
    assert client.get(f"/en/demo/enter/{token}").status_code == 404
    assert not [rule for rule in app.url_map.iter_rules() if "demo" in rule.rule]


def test_the_demo_runs_on_this_machine_only(tmp_path: Path) -> None:
    from portal.config import BadSetting, settings_from

    with pytest.raises(BadSetting, match="CLYWED_DEMO"):
        settings_from({"CLYWED_DATA": str(tmp_path), "CLYWED_DEMO": "1", "CLYWED_HOST": "192.0.2.1"})
