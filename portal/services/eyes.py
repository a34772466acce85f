"""For whose eyes something was said, and who of the council's people hears it: one table."""

from collections.abc import Collection

from portal.models.tie import Part
from portal.permissions import MANAGERS, WORKERS

WORKER = "worker"
WORKER_AND_OFFICER = "worker-and-reviewing-officer"
# Of a complaint: a manager hears each; of one about the worker, that worker hears nothing.
WORKER_AND_MANAGER = "worker-and-manager"
MANAGER = "manager"
HEARD_BY = {
    WORKER: WORKERS,
    WORKER_AND_OFFICER: WORKERS | {Part.REVIEWING_OFFICER},
    WORKER_AND_MANAGER: WORKERS | MANAGERS,
    MANAGER: MANAGERS,
}
# What somebody chooses from when they say something, and when they complain.
EYES = (WORKER, WORKER_AND_OFFICER)
OF_A_COMPLAINT = (WORKER_AND_MANAGER, MANAGER)


def hears(held: Collection[Part], eyes: str) -> bool:
    """Whether somebody who holds these parts towards a child hears what was said about it for these eyes.

    What is for a manager alone is not heard by a manager who is the child's own worker.
    """
    if eyes == MANAGER and not WORKERS.isdisjoint(held):
        return False
    return not HEARD_BY[eyes].isdisjoint(held)


def heard(held: Collection[Part]) -> tuple[str, ...]:
    """All the eyes for which something may be said that somebody with these parts hears."""
    return tuple(eyes for eyes in HEARD_BY if hears(held, eyes))
