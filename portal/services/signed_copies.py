"""The copy to keep: what one person may see of it, their own acts on it, and the portal's seal; no other's act.

Made in the background only: making a PDF and sealing it are heavy, and a web worker holds no key.
"""

from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from accessibility.document import LANGUAGES, Audience, Document, Words
from accessibility.labels import Labels
from accessibility.profile import ReadingProfile
from content.telling.days import told
from portal.database import data_of
from portal.models import Copy, Person, Signature
from portal.services.bodies import dressing_of
from portal.services.signatures import acts_on, same_words

LONDON = ZoneInfo("Europe/London")


def beside(session: Session, copy: Copy, _document: Document, _profile: ReadingProfile) -> str:
    """What else goes into the file: the hashes of the reader's acts, so that a new act makes a new file."""
    return "\n".join(act.sha256 for act in _acts(session, copy))


def make_sealed(session: Session, copy: Copy, document: Document, profile: ReadingProfile) -> bytes:
    """The copy as a PDF with the reader's acts at its end, sealed."""
    from accessibility.formats import pdf
    from portal.services import sealing

    acts = _acts(session, copy)
    signer = session.get_one(Person, copy.person_id)
    extra = pdf.Extra(_both("acts.heading", document.audience), _paragraphs(acts, signer, copy, document.audience))
    made = pdf.render(document, profile, dressing_of(copy.dressing), (extra,))
    return sealing.seal(made, data_of(session))


def _acts(session: Session, copy: Copy) -> list[Signature]:
    signer = session.get_one(Person, copy.person_id)
    return acts_on(session, signer, same_words(session, copy))


def _paragraphs(acts: list[Signature], signer: Person, copy: Copy, audience: Audience) -> tuple[Words, ...]:
    told_acts = [text for act in acts for text in _told(act, audience)]
    name = _both("acts.by", audience, name=signer.name)
    return (name, *told_acts, _both("acts.seal", audience, hash=copy.sha256))


def _told(act: Signature, audience: Audience) -> list[Words]:
    """One act in whole sentences: what, why, how, with whose help, when."""
    mark = act.signed_as if act.mark == "mark" else act.mark
    found = [_both(f"acts.{act.act}", audience, name=act.explained_by)]
    if act.why:
        found.append(_both("acts.why", audience, words=act.why))
    found.append(_both(f"acts.with-{mark}", audience, name=act.signed_as))
    if act.helped_by:
        found.append(_both("acts.helped", audience, name=act.helped_by))
    return [*found, _when(act, audience)]


def _when(act: Signature, audience: Audience) -> Words:
    at = act.signed_at.astimezone(LONDON)
    en, cy = (Labels(one, audience)("acts.on", on=told(at.date(), one), time=f"{at:%H:%M}") for one in ("en", "cy"))
    return Words(en=en, cy=cy)


def _both(key: str, audience: Audience, **gaps: str) -> Words:
    return Words(**{language: Labels(language, audience)(key, **gaps) for language in LANGUAGES})
