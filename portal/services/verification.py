"""Checking that everything kept is still what it was: each stored hash is worked out again from what it stands for.

Run from the command line, over all families at once, so nobody is asking and nothing is shown: what is wrong is named
by its kind and its random id, never by a name or a word. Rows are read a few at a time, however many there are.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Select, String, cast, func, literal, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from accessibility.document import digest
from content import exemplars
from portal import audit
from portal.caserecord.contract import content_hash, content_sha256, read_record
from portal.caserecord.contract_breach import BrokenContract
from portal.models import (
    AuditEvent,
    CaseFileEntry,
    Contribution,
    Copy,
    Delivery,
    Edition,
    MadeFile,
    Person,
    Record,
    Recording,
    RecordVersion,
    Reply,
    Signature,
)
from portal.services import passages, recordings, signatures
from portal.services.verbatim import sha256_of

AT_ONCE = 100
# What a query gives: what something is called, then whatever shows that it is whole.
Rows = Select[*tuple[Any, ...]]
UNREADABLE = "the rest of them, which the database can't read"


@dataclass(frozen=True)
class Tally:
    """How many things of one kind were checked, and which of them are not what they were."""

    kind: str
    checked: int
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of thing: rows of (what it is called, then what `is_whole` takes)."""

    name: str
    rows: Rows
    is_whole: Callable[..., bool]


def verify(session: Session, key: bytes, files: Path) -> Iterator[Tally]:
    """Check everything, one tally a kind as it is done. `key` is the audit's; `files` is where made files are."""
    if session.get_bind().dialect.name == "sqlite":
        yield _database(session)
    with _any_bytes(session):
        for kind in kinds(session, files):
            yield _tally(session, kind)
        yield _audit(session, key)


def kinds(session: Session, files: Path) -> list[Kind]:
    """What there is to check, beside the audit and the database itself."""
    heard = recordings.folder_of(session)
    return [
        Kind("record versions", _record_versions(), _is_as_received),
        Kind("editions", _editions(), _has_content_hash),
        Kind("copies", select(Copy.public_id, Copy.document, Copy.sha256), _has_digest),
        Kind("contributions", select(Contribution.public_id, Contribution.original, Contribution.sha256), _has_hash),
        Kind("replies", select(Reply.public_id, Reply.text, Reply.sha256), _has_hash),
        Kind("signatures", select(Signature.public_id, Signature.id), lambda one: _is_as_signed(session, one)),
        Kind("deliveries", _delivered(Delivery), _has_hash),
        Kind("case file entries", _delivered(CaseFileEntry), _has_hash),
        Kind("ways into the case record", _on_its_way(), _says_the_same),
        Kind("made files", _made_files(), lambda name, sha256: _file_has(path_of(files, name), sha256)),
        Kind("recordings", _recordings(), lambda sha256: _file_has(heard / f"{sha256}.mp3", sha256)),
    ]


def path_of(files: Path, name: str) -> Path:
    """Where a made file is, by its key and kind ("key.kind")."""
    return files / name[:2] / name


def _record_versions() -> Rows:
    called = Record.public_id + " version " + cast(RecordVersion.version, String)
    return select(called, RecordVersion.document, RecordVersion.sha256, RecordVersion.content_hash).join(
        Record, Record.id == RecordVersion.record_id
    )


def _editions() -> Rows:
    called = Record.public_id + " for " + Person.public_id + " number " + cast(Edition.number, String)
    return (
        select(called, Edition.body, Edition.sha256)
        .join(Record, Record.id == Edition.record_id)
        .join(Person, Person.id == Edition.child_id)
    )


def _delivered(table: type[Delivery] | type[CaseFileEntry]) -> Rows:
    called = table.key + " for " + Person.public_id
    return select(called, table.payload, table.sha256).join(Person, Person.id == table.child_id)


def _on_its_way() -> Rows:
    """Everything said, signed or answered, with each delivery of it, or with none."""
    said = [
        select((literal(f"{kind}:") + table.public_id).label("key"), table.sha256.label("sha256"))
        for kind, table in (("contribution", Contribution), ("signature", Signature), ("reply", Reply))
    ]
    every = said[0].union_all(*said[1:]).subquery()
    return select(every.c.key, every.c.sha256, Delivery.payload).outerjoin(Delivery, Delivery.key == every.c.key)


