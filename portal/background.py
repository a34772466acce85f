"""Background work: huey on SQLite in the data folder, or on Redis where REDIS_URL says so.

The rows of the database are the queue; a task only hurries what is waiting there anyway. So putting one in the queue
may fail without harm, a task may run twice, and a sweep every few seconds finds whatever was missed.
"""

import importlib
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from portal import on_redis
from portal.config import Settings
from portal.database import Database
from portal.drivers import unloaded

if TYPE_CHECKING:
    from huey import Huey

log = logging.getLogger("clywed.background")

# What a task is called, and where its work is: a function that takes a session, then what the task was given. It may
# hold up those who write only while it writes, so it does its long work first and writes last. If it gives a number, it
# is called again until that is 0.
TASKS = {
    "deliver_due": "portal.services.deliveries:deliver_some",
    "dress_copy": "portal.services.dressings:dress",
    "dress_prepared": "portal.services.prepared_pictures:make",
    "speak_copy": "portal.services.sounds:make_for_reader",
    "make_sound": "portal.services.sounds:make",
    "take_recording": "portal.services.recordings:make",
    "make_file": "portal.services.files:make",
}
# What is looked through for anything missed.
SWEEPS = (
    "portal.services.deliveries:deliver_some",
    "portal.services.dressings:dress_missed",
    "portal.services.files:make_missed",
    "portal.services.recordings:make_missed",
)
# What nobody needs any more is tidied away.
TIDYINGS = (
    "portal.services.guesses:forget_old",
    "portal.services.sessions:forget_old",
    "portal.services.sounds:forget_unused",
    "portal.services.old_files:forget_unused",
    "portal.services.recordings:forget_unused",
    "portal.services.prepared_pictures:forget_old",
)
SWEEP_EVERY, TIDY_EVERY = 10, 3600
# Seconds. A worker that finds nothing looks again after `soonest`, then a little later each time, up to `latest`.
SOONEST, LATEST = 0.05, 0.15
MOMENT = 0.2


def work_at(place: str) -> Callable[..., Any]:
    """The function at "module:name", loaded when it is first needed: web workers never load what only tasks use."""
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def queue(settings: Settings) -> "Huey":
    """The queue that web workers put tasks in and the consumer takes them out of."""
    if settings.redis_url:
        return on_redis.queue(settings.redis_url)
    settings.data.mkdir(parents=True, exist_ok=True)
    with unloaded("redis", "psycopg"):
        from huey import SqliteHuey
    return SqliteHuey("clywed", filename=str(settings.data / "queue.sqlite"), results=False)


class Background:
    """The tasks of one process, on one queue and one database."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.database = database
        self.huey = queue(settings)
        self.tasks = {name: self.huey.task(name=name)(self._runner(place)) for name, place in TASKS.items()}
        self._hurried: dict[str, float] = {}
        self._follows: dict[str, float] = {}

    def _runner(self, place: str) -> Callable[..., None]:
        """The work as a task. Work that says how much it did is done again, in a transaction of its own, until it says
        0: many short turns to write, between which others have theirs.
        """

        def run(*values: Any) -> None:
            did: int | None = 1
            while did:
                with self.database.session() as session:
                    did = work_at(place)(session, *values)

        return run

    def hurry(self, name: str, *values: Any) -> None:
        """Put a task in the queue. What goes wrong is noted, never raised: the sweep will do it."""
        try:
            if values:
                self.tasks[name](*values)
            else:
                self._hurry_all(name)
        except Exception as error:
            log.warning("could not hurry %s: %s", name, type(error).__name__)

    def _hurry_all(self, name: str) -> None:
        """A task that does all that waits is not put in the queue twice within a moment: once more after a second
        finds what has come meanwhile.
        """
        moment = time.monotonic()
        if moment - self._hurried.get(name, -MOMENT) >= MOMENT:
            self._hurried[name] = moment
            self.tasks[name]()
        elif moment >= self._follows.get(name, 0.0):
            self._follows[name] = moment + 1
            self.tasks[name].schedule(delay=1)

    def follow_commits(self) -> None:
        """Hurry, after each commit, the tasks named in session.info["after_commit"]; forget them at a rollback."""
        event.listen(self.database.sessions, "after_commit", self._committed)
        event.listen(self.database.sessions, "after_soft_rollback", self._undone)

    def _committed(self, session: Session) -> None:
        if session.in_nested_transaction():
            return
        for name, values in dict.fromkeys(session.info.pop("after_commit", ())):
            self.hurry(name, *values)

    def _undone(self, session: Session, _transaction: object) -> None:
        if not session.in_nested_transaction():
            session.info.pop("after_commit", None)

    def sweep(self, places: Sequence[str] = SWEEPS) -> None:
        """Look once through everything that may wait; one part failing doesn't keep the others from being done."""
        for place in places:
            try:
                self._runner(place)()
            except Exception as error:
                log.warning("sweep of %s failed: %s", place, type(error).__name__)

    def consume(self, beside: int) -> None:
        """Do what is in the queue until told to stop, or until the process that this one is beside is gone."""
        stop = threading.Event()
        threading.Thread(target=self._keep_sweeping, args=(stop, beside), daemon=True).start()
        consumer = self.huey.create_consumer(
            workers=2, periodic=False, initial_delay=SOONEST, max_delay=LATEST, check_worker_health=False
        )
        consumer.run()
        stop.set()

    def _keep_sweeping(self, stop: threading.Event, beside: int) -> None:
        seconds = 0
        while not stop.wait(1):
            if os.getppid() != beside:
                os.kill(os.getpid(), signal.SIGTERM)
                return
            seconds += 1
            if seconds % SWEEP_EVERY == 1:
                self.sweep()
            if seconds % TIDY_EVERY == 1:
                self.sweep(TIDYINGS)
