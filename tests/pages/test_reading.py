"""Reading a copy: in the reader's choices, one part at a time, kept only for whoever may see just that, and cheap."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from portal.models import AuditEvent
from portal.services import dressings, editions
from tests import databases
from tests.builders import received
from tests.families import DANI, JONAH, KEZ, NEIL, RYAN, YASMIN, Plan, a_small_plan, put_in
from tests.pages.client import PageClient
from tests.pages.filling import main_of
from tests.pages.hiding import hide

MOST_QUERIES = 8


@pytest.fixture
def dani(plan: Plan, client: PageClient) -> PageClient:
    client.sign_in(plan.people[DANI])
    return client


def address(plan: Plan, person: str = DANI, child: str = KEZ, language: str = "en") -> str:
    return f"/{language}/documents/{plan.copy(person, child).public_id}/"


def choose(client: PageClient, choice: str, at: str = "/en/reading") -> Any:
    return client.send("/en/reading", {"choice": choice, "next": at})


@contextmanager
def queries(app: Flask) -> Iterator[list[str]]:
    """Every statement that the portal sends to its database meanwhile."""
    sent: list[str] = []
    engine = app.extensions["database"].engine

    def keep(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", keep)
    yield sent
    event.remove(engine, "before_cursor_execute", keep)


def beside_the_audit(sent: list[str]) -> list[str]:
    return [one for one in sent if "audit_event" not in one]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_parent_reads_their_own_copy(plan: Plan, dani: PageClient, language: str) -> None:
    page = main_of(dani.get(address(plan, language=language)))
    assert "canary-reason" in page
    assert "canary-health" in page
    assert "canary-health-2" not in page


def test_another_family_sees_not_found(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[RYAN])
    assert client.get(address(plan)).status_code == 404
    assert client.get(address(plan) + "earlier").status_code == 404


def test_a_copy_that_there_is_not_looks_the_same(plan: Plan, dani: PageClient) -> None:
    theirs = dani.get(address(plan, NEIL, KEZ))
    nobodys = dani.get("/en/documents/0123456789abcdef/")
    assert theirs.status_code == nobodys.status_code == 404
    assert main_of(theirs) == main_of(nobodys)


def test_each_look_is_in_the_audit_also_from_a_kept_page(plan: Plan, dani: PageClient) -> None:
    for _ in range(3):
        dani.get(address(plan))
    plan.session.expire_all()
    looks = plan.session.scalars(select(AuditEvent).where(AuditEvent.action == "document:read")).all()
    assert len(looks) == 3


def test_a_kept_page_is_gone_for_somebody_who_may_not_see_it_any_more(plan: Plan, dani: PageClient) -> None:
    assert dani.get(address(plan)).status_code == 200
    assert dani.get(address(plan)).status_code == 200
    plan.block(DANI, KEZ)
    assert dani.get(address(plan)).status_code == 404


def test_a_passage_hidden_later_is_not_on_the_kept_page(plan: Plan, dani: PageClient) -> None:
    assert "canary-health" in main_of(dani.get(address(plan)))
    plan.withhold(DANI, "health")
    assert "canary-health" not in dani.get(address(plan)).text


def test_a_passage_that_a_worker_hides_is_gone_at_the_next_look(plan: Plan, dani: PageClient) -> None:
    assert "canary-reason" in dani.get(address(plan)).text
    hide(plan, "reason")
    assert "canary-reason" not in dani.get(address(plan)).text


def test_a_kept_page_shows_its_reader_as_they_are_now(plan: Plan, dani: PageClient) -> None:
    assert "You are signed in as Dani." in dani.get(address(plan)).text
    plan.people[DANI].called = "Danielle"
    plan.session.commit()
    assert "You are signed in as Danielle." in dani.get(address(plan)).text


def test_the_word_of_a_form_on_a_kept_page_is_this_sessions_own(plan: Plan, dani: PageClient) -> None:
    dani.get(address(plan))
    dani.leave()
    dani.sign_in(plan.people[DANI])
    kept = dani.get(address(plan)).text
    [word] = set(re.findall(r'name="csrf_token" value="([^"]+)"', kept))
    headers = {"Referer": f"https://localhost{address(plan)}"}
    sent = dani.post("/en/reading", data={"csrf_token": word, "choice": "theme:dark", "next": ""}, headers=headers)
    assert sent.status_code == 303


def test_a_page_costs_at_most_eight_queries_beside_the_audit(app: Flask, plan: Plan, dani: PageClient) -> None:
    here = address(plan)
    dani.get(here)
    with queries(app) as sent:
        dani.get(here)
    assert len(beside_the_audit(sent)) <= MOST_QUERIES, sent
    app.extensions["pages"].newest.clear()
    with queries(app) as sent:
        dani.get(here)
    assert len(beside_the_audit(sent)) <= MOST_QUERIES, sent


def test_a_choice_is_one_press_and_comes_back_to_the_page(plan: Plan, dani: PageClient) -> None:
    pressed = choose(dani, "level:easy", address(plan))
    assert pressed.status_code == 303
    assert pressed.headers["Location"] == address(plan)
    plan.session.expire_all()
    assert plan.people[DANI].reading["level"] == "easy"


@pytest.mark.parametrize("choice", ["", "level", "level:hard", "colour:red", "__class__:x", "size:9999"])
def test_a_choice_that_there_is_not_is_refused_and_changes_nothing(plan: Plan, dani: PageClient, choice: str) -> None:
    assert choose(dani, choice).status_code == 400
    plan.session.expire_all()
    assert plan.people[DANI].reading == {}


@pytest.mark.parametrize(
    "elsewhere",
    ["https://other.example/", "//other.example/", "/\\other.example", "javascript:alert(1)", "", "/en/\nX: y"],
)
def test_a_choice_never_leads_out_of_the_portal(plan: Plan, dani: PageClient, elsewhere: str) -> None:
    assert choose(dani, "theme:dark", elsewhere).headers["Location"] == "/en/reading"


def test_a_choice_changes_the_page_at_once(plan: Plan, dani: PageClient) -> None:
    assert 'data-theme="paper"' in dani.get(address(plan)).text
    choose(dani, "theme:dark")
    assert 'data-theme="dark"' in dani.get(address(plan)).text


def test_a_visitor_can_choose_too_before_signing_in(client: PageClient) -> None:
    assert choose(client, "size:32").status_code == 303
    assert 'data-size="32"' in client.get("/en/").text


def test_one_part_at_a_time_leads_on_and_ends(plan: Plan, dani: PageClient) -> None:
    choose(dani, "pace:section")
    first = dani.get(address(plan))
    assert 'rel="next"' in first.text
    assert 'rel="prev"' not in first.text
    assert dani.get(address(plan) + "section/2/").status_code == 200
    assert dani.get(address(plan) + "section/99/").status_code == 404
    assert dani.get(address(plan) + "section/0/").status_code == 200


def test_without_its_pictures_a_page_is_not_kept(app: Flask, plan: Plan, dani: PageClient) -> None:
    choose(dani, "symbols:key")
    assert 'class="picture' not in dani.get(address(plan)).text
    assert not app.extensions["pages"].newest
    dressings.dress(plan.session, plan.copy(DANI, KEZ).id)
    plan.session.commit()
    assert 'class="picture' in dani.get(address(plan)).text
    assert app.extensions["pages"].newest


def test_a_message_shown_once_is_not_kept(app: Flask, plan: Plan, dani: PageClient) -> None:
    dani.send("/en/pictures", {"colour": "sea", "picture": "horse"})
    assert "That is yours now." in dani.get(address(plan)).text
    assert not app.extensions["pages"].newest
    assert "That is yours now." not in dani.get(address(plan)).text


def test_a_later_copy_says_what_changed_and_lists_the_one_before(plan: Plan, dani: PageClient) -> None:
    before = address(plan)
    people = [plan.people[DANI].public_id]
    child = plan.people[KEZ]
    record = a_small_plan(version=3)
    record["passages"][1]["text"] = "canary-health is otherwise now"
    received(plan.session, record)
    editions.publish(plan.people[YASMIN], plan.record.public_id, child.public_id, people)
    plan.session.commit()
    newest = dani.get(address(plan))
    assert address(plan) != before
    assert "Changed since your last copy" in newest.text
    passage = plan.passage(plan.copy(DANI, KEZ), "health")
    assert f'href="{address(plan)}#p-{passage}"' in newest.text
    assert f'id="p-{passage}"' in newest.text
    assert newest.text.count(f"{address(plan)}#p-") == 1
    earlier = dani.get(address(plan) + "earlier")
    assert before in earlier.text
    assert "copy number 1" in main_of(earlier)
    assert f'href="{address(plan)}"' in dani.get(before).text
    assert "This is an earlier copy of yours. There is a newer one." in main_of(dani.get(before))
    assert "earlier copy of yours" not in main_of(dani.get(address(plan)))


def test_an_earlier_copy_on_a_kept_page_says_at_once_that_there_is_a_newer_one_and_no_more_once_that_is_recalled(
    plan: Plan, dani: PageClient
) -> None:
    before, record, child = address(plan), plan.record.public_id, plan.people[KEZ].public_id
    assert "There is a newer one" not in main_of(dani.get(before))
    received(plan.session, a_small_plan(version=3, passages=[{"id": "plan", "kind": "narrative", "text": "Other."}]))
    editions.publish(plan.people[YASMIN], record, child, [plan.people[DANI].public_id])
    plan.session.commit()
    assert "There is a newer one" in main_of(dani.get(before))
    editions.recall(plan.people[YASMIN], record, child, 2)
    plan.session.commit()
    assert "There is a newer one" not in main_of(dani.get(before))


def test_nothing_tells_of_a_newer_copy_of_which_nothing_may_be_seen(plan: Plan, dani: PageClient) -> None:
    before, record, child = address(plan), plan.record.public_id, plan.people[KEZ].public_id
    other = {"id": "plan", "kind": "narrative", "text": "Another part."}
    received(plan.session, a_small_plan(version=3, passages=[other]))
    editions.publish(plan.people[YASMIN], record, child, [plan.people[DANI].public_id])
    plan.session.commit()
    assert "There is a newer one" in main_of(dani.get(before))
    hide(plan, "plan")
    assert "There is a newer one" not in main_of(dani.get(before))


def test_the_first_copy_has_nothing_before_it(plan: Plan, dani: PageClient) -> None:
    assert "earlier" not in dani.get(address(plan)).text
    assert "no earlier copy" in main_of(dani.get(address(plan) + "earlier"))


def test_a_web_process_never_loads_what_only_the_background_needs(tmp_path: Path) -> None:
    """Pages, sounds asked for, files asked for: after them none of the heavy libraries is there."""
    put_in(tmp_path)
    command = [sys.executable, "-m", "tests.pages.web_process", str(tmp_path), databases.url(tmp_path), KEZ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.stdout.split() == ["200", "200", "503", "303"], answer.stderr
    assert answer.stderr == ""


def test_a_child_is_spoken_to_as_a_child(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[KEZ])
    assert "dy gopi" in client.get(address(plan, KEZ, KEZ, "cy")).text
    client.sign_in(plan.people[DANI])
    assert "ch copi" in client.get(address(plan, DANI, JONAH, "cy")).text
