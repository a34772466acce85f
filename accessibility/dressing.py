"""What is worked out about a document's sentences in the background: the pictures beside them.

Kept apart from the document because it adds nothing to what is said: it may be made again, better, at any time.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from accessibility.document import Language, Sentence

# What a marker before a picture says: that it was, or that it will be.
Time = Literal["", "in_past", "in_future"]


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture for the characters `start` to `end` of a sentence. `negated`: the "not" picture stands before it;
    `time`: one that says that it was, or will be.
    """

    start: int
    end: int
    sense: str
    negated: bool = False
    time: Time = ""


class Dressing(msgspec.Struct, frozen=True, omit_defaults=True):
    """Marks by sentence key, for its key words and for every word; a sentence that is not here has not been looked at,
    or has no picture.
    """

    marks: dict[str, tuple[Mark, ...]] = {}
    every: dict[str, tuple[Mark, ...]] = {}

    def of(self, sentence: Sentence, language: Language, symbols: str = "key") -> tuple[Mark, ...]:
        """The marks of one sentence, in the order they are spoken; `symbols` is the reader's choice: "key", "every"."""
        kept = self.every if symbols == "every" else self.marks
        return kept.get(sentence_key(sentence.text, language), ())


def changed(marks: tuple[Mark, ...], chosen: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks with what a person chose in their place: another sense for some characters, or none (""). What was marked
    as past or future there stays so.
    """
    for one in chosen:
        under = [mark for mark in marks if mark.start < one.end and one.start < mark.end]
        kept = [mark for mark in marks if mark not in under]
        if one.sense:
            times: list[Time] = [mark.time for mark in under if mark.time]
            kept.append(Mark(one.start, one.end, one.sense, one.negated, times[0] if times else ""))
        marks = tuple(sorted(kept, key=lambda mark: mark.start))
    return marks


def put_right(dressing: Dressing, chosen: Mapping[str, Sequence[Mark]]) -> Dressing:
    """A dressing with what a person chose about sentences, by sentence key."""
    marks, every = (
        {**kept, **{key: changed(kept.get(key, ()), choices) for key, choices in chosen.items()}}
        for kept in (dressing.marks, dressing.every)
    )
    return Dressing(
        {key: one for key, one in marks.items() if one},
        {key: one for key, one in every.items() if one},
    )


def sentence_key(text: str, language: Language) -> str:
    """A short name for a sentence: the same words in the same language have the same key."""
    return hashlib.sha256(f"{language}\x00{text}".encode()).hexdigest()[:24]