def _made_files() -> Rows:
    ready = (MadeFile.ready_at.is_not(None), MadeFile.problem == "")
    return select(MadeFile.public_id, MadeFile.key + "." + MadeFile.kind, MadeFile.sha256).where(*ready)


def _recordings() -> Rows:
    return select(Recording.sent, Recording.sha256).where(Recording.sha256 != "")


def _is_as_received(document: bytes, sha256: str, content: str) -> bool:
    try:
        return content_sha256(document) == sha256 and content_hash(read_record(document, exemplars.names())) == content
    except BrokenContract:
        return False


def _has_content_hash(body: str, sha256: str) -> bool:
    return passages.content_hash(body) == sha256


def _has_digest(document: bytes, sha256: str) -> bool:
    return digest(document) == sha256


def _has_hash(words: str, sha256: str) -> bool:
    return sha256_of(words) == sha256


def _is_as_signed(session: Session, signature_id: int) -> bool:
    try:
        signature = session.get_one(Signature, signature_id)
    except ValueError:
        # A day that is none any more.
        return False
    session.expunge(signature)
    return signatures.hash_of(signature) == signature.sha256


def _says_the_same(sha256: str, payload: str | None) -> bool:
    try:
        said = msgspec.json.decode(payload or "{}", type=dict[str, Any])
    except msgspec.DecodeError:
        return False
    return bool(said.get("original_sha256", said.get("sha256")) == sha256)


def _file_has(path: Path, sha256: str) -> bool:
    return path.is_file() and content_sha256(path.read_bytes()) == sha256


def _tally(session: Session, kind: Kind) -> Tally:
    checked, wrong = 0, []
    try:
        for called, *values in session.execute(kind.rows.execution_options(yield_per=AT_ONCE)):
            checked += 1
            if not kind.is_whole(*values):
                wrong.append(called)
    except DatabaseError:
        wrong.append(_unreadable(session))
    return Tally(kind.name, checked, tuple(wrong))


def _audit(session: Session, key: bytes) -> Tally:
    checked = session.scalar(select(func.count(AuditEvent.id))) or 0
    try:
        wrong = tuple(f"row {number}" for number in audit.broken_links(session, key))
    except (DatabaseError, ValueError):
        wrong = (_unreadable(session),)
    return Tally("audit rows", checked, wrong)


def _unreadable(session: Session) -> str:
    """What can't be read. PostgreSQL answers nothing more in a transaction in which something went wrong."""
    session.rollback()
    return UNREADABLE


def _database(session: Session) -> Tally:
    """SQLite's own look at its file: every page, every index, and every row that another points to."""
    try:
        faults = [row[0] for row in session.execute(text("PRAGMA integrity_check(20)")) if row[0] != "ok"]
        orphans = [f"a row of {row[0]}" for row in session.execute(text("PRAGMA foreign_key_check"))]
    except DatabaseError:
        return Tally("database", 1, (UNREADABLE,))
    return Tally("database", 1, tuple(["its file"] if faults else []) + tuple(orphans))


@contextmanager
def _any_bytes(session: Session) -> Iterator[None]:
    """Let text that is not text any more be read: it is found to be wrong, and the rest is still checked."""
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    driver: Any = session.connection().connection.driver_connection
    driver.text_factory = lambda held: held.decode("utf-8", "replace")
    try:
        yield
    finally:
        driver.text_factory = str


def newest_audit_row(session: Session) -> str:
    """The audit's newest row as "number:digest", to be kept somewhere else; "0:" for an empty audit."""
    row = session.execute(select(AuditEvent.id, AuditEvent.digest).order_by(AuditEvent.id.desc()).limit(1)).first()
    return f"{row.id}:{row.digest}" if row else "0:"


def still_holds(session: Session, kept: str) -> bool:
    """Whether the audit still has the row that was its newest when `kept` ("number:digest") was written down.

    A chain that has lost its end is whole in itself: only something kept elsewhere tells.
    """
    number, _, digest_then = kept.partition(":")
    if not number.isdigit():
        return False
    found = session.scalar(select(AuditEvent.digest).where(AuditEvent.id == int(number)))
    return (found or "") == digest_then
