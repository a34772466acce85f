"""Nobody is asked to sign the same words twice, and nobody's signature is put under words that they did not sign."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.services import deciding, editions, signatures
from portal.services.signatures import Act
from tests.builders import received
from tests.families import DANI, KEZ, NEIL, READING, YASMIN, Plan, a_plan, a_small_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with a_plan(tmp_path) as plan:
        copy = plan.copy(DANI, KEZ)
        signatures.sign(plan.people[DANI], copy.public_id, Act("agree", "tick", "a key"), READING)
        plan.session.commit()
        yield plan


def written(plan: Plan, text: str, level: str = "easy") -> None:
    """A worker writes the health passage for Kez's family."""
    record, child = plan.record.public_id, plan.people[KEZ].public_id
    deciding.write_text(
        plan.people[YASMIN], record, child, "health", level=level, language="en", audience="", text=text
    )
    plan.session.commit()


def published(plan: Plan, *people: str) -> None:
    """The newest version goes to these people of Kez's."""
    ids = [plan.people[one].public_id for one in people]
    editions.publish(plan.people[YASMIN], plan.record.public_id, plan.people[KEZ].public_id, ids)
    plan.session.commit()


def acts(plan: Plan) -> list[str]:
    """What Dani has signed of the copy that she has now."""
    return [one.act for one in signatures.standing(plan.people[DANI], plan.copy(DANI, KEZ)).acts]


def test_a_level_added_later_asks_nobody_to_sign_again(plan: Plan) -> None:
    written(plan, "You are well.")
    published(plan, DANI)
    assert plan.copy(DANI, KEZ).number == 2
    assert acts(plan) == ["agree"]


def test_a_text_that_says_something_else_is_to_be_signed_anew(plan: Plan) -> None:
    written(plan, "You are well.")
    published(plan, DANI)
    written(plan, "You are not well.")
    published(plan, DANI)
    assert acts(plan) == []


def test_a_newer_version_is_to_be_signed_anew(plan: Plan) -> None:
    received(plan.session, a_small_plan(version=3, passages=[{"id": "reason", "kind": "narrative", "text": "Other."}]))
    published(plan, DANI)
    assert acts(plan) == []


def test_whoever_missed_an_edition_is_not_taken_to_have_signed_what_was_in_it(plan: Plan) -> None:
    again = a_small_plan(version=3)
    received(
        plan.session,
        again | {"passages": [*again["passages"], {"id": "plan", "kind": "actions", "rows": [{"what": "Move"}]}]},
    )
    published(plan, NEIL)
    written(plan, "You are well.")
    published(plan, DANI)
    assert plan.copy(DANI, KEZ).edition.kind == "wording"
    assert acts(plan) == []
