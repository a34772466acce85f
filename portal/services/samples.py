"""A few sentences in somebody's own way of reading, to see at once what a choice does."""

from accessibility import sample
from accessibility.document import Audience
from accessibility.formats import page
from accessibility.profile import ReadingProfile
from portal.models import Person
from portal.services import copies
from portal.services.bodies import Body, dressing_of


def try_on(person: Person | None, profile: ReadingProfile, audience: Audience) -> Body:
    """The beginning of a copy that the person has opened before and may see now, as HTML; words of ours without one.

    A copy that was never opened is left alone: it would count as seen.
    """
    read = [one.copy.public_id for one in copies.list_for(person) if not one.is_new] if person else []
    if person and read:
        opened = copies.read(person, read[0])
        return Body(page.sample(sample.beginning(opened.document), profile, dressing_of(opened.copy.dressing)))
    document, dressing = sample.ours(audience)
    return Body(page.sample(document, profile, dressing))
