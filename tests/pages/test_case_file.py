"""The case file: everything as it was said, with where it came from, for those whose eyes it is for."""

import hashlib
import json

import pytest
from sqlalchemy import select, text

from portal.models import CaseFileEntry, Contribution
from portal.services import contributions, deliveries, replies, signatures, subjects
from portal.services.replies import Answer
from portal.services.signatures import Act
from tests.families import (
    BEVERLEY,
    COLM,
    DANI,
    JONAH,
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


def said(plan: Plan, original: str, eyes: str = "worker") -> Contribution:
    """Something that Kez said about a passage, with her nan's help, filed."""
    kez, copy = plan.people[KEZ], plan.copy(KEZ, KEZ)
    subject = subjects.about_copy(kez, READING, copy.public_id, plan.passage(copy, "health"))
    words = some_words(original, key=original[:64], eyes=eyes, helped_by="Nan")
    sent = contributions.say(kez, subject, words)
    file_everything(plan)
    return sent


def file_everything(plan: Plan) -> None:
    plan.session.commit()
    deliveries.deliver_due(plan.session)
    plan.session.commit()


def address(plan: Plan, child: str = KEZ) -> str:
    return f"/en/work/children/{plan.people[child].public_id}/case-file"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_it_stands_there_as_said_with_where_it_came_from(plan: Plan, client: PageClient, language: str) -> None:
    sent = said(plan, "That is <b>not</b> right.\r\nAsk me.")
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get(address(plan).replace("/en/", f"/{language}/")))
    entry = plan.session.scalars(select(CaseFileEntry)).one()
    for fact in (
        *("That is <b>not</b> right. Ask me.", "Kezia Fictonby", KEZ, "canary-health", "Nan"),
        *(plan.copy(KEZ, KEZ).sha256, sent.sha256, entry.sha256, sent.public_id),
    ):
        assert fact in page


def test_the_file_leads_back_to_its_child(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[BEVERLEY])
    back = address(plan).removesuffix("case-file")
    assert back in [one.attrib["href"] for one in seen(client.get(address(plan))).all("a")]
    assert client.get(back).status_code == 200


@pytest.mark.parametrize(("language", "shape"), [("en", "With a mark: a star"), ("cy", "Gyda marc: seren")])
def test_a_mark_is_told_in_the_language_of_the_page(plan: Plan, client: PageClient, language: str, shape: str) -> None:
    act = Act("agree", "mark", "a key", signed_as="star")
    signatures.sign(plan.people[KEZ], plan.copy(KEZ, KEZ).public_id, act, READING)
    file_everything(plan)
    client.sign_in(plan.people[YASMIN])
    assert shape in main_of(client.get(address(plan).replace("/en/", f"/{language}/")))


def test_answers_and_taking_back_stand_there_too(plan: Plan, client: PageClient) -> None:
    sent = said(plan, "canary-said")
    given = Answer(outcome="cannot", text="canary-answer", language="en", key="k")
    replies.answer(plan.people[YASMIN], sent.public_id, given)
    contributions.take_back(plan.people[KEZ], sent.public_id)
    file_everything(plan)
    client.sign_in(plan.people[YASMIN])
    page = main_of(client.get(address(plan)))
    assert page.index("Taken back:") < page.index("canary-answer") < page.index("canary-said")


def test_an_entry_is_downloaded_byte_for_byte(plan: Plan, client: PageClient) -> None:
    sent = said(plan, "Llŷr\r\n\u202e<script>")
    client.sign_in(plan.people[YASMIN])
    came = client.get(f"{address(plan)}/contribution:{sent.public_id}.json")
    entry = plan.session.scalars(select(CaseFileEntry)).one()
    assert came.mimetype == "application/json"
    assert hashlib.sha256(came.data).hexdigest() == entry.sha256
    assert json.loads(came.data)["original"] == sent.original
    assert "Kez" not in came.headers["Content-Disposition"]
    assert came.headers["Cache-Control"] == "no-store"


@pytest.mark.sqlite
def test_an_entry_that_was_altered_behind_our_back_is_shown_to_be(plan: Plan, client: PageClient) -> None:
    said(plan, "canary-said")
    plan.session.execute(text("drop trigger case_file_entry_never_changed"))
    plan.session.execute(text("update case_file_entry set payload = replace(payload, 'canary-said', 'other')"))
    plan.session.commit()
    client.sign_in(plan.people[YASMIN])
    assert "The hash does not agree" in main_of(client.get(address(plan)))


def test_what_is_on_its_way_is_shown(plan: Plan, client: PageClient) -> None:
    kez = plan.people[KEZ]
    contributions.say(kez, subjects.about_nothing_in_particular(kez), some_words())
    plan.session.commit()
    client.sign_in(plan.people[YASMIN])
    assert "On its way" in main_of(client.get(address(plan)))
    deliveries.deliver_due(plan.session)
    plan.session.commit()
    assert "On its way" not in main_of(client.get(address(plan)))


def test_one_childs_file_holds_nothing_of_anothers(plan: Plan, client: PageClient) -> None:
    sent = said(plan, "canary-said")
    client.sign_in(plan.people[YASMIN])
    assert "canary-said" not in client.get(address(plan, JONAH)).text
    assert client.get(f"{address(plan, JONAH)}/contribution:{sent.public_id}.json").status_code == 404


def test_the_reviewing_officers_file_holds_what_is_for_their_eyes(plan: Plan, client: PageClient) -> None:
    hidden = said(plan, "canary-hidden")
    shown = said(plan, "canary-shown", "worker-and-reviewing-officer")
    client.sign_in(plan.people[BEVERLEY])
    page = client.get(address(plan)).text
    assert "canary-shown" in page
    assert "canary-hidden" not in page
    assert hidden.public_id not in page
    assert client.get(f"{address(plan)}/contribution:{hidden.public_id}.json").status_code == 404
    assert client.get(f"{address(plan)}/contribution:{shown.public_id}.json").status_code == 200


@pytest.mark.parametrize("person", [LEAH, COLM, KEZ, DANI, NEIL])
def test_nobody_else_opens_it(plan: Plan, client: PageClient, person: str) -> None:
    sent = said(plan, "canary-said")
    client.sign_in(plan.people[person])
    assert client.get(address(plan)).status_code == 404
    assert client.get(f"{address(plan)}/contribution:{sent.public_id}.json").status_code == 404


def test_a_file_of_nobody_is_not_found(plan: Plan, client: PageClient) -> None:
    client.sign_in(plan.people[YASMIN])
    assert client.get("/en/work/children/nobody/case-file").status_code == 404
    assert client.get(f"{address(plan)}/contribution:none.json").status_code == 404
