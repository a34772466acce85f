"""Plain functions that make what a test needs, with sensible defaults."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import (
    LANGUAGES,
    LEVELS,
    Block,
    Document,
    Language,
    Level,
    Passage,
    Run,
    Section,
    Sentence,
    Wording,
    Words,
)
from portal.config import HERE
from portal.database import Database, new_public_id, now
from portal.migrating import bring_up_to_date
from portal.models import Part, Person, Record, Tie
from portal.services import records
from tests import databases

SAMPLES = HERE / "content" / "demo" / "records"


@databases.once
def migrated() -> databases.Put:
    """A fresh database at the newest migration, to be copied: migrating takes longer than most tests."""
    with TemporaryDirectory() as folder:
        databases.make(Path(folder))
        database = Database(databases.address(Path(folder)), b"a key for tests")
        bring_up_to_date(database)
        database.engine.dispose()
        return databases.keep(Path(folder))


def a_database(folder: Path) -> Database:
    """A fresh database in a folder, at the newest migration."""
    migrated()(folder)
    return Database(databases.address(folder), b"a key for tests", folder)


@contextmanager
def a_session(folder: Path) -> Iterator[Session]:
    """A session on the database that a folder has."""
    database = Database(databases.address(folder), b"a key for tests", folder)
    with database.sessions() as session:
        yield session
    database.engine.dispose()


def a_command_line(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """The environment of a command, with nothing set but a data folder, a key, and on PostgreSQL a database."""
    for name in ("REDIS_URL", "PORT", "CLYWED_DEMO", "CLYWED_HOST"):
        monkeypatch.delenv(name, raising=False)
    if databases.url(data):
        migrated()(data)
    monkeypatch.setenv("DATABASE_URL", databases.url(data))
    monkeypatch.setenv("CLYWED_DATA", str(data))
    monkeypatch.setenv("CLYWED_SECRET_KEY", "a key for tests")


def a_sample(name: str = "child-protection-plan") -> dict[str, Any]:
    """A sample record, to be changed as a test likes."""
    record: dict[str, Any] = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return record


def received(session: Session, record: dict[str, Any]) -> Record:
    """A record imported from its dictionary."""
    records.receive(session, json.dumps(record).encode())
    session.flush()
    found = session.scalar(select(Record).where(Record.reference == record["reference"]))
    assert found is not None
    return found


def the_person(session: Session, reference: str) -> Person:
    """The person with this reference."""
    person = session.scalar(select(Person).where(Person.reference == reference))
    assert person is not None, reference
    return person


def a_person(
    session: Session, name: str = "Sam Sampl", *, reference: str = "", part: str = "other", **more: Any
) -> Person:
    """Somebody new."""
    public_id = new_public_id()
    facts = {"languages": ["en"], "communication": [], **more}
    person = Person(
        public_id=public_id,
        reference=reference or f"T-{public_id}"[:20].replace("_", "-"),
        name=name,
        part=part,
        **facts,
    )
    session.add(person)
    session.flush()
    return person


def a_tie(session: Session, person: Person, child: Person | None, part: Part | str, **more: Any) -> Tie:
    """A confirmed tie, in force since long ago."""
    tie = Tie(
        public_id=new_public_id(),
        person_id=person.id,
        child_id=child.id if child else None,
        part=Part(part).value,
        since_on=date(2020, 1, 1),
        confirmed_at=now(),
        **more,
    )
    session.add(tie)
    session.flush()
    return tie


def a_document() -> Document:
    """A short document, in both languages and at every level."""
    sentence = {"en": "Your plan is good. It is in the house.", "cy": "Mae dy gynllun yn dda. Mae yn y tŷ."}
    wordings: dict[Language, dict[Level, Wording]] = {
        language: {
            level: Wording("ours", language, level, (Block((Sentence((Run(sentence[language], language),)),)),))
            for level in LEVELS
        }
        for language in LANGUAGES
    }
    section = Section(3, Words(en="The main points", cy="Y prif bwyntiau"), (Passage(id="p1", wordings=wordings),))
    return Document(
        title=Words(en="My plan", cy="Fy nghynllun"),
        audience="child",
        nation="wales",
        number=1,
        published_on="2026-11-23",
        written_by="Sioned Modelwen",
        child_called="Cadi",
        sections=(section,),
    )
