"""Signing as a person does it, and the sealed copy that they keep and anyone can check."""

import io
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from content import exemplars
from portal.models import AuditEvent, MadeFile, Signature
from portal.services import files
from portal.services.seal_keys import make_key
from tests.families import DANI, KEZ, LEAH, NEIL, YASMIN, Plan, put_in, the_plan_in
from tests.pages.client import PageClient
from tests.pages.filling import fill_in, main_of


@pytest.fixture
def plan(app: Flask, session: Session, tmp_path: Path) -> Plan:
    put_in(tmp_path)
    make_key(tmp_path, "Cyngor Esiampl Council")
    return the_plan_in(session)


@pytest.fixture
def dani(plan: Plan, client: PageClient) -> PageClient:
    client.sign_in(plan.people[DANI])
    return client


def address(plan: Plan, what: str = "", language: str = "en") -> str:
    """Where Dani signs her copy about Kez."""
    return f"/{language}/documents/{plan.copy(DANI, KEZ).public_id}/sign{what}"


def acts(plan: Plan) -> list[Signature]:
    """Every act there is, oldest first."""
    plan.session.expire_all()
    return list(plan.session.scalars(select(Signature).order_by(Signature.id)))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("what", ["", "/seen", "/explained", "/view"])
def test_every_page_of_signing_opens_in_both_languages(plan: Plan, dani: PageClient, what: str, language: str) -> None:
    assert dani.get(address(plan, what, language)).status_code == 200


@pytest.mark.parametrize(("language", "who"), [("en", "The chair of the conference signs."), ("cy", "Mae cadeirydd")])
def test_who_is_asked_to_comment_and_who_signs_is_told(plan: Plan, dani: PageClient, language: str, who: str) -> None:
    words = main_of(dani.get(address(plan, "", language)))
    assert who in words
    assert exemplars.load("child-protection-plan").signing(language, "child")[0] not in words


def test_nothing_is_chosen_beforehand(plan: Plan, dani: PageClient) -> None:
    for what in ("/seen", "/explained", "/view"):
        assert "checked" not in dani.get(address(plan, what)).text


def test_a_parent_agrees_in_part_says_why_and_sees_it(plan: Plan, dani: PageClient) -> None:
    answer = fill_in(dani, address(plan, "/view"), view="agree-in-part", mark="tick", why="Not <the> dates.")
    assert answer.status_code == 303
    assert "Not <the> dates." in main_of(dani.get(answer.headers["Location"]))
    assert "Not <the> dates." in main_of(dani.get(address(plan)))
    [act] = acts(plan)
    assert (act.act, act.why, act.mark) == ("agree-in-part", "Not <the> dates.", "tick")


def test_what_is_left_out_is_asked_for_beside_its_field_and_nothing_is_signed(plan: Plan, dani: PageClient) -> None:
    answer = fill_in(dani, address(plan, "/view"), why="Kept in the form.")
    assert answer.status_code == 400
    assert "Kept in the form." in answer.text
    assert acts(plan) == []


def test_looking_at_the_page_is_noted_as_a_look_and_not_as_an_act(plan: Plan, dani: PageClient) -> None:
    dani.get(address(plan))
    plan.session.expire_all()
    actions = set(plan.session.scalars(select(AuditEvent.action).where(AuditEvent.person_id == plan.people[DANI].id)))
    assert "signature:sign" not in actions


def test_the_sealed_copy_has_the_signers_own_act_and_passes_the_check(plan: Plan, dani: PageClient, app: Flask) -> None:
    fill_in(dani, address(plan, "/view"), view="agree", mark="name", signed_as="Dani F")
    taken = sealed(plan, dani)
    assert taken.startswith(b"%PDF")
    assert checked(dani, taken) == "Nothing in it has been changed"
    assert checked(dani, taken + b"\n%more") == "Somebody has changed the file since"
    assert checked(dani, b"%PDF-1.7 nothing") == "does not have this portal's seal"


def sealed(plan: Plan, client: PageClient) -> bytes:
    """Ask for the sealed copy, make it as the background does, and take it."""
    at = address(plan)
    asked = client.send(f"{at.removesuffix('/sign')}/sealed", at=at)
    assert asked.status_code == 303
    for file_id in plan.session.scalars(select(MadeFile.id)).all():
        files.make(plan.session, file_id)
    plan.session.commit()
    with client.get(asked.headers["Location"] + "take") as taken:
        return taken.data


def checked(client: PageClient, pdf: bytes) -> str:
    """What the page says of a file."""
    data = {"file": (io.BytesIO(pdf), "a.pdf")}
    text = main_of(client.send("/en/check", data, content_type="multipart/form-data"))
    changed = "Somebody has changed the file since"
    known = ("Nothing in it has been changed", changed, "does not have this portal's seal")
    return next(one for one in known if one in text)


def test_the_worker_sees_the_act_and_another_worker_finds_nothing(plan: Plan, dani: PageClient) -> None:
    fill_in(dani, address(plan, "/seen"), mark="mark", shape="star")
    page = f"/en/work/signatures/{acts(plan)[0].public_id}"
    for person, status in ((YASMIN, 200), (LEAH, 404), (NEIL, 404), (KEZ, 404)):
        dani.leave()
        dani.sign_in(plan.people[person])
        assert dani.get(page).status_code == status, person
