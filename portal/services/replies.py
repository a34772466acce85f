"""The worker's answer to what somebody said: what changed, what will, why not, or a question back."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import audit
from portal.database import new_public_id, now, session_of, write_first
from portal.errors import AlreadyChanged, PortalError, lazy_name
from portal.models.contribution import Contribution, Reply
from portal.models.person import Person
from portal.permissions import Action, may
from portal.services import deliveries, drafts, hearing, notices, provenance
from portal.services.subjects import children_of
from portal.services.verbatim import check_words, sha256_of

OUTCOMES = ("changed", "will-do", "cannot", "asked")
CHOOSE_AN_OUTCOME = lazy_name("Choose what comes of it.")


@dataclass(frozen=True)
class Answer:
    """What came from the form. The same `key` a second time is the same press."""

    outcome: str
    text: str
    language: str
    key: str


def target(public_id: str) -> str:
    """The name under which an answer is kept until it is sent."""
    return f"answer/{public_id}"


def answer(worker: Person, public_id: str, given: Answer, action: Action = Action.CONTRIBUTION_ANSWER) -> Reply:
    """Answer what somebody said: kept, on its way to the case file, and told to the person, in one transaction."""
    session = session_of(worker)
    contribution, children = hearing.find(worker, public_id, action)
    _check_form(given)
    write_first(session)
    kept = _with_key(session, worker, given.key)
    if kept is not None:
        return kept
    session.refresh(contribution, ["taken_back_at"])
    if not hearing.waits(contribution, may_answer=True):
        raise AlreadyChanged()
    reply = _kept(session, worker, contribution, given)
    _file(session, reply)
    _tell(session, reply)
    drafts.discard(worker, target(public_id))
    for child in children:
        audit.note(session, worker, action, child.id, public_id)
    return reply


def keep_draft(worker: Person, public_id: str, text: str, key: str) -> None:
    """Keep an answer as it stands, for its writer only, unless the answer with this key was sent before it came."""
    session = session_of(worker)
    write_first(session)
    if _with_key(session, worker, key) is None:
        drafts.keep(session, worker, target(public_id), text)


def mark_read(person: Person, replies: list[Reply]) -> None:
    """Keep when the person whom they answer first saw these answers, and mark the notices about them as read."""
    for reply in replies:
        if reply.contribution.person_id == person.id and reply.read_at is None:
            reply.read_at = now()
        notices.mark_read(person, reply.contribution.public_id)


def _with_key(session: Session, worker: Person, key: str) -> Reply | None:
    return session.scalar(select(Reply).where(Reply.worker_id == worker.id, Reply.key == key))


def _check_form(given: Answer) -> None:
    if given.outcome not in OUTCOMES:
        raise PortalError(CHOOSE_AN_OUTCOME, field="outcome")
    check_words(given.text)
    if given.language not in ("cy", "en") or not 0 < len(given.key) <= 64:
        raise PortalError()


def _kept(session: Session, worker: Person, contribution: Contribution, given: Answer) -> Reply:
    reply = Reply(
        public_id=new_public_id(),
        key=given.key,
        contribution_id=contribution.id,
        contribution=contribution,
        worker_id=worker.id,
        worker=worker,
        outcome=given.outcome,
        text=given.text,
        language=given.language,
        sha256=sha256_of(given.text),
        sent_at=now(),
    )
    contribution.answered_at = reply.sent_at
    session.add(reply)
    session.flush()
    return reply


def _file(session: Session, reply: Reply) -> None:
    """The answer goes where the words went: into the case file of every child that they were about."""
    for child in children_of(session, reply.contribution):
        payload = {
            "reference": reply.public_id,
            "answers": reply.contribution.public_id,
            "outcome": reply.outcome,
            "original": reply.text,
            "original_sha256": reply.sha256,
            "language": reply.language,
            "medium": "typed",
            "said_by": provenance.somebody(session, reply.worker, child),
            "child": child.reference,
        }
        key, eyes = f"reply:{reply.public_id}", reply.contribution.eyes
        deliveries.deliver(session, "reply", key, [child.id], eyes, payload, reply.sent_at)


def _tell(session: Session, reply: Reply) -> None:
    """The person is told that an answer waits, as long as anything of it is still open to them."""
    said_by = reply.contribution.person
    children = children_of(session, reply.contribution)
    if any(may(session, said_by, Action.CONTRIBUTION_READ, child.id) for child in children):
        notices.tell(session, said_by, "reply", reply.contribution.public_id)
