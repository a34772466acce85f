"""What is worked out about a document's sentences in the background: the pictures beside them.

Kept apart from the document because it adds nothing to what is said: it may be made again, better, at any time.
"""

import hashlib

import msgspec

from accessibility.document import Language, Sentence


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture for the characters `start` to `end` of a sentence. `negated`: the "not" picture stands before it."""

    start: int
    end: int
    sense: str
    negated: bool = False


class Dressing(msgspec.Struct, frozen=True):
    """Marks by sentence key; a sentence that is not here has not been looked at, or has no picture."""

    marks: dict[str, tuple[Mark, ...]] = {}

    def of(self, sentence: Sentence, language: Language) -> tuple[Mark, ...]:
        """The marks of one sentence, in the order they are spoken."""
        return self.marks.get(sentence_key(sentence.text, language), ())


def sentence_key(text: str, language: Language) -> str:
    """A short name for a sentence: the same words in the same language have the same key."""
    return hashlib.sha256(f"{language}\x00{text}".encode()).hexdigest()[:24]
