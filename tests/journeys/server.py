"""The portal as it runs for people: `clywed serve` over a fresh copy of the demo, on a port of its own."""

import fcntl
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal import create_app, settings_from
from portal.config import HERE, Settings
from portal.database import Database
from portal.models import Account, Contribution, Copy, Part, Person, Signature, Tie
from portal.services import demo_doors, reading

PATIENCE = 60.0
COMMAND = (sys.executable, "-m", "portal.cli")
# Who goes through the pages: a kind of person, and the tie that makes them one.
KINDS = {
    "child": Part.CHILD,
    "parent": Part.PARENT,
    "carer": Part.CARER,
    "worker": Part.SOCIAL_WORKER,
    "officer": Part.REVIEWING_OFFICER,
    "manager": Part.MANAGER,
}
SYMBOLS = "symbol-reader"
Found = dict[str, list[str]]


def settings_of(data: Path, port: int = 0) -> dict[str, str]:
    """The environment of a demo portal in a data folder."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CLYWED_", "DATABASE_", "REDIS_"))
    }
    return {**kept, "CLYWED_DATA": str(data), "CLYWED_DEMO": "1", "PORT": str(port or 8000)}


def load_demo(data: Path) -> None:
    """`clywed demo` in a new folder."""
    subprocess.run([*COMMAND, "demo"], env=settings_of(data), cwd=HERE, check=True, stdout=subprocess.DEVNULL)


def demo_in(shared: Path, data: Path) -> None:
    """A copy of the demo in `data`; loaded once for all processes that test side by side, in the folder they share."""
    made = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "clywed.sqlite").exists():
            load_demo(made)
    shutil.copytree(made, data)


class Portal:
    """A running portal: where it is, and what a test may look up behind its back."""

    def __init__(self, address: str, data: Path, shared: Path) -> None:
        self.address = address
        self.data = data
        self.shared = shared
        self.settings: Settings = settings_from(settings_of(data))

    @cached_property
    def app(self) -> Flask:
        """The same application again, for its list of addresses."""
        return create_app(self.settings)

    def once(self, name: str, find: Callable[[], Found]) -> Found:
        """What is found in every copy of the demo alike: found once for all files of tests, kept beside the demo."""
        kept = self.shared / f"{name}.json"
        with (self.shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                kept.write_text(json.dumps(find()), encoding="utf-8")
        found: Found = json.loads(kept.read_text(encoding="utf-8"))
        return found

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A look into the portal's database, kept at the end."""
        database = Database(self.settings.database, self.settings.secret_key.encode(), self.data)
        try:
            with database.session() as session:
                yield session
        finally:
            database.engine.dispose()

    def door(self, kind: str) -> str:
        """The address that signs in as a demo person of this kind: the one who has most to see."""
        with self.session() as session:
            person = who_reads_symbols(session) if kind == SYMBOLS else the_busiest(session, KINDS[kind])
            return f"/en/demo/enter/{demo_doors.token_for(session, person)}"


def who_reads_symbols(session: Session) -> Person:
    """The demo's child who reads with pictures; of several, who has most copies."""
    ties = session.scalars(select(Tie).join(Account, Account.person_id == Tie.person_id).where(Tie.part == Part.CHILD))
    readers = [tie.person for tie in ties if reading.profile_of(tie.person, "en").symbols == "key"]
    return max(readers, key=lambda person: (_amount(session, {person.id}), person.reference))


def the_busiest(session: Session, part: Part) -> Person:
    """Of the demo's people with such a tie: who has most copies, words and signatures, or whose children have."""
    ties = session.scalars(select(Tie).join(Account, Account.person_id == Tie.person_id).where(Tie.part == part.value))
    owners: dict[Person, set[int]] = defaultdict(set)
    for tie in ties:
        if tie.blocked_at is None:
            owners[tie.person] |= {tie.person_id, tie.child_id or tie.person_id}
    assert owners, f"nobody in the demo is a {part}"
    return max(owners, key=lambda person: (_amount(session, owners[person]), person.reference))


def _amount(session: Session, owners: set[int]) -> int:
    columns = (Copy.person_id, Contribution.person_id, Signature.person_id)
    return sum(session.scalar(select(func.count()).where(one.in_(owners))) or 0 for one in columns)


@contextmanager
def serving(shared: Path, folder: Path) -> Iterator[Portal]:
    """The portal with a copy of the demo of its own, until the end of the block."""
    data = folder / "data"
    demo_in(shared, data)
    port = _free_port()
    process = subprocess.Popen([*COMMAND, "serve"], env=settings_of(data, port), cwd=HERE, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield Portal(f"http://127.0.0.1:{port}", data, shared)
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the portal stopped as it started"
        try:
            _ask(port)
        except (ConnectionError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"nothing answers on port {port}")


def _ask(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/en/")
        connection.getresponse().read()
    finally:
        connection.close()
