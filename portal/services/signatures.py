"""Signing: separate acts, each in its own time, none of them asked for and none of them a consent to anything else.

*I have seen it*, *it was explained to me*, and what somebody thinks of it are three things (content.md A6). A change
of mind is a new act that follows the old; every one is kept. Not signing is allowed, and nothing says that it has
been forgotten.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accessibility.profile import ReadingProfile
from content import exemplars
from portal import audit, permissions
from portal.database import new_public_id, now, session_of, write_first
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import Copy, Edition, Person, Record, Signature
from portal.permissions import Action
from portal.services import copies, deliveries, notices, provenance
from portal.services.copies import OpenCopy
from portal.services.eyes import WORKER_AND_OFFICER
from portal.services.subjects import hearers
from portal.services.verbatim import LONGEST, TOO_LONG, check_characters, sha256_of

SEEN, EXPLAINED = "seen", "explained"
VIEWS = ("agree", "agree-in-part", "do-not-agree", "not-sure")
ACTS = (SEEN, EXPLAINED, *VIEWS)
MARKS = ("name", "tick", "mark")
SHAPES = ("cross", "star", "heart", "circle")
LONGEST_NAME = 200

CHOOSE_MARK = lazy_name("Choose how you want to sign: your name, a tick or a mark. They all count the same.")
TYPE_NAME = lazy_name("Type your name, or choose a tick or a mark instead.")
CHOOSE_SHAPE = lazy_name("Choose your mark.")
CHOOSE_VIEW = lazy_name("Choose what you think. You can also leave this page without choosing.")
SAY_WHO = lazy_name("Say who explained it to you.")
NAME_TOO_LONG = lazy_name("Use at most 200 characters here.")


@dataclass(frozen=True)
class Act:
    """What came from the form. `mark` is "name", "tick" or "mark"; `signed_as` the name typed or the shape chosen."""

    act: str
    mark: str
    key: str
    signed_as: str = ""
    explained_by: str = ""
    helped_by: str = ""
    why: str = ""


@dataclass(frozen=True)
class Standing:
    """What one person has signed of one copy: each act they did, the newest view last; `view` is what holds now."""

    acts: tuple[Signature, ...]

    def newest(self, *acts: str) -> Signature | None:
        """The newest of these acts, or None."""
        return next((one for one in reversed(self.acts) if one.act in acts), None)

    @property
    def seen(self) -> Signature | None:
        """That they have seen it."""
        return self.newest(SEEN)

    @property
    def explained(self) -> Signature | None:
        """That it was explained to them."""
        return self.newest(EXPLAINED)

    @property
    def view(self) -> Signature | None:
        """What they think of it now."""
        return self.newest(*VIEWS)


def sign(signer: Person, copy_id: str, act: Act, reading: ReadingProfile) -> Signature:
    """Keep one act on one of the signer's own copies, as they read it. Raises a PortalError that names its field."""
    session = session_of(signer)
    opened = copies.read(signer, copy_id, Action.SIGNATURE_SIGN)
    _check(act)
    write_first(session)
    kept = session.scalar(select(Signature).where(Signature.person_id == signer.id, Signature.key == act.key))
    if kept is not None:
        return kept
    signature = _kept(signer, opened, act, reading)
    session.add(signature)
    session.flush()
    _deliver(session, signer, opened.copy, signature)
    return signature


def _check(act: Act) -> None:
    if act.act not in ACTS:
        raise PortalError(CHOOSE_VIEW, field="view")
    if act.mark not in MARKS:
        raise PortalError(CHOOSE_MARK, field="mark")
    if act.mark == "name" and not act.signed_as.strip():
        raise PortalError(TYPE_NAME, field="signed_as")
    if act.mark == "mark" and act.signed_as not in SHAPES:
        raise PortalError(CHOOSE_SHAPE, field="shape")
    if act.act == EXPLAINED and not act.explained_by.strip():
        raise PortalError(SAY_WHO, field="explained_by")
    if not 0 < len(act.key) <= 64:
        raise PortalError()
    _check_lengths(act)


def _check_lengths(act: Act) -> None:
    for field in ("signed_as", "explained_by", "helped_by", "why"):
        check_characters(getattr(act, field), field)
        if field != "why" and len(getattr(act, field)) > LONGEST_NAME:
            raise PortalError(NAME_TOO_LONG, field=field)
    if len(act.why) > LONGEST:
        raise PortalError(TOO_LONG, field="why", characters=len(act.why), most=LONGEST)


