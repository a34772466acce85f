"""What somebody finds at home: what there is to read, to answer, what came of what they said, what is next."""

from dataclasses import dataclass

from content.rights import asking
from portal import audit
from portal.database import session_of
from portal.errors import PortalError, lazy_name
from portal.models import Person
from portal.permissions import Action
from portal.services import copies, outcomes, signatures, subjects
from portal.services.coming import Coming, coming_for
from portal.services.copies import Listed
from portal.services.outcomes import Outcome

# Senses of content/symbols that a child may choose as their own picture. None of them is one of the sixteen pictures
# to sign in with: what everybody at home can see must not tell a secret.
PICTURES = ("horse", "toy", "train", "bicycle", "rugby", "music", "game", "book", "swim", "draw", "garden", "party")
COLOURS = ("sea", "leaf", "sun", "plum", "rose", "sky")
MOST_ANSWERS = 3
NO_SUCH_PICTURE = lazy_name("Choose one of the pictures and colours on the page.")


@dataclass(frozen=True)
class Home:
    """`to_read` has what is new first; `to_sign` is what was read and not signed; `asked` waits for words of theirs;
    `stories` are the children about whom there is a story for them.
    """

    to_read: list[Listed]
    to_sign: list[Listed]
    asked: list[Outcome]
    came_of_it: list[Outcome]
    coming: Coming
    stories: list[Person]


def of(person: Person) -> Home:
    """Everything on the person's own first page, only as far as they may see it now."""
    session = session_of(person)
    listed = sorted(copies.list_for(person), key=lambda one: not one.is_new)
    said = outcomes.outcomes_for(person)
    followed = {one.contribution.follows_id for one in said} | _complained_again(said)
    answered = sorted((one for one in said if one.replies), key=lambda one: one.replies[-1].sent_at, reverse=True)
    audit.note(session, person, Action.DOCUMENT_LIST)
    return Home(
        to_read=listed,
        to_sign=[one for one in listed if not one.is_new and not signatures.standing(person, one.copy).acts],
        asked=[one for one in answered if one.replies[-1].outcome == "asked" and one.contribution.id not in followed],
        came_of_it=answered[:MOST_ANSWERS],
        coming=coming_for(person, listed, said),
        stories=subjects.children_read_about(session, person),
    )


def _complained_again(said: list[Outcome]) -> set[int]:
    """Ids of the complaints after which the person complained again: a complaint is followed by nothing else."""
    complaints = [one.contribution.id for one in said if one.contribution.kind == asking.COMPLAINT]
    return set(complaints[1:])


def choose_own(person: Person, colour: str, picture: str) -> None:
    """Keep the colour and the picture that somebody chose for themselves; "" for none. PortalError for any other."""
    if colour not in ("", *COLOURS) or picture not in ("", *PICTURES):
        raise PortalError(NO_SUCH_PICTURE, field="picture")
    person.colour, person.picture = colour, picture
    audit.note(session_of(person), person, Action.READING_CHOOSE)
