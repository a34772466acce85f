"""Deliveries: what people said, signed and were answered, on its way into the case record.

A delivery is written in the same transaction as the thing it delivers; its row is the queue. Background work only
hurries it, and a sweep finds what was missed, so nothing is lost; its key makes a second arrival nothing, so nothing is
doubled.
"""

import hashlib
import importlib
import json
import logging
import pkgutil
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from types import ModuleType
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal import caserecord
from portal.database import now
from portal.models.delivery import Delivery

log = logging.getLogger("clywed.deliveries")
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)
AT_ONCE = 200
# Whoever writes holds up everybody else who writes: in the background so few at once that nobody notices.
A_FEW = 20
HURRY = ("deliver_due", ())
ADD = insert(Delivery)
_way = attrgetter("adapter")


def adapters() -> dict[str, ModuleType]:
    """Every kind of case record there is, by name: the modules in portal/caserecord/ that have a NAME."""
    found = (
        importlib.import_module(f"{caserecord.__name__}.{one.name}")
        for one in pkgutil.iter_modules(caserecord.__path__)
        if not one.name.startswith("contract")
    )
    return {module.NAME: module for module in found}


def canonical(payload: Mapping[str, Any]) -> str:
    """A payload as JSON that is always the same for the same content: sorted keys, no spaces, letters as they are."""
    return json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def deliver(
    session: Session,
    kind: str,
    key: str,
    child_ids: Collection[int],
    eyes: str,
    payload: Mapping[str, Any],
    said_at: datetime,
) -> None:
    """Put one thing on its way into the case file of each child, in the caller's transaction.

    `kind` is "contribution", "taken-back", "signature" or "reply"; `key` is always the same for the same thing. The
    payload gets `kind`, `eyes` and `said_at` beside what it holds, so that it stands by itself wherever it arrives.
    """
    whole = canonical({**payload, "kind": kind, "eyes": eyes, "said_at": said_at.isoformat()})
    moment = now()
    row = {"key": key, "kind": kind, "payload": whole, "sha256": hashlib.sha256(whole.encode()).hexdigest()}
    rows = [{**row, "child_id": child_id, "made_at": moment, "next_at": moment} for child_id in child_ids]
    # Below the models: nothing in this session reads it back before it is delivered.
    session.connection().execute(ADD, rows)
    hurried = session.info.setdefault("after_commit", [])
    if HURRY not in hurried:
        hurried.append(HURRY)


def deliver_some(session: Session) -> int:
    """Try to send the first few of what is due, so that the turn to write is soon over; gives how many were tried if
    there may be more, else 0: what comes meanwhile hurries the background itself.
    """
    tried = len(_try_due(session, A_FEW))
    return tried if tried == A_FEW else 0


def deliver_due(session: Session) -> int:
    """Send what is due, oldest first, at most 200; gives how many arrived. What fails is tried again, ever later."""
    return sum(_try_due(session, AT_ONCE))


def _try_due(session: Session, most: int) -> list[bool]:
    """Try what is due, oldest first, at most so many: whether each arrived."""
    due = select(Delivery).where(Delivery.delivered_at.is_(None), Delivery.next_at <= now()).order_by(Delivery.id)
    ways = adapters()
    waiting = session.scalars(due.limit(most).with_for_update(skip_locked=True)).all()
    if _arrive(session, ways, waiting) is None:
        arrived = waiting
    else:
        arrived = [one for one in waiting if _arrives(session, ways, one)]
    if arrived:
        there = [one.id for one in arrived]
        session.execute(update(Delivery).where(Delivery.id.in_(there)).values(delivered_at=now(), problem=""))
    return [one in arrived for one in waiting]


def _arrive(session: Session, ways: Mapping[str, ModuleType], waiting: Sequence[Delivery]) -> Exception | None:
    """Send these together: what went wrong in an adapter, and then nothing is kept of what they did; or None."""
    try:
        with session.begin_nested():
            for name, group in groupby(sorted(waiting, key=_way), key=_way):
                ways[name].deliver(session, list(group))
    except Exception as error:
        return error
    return None


def _arrives(session: Session, ways: Mapping[str, ModuleType], delivery: Delivery) -> bool:
    """One try by itself. Whatever goes wrong, the row stays and the others go on."""
    error = _arrive(session, ways, [delivery])
    if error is None:
        return True
    delivery.tries += 1
    delivery.problem = type(error).__name__
    delivery.next_at = now() + wait_after(delivery.tries)
    log.warning("delivery of a %s by %s failed: %s", delivery.kind, delivery.adapter, delivery.problem)
    return False


def wait_after(tries: int) -> timedelta:
    """How long to wait after this many failed tries: twice as long each time, and never more than an hour."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 20), LONGEST_WAIT)


def waiting_for(session: Session, child_id: int) -> list[Delivery]:
    """What has not arrived yet in one child's case file, oldest first. The caller has checked who asks."""
    return list(
        session.scalars(
            select(Delivery).where(Delivery.child_id == child_id, Delivery.delivered_at.is_(None)).order_by(Delivery.id)
        )
    )
