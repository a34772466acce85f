"""What a worker decides in Prepare: who sees a passage or a row, where it belongs, whom it is about, and the texts for
the family. It is shown from the next publishing on; what is not to be shown any more is hidden at the next request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import LANGUAGES
from portal import audit
from portal.database import now, session_of, write_first
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import Choice, FamilyText, Person, Placement, RecordVersion
from portal.permissions import Action
from portal.services import drafts
from portal.services.audience import FINAL
from portal.services.passages import row_hash
from portal.services.preparing import Preparation, PreparedPassage, allowed, preparation

LONGEST_TEXT = 20_000


class NoSuchPassage(PortalError):
    """The record has no passage, or row, of that name, or nothing may be chosen about it."""

    message = lazy_name("That part of the record can't be chosen. It may have changed since you opened it.")


class FirstToThem(PortalError):
    """What is about one adult, or was said by them, is decided for that adult before it is shown to anybody else."""

    field = "people"
    message = lazy_name("This is about %(name)s. Choose for %(name)s before you show it to anybody else.")


class AboutWhom(PortalError):
    """Nobody has said yet whom a passage about an adult is about."""

    field = "people"
    message = lazy_name("Say whom this is about before you show it to anybody.")


class TextNotKept(PortalError):
    """A text for the family that is too long, or has a NUL in it."""

    field = "text"
    message = lazy_name("This text is too long, or has a character in it that we can't keep.")


class WordsChanged(PortalError):
    """A text for the family was written beside words that are not the record's any more."""

    field = "text"
    message = lazy_name("The worker's words have changed since you opened this page. Read them, then keep this text.")


@dataclass(frozen=True)
class Decision:
    """Show one person (by public id) a passage, or one of its rows (by index), or don't."""

    person: str
    shown: bool
    row: int | None = None


def decide(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    passage_id: str,
    decisions: Sequence[Decision],
    seen: str = "",
) -> None:
    """Keep decisions about one passage, all or none. What the record withholds can't be chosen.

    `seen` is the hash of the passage (PreparedPassage.text) as the worker saw it: NoSuchPassage if it has changed.
    """
    session, ready = _open(worker, record_public_id, child_public_id)
    passage = ready.passage(passage_id)
    if seen and seen != passage.text:
        raise NoSuchPassage()
    for one in decisions:
        if ready.reader(one.person) and passage.verdicts[one.person].why in FINAL:
            raise NoSuchPassage()
        _keep(session, worker, ready, passage, one)
    session.flush()
    _check_order(session, ready, passage, decisions)
    _note(session, worker, ready)


def choose(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    person_public_id: str,
    passage_id: str,
    *,
    shown: bool,
    row: int | None = None,
) -> None:
    """One decision about one passage, or one of its rows."""
    decide(worker, record_public_id, child_public_id, passage_id, [Decision(person_public_id, shown, row)])


def choose_usual(worker: Person, record_public_id: str, child_public_id: str, person_public_id: str) -> int:
    """Show one person what the form would usually show them, where only a withholding elsewhere in the record stands
    in the way.

    One deliberate act for many passages; what is held, or depends for a reason of its own, is still asked about one
    by one. Returns how many passages were chosen.
    """
    session, ready = _open(worker, record_public_id, child_public_id)
    usual = ready.reader(person_public_id).usual
    for passage_id in usual:
        _keep(session, worker, ready, ready.passage(passage_id), Decision(person_public_id, shown=True))
    _note(session, worker, ready)
    return len(usual)


def place(worker: Person, record_public_id: str, child_public_id: str, passage_id: str, section: int) -> None:
    """Say in which section a passage belongs that the exemplar doesn't list."""
    session, ready = _open(worker, record_public_id, child_public_id)
    passage = ready.passage(passage_id)
    if passage.is_listed or section not in range(1, 12):
        raise NoSuchPassage()
    _placement(session, ready.version, passage.id).section = section
    _note(session, worker, ready)


def name_adult(worker: Person, record_public_id: str, child_public_id: str, passage_id: str, reference: str) -> None:
    """Say whom a passage about an adult is about, where the record doesn't: somebody whom the record names."""
    session, ready = _open(worker, record_public_id, child_public_id)
    passage = ready.passage(passage_id)
    if "person" in passage.passage or reference not in adults_of(ready):
        raise NoSuchPassage()
    adult = session.scalar(select(Person).where(Person.reference == reference))
    if adult is None:
        raise NotFound()
    _placement(session, ready.version, passage.id).adult_id = adult.id
    _note(session, worker, ready)


def adults_of(ready: Preparation) -> dict[str, str]:
    """Whom a passage about an adult may be about: the names of the record's people but its children, by reference."""
    source = ready.source
    return {reference: name for reference, name in source.names.items() if reference not in source.children}


