"""What a reader was told before, in another of their documents, word for word: said so, and said in full only once.

Nothing is left out: what is not shown again at once is one press away in its place. What a document decides, and what
somebody said in their own words, always stands in full (DECISIONS.md).
"""

from collections.abc import Mapping

import msgspec

from accessibility.document import Section, Words
from accessibility.labels import Labels
from accessibility.layout import Laid, LaidSection, ToldBefore
from accessibility.profile import ReadingProfile

# About me, what is going well, what I said and what I want: what may wait to be opened. What this is, the main points,
# the worries, what will happen, family time, the meeting and rights may not: somebody signs them.
MAY_WAIT = frozenset({2, 4, 6, 8})
# So few sentences are shown again: saying that they are there takes as many words.
SHORT = 2


class Repeat(msgspec.Struct, frozen=True):
    """Where a passage was told before: the other document's title, and the address of the passage in it."""

    title: Words
    href: str


def with_repeats(
    laid: LaidSection, section: Section, repeats: Mapping[str, Repeat], profile: ReadingProfile, labels: Labels
) -> LaidSection:
    """A section laid out, where passages by these ids say that they were told before."""
    own = {one.id for one in section.passages if one.said_by_reader}
    may_wait = section.number in MAY_WAIT and profile.pace != "sentence"

    def told(one: Laid, may_close: bool) -> Laid:
        repeat = repeats.get(one.id)
        if repeat is None:
            return one
        said = labels("page.you-told-before" if one.id in own else "page.told-before")
        again = labels("page.read-again") if may_close and _is_long(one) and not one.closed else ""
        return one._replace(before=ToldBefore(said, repeat.title.to(profile.language), repeat.href, again))

    first = tuple(told(one, may_wait and section.number != 2) for one in laid.passages)
    return laid._replace(passages=first, more=tuple(told(one, may_wait) for one in laid.more))


def _is_long(one: Laid) -> bool:
    """Whether words may be shortened at all, and are worth it."""
    sentences = sum(len(item) for part in one.parts for item in part.items)
    return one.voice != "own" and sentences > SHORT
