"""A worker keeps a child's own words, with the child's say; the child meets them in the next copy, and nobody else."""

import pytest
from sqlalchemy import select

from portal.models import OwnWord
from portal.services import editions
from tests.families import DANI, JONAH, KEZ, YASMIN, Plan
from tests.pages.client import PageClient
from tests.pages.filling import main_of

SENT = {"word": "canary-helper", "language": "en", "say": "says"}


def start(plan: Plan, language: str = "en") -> str:
    return f"/{language}/work/children/{plan.people[KEZ].public_id}/own-words/"


def kept(plan: Plan) -> list[tuple[str, str]]:
    return [(one.sense, one.word) for one in plan.session.scalars(select(OwnWord)).all()]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_terms_are_offered_and_found_by_a_word_in_either_language(
    yasmin: PageClient, plan: Plan, language: str
) -> None:
    page = yasmin.get(start(plan, language))
    assert page.status_code == 200
    assert f"{start(plan, language)}connected_person" in page.text
    assert "own-words/palliative_care" not in page.text
    assert "own-words/palliative_care" in yasmin.get(f"{start(plan, language)}?word=lliniarol").text
    assert "own-words/placement" not in yasmin.get(f"{start(plan, language)}?word=nothingatall").text
    assert yasmin.get(f"{start(plan, language)}placement").status_code == 200


def test_a_word_is_kept_changed_and_taken_away(yasmin: PageClient, plan: Plan) -> None:
    address = f"{start(plan)}social_worker"
    assert yasmin.send(address, SENT).status_code == 303
    assert kept(plan) == [("social_worker", "canary-helper")]
    assert "canary-helper" in main_of(yasmin.get(start(plan)))
    assert 'value="canary-helper"' in yasmin.get(address).text
    assert yasmin.send(address, {**SENT, "word": "Yas"}).status_code == 303
    plan.session.expire_all()
    assert kept(plan) == [("social_worker", "Yas")]
    assert yasmin.send(f"{address}/take-away", {}, at=start(plan)).status_code == 303
    plan.session.expire_all()
    assert kept(plan) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"word": " "}, "Write the word just as it is said"),
        ({"word": "a" * 61}, "Write the word just as it is said"),
        ({"say": ""}, "Say how they had their say."),
        ({"language": "fr"}, "Choose from what is on the page."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(
    yasmin: PageClient, plan: Plan, wrong: dict[str, str], said: str
) -> None:
    page = yasmin.send(f"{start(plan)}placement", {**SENT, **wrong})
    assert page.status_code == 400
    assert said in page.text
    assert kept(plan) == []


def test_there_is_no_page_for_what_is_no_term(yasmin: PageClient, plan: Plan) -> None:
    assert yasmin.get(f"{start(plan)}nothing").status_code == 404


def test_the_child_meets_it_in_the_next_copy_and_nobody_else_does(
    yasmin: PageClient, plan: Plan, client: PageClient
) -> None:
    yasmin.send(f"{start(plan)}social_worker", SENT)
    for child, people in ((KEZ, (KEZ, DANI)), (JONAH, (JONAH, DANI))):
        to = [plan.people[one].public_id for one in people]
        editions.publish(plan.people[YASMIN], plan.record.public_id, plan.people[child].public_id, to)
    plan.session.commit()
    for person, child, met in ((KEZ, KEZ, True), (DANI, KEZ, False), (JONAH, JONAH, False), (DANI, JONAH, False)):
        client.sign_in(plan.people[person])
        page = client.get(f"/en/documents/{plan.copy(person, child).public_id}/")
        assert page.status_code == 200
        assert ("canary-helper" in page.text) is met, (person, child)
