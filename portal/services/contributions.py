"""What somebody said: sent, asked for, taken back. Its original is never altered.

One transaction holds the words, the children they are about, their delivery to each child's case file, the notices to
those who hear them, and the audit: all of it is kept, or none.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from content import safety
from content.rights import asking
from portal import audit
from portal.database import as_loaded, new_public_id, now, session_of, write_first
from portal.errors import PortalError, lazy_name
from portal.models.contribution import Contribution, ContributionChild
from portal.models.person import Person
from portal.models.tie import Part
from portal.permissions import WORKERS, Action, check
from portal.services import deliveries, drafts, notices, provenance, subjects
from portal.services.eyes import EYES, HEARD_BY, MANAGER, OF_A_COMPLAINT, WORKER, WORKER_AND_OFFICER
from portal.services.subjects import Subject, children_of, held_by
from portal.services.verbatim import check_characters, check_words, sha256_of

COMMENT = "comment"
ASK = "ask"
UNCLEAR = "unclear"
CAN_BE_ASKED = ("easier", "cy", "en")
# For whose eyes what somebody has a right to is; a complaint's are chosen.
OF_A_RIGHT = {asking.REVIEW: WORKER_AND_OFFICER}
TOLD = (Part.SOCIAL_WORKER, Part.PERSONAL_ADVISER, Part.REVIEWING_OFFICER, Part.MANAGER)
CHOOSE_EYES = lazy_name("Choose who will see this.")
HELP_TOO_LONG = lazy_name("Say who helped in fewer words: at most 200 characters.")
MOST_HELP = 200
# Asked whenever something is sent: built once, because building costs more than asking.
_WITH_KEY = select(Contribution.id).where(
    Contribution.person_id == bindparam("person"), Contribution.key == bindparam("with")
)
ADD, ADD_CHILD = insert(Contribution), insert(ContributionChild)


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
    held = {child: check(session, person, Action.CONTRIBUTION_SAY, child.id) for child in children}
    _check_form(words, EYES)
    return _keep_once(person, subject, _columns(person, subject, words, kind), held, Action.CONTRIBUTION_SAY)


def ask(person: Person, subject: Subject, what: str, language: str) -> Contribution:
    """Ask the worker for another version of a passage: "easier", "cy" or "en". Asking twice is asking once."""
    session = session_of(person)
    if what not in CAN_BE_ASKED or subject.copy is None:
        raise PortalError()
    held = {child: check(session, person, Action.DOCUMENT_ASK, child.id) for child in subject.children}
    key = sha256_of(f"ask/{subject.copy.public_id}/{subject.passage}/{what}")
    words = Words(what, WORKER, language, key, medium="button")
    return _keep_once(person, subject, _columns(person, subject, words, ASK), held, Action.DOCUMENT_ASK)


def ask_for(person: Person, subject: Subject, kind: str, words: Words) -> Contribution:
    """Ask for what somebody has a right to, or complain. Words of their own go with it if there are any.

    `words.eyes` counts for a complaint alone. Raises a PortalError that names its field.
    """
    session = session_of(person)
    children = subject.meant(words.children)
    held = {child: check(session, person, Action.RIGHT_ASK, child.id) for child in children}
    if kind not in asking.KINDS:
        raise PortalError()
    is_complaint = kind == asking.COMPLAINT
    if not is_complaint:
        words = replace(words, eyes=OF_A_RIGHT.get(kind, WORKER))
    _check_form(words, OF_A_COMPLAINT if is_complaint else EYES, may_be_silent=True)
    kept = _keep_once(person, subject, _columns(person, subject, words, kind), held, Action.RIGHT_ASK)
    drafts.discard(person, right_target(kind))
    return kept


def right_target(kind: str) -> str:
    """The name under which words that go with asking for a right are kept until it is sent."""
    return f"ask-for/{kind}"


def _keep_once(
    person: Person, subject: Subject, columns: dict[str, Any], held: Mapping[Person, frozenset[Part]], action: Action
) -> Contribution:
    """Keep something, unless it is there already, with all that hangs on it. `held` is, by child, the parts by which
    the person may. What can be worked out before the turn to write is: others wait for that turn.
    """
    session = session_of(person)
    entries = _entries(person, subject, columns, held)
    told, kind = _told(session, columns, held)
    write_first(session)
    kept = _with_key(session, person, columns["key"])
    if kept is not None:
        return kept
    connection = session.connection()
    added = connection.execute(ADD, columns).inserted_primary_key
    columns["id"] = added[0] if added else None
    connection.execute(ADD_CHILD, [{"contribution_id": columns["id"], "child_id": child.id} for child in held])
    reference, eyes = columns["public_id"], columns["eyes"]
    for child_id, entry in entries.items():
        key = f"contribution:{reference}"
        deliveries.deliver(session, "contribution", key, [child_id], eyes, entry, columns["sent_at"])
        audit.note(session, person, action, child_id, reference)
    notices.tell_all(session, told, kind, reference)
    if columns["kind"] == COMMENT:
        drafts.discard(person, subject.where.target)
    return as_loaded(session, Contribution, columns)


def take_back(person: Person, public_id: str) -> Contribution:
    """Take something of one's own out of view. The record keeps what was said, and that it was taken back, and when."""
    session = session_of(person)
    contribution = subjects.own(person, public_id)
    children = children_of(session, contribution)
    for child in children:
        check(session, person, Action.CONTRIBUTION_TAKE_BACK, child.id)
    write_first(session)
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


