"""A worker sets how a reader reads, together with them: with their say, said on their page, and theirs to change."""

from typing import Any

import pytest
from sqlalchemy import select

from portal.models import AuditEvent
from tests.families import DANI, KEZ, RYAN, YASMIN, Plan
from tests.pages.client import PageClient

BIGGER = {"say": "together", "reading-preset": "bigger", "reading-theme": "dark"}


def address(plan: Plan, person: str = KEZ, child: str = KEZ) -> str:
    return f"/en/work/children/{plan.people[child].public_id}/people/{plan.people[person].public_id}/reading"


def reading(plan: Plan, person: str = KEZ) -> dict[str, Any]:
    plan.session.expire_all()
    return dict(plan.people[person].reading)


@pytest.mark.parametrize("person", [KEZ, DANI])
def test_what_was_chosen_together_is_set_and_their_page_says_with_whom(
    plan: Plan, yasmin: PageClient, person: str
) -> None:
    assert yasmin.send(address(plan, person), BIGGER).status_code == 303
    assert (reading(plan, person)["size"], reading(plan, person)["theme"]) == (28, "dark")
    yasmin.sign_in(plan.people[person])
    page = yasmin.get("/en/reading").text
    assert f"You chose this with {plan.people[YASMIN].known_as}." in page
    assert 'data-theme="dark"' in page
    yasmin.send("/en/reading", {"choice": "theme:blue", "next": "/en/reading"})
    assert "You chose this with" not in yasmin.get("/en/reading").text
    assert reading(plan, person)["size"] == 28


def test_it_is_in_the_audit_by_the_worker_about_the_person(plan: Plan, yasmin: PageClient) -> None:
    yasmin.send(address(plan), BIGGER)
    row = plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "reading:set")).one()
    assert (row.person_id, row.child_id) == (plan.people[YASMIN].id, plan.people[KEZ].id)
    assert row.thing == plan.people[KEZ].public_id


def test_nothing_is_set_without_their_say_or_without_a_choice(plan: Plan, yasmin: PageClient) -> None:
    for sent in ({**BIGGER, "say": ""}, {**BIGGER, "say": "no"}, {"say": "asked"}):
        assert yasmin.send(address(plan), sent).status_code == 400
    assert reading(plan) == {}


def test_what_is_left_stays_as_they_have_it(plan: Plan, yasmin: PageClient) -> None:
    plan.people[KEZ].reading = {"level": "easy", "font": "dyslexic"}
    plan.session.commit()
    yasmin.send(address(plan), {"say": "asked", "reading-lines": "wide"})
    found = reading(plan)
    assert (found["level"], found["font"], found["lines"]) == ("easy", "dyslexic", "wide")


def test_the_worker_is_not_shown_how_somebody_reads_now(plan: Plan, yasmin: PageClient) -> None:
    before = yasmin.get(address(plan, DANI)).text
    plan.people[DANI].reading = {"level": "easy", "theme": "dark", "size": 48}
    plan.session.commit()
    chosen = [one for one in yasmin.get(address(plan, DANI)).text.split("<option") if "selected" in one]
    assert chosen == [one for one in before.split("<option") if "selected" in one]


@pytest.mark.parametrize("who", [DANI, RYAN, KEZ])
def test_nobody_but_a_worker_of_the_child_sets_it(plan: Plan, client: PageClient, who: str) -> None:
    client.sign_in(plan.people[who])
    assert client.get(address(plan)).status_code == 404
    assert client.send(address(plan), BIGGER, at="/en/reading").status_code == 404
    assert reading(plan) == {}


def test_a_worker_is_nobody_to_set_it_for(plan: Plan, yasmin: PageClient) -> None:
    assert yasmin.send(address(plan, YASMIN), BIGGER).status_code == 404
    assert reading(plan, YASMIN) == {}
