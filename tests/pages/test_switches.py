"""Who uses a switch can't type a name: their own device knows it, and no other page, person or device is told."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.models import Person
from tests.builders import a_person, a_tie
from tests.pages.client import PageClient
from tests.pages.filling import main_of
from tests.pages.test_signing_in import NAME, a_code, press

PICTURES = "cat sun fish star use"


@pytest.fixture
def child(session: Session) -> Person:
    """A child with a case, who has not begun."""
    made = a_person(session, "Ben Test", part="child")
    a_tie(session, made, made, "child")
    session.commit()
    return made


def begun(client: PageClient, session: Session, child: Person, *choices: str) -> None:
    """The child has begun with pictures on this device, made choices, and signed out."""
    client.send("/en/code", {"code": a_code(session, child)})
    client.send("/en/begin", {"way": "pictures"})
    press(client, "/en/begin/pictures", NAME, PICTURES)
    for choice in choices:
        client.send("/en/reading", {"choice": choice})
    client.send("/en/account/sign-out", at="/en/reading")


def test_the_childs_own_device_offers_the_name_to_a_switch(client: PageClient, session: Session, child: Person) -> None:
    begun(client, session, child, "scan:auto", "scan_seconds:6")
    page = client.get("/en/sign-in/pictures")
    assert f"I am {NAME}" in main_of(page)
    assert 'data-scan="auto" data-seconds="6"' in page.text
    named = client.send("/en/sign-in/pictures", {"user_name": NAME, "secret": ""})
    assert "Pictures chosen: 0 of 4" in main_of(named)
    signed_in = press(client, "/en/sign-in/pictures", NAME, PICTURES.removesuffix(" use"))
    assert signed_in.location == "/en/welcome"


def test_without_a_switch_no_name_is_shown(client: PageClient, session: Session, child: Person) -> None:
    begun(client, session, child, "targets:big")
    page = client.get("/en/sign-in/pictures")
    assert NAME not in page.text
    assert 'data-targets="big"' in page.text


def test_no_other_device_knows_the_name_or_the_switch(
    app: Flask, client: PageClient, session: Session, child: Person
) -> None:
    begun(client, session, child, "scan:step")
    other = app.test_client().get("/en/sign-in/pictures", base_url="https://localhost").text
    assert NAME not in other
    assert "data-scan" not in other


def test_a_choice_before_signing_in_leaves_the_switch_as_it_is(
    client: PageClient, session: Session, child: Person
) -> None:
    begun(client, session, child, "scan:step", "targets:big")
    client.send("/en/reading", {"choice": "size:32"})
    page = client.get("/en/sign-in").text
    assert 'data-size="32"' in page
    assert 'data-scan="step"' in page
    assert "css/targets.css" in page


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_page_of_who_uses_a_switch_keeps_the_rules(
    client: PageClient, session: Session, child: Person, language: str
) -> None:
    client.sign_in(child)
    for choice in ("scan:step", "scan_keys:arrows", "scan_sound:on"):
        client.send("/en/reading", {"choice": choice})
    page = client.get(f"/{language}/home").text
    assert 'data-keys="arrows" data-sound="on"' in page
    assert "scan-bar" in page
    for path in ("reading?more=1", "say", "help", "nothing/here"):
        assert client.get(f"/{language}/{path}").status_code in (200, 404)
