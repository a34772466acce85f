"""The whole child protection plan on its worker's desk: three children, everybody tied, nothing published."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from accessibility.document import Document
from portal.models import Person, Record
from portal.services import looking, preparing
from portal.services.preparing import PreparedPassage
from tests.builders import a_person, a_sample, a_tie, received, the_person
from tests.families import BEVERLEY, COLM, DANI, JONAH, KEZ, LEAH, NEIL, PIP, RYAN, YASMIN


@dataclass
class Desk:
    """Yasmin's desk. Dani is everybody's mother, Neil Kez's and Jonah's father, Ryan Pip's; Leah works elsewhere."""

    session: Session
    record: Record
    people: dict[str, Person]

    @property
    def yasmin(self) -> Person:
        """The children's social worker."""
        return self.people[YASMIN]

    def id(self, reference: str) -> str:
        """Somebody's public id."""
        return self.people[reference].public_id

    @property
    def of_kez(self) -> tuple[str, str]:
        """The record and Kez, as addresses and services name them."""
        return self.record.public_id, self.id(KEZ)

    def passage(self, name: str, child: str = KEZ) -> PreparedPassage:
        """One passage as Yasmin sees it now."""
        return preparing.prepare(self.yasmin, self.record.public_id, self.id(child)).passage(name)

    def copy(self, person: str, child: str = KEZ) -> Document:
        """One person's copy as it would be now."""
        return looking.look(self.yasmin, self.record.public_id, self.id(child), self.id(person))[1].document


def a_desk(session: Session, sample: dict[str, object] | None = None) -> Desk:
    """The sample, or a changed one, received and everybody tied; committed."""
    record = received(session, sample or a_sample())
    names = (KEZ, JONAH, PIP, DANI, NEIL, RYAN, YASMIN, BEVERLEY, COLM, LEAH)
    people = {one: the_person(session, one) for one in names}
    for child in (KEZ, JONAH, PIP):
        for person, part in ((child, "child"), (DANI, "parent"), (YASMIN, "social-worker")):
            a_tie(session, people[person], people[child], part)
    for person, child in ((NEIL, KEZ), (NEIL, JONAH), (RYAN, PIP)):
        a_tie(session, people[person], people[child], "parent")
    a_tie(session, people[BEVERLEY], people[KEZ], "reviewing-officer")
    a_tie(session, people[COLM], None, "manager")
    a_tie(session, people[LEAH], a_person(session, "Nobody Here", part="child"), "social-worker")
    session.commit()
    return Desk(session, record, people)


def all_words(document: Document) -> str:
    """Everything that a copy says, in every language and at every level."""
    wordings = [
        one.wordings[language][level]
        for one in document.passages()
        for language in one.wordings
        for level in one.wordings[language]
    ]
    return "\n".join(sentence.text for wording in wordings for sentence in wording.sentences)