def keep_unsent(person: Person, kind: str, text: str, key: str) -> None:
    """Keep the words that go with asking for a right, unless what has this key was sent before they came."""
    session = session_of(person)
    write_first(session)
    if _with_key(session, person, key) is None:
        drafts.keep(session, person, right_target(kind), text)


def _check_form(words: Words, eyes: Collection[str], *, may_be_silent: bool = False) -> None:
    if words.original or not may_be_silent:
        check_words(words.original)
    check_characters(words.helped_by, "helped_by")
    if len(words.helped_by) > MOST_HELP:
        raise PortalError(HELP_TOO_LONG, field="helped_by")
    if words.eyes not in eyes:
        raise PortalError(CHOOSE_EYES, field="eyes")
    if words.language not in ("cy", "en") or not 0 < len(words.key) <= 64:
        raise PortalError()


def _with_key(session: Session, person: Person, key: str) -> Contribution | None:
    found = session.connection().scalar(_WITH_KEY, {"person": person.id, "with": key})
    return session.get_one(Contribution, found) if found is not None else None


def _columns(person: Person, subject: Subject, words: Words, kind: str) -> dict[str, Any]:
    """What is kept of it, column by column."""
    return {
        "public_id": new_public_id(),
        "key": words.key,
        "kind": kind,
        "person_id": person.id,
        "copy_id": subject.copy.id if subject.copy else None,
        "passage": subject.passage,
        "about_words": subject.context.text if subject.context else "",
        "about_language": subject.context.language if subject.context else "",
        "original": words.original,
        "medium": words.medium,
        "language": words.language,
        "helped_by": words.helped_by,
        "eyes": words.eyes,
        "sha256": sha256_of(words.original),
        "suggests_danger": kind not in (ASK, UNCLEAR) and safety.suggests_danger(words.original),
        "follows_id": subject.follows.id if subject.follows else None,
        "sent_at": now(),
        "taken_back_at": None,
        "answered_at": None,
    }


def _entries(
    person: Person, subject: Subject, columns: Mapping[str, Any], held: Mapping[Person, frozenset[Part]]
) -> dict[int, dict[str, Any]]:
    """What goes into each child's case file, by child's id. No entry names another child."""
    whole = {
        "reference": columns["public_id"],
        "what": columns["kind"],
        "original": columns["original"],
        "original_sha256": columns["sha256"],
        "medium": columns["medium"],
        "language": columns["language"],
        "helped_by": columns["helped_by"],
        "about": provenance.about(session_of(person), subject.copy, columns["passage"], columns["about_words"]),
        "follows": subject.follows.public_id if subject.follows else "",
    }
    return {
        child.id: {**whole, "said_by": provenance.named(person, parts), "child": child.reference}
        for child, parts in held.items()
    }


def _told(session: Session, columns: Mapping[str, Any], children: Iterable[Person]) -> tuple[Collection[int], str]:
    """Ids of everybody who hears it, once each, and what they are told; managers too where the words suggest danger."""
    eyes, danger = columns["eyes"], columns["suggests_danger"]
    parts = [part for part in TOLD if part in HEARD_BY[eyes] or (danger and part is Part.MANAGER)]
    told: dict[int, None] = {}
    for child in children:
        held = held_by(session, child)
        shut_out = {one for part in WORKERS for one in held[part]} if eyes == MANAGER else set()
        told |= dict.fromkeys(one for part in parts for one in held[part] if one not in shut_out)
    return told, _notice(columns["kind"], danger)


def _notice(kind: str, danger: bool) -> str:
    """What a notice of it is called: danger before all; a complaint is known as one, for a manager opens it."""
    if kind == asking.COMPLAINT:
        return f"{kind}-danger" if danger else kind
    if danger:
        return "danger"
    return {ASK: "easier"}.get(kind, "request" if kind in asking.KINDS else kind)
