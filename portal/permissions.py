"""Who may do what: one table. What is not in it is refused, and a refusal looks like what does not exist."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

from portal.database import today
from portal.errors import NotAllowed
from portal.models.person import Person
from portal.models.tie import Part, Tie, is_begun_and_not_ended

# A row of what is asked of a tie: child, part, since, until, blocked.
Fact = Row[int | None, str, date, date | None, datetime | None]


class Action(StrEnum):
    """Everything that a person may do. The values are what the audit keeps."""

    DOCUMENT_LIST = "document:list"
    DOCUMENT_READ = "document:read"
    DOCUMENT_LISTEN = "document:listen"
    DOCUMENT_TAKE = "document:take"
    DOCUMENT_ASK = "document:ask"
    UNDERSTANDING_MARK = "understanding:mark"
    RIGHT_ASK = "right:ask"
    CONTRIBUTION_SAY = "contribution:say"
    CONTRIBUTION_READ = "contribution:read"
    CONTRIBUTION_TAKE_BACK = "contribution:take-back"
    SIGNATURE_SIGN = "signature:sign"
    SIGNATURE_READ = "signature:read"
    CHILD_LIST = "child:list"
    RECORD_PREPARE = "record:prepare"
    RECORD_READ_ALOUD = "record:read-aloud"
    SYMBOL_CHOOSE = "symbol:choose"
    OWN_WORD_KEEP = "own-word:keep"
    EDITION_PUBLISH = "edition:publish"
    EDITION_RECALL = "edition:recall"
    TIE_CONFIRM = "tie:confirm"
    TIE_BLOCK = "tie:block"
    PERSON_INVITE = "person:invite"
    READING_SET = "reading:set"
    CHILD_HAND_OVER = "child:hand-over"
    CONTRIBUTION_HEAR = "contribution:hear"
    CONTRIBUTION_ANSWER = "contribution:answer"
    SIGNATURE_HEAR = "signature:hear"
    CASE_FILE_READ = "case-file:read"
    AUDIT_READ = "audit:read"
    WAITING_READ = "waiting:read"
    RECORD_OPEN = "record:open"
    COMPLAINT_HEAR = "complaint:hear"
    COMPLAINT_ANSWER = "complaint:answer"
    # What anybody signed in may do with what is their own.
    SIGN_IN = "account:sign-in"
    SIGN_OUT = "account:sign-out"
    ACCOUNT_BEGIN = "account:begin"
    SESSION_END = "session:end"
    READING_CHOOSE = "reading:choose"
    NOTICE_READ = "notice:read"
    RECORD_IMPORT = "record:import"


FAMILY = frozenset({Part.CHILD, Part.PARENT, Part.CARER, Part.SIBLING, Part.RELATIVE})
# Not family and not the council's workers: people of these parts see what a worker chose for them, passage by passage.
AROUND = frozenset({Part.ADVOCATE, Part.TEACHER, Part.HEALTH, Part.OTHER})
READERS = FAMILY | AROUND
WORKERS = frozenset({Part.SOCIAL_WORKER, Part.PERSONAL_ADVISER})
HEARERS = WORKERS | {Part.REVIEWING_OFFICER}
MANAGERS = frozenset({Part.MANAGER})
ANYBODY = frozenset(Part)

MAY: dict[Action, frozenset[Part]] = {
    Action.DOCUMENT_LIST: READERS,
    Action.DOCUMENT_READ: READERS,
    Action.DOCUMENT_LISTEN: READERS,
    Action.DOCUMENT_TAKE: READERS,
    Action.DOCUMENT_ASK: READERS,
    Action.UNDERSTANDING_MARK: READERS,
    Action.RIGHT_ASK: READERS,
    Action.CONTRIBUTION_SAY: READERS,
    Action.CONTRIBUTION_READ: READERS,
    Action.CONTRIBUTION_TAKE_BACK: READERS,
    Action.SIGNATURE_SIGN: READERS,
    Action.SIGNATURE_READ: READERS,
    Action.CHILD_LIST: HEARERS,
    Action.RECORD_PREPARE: WORKERS,
    Action.RECORD_READ_ALOUD: WORKERS,
    Action.SYMBOL_CHOOSE: WORKERS,
    Action.OWN_WORD_KEEP: WORKERS,
    Action.EDITION_PUBLISH: WORKERS,
    Action.EDITION_RECALL: WORKERS,
    Action.TIE_CONFIRM: WORKERS,
    Action.TIE_BLOCK: WORKERS,
    Action.PERSON_INVITE: WORKERS,
    Action.READING_SET: WORKERS,
    Action.CHILD_HAND_OVER: WORKERS,
    Action.CONTRIBUTION_HEAR: HEARERS,
    Action.CONTRIBUTION_ANSWER: WORKERS,
    Action.SIGNATURE_HEAR: HEARERS,
    Action.CASE_FILE_READ: HEARERS,
    Action.AUDIT_READ: MANAGERS,
    Action.WAITING_READ: MANAGERS,
    Action.RECORD_OPEN: MANAGERS,
    Action.COMPLAINT_HEAR: MANAGERS,
    Action.COMPLAINT_ANSWER: MANAGERS,
    Action.SIGN_IN: ANYBODY,
    Action.SIGN_OUT: ANYBODY,
    Action.ACCOUNT_BEGIN: ANYBODY,
    Action.SESSION_END: ANYBODY,
    Action.READING_CHOOSE: ANYBODY,
    Action.NOTICE_READ: ANYBODY,
    Action.RECORD_IMPORT: frozenset(),
}


# Asked at every look: built once, because building costs more than asking; and columns, not whole ties.
_WHOSE = Tie.person_id == bindparam("person")
_FACTS = select(Tie.child_id, Tie.part, Tie.since_on, Tie.until_on, Tie.blocked_at).where(_WHOSE)
_TIES = select(Tie).where(_WHOSE, Tie.blocked_at.is_(None)).order_by(Tie.id)


def ties_of(session: Session, person: Person, day: date | None = None) -> list[Tie]:
    """The person's ties that hold on a day (today unless told): begun, not ended, not blocked. One query."""
    day = day or today()
    return [tie for tie in session.scalars(_TIES, {"person": person.id}) if tie.holds_on(day)]


