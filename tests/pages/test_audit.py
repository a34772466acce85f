"""A manager's pages: the audit, its file, and what waits by worker."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask

from content import exemplars
from portal import audit
from portal.database import now
from portal.permissions import Action
from portal.services import contributions, subjects
from tests.builders import received
from tests.families import (
    BEVERLEY,
    COLM,
    DANI,
    KEZ,
    LEAH,
    NEIL,
    READING,
    YASMIN,
    Plan,
    some_words,
)
from tests.pages.client import PageClient, seen
from tests.pages.filling import main_of
from tests.pages.page_rules import words
from tests.unit.made_records import record, word_of

PAGES = ("/en/oversight/audit", "/en/oversight/audit.csv", "/en/oversight/waiting")


@pytest.fixture
def colm(plan: Plan, client: PageClient) -> PageClient:
    client.sign_in(plan.people[COLM])
    return client


def noted(plan: Plan, person: str, action: Action, times: int = 1, **more: str) -> None:
    for _ in range(times):
        audit.note(plan.session, plan.people[person], action, plan.people[KEZ].id, **more)
    plan.session.commit()


def rows(client: PageClient, query: str = "") -> list[str]:
    tables = seen(client.get(f"/en/oversight/audit{query}")).all("table")
    return [words(row) for table in tables for row in [*table.iter("tr")][1:]]


def test_a_refused_look_is_in_the_audit(colm: PageClient, plan: Plan, app: Flask) -> None:
    dani = app.test_client()
    assert isinstance(dani, PageClient)
    dani.sign_in(plan.people[DANI])
    assert dani.get(f"/en/work/children/{plan.people[KEZ].public_id}/").status_code == 404
    [row] = rows(colm, "?outcome=refused")
    assert "Danielle Fictonby" in row
    assert "Refused" in row
    assert "Kezia Fictonby" in row


def test_filters_narrow_and_stay_in_the_form_and_in_the_addresses(colm: PageClient, plan: Plan) -> None:
    noted(plan, DANI, Action.DOCUMENT_READ, 60)
    noted(plan, NEIL, Action.DOCUMENT_READ)
    query = f"?person={DANI}&action=document:read"
    first = rows(colm, query)
    assert len(first) == 50
    assert all("Danielle" in row for row in first)
    html = colm.get(f"/en/oversight/audit{query}").text
    assert f'value="{DANI}"' in html
    assert '<option value="document:read" selected>' in html
    assert f"/audit.csv?person={DANI}&amp;action=document:read" in html
    page = seen(colm.get(f"/en/oversight/audit{query}"))
    [after] = [one.attrib["href"] for one in page.all("a") if one.get("rel") == "next"]
    assert len(rows(colm, "?" + after.partition("?")[2])) == 10


@pytest.mark.parametrize("query", ["?day=yesterday", "?action=nonsense", "?person=" + "x" * 65])
def test_what_can_not_be_a_filter_is_said_and_nothing_breaks(colm: PageClient, plan: Plan, query: str) -> None:
    assert colm.get(f"/en/oversight/audit{query}").status_code == 400


@pytest.mark.parametrize("before", ["-1", "x", "0", "99999999999999999999999"])
def test_a_made_up_place_in_the_audit_breaks_nothing(colm: PageClient, plan: Plan, before: str) -> None:
    assert colm.get(f"/en/oversight/audit?before={before}").status_code == 200


def test_the_file_is_what_the_page_shows(colm: PageClient, plan: Plan) -> None:
    noted(plan, DANI, Action.DOCUMENT_READ, thing="=1+1")
    answer = colm.get(f"/en/oversight/audit.csv?person={DANI}")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    found = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert (found[1][2], found[1][3], found[1][6]) == (DANI, "document:read", "'=1+1")


def test_what_waits_shows_numbers_and_no_words(colm: PageClient, plan: Plan) -> None:
    assert "Nothing waits with anybody." in main_of(colm.get("/en/oversight/waiting"))
    subject = subjects.about_copy(plan.people[DANI], READING, plan.copy(DANI, KEZ).public_id)
    made = contributions.say(plan.people[DANI], subject, some_words("canary words"))
    made.sent_at = now() - timedelta(days=6, minutes=1)
    plan.session.commit()
    found = main_of(colm.get("/en/oversight/waiting"))
    assert "YasminTestwright1160000" in found.replace(" ", "")
    assert "canary" not in found
    assert "Kezia" not in found


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_manager_opens_a_closed_record_and_reads_nothing_of_it(plan: Plan, colm: PageClient, language: str) -> None:
    form = exemplars.load("strategy-discussion")
    kept = received(plan.session, record(form, "wales", "full"))
    plan.session.commit()
    page = f"/{language}/oversight/waiting"
    words = main_of(colm.get(page))
    assert form.official(language) in words
    assert "MADE/1" in words
    assert not [field.id for field in form.fields if word_of(field) in words.lower()]
    sent = {"csrf_token": colm.token(page)}
    assert colm.post(f"/{language}/oversight/closed/{kept.public_id}/1", data=sent).status_code == 303
    assert form.official(language) not in main_of(colm.get(page))
    assert colm.post(f"/{language}/oversight/closed/{kept.public_id}/1", data=sent).status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("somebody", [YASMIN, BEVERLEY, LEAH, DANI, KEZ])
def test_only_a_manager_finds_these_pages(client: PageClient, plan: Plan, somebody: str, page: str) -> None:
    client.sign_in(plan.people[somebody])
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_nobody_is_asked_to_sign_in(client: PageClient, plan: Plan, page: str) -> None:
    assert client.get(page).status_code == 303


@pytest.mark.parametrize("page", ["/cy/oversight/audit", "/cy/oversight/waiting"])
def test_the_pages_are_there_in_welsh(colm: PageClient, plan: Plan, page: str) -> None:
    assert colm.get(page).status_code == 200


def test_what_is_not_right_is_said_in_the_language_of_the_page(colm: PageClient) -> None:
    query = f"?day=x&outcome=x&person={'x' * 65}"
    told = [main_of(colm.get(f"/{language}/oversight/audit{query}")) for language in ("en", "cy")]
    for english, welsh in (
        ("That is not a day.", "Dyw hwnna ddim yn ddiwrnod."),
        ("Choose from what is on the page.", "Mae angen dewis o beth sydd ar y dudalen."),
        ("at most 64 characters", "dim mwy na 64 o nodau"),
    ):
        assert [english in told[0], welsh in told[1], english in told[1]] == [True, True, False]