def _kept(signer: Person, opened: OpenCopy, act: Act, reading: ReadingProfile) -> Signature:
    signature = Signature(
        public_id=new_public_id(),
        key=act.key,
        person_id=signer.id,
        copy_id=opened.copy.id,
        act=act.act,
        mark=act.mark,
        signed_as=act.signed_as if act.mark != "tick" else "",
        explained_by=act.explained_by if act.act == EXPLAINED else "",
        helped_by=act.helped_by,
        why=act.why,
        copy_sha256=opened.copy.sha256,
        language=reading.language,
        level=reading.level,
        sha256="",
        signed_at=now(),
    )
    signature.sha256 = hash_of(signature)
    return signature


def hash_of(signature: Signature) -> str:
    """SHA-256 over everything that an act says and what it is bound to, in hex."""
    return sha256_of(deliveries.canonical({**facts(signature), "signed_at": signature.signed_at.isoformat()}))


def facts(signature: Signature) -> dict[str, Any]:
    """What an act says, and the very words it was about: copy hash, language and level as they were on the page."""
    names = ("act", "mark", "signed_as", "explained_by", "helped_by", "why", "copy_sha256", "language", "level")
    return {name: getattr(signature, name) for name in names} | {"reference": signature.public_id}


def _deliver(session: Session, signer: Person, copy: Copy, signature: Signature) -> None:
    """On its way into the case record, word for word, in the same transaction; its hearers are told that it waits."""
    payload = {
        **facts(signature),
        "sha256": signature.sha256,
        "signed_by": provenance.somebody(session, signer, copy.child),
        "child": copy.child.reference,
        "about": provenance.about(session, copy),
    }
    key = f"signature:{signature.public_id}"
    deliveries.deliver(session, "signature", key, [copy.child_id], WORKER_AND_OFFICER, payload, signature.signed_at)
    for heard in hearers(session, [copy.child]):
        for person in (*heard.workers, *heard.officers):
            notices.tell(session, person, "signature", signature.public_id)


def standing(signer: Person, copy: Copy) -> Standing:
    """What the signer has signed of this copy, and of copies before it that differ only in wording."""
    return Standing(tuple(acts_on(session_of(signer), signer, same_words(session_of(signer), copy))))


def asked(copy: Copy, language: str, audience: str) -> tuple[str, ...]:
    """Who may comment on a form like this one and who signs it, a sentence each; () if there is no such form any more.

    Said of the form, in the same words to every "child" and every "adult": it tells nothing of who has this one.
    """
    record = session_of(copy).get_one(Record, copy.record_id)
    return exemplars.load(record.exemplar).signing(language, audience) if record.exemplar in exemplars.names() else ()


def acts_on(session: Session, signer: Person, copy_ids: list[int]) -> list[Signature]:
    """One person's acts on some copies, oldest first."""
    return list(
        session.scalars(
            select(Signature)
            .where(Signature.person_id == signer.id, Signature.copy_id.in_(copy_ids))
            .order_by(Signature.id)
        )
    )


def same_words(session: Session, copy: Copy) -> list[int]:
    """Ids of this copy and of its reader's copies before it, back to the last edition that was more than a wording.

    A language or a level added later asks nobody to sign again (DESIGN.md "How an exemplar becomes..." 6). An edition
    counts whether or not this reader got it: what they sign now is not what they had before it.
    """
    this = select(Edition.number).where(Edition.id == copy.edition_id).scalar_subquery()
    last_full = (
        select(func.max(Edition.number))
        .where(
            Edition.record_id == copy.record_id,
            Edition.child_id == copy.child_id,
            Edition.kind != "wording",
            Edition.number <= this,
        )
        .scalar_subquery()
    )
    return list(
        session.scalars(
            select(Copy.id)
            .join(Edition, Edition.id == Copy.edition_id)
            .where(
                Copy.person_id == copy.person_id,
                Copy.record_id == copy.record_id,
                Copy.child_id == copy.child_id,
                Edition.number.between(last_full, this),
            )
        )
    )


def hear(worker: Person, public_id: str) -> Signature:
    """One act, for a worker or a reviewing officer of the child. Raises NotFound for anybody else."""
    session = session_of(worker)
    signature = session.scalar(select(Signature).where(Signature.public_id == public_id))
    if signature is None:
        raise NotFound()
    permissions.check(session, worker, Action.SIGNATURE_HEAR, signature.copy.child_id)
    notices.mark_read(worker, public_id)
    audit.note(session, worker, Action.SIGNATURE_HEAR, signature.copy.child_id, public_id)
    return signature
