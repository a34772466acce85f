"""What somebody said: sent, asked for, taken back. Its original is never altered.

One transaction holds the words, the children they are about, their delivery to each child's case file, the notices to
those who hear them, and the audit: all of it is kept, or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from content import safety
from portal import audit
from portal.database import new_public_id, now, session_of
from portal.errors import PortalError, lazy_name
from portal.models.contribution import Contribution, ContributionChild
from portal.models.person import Person
from portal.models.tie import Part
from portal.permissions import Action, check
from portal.services import deliveries, drafts, notices, provenance, subjects
from portal.services.copies import Known
from portal.services.subjects import EYES, WORKER, WORKER_AND_OFFICER, Subject, children_of, held_by
from portal.services.turns import take_turn
from portal.services.verbatim import check_characters, check_words, sha256_of

COMMENT = "comment"
ASK = "ask"
UNCLEAR = "unclear"
CAN_BE_ASKED = ("easier", "cy", "en")
CHOOSE_EYES = lazy_name("Choose who will see this.")
HELP_TOO_LONG = lazy_name("Say who helped in fewer words: at most 200 characters.")
MOST_HELP = 200
# Asked whenever something is sent: built once, because building costs more than asking.
_WITH_KEY = select(Contribution.id).where(
    Contribution.person_id == bindparam("person"), Contribution.key == bindparam("with")
)
ADD_CHILD = insert(ContributionChild)


@dataclass(frozen=True)
class Words:
    """What came from the form: the words, for whose eyes, in which language, with whose help, about which children.

    `key` is made with the form: the same key a second time is the same press.
    """

    original: str
    eyes: str
    language: str
    key: str
    helped_by: str = ""
    children: tuple[str, ...] = ()
    medium: str = "typed"


def say(person: Person, subject: Subject, words: Words) -> Contribution:
    """Send somebody's words to those who hear them. Raises a PortalError that names its field."""
    return _send(person, subject, words, COMMENT)


def tell_unclear(person: Person, subject: Subject, words: Words) -> Contribution:
    """Send which parts of a document somebody did not understand. It holds marks and headings and no words of theirs,
    so nothing is looked for in it.
    """
    return _send(person, subject, words, UNCLEAR)


def _send(person: Person, subject: Subject, words: Words, kind: str) -> Contribution:
    session = session_of(person)
    children = subject.meant(words.children)
    held = [check(session, person, Action.CONTRIBUTION_SAY, child.id) for child in children]
    _check_form(words)
    take_turn(session, person)
    kept = _with_key(session, person, words.key)
    if kept is not None:
        return kept
    contribution = _kept(person, subject, words, kind)
    _file(session, contribution, subject.copy, dict(zip(children, held, strict=True)))
    _tell(session, contribution, children)
    if kind == COMMENT:
        drafts.discard(person, subject.where.target)
    for child in children:
        audit.note(session, person, Action.CONTRIBUTION_SAY, child.id, contribution.public_id)
    return contribution


def ask(person: Person, subject: Subject, what: str, language: str) -> Contribution:
    """Ask the worker for another version of a passage: "easier", "cy" or "en". Asking twice is asking once."""
    session = session_of(person)
    if what not in CAN_BE_ASKED or subject.copy is None:
        raise PortalError()
    held = [check(session, person, Action.DOCUMENT_ASK, child.id) for child in subject.children]
    take_turn(session, person)
    key = sha256_of(f"ask/{subject.copy.public_id}/{subject.passage}/{what}")
    kept = _with_key(session, person, key)
    if kept is not None:
        return kept
    contribution = _kept(person, subject, Words(what, WORKER, language, key, medium="button"), ASK)
    _file(session, contribution, subject.copy, dict(zip(subject.children, held, strict=True)))
    _tell(session, contribution, subject.children)
    for child in subject.children:
        audit.note(session, person, Action.DOCUMENT_ASK, child.id, contribution.public_id)
    return contribution


