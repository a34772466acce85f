"""A child's own words for terms of the glossary: kept with the child's say, for that child's copies alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from accessibility.document import Called, Language
from accessibility.explained import hard_words
from content import glossary
from portal import audit, permissions
from portal.database import now, session_of, write_first
from portal.errors import NotFound, PortalError, lazy_name
from portal.models import OwnWord, Person
from portal.models.own_word import LONGEST_WORD
from portal.permissions import Action
from portal.services.wordings import Wordings

# What children most often have a word of their own for: who looks after them, where, and whom and what they meet.
OFTEN = (
    *("connected_person", "foster_carer", "residential_worker", "placement", "childrens_home", "birth_family"),
    *("contact", "short_break", "social_worker", "iro", "advocate", "review", "disabled"),
)

# How the child had their say: it is what they say themselves, they chose it with the worker, they agreed when asked.
SAYS = ("says", "together", "agreed")


class NoSay(PortalError):
    """A word is kept only with the child's say."""

    field = "say"
    message = lazy_name("Say how they had their say. Nothing is kept without it.")


class NotAWord(PortalError):
    """A word of somebody's own has to be there, on one line, and short enough to stand in a sentence."""

    field = "word"
    message = lazy_name("Write the word just as it is said, on one line, in at most %(most)s characters.")


@dataclass(frozen=True)
class OwnWords:
    """The words that a child has of their own, by sense, in the order in which they were kept."""

    child: Person
    kept: Mapping[str, OwnWord]

    def of(self, sense: str) -> OwnWord | None:
        """The child's word for a sense, if there is one. Raises NotFound for no sense of the glossary."""
        if sense not in glossary.senses():
            raise NotFound()
        return self.kept.get(sense)


def of_child(session: Session, child: Person) -> dict[str, Called]:
    """A child's own words by sense, to be written into the child's next copy."""
    kept = _kept(session, child).values()
    return {one.sense: Called(one.word, "cy" if one.language == "cy" else "en") for one in kept}


def called_in(made: Wordings, called: Mapping[str, Called], field: str = "") -> dict[str, Called]:
    """The own words for terms that a passage has in it. Somebody's first-hand words are not looked through."""
    if not called:
        return {}
    wordings = {id(one): one for levels in made.values() for one in levels.values() if one.voice != "own"}
    found = {
        hard.sense for one in wordings.values() for sentence in one.sentences for hard, _ in hard_words(sentence, field)
    }
    return {sense: own for sense, own in called.items() if sense in found}


def words_of(worker: Person, child_public_id: str) -> OwnWords:
    """A child's own words, for a worker of the child's. Raises NotFound."""
    session, child = _open(worker, child_public_id)
    audit.note(session, worker, Action.OWN_WORD_KEEP, child.id)
    return OwnWords(child, _kept(session, child))


def _kept(session: Session, child: Person) -> dict[str, OwnWord]:
    rows = session.scalars(select(OwnWord).where(OwnWord.child_id == child.id).order_by(OwnWord.id))
    return {one.sense: one for one in rows}


def keep(worker: Person, child_public_id: str, sense: str, *, word: str, language: Language, say: str) -> None:
    """Keep a child's own word for a sense, every character of it, in place of the one before. `say` is one of SAYS.
    Raises NotFound for a child who is not the worker's and for no sense, NotAWord and NoSay.
    """
    session, child = _open(worker, child_public_id)
    if sense not in glossary.senses():
        raise NotFound()
    if not word.strip() or len(word) > LONGEST_WORD or not word.isprintable():
        raise NotAWord(most=LONGEST_WORD)
    if say not in SAYS:
        raise NoSay()
    write_first(session)
    _forget(session, child, sense)
    made = {"child_id": child.id, "sense": sense, "word": word, "language": language, "say": say}
    session.add(OwnWord(**made, kept_by_id=worker.id, kept_at=now()))
    audit.note(session, worker, Action.OWN_WORD_KEEP, child.id)


def take_away(worker: Person, child_public_id: str, sense: str) -> None:
    """Go back to the usual word, from the next copy on."""
    session, child = _open(worker, child_public_id)
    write_first(session)
    _forget(session, child, sense)
    audit.note(session, worker, Action.OWN_WORD_KEEP, child.id)


def _open(worker: Person, child_public_id: str) -> tuple[Session, Person]:
    session = session_of(worker)
    child = session.scalar(select(Person).where(Person.public_id == child_public_id))
    if child is None:
        raise NotFound()
    permissions.check(session, worker, Action.OWN_WORD_KEEP, child.id)
    return session, child


def _forget(session: Session, child: Person, sense: str) -> None:
    session.execute(delete(OwnWord).where(OwnWord.child_id == child.id, OwnWord.sense == sense))
