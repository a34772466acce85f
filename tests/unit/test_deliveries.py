"""Deliveries: in the same transaction as what they deliver; never lost, never doubled; the original byte for byte."""

import hashlib
import json
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.database import now
from portal.models import CaseFileEntry, Delivery
from portal.services import deliveries
from tests.families import JONAH, KEZ, Plan


def deliver(plan: Plan, key: str = "contribution:one", children: tuple[str, ...] = (KEZ,), original: str = "ŵ") -> None:
    ids = [plan.people[one].id for one in children]
    deliveries.deliver(plan.session, "contribution", key, ids, "worker", {"original": original}, now())
    plan.session.commit()


def filed(plan: Plan) -> list[CaseFileEntry]:
    return list(plan.session.scalars(select(CaseFileEntry).order_by(CaseFileEntry.id)))


def due(plan: Plan) -> int:
    sent = deliveries.deliver_due(plan.session)
    plan.session.commit()
    return sent


# The contract of every adapter


@pytest.mark.parametrize("adapter", deliveries.adapters().values(), ids=lambda one: one.NAME)
def test_every_adapter_has_its_modules_name_and_delivers(adapter: SimpleNamespace) -> None:
    assert adapter.__name__.rpartition(".")[2] == adapter.NAME
    assert callable(adapter.deliver)


def test_the_case_record_of_our_own_is_one_of_the_adapters() -> None:
    assert "embedded" in deliveries.adapters()


def test_the_embedded_adapter_files_the_payload_byte_for_byte_once(plan: Plan) -> None:
    deliver(plan)
    row = plan.session.scalars(select(Delivery)).one()
    for _again in range(2):
        deliveries.adapters()["embedded"].deliver(plan.session, [row])
    plan.session.commit()
    [entry] = filed(plan)
    assert entry.payload == row.payload
    assert entry.sha256 == row.sha256 == hashlib.sha256(row.payload.encode()).hexdigest()


# The queue


def test_each_child_has_an_entry_of_its_own(plan: Plan) -> None:
    deliver(plan, children=(KEZ, JONAH))
    assert due(plan) == 2
    assert {one.child_id for one in filed(plan)} == {plan.people[KEZ].id, plan.people[JONAH].id}


def test_what_arrived_is_not_sent_again(plan: Plan) -> None:
    deliver(plan)
    assert [due(plan), due(plan)] == [1, 0]
    assert len(filed(plan)) == 1


def test_what_arrived_but_was_not_marked_is_not_doubled(plan: Plan) -> None:
    deliver(plan)
    due(plan)
    plan.session.scalars(select(Delivery)).one().delivered_at = None
    plan.session.commit()
    assert due(plan) == 1
    assert len(filed(plan)) == 1


def test_a_rolled_back_transaction_delivers_nothing(plan: Plan) -> None:
    deliveries.deliver(plan.session, "reply", "reply:one", [plan.people[KEZ].id], "worker", {}, now())
    plan.session.rollback()
    assert due(plan) == 0
    assert filed(plan) == []


def test_the_background_is_hurried_once_however_many_are_written(plan: Plan) -> None:
    plan.session.info.pop("after_commit", None)
    for key in ("one", "two"):
        deliveries.deliver(plan.session, "reply", key, [plan.people[KEZ].id], "worker", {}, now())
    assert plan.session.info["after_commit"] == [deliveries.HURRY]


def test_one_that_fails_stays_and_the_others_go_on(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded = deliveries.adapters()["embedded"]

    def half_works(session: Session, waiting: Sequence[Delivery]) -> None:
        embedded.deliver(session, waiting)
        if any("secret words" in one.payload for one in waiting):
            raise ConnectionError("could not send: secret words")

    monkeypatch.setattr(deliveries, "adapters", lambda: {"embedded": SimpleNamespace(deliver=half_works)})
    deliver(plan, "contribution:bad", original="secret words")
    deliver(plan, "contribution:good")
    assert due(plan) == 1
    assert [one.key for one in filed(plan)] == ["contribution:good"]
    bad = plan.session.scalars(select(Delivery).where(Delivery.key == "contribution:bad")).one()
    assert (bad.tries, bad.problem, bad.delivered_at) == (1, "ConnectionError", None)
    assert bad.next_at > now()
    assert [one.key for one in deliveries.waiting_for(plan.session, plan.people[KEZ].id)] == ["contribution:bad"]


def test_what_failed_is_tried_again_when_its_time_has_come(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(deliveries, "adapters", dict)
        deliver(plan)
        assert due(plan) == 0
    assert due(plan) == 0
    plan.session.scalars(select(Delivery)).one().next_at = now()
    plan.session.commit()
    assert due(plan) == 1


def test_the_wait_grows_and_is_never_more_than_an_hour() -> None:
    waits = [deliveries.wait_after(tries) for tries in range(1, 60)]
    assert waits[:3] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=1)


def test_the_same_content_is_always_the_same_bytes() -> None:
    assert deliveries.canonical({"b": "ŵ\r\n", "a": [1]}) == deliveries.canonical({"a": [1], "b": "ŵ\r\n"})
    assert json.loads(deliveries.canonical({"b": "ŵ\r\n"})) == {"b": "ŵ\r\n"}


def test_in_the_background_a_few_are_tried_at_a_time_until_none_is_due_although_some_fail(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(deliveries.A_FEW + 2):
        deliver(plan, f"contribution:{number}")

    def refuse(session: Session, waiting: Sequence[Delivery]) -> None:
        raise OSError

    monkeypatch.setattr(deliveries, "adapters", lambda: {"embedded": SimpleNamespace(deliver=refuse)})
    assert [deliveries.deliver_some(plan.session) for _ in range(2)] == [deliveries.A_FEW, 0]
    assert {one.tries for one in plan.session.scalars(select(Delivery))} == {1}


def test_many_are_sent_in_as_few_statements_as_one(plan: Plan) -> None:
    asked: list[str] = []
    event.listen(plan.session.get_bind(), "before_cursor_execute", lambda _c, _k, said, *_rest: asked.append(said))
    counts = []
    for several in (1, deliveries.A_FEW):
        for number in range(several):
            deliver(plan, f"contribution:{several}-{number}")
        asked.clear()
        deliveries.deliver_some(plan.session)
        counts.append(len(asked))
        plan.session.commit()
    assert counts[0] == counts[1]