def take_back(person: Person, public_id: str) -> Contribution:
    """Take something of one's own out of view. The record keeps what was said, and that it was taken back, and when."""
    session = session_of(person)
    contribution = subjects.own(person, public_id)
    children = children_of(session, contribution)
    for child in children:
        check(session, person, Action.CONTRIBUTION_TAKE_BACK, child.id)
    take_turn(session, person)
    session.refresh(contribution, ["taken_back_at"])
    if contribution.taken_back_at is not None:
        return contribution
    contribution.taken_back_at = now()
    for child in children:
        payload = {
            "reference": public_id,
            "said_by": provenance.somebody(session, person, child),
            "child": child.reference,
        }
        deliveries.deliver(
            session,
            "taken-back",
            f"taken-back:{public_id}",
            [child.id],
            contribution.eyes,
            payload,
            contribution.taken_back_at,
        )
        audit.note(session, person, Action.CONTRIBUTION_TAKE_BACK, child.id, public_id)
    return contribution


def keep_draft(person: Person, target: str, text: str, *, finished: bool) -> None:
    """Keep words as they stand, seen by nobody else. Raises a PortalError for `finished` words that can't be sent."""
    if finished:
        check_words(text)
    drafts.keep(session_of(person), person, target, text)


def _check_form(words: Words) -> None:
    check_words(words.original)
    check_characters(words.helped_by, "helped_by")
    if len(words.helped_by) > MOST_HELP:
        raise PortalError(HELP_TOO_LONG, field="helped_by")
    if words.eyes not in EYES:
        raise PortalError(CHOOSE_EYES, field="eyes")
    if words.language not in ("cy", "en") or not 0 < len(words.key) <= 64:
        raise PortalError()


def _with_key(session: Session, person: Person, key: str) -> Contribution | None:
    found = session.connection().scalar(_WITH_KEY, {"person": person.id, "with": key})
    return session.get_one(Contribution, found) if found is not None else None


def _kept(person: Person, subject: Subject, words: Words, kind: str) -> Contribution:
    session = session_of(person)
    contribution = Contribution(
        public_id=new_public_id(),
        key=words.key,
        kind=kind,
        person_id=person.id,
        person=person,
        copy_id=subject.copy.id if subject.copy else None,
        passage=subject.passage,
        about_words=subject.context.text if subject.context else "",
        about_language=subject.context.language if subject.context else "",
        original=words.original,
        medium=words.medium,
        language=words.language,
        helped_by=words.helped_by,
        eyes=words.eyes,
        sha256=sha256_of(words.original),
        suggests_danger=kind == COMMENT and safety.suggests_danger(words.original),
        follows_id=subject.follows.id if subject.follows else None,
        sent_at=now(),
    )
    session.add(contribution)
    session.flush()
    return contribution


def _file(
    session: Session, contribution: Contribution, copy: Known | None, held: Mapping[Person, frozenset[Part]]
) -> None:
    """Write down each child, and put the words on their way into each one's case file. No entry names another child.

    `held` is, by child, the parts by which the person may speak.
    """
    follows = session.get(Contribution, contribution.follows_id) if contribution.follows_id else None
    whole = {
        "reference": contribution.public_id,
        "what": contribution.kind,
        "original": contribution.original,
        "original_sha256": contribution.sha256,
        "medium": contribution.medium,
        "language": contribution.language,
        "helped_by": contribution.helped_by,
        "about": provenance.about(session, copy, contribution.passage, contribution.about_words),
        "follows": follows.public_id if follows else "",
    }
    for child, parts_held in held.items():
        session.connection().execute(ADD_CHILD, {"contribution_id": contribution.id, "child_id": child.id})
        payload = {
            **whole,
            "said_by": provenance.named(contribution.person, parts_held),
            "child": child.reference,
        }
        key = f"contribution:{contribution.public_id}"
        deliveries.deliver(session, "contribution", key, [child.id], contribution.eyes, payload, contribution.sent_at)


def _tell(session: Session, contribution: Contribution, children: Sequence[Person]) -> None:
    """Tell everybody who hears it, once each; managers too, at once, where the words suggest danger."""
    parts = [Part.SOCIAL_WORKER, Part.PERSONAL_ADVISER]
    if contribution.eyes == WORKER_AND_OFFICER:
        parts.append(Part.REVIEWING_OFFICER)
    kind = "easier" if contribution.kind == ASK else contribution.kind
    if contribution.suggests_danger:
        kind = "danger"
        parts.append(Part.MANAGER)
    found = [held_by(session, child) for child in children]
    people = dict.fromkeys(one for held in found for part in parts for one in held[part])
    notices.tell_all(session, people, kind, contribution.public_id)
