"""Sentences of ours for a page of the portal itself, in the reader's language, level and pictures."""

from collections.abc import Iterable

from accessibility.document import Audience, Passage, Wording
from accessibility.dressing import Dressing
from accessibility.formats import page
from accessibility.labels import Labels
from accessibility.profile import ReadingProfile
from accessibility.symbols import Picture, credits_for
from accessibility.told import dressed
from content.telling import Span, simple
from content.telling.messages import Gap
from portal.models import Copy
from portal.services.bodies import Body, dressing_of
from portal.services.coming import ToDo
from portal.services.wordings import ours


class Lines:
    """Makes the sentences of one page, and knows whose pictures it has shown."""

    def __init__(self, audience: Audience, profile: ReadingProfile) -> None:
        self.audience = audience
        self.profile = profile
        self.pictures: list[Picture] = []
        self.made = 0

    def say(self, key: str, **gaps: Gap) -> Body:
        """One sentence by its key, "file.key", with its gaps filled."""
        line = simple(key, self.profile.language, self.profile.level, self.audience, **gaps)
        wording = ours([line], self.profile.language, self.profile.level)
        return self._html(wording, dressed([wording]))

    def told(self, texts: Iterable[str]) -> Body:
        """Sentences of ours that are whole already, in this reader's language and level."""
        lines = [(Span(text, self.profile.language),) for text in texts]
        wording = ours(lines, self.profile.language, self.profile.level)
        return self._html(wording, dressed([wording]))

    def passage(self, copy: Copy, passage: Passage) -> Body:
        """A passage of a copy of the reader's own, with the pictures that were found for it."""
        return self._html(passage.wording(self.profile.language, self.profile.level), dressing_of(copy.dressing))

    def attribution(self, copy: Copy, passage: Passage) -> Body:
        """Who said somebody's own words, when and how."""
        told = passage.attribution or passage.wordings
        return self._html(told[self.profile.language][self.profile.level], dressing_of(copy.dressing))

    def to_do(self, one: ToDo) -> Body:
        """Something that is to be done."""
        wording = one.due.wordings[self.profile.language][self.profile.level]
        return self._html(wording, dressing_of(one.copy.dressing))

    @property
    def credits(self) -> tuple[str, ...]:
        """Whose pictures were shown, where that has to be said; asked at the end of the page."""
        return credits_for(dict.fromkeys(self.pictures), Labels(self.profile.language, self.audience))

    def _html(self, wording: Wording, dressing: Dressing) -> Body:
        self.made += 1
        found = page.lines(wording, self.audience, self.profile, dressing, f"line-{self.made}")
        self.pictures.extend(found.pictures)
        return Body(found.html)