def write_text(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    passage_id: str,
    *,
    level: str,
    language: str,
    audience: str,
    text: str,
    seen: str = "",
) -> None:
    """Keep a text for the family, one sentence a line; an empty one takes it away. `audience` "" is for both.

    `seen` is the hash of the passage (PreparedPassage.text) that it was written beside: WordsChanged if it has changed.
    """
    session, ready = _open(worker, record_public_id, child_public_id)
    passage = ready.passage(passage_id)
    if seen and seen != passage.text:
        raise WordsChanged()
    if level not in ("plain", "easy") or language not in LANGUAGES or audience not in ("child", "parent", ""):
        raise NoSuchPassage()
    if "\0" in text or len(text) > LONGEST_TEXT:
        raise TextNotKept()
    facts = {"record_id": ready.version.record_id, "child_id": ready.child.id, "passage": passage.id}
    facts |= {"level": level, "language": language, "audience": audience}
    kept = session.scalar(select(FamilyText).filter_by(**facts)) or FamilyText(**facts)
    kept.sentences = sentences_of(text)
    kept.text = passage.text
    kept.written_by_id, kept.written_at = worker.id, now()
    if kept.sentences:
        session.add(kept)
    elif kept.id is not None:
        session.delete(kept)
    drafts.discard(worker, text_target(record_public_id, child_public_id, passage.key, (level, language, audience)))
    _note(session, worker, ready)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as it was typed: one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def text_target(record: str, child: str, key: str, wanted: tuple[str, str, str]) -> str:
    """The name under which a text is kept as it is typed; `wanted` is its level, language and audience."""
    return f"text/{record}/{child}/{key}/{'/'.join(wanted)}"


def _open(worker: Person, record_public_id: str, child_public_id: str) -> tuple[Session, Preparation]:
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    write_first(session)
    session.refresh(version.record, ["newest_id"])
    if version.record.newest_id != version.id:
        raise NoSuchPassage()
    return session, preparation(session, version, child)


def _note(session: Session, worker: Person, ready: Preparation) -> None:
    audit.note(session, worker, Action.RECORD_PREPARE, ready.child.id, ready.version.record.public_id)


def _keep(session: Session, worker: Person, ready: Preparation, passage: PreparedPassage, decision: Decision) -> None:
    key = "" if decision.row is None else row_hash(_row(passage.passage, decision.row))
    facts = {
        "record_id": ready.version.record_id,
        "child_id": ready.child.id,
        "person_id": ready.reader(decision.person).tie.person_id,
        "passage": passage.id,
        "row": key,
    }
    choice = session.scalar(select(Choice).filter_by(**facts)) or Choice(**facts)
    if (choice.text, choice.shown) == (passage.text, decision.shown):
        # Sent again with the rest of its page: it was not made anew, and copies made since have it in them.
        return
    choice.text, choice.shown = passage.text, decision.shown
    choice.chosen_by_id, choice.chosen_at = worker.id, now()
    session.add(choice)


def _row(passage: Mapping[str, Any], row: int) -> Mapping[str, Any]:
    rows: list[Mapping[str, Any]] = passage.get("rows", [])
    if not 0 <= row < len(rows):
        raise NoSuchPassage()
    return rows[row]


def _check_order(session: Session, ready: Preparation, passage: PreparedPassage, decisions: Sequence[Decision]) -> None:
    """What is about an adult with a tie to the child is decided for them before it is shown to anybody else."""
    shown_to = {one.person for one in decisions if one.shown}
    if passage.asks_whom and shown_to:
        raise AboutWhom()
    first = [one for one in ready.readers if passage.first_to and one.reader.reference == passage.first_to]
    if not first or not shown_to - {first[0].id}:
        return
    then = preparation(session, ready.version, ready.child).passage(passage.id)
    if first[0].id in then.open_for:
        raise FirstToThem(name=first[0].tie.named)


def _placement(session: Session, version: RecordVersion, passage_id: str) -> Placement:
    facts = {"record_id": version.record_id, "passage": passage_id}
    placement = session.scalar(select(Placement).filter_by(**facts)) or Placement(**facts)
    session.add(placement)
    return placement


def texts_written(session: Session, ready: Preparation, passage: PreparedPassage) -> list[FamilyText]:
    """The texts kept in Prepare for one passage, those for words that have changed since too."""
    return list(
        session.scalars(
            select(FamilyText)
            .where(
                FamilyText.record_id == ready.version.record_id,
                FamilyText.child_id == ready.child.id,
                FamilyText.passage == passage.id,
            )
            .order_by(FamilyText.id)
        )
    )