def parts(session: Session, person: Person, child_id: int | None) -> frozenset[Part]:
    """What the person is to this child now. A block of any of their ties to a child closes that child to them.

    A manager's tie has no child: it counts for every child and for none.
    """
    ties = [tie for tie in _facts(session, person) if tie.child_id in (None, child_id)]
    if any(tie.blocked_at is not None for tie in ties):
        return frozenset()
    return _held(ties)


def parts_on(session: Session, person: Person, child_id: int, day: date) -> frozenset[Part]:
    """What the person was to this child at any time of a day, whatever became of it since."""
    return frozenset(
        Part(tie.part)
        for tie in _facts(session, person)
        if tie.child_id == child_id and tie.since_on <= day and (tie.until_on is None or tie.until_on >= day)
    )


def parts_anywhere(session: Session, person: Person) -> frozenset[Part]:
    """What the person is now to any child at all, blocked ties left out: which side of the portal is theirs."""
    return _held([tie for tie in _facts(session, person) if tie.blocked_at is None])


def children_of(session: Session, person: Person) -> frozenset[int]:
    """Ids of the children to whom the person has a tie now that is not blocked."""
    ties = [tie for tie in _facts(session, person) if tie.blocked_at is None and tie.child_id is not None]
    return frozenset(tie.child_id for tie in ties if _held([tie]))


def look_once(session: Session) -> None:
    """Ask for each person's ties only once in this session: for a look that changes none and is soon over."""
    session.info["ties"] = {}


def _facts(session: Session, person: Person) -> Sequence[Fact]:
    """What the database says now of every tie of a person, or said at this look. One query."""
    remembered: dict[int, Sequence[Fact]] | None = session.info.get("ties")
    if remembered is not None and person.id in remembered:
        return remembered[person.id]
    # Not for a session's "last seen", which waits to be written: the turn to write would be held for the whole page.
    if session.new or any(isinstance(one, Tie) for one in session.dirty):
        session.flush()
    found = session.connection().execute(_FACTS, {"person": person.id}).all()
    if remembered is not None:
        remembered[person.id] = found
    return found


def _held(ties: Sequence[Fact]) -> frozenset[Part]:
    day = today()
    return frozenset(Part(tie.part) for tie in ties if is_begun_and_not_ended(tie, day))


def allows(action: Action, held: Iterable[Part]) -> bool:
    """Whether the table lets somebody who holds these parts do this."""
    return not MAY.get(action, frozenset()).isdisjoint(held)


def may(session: Session, person: Person, action: Action, child_id: int | None) -> bool:
    """Whether this person may do this about this child, now."""
    return allows(action, parts(session, person, child_id))


def check(session: Session, person: Person, action: Action, child_id: int | None) -> frozenset[Part]:
    """The parts by which the person may. Raises NotAllowed, which knows what was refused, if they may not."""
    held = parts(session, person, child_id)
    if not allows(action, held):
        raise NotAllowed(action=action.value, child=child_id or 0)
    return held
