"""A text for the family on the worker's desk: what is kept, where it came from, and the words it is written beside."""

from collections.abc import Sequence
from dataclasses import dataclass

from content import glossary
from content.exemplars import ANOTHER_OF_THE_SAME
from portal import audit
from portal.database import session_of
from portal.errors import NotFound
from portal.models import FamilyText, Person
from portal.models.contribution import Draft
from portal.permissions import Action
from portal.services import drafts
from portal.services.deciding import sentences_of, text_target, texts_written
from portal.services.measuring import SPOKEN_TO, Measures, measure
from portal.services.passages import Text
from portal.services.preparing import Preparation, PreparedPassage, allowed, preparation


@dataclass(frozen=True)
class Suggested:
    """A hard word of the worker's, as it stands there, and what to write in its place: in the text's own language."""

    word: str
    language: str
    instead: str


@dataclass(frozen=True)
class OpenText:
    """One text being written. `kept` is what a worker wrote here, `is_stale` if the passage has changed since; `sent`
    came with the record. At most one of them is shown to the family: what was written here, while it is not stale.
    `begun` is what this worker typed and has not kept.
    """

    ready: Preparation
    passage: PreparedPassage
    level: str
    language: str
    audience: str
    kept: FamilyText | None
    sent: Text | None
    begun: Draft | None = None

    @property
    def target(self) -> str:
        """The name under which it is kept as it is typed."""
        place = (self.ready.version.record.public_id, self.ready.child.public_id, self.passage.key)
        return text_target(*place, (self.level, self.language, self.audience))

    @property
    def is_stale(self) -> bool:
        """Whether what was written here was written for words that have changed since."""
        return self.kept is not None and self.kept.text != self.passage.text

    @property
    def text(self) -> str:
        """The text as it is now, one sentence a line: what was begun comes before what was kept."""
        if self.begun is not None:
            return self.begun.text
        return "\n".join(_sentences(self.kept, self.sent))

    @property
    def suggested(self) -> tuple[Suggested, ...]:
        """The hard words of a worker's own text, each once, with plain wording for whoever the new text is for. None
        for somebody's own words: nobody rewords those.
        """
        passage = self.passage.passage
        if passage.get("first_hand"):
            return ()
        written = passage.get("language", "en")
        text = "\n".join(sentence.text for block in self.passage.blocks for sentence in block.sentences)
        audience = SPOKEN_TO[self.audience] or "adult"
        found: dict[str, Suggested] = {}
        for one in glossary.find(text, written, ANOTHER_OF_THE_SAME.sub("", self.passage.id)):
            instead = glossary.explain(one.sense, self.language, audience, easy=self.level == "easy")
            if instead and one.sense not in found and not glossary.is_everyday(one.sense):
                word = glossary.spelt(text[one.start : one.end], one.sense, written)
                found[one.sense] = Suggested(word, written, instead)
        return tuple(found.values())

    @property
    def measures(self) -> Measures:
        """The measures of the text as it is now."""
        return measure(self.text, self.level, self.language, self.passage.id, self.audience)


def open_text(
    worker: Person,
    record_public_id: str,
    child_public_id: str,
    passage: str,
    *,
    level: str,
    language: str,
    audience: str,
) -> OpenText:
    """Open one text for one passage (its id or key); `audience` "" is for both. Raises NotFound."""
    session = session_of(worker)
    version, child = allowed(worker, record_public_id, child_public_id)
    ready = preparation(session, version, child)
    found = ready.passage(passage)
    if not found.is_possible:
        raise NotFound()
    wanted = (level, language, audience)
    written = texts_written(session, ready, found)
    kept = next((one for one in written if (one.level, one.language, one.audience) == wanted), None)
    sent = next((one for one in _sent(ready, found) if (one.level, one.language, one.audience) == wanted), None)
    audit.note(session, worker, Action.RECORD_PREPARE, child.id, version.record.public_id)
    begun = drafts.find(worker, text_target(record_public_id, child_public_id, found.key, wanted))
    if begun is not None and sentences_of(begun.text) == list(_sentences(kept, sent)):
        begun = None
    return OpenText(ready, found, level, language, audience, kept, sent, begun)


def keep_draft(worker: Person, record: str, child: str, key: str, wanted: tuple[str, str, str], text: str) -> None:
    """Keep a text as it stands, for its writer only. Looks at nothing else."""
    drafts.keep(session_of(worker), worker, text_target(record, child, key, wanted), text)


def _sentences(kept: FamilyText | None, sent: Text | None) -> Sequence[str]:
    return kept.sentences if kept is not None else sent.sentences if sent is not None else ()


def _sent(ready: Preparation, passage: PreparedPassage) -> list[Text]:
    """The texts of a passage that came with the record."""
    source = ready.source
    return [one for one in source.texts if one.passage == passage.id and one not in source.written]
