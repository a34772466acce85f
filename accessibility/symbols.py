"""Pictures for words, by meaning and never by word alone: for the key words of a sentence, and for every word.

Rules (W3C COGA, Makaton key-word level and symbol reading, Widgit; reference: the project's notes on symbols): in
spoken order; one meaning per picture; never the picture alone for something that is denied: "You will not see Dad"
is "not", "see", "Dad"; what was and what will be is marked where the words say so beyond doubt, with its date. Key
words are those that carry information, at most about one picture for three words; "every word" is each that has a
sense.

`matched` is pure: the same text gives the same marks. It loads lemma tables, so it belongs in a background job.
"""

import functools
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from accessibility import symbol_set
from accessibility.dressing import Mark, Time
from accessibility.labels import Labels
from accessibility.symbol_files import Drawing
from accessibility.symbol_hits import Hit, hits_in
from accessibility.symbol_scope import STOPPED, judged
from accessibility.symbol_senses import FOLDER, Sense, senses
from accessibility.symbol_tense import FUTURE, PAST, Tenses, tenses_in
from accessibility.symbol_words import Cut, Token, cut, listed

VERSION_LENGTH = 8
# Where our pictures are among the built files.
OURS = "symbols"
OPENMOJI = "OpenMoji"
WORDS_A_PICTURE = 3
# What stays before what tells most: a denial, then the date of what was or will be.
NEGATED, TIMED = 100, 50
DATES = frozenset({"date", "clock_time"})
# How many words after "was" or "will be" something may still be what was or will be, and what begins another statement.
NEAR = 5
OTHERWISE = listed(
    '. ! ? ; : , ( ) … – — " “ ” and but because that who which when where how what if is are has have'
    " a ac ond achos oherwydd bod mai sydd pan lle sut beth os mae rwyt nad nid"
)


class Picture(NamedTuple):
    """A picture that can be shown: its built path under static, what it is called, whose work it is, and the concept
    of the Blissymbolics registry that it stands for ("" if there is none).
    """

    file: str
    label_en: str
    label_cy: str
    source: str
    bci: str = ""


# Pictures that stand before another, and for no word: "not", and what was or will be.
MARKERS = {
    "not": Picture("symbols/not.svg", "not", "ddim", "Clywed", "15733"),
    PAST: Picture("symbols/in-the-past.svg", "in the past", "yn y gorffennol", "Clywed", "9004"),
    FUTURE: Picture("symbols/in-the-future.svg", "in the future", "yn y dyfodol", "Clywed", "8999"),
}


class Matched(NamedTuple):
    """The marks of one text, in spoken order: for its key words, and for every word."""

    key: tuple[Mark, ...]
    every: tuple[Mark, ...]


def picture(sense: str) -> Picture:
    """The picture of a sense, or of what stands before another ("not"): the council's own, where it has one, or ours.
    KeyError if there is no such sense.
    """
    ours = MARKERS.get(sense) or _ours(senses()[sense])
    chosen = symbol_set.installed()
    if chosen is None or sense not in chosen.files:
        return ours
    return ours._replace(file=chosen.files[sense], source=chosen.name)


def _ours(sense: Sense) -> Picture:
    source = "Clywed" if sense.own else OPENMOJI
    return Picture(f"{OURS}/{sense.file}.svg", sense.label_en, sense.label_cy, source, sense.bci)


def in_one_colour(file: str) -> str:
    """The black drawing of one of our pictures, by the file that a Picture names; "" for a picture of the council's."""
    folder, _, name = file.rpartition("/")
    return f"{OURS}/black/{name}" if folder == OURS else ""


def served(file: str) -> Drawing | None:
    """A picture of the council's set by the file that a Picture names; None for any other."""
    chosen = symbol_set.installed()
    return chosen.drawings.get(file) if chosen else None


def credits_for(shown: Iterable[Picture], labels: Labels) -> tuple[str, ...]:
    """Whose pictures these are, where a licence asks for that to be said: a sentence for each."""
    sources = {one.source for one in shown}
    chosen = symbol_set.installed()
    said = [labels("page.symbols-by")] if OPENMOJI in sources else []
    if chosen and chosen.name in sources:
        said.append(chosen.attribution.to(labels.language))
    return tuple(said)


@functools.cache
def version() -> str:
    """A few letters that change with the code and the words by which pictures are found."""
    files = sorted([*Path(__file__).parent.glob("symbol*.py"), *FOLDER.glob("*.toml")])
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()[:VERSION_LENGTH]


def match(text: str, language: str) -> tuple[Mark, ...]:
    """The pictures for the key words of one text in "en" or "cy": see `matched`."""
    return matched(text, language).key


def matched(text: str, language: str) -> Matched:
    """The pictures for one text in "en" or "cy". Loads lemma tables: never in a web worker."""
    written = cut(text, language)
    hits = hits_in(text, written, language)
    if not hits:
        return Matched((), ())
    tenses = tenses_in(written.words, hits, language)
    marks = [
        (hit, _mark(written, hit, hit.sense, denied, tenses.verbs.get(hit.first, "")))
        for hit, denied in judged(written.words, hits, language)
        if hit.sense
    ]
    return Matched(_key(written, marks, tenses), _every(written, marks, tenses))


def _mark(written: Cut, hit: Hit, sense: Sense, denied: bool, time: Time) -> Mark:
    """A mark; where what is denied has a picture of its own ("not safe"), that one stands alone."""
    start, end = written.starts[hit.first], written.end(hit.last)
    if denied and sense.denied:
        return Mark(start, end, sense.denied, False, time)
    return Mark(start, end, sense.name, denied, time)


def _every(written: Cut, marks: Sequence[tuple[Hit, Mark]], tenses: Tenses) -> tuple[Mark, ...]:
    """Every mark, and a marker at the word that says when, where the verb that it goes with has no picture."""
    every = tuple(mark for _, mark in marks)
    if not every or not tenses.alone:
        return every
    alone = [Mark(written.starts[number], written.end(number), time) for number, time in tenses.alone.items()]
    return tuple(sorted((*every, *alone), key=lambda mark: mark.start))


def _key(written: Cut, marks: Sequence[tuple[Hit, Mark]], tenses: Tenses) -> tuple[Mark, ...]:
    """The marks that tell most, once each, as many as there is room for."""
    if not any(hit.sense and hit.sense.weight for hit, _ in marks):
        return ()
    told = _at_a_time(written.words, marks, tenses) if tenses.alone else marks
    room = len([word for word in written.words if word.is_word]) // WORDS_A_PICTURE + 1
    return tuple([mark for _, mark in _best(_once(told), room)])


def _at_a_time(words: Sequence[Token], marks: Sequence[tuple[Hit, Mark]], tenses: Tenses) -> list[tuple[Hit, Mark]]:
    """The marks, those in their time that follow a word that tells it: "the meeting will be on Wednesday" is
    "meeting", "in the future", "Wednesday".
    """
    told = list(marks)
    for number, time in tenses.alone.items():
        for place, (hit, mark) in enumerate(told):
            if hit.first > number and hit.sense and hit.sense.kind != "people":
                if not mark.time and _is_near(words, number, hit):
                    told[place] = (hit, msgspec.structs.replace(mark, time=time))
                break
    return told


def _is_near(words: Sequence[Token], number: int, hit: Hit) -> bool:
    """Whether nothing of another statement stands between a word that tells a time and a sense after it."""
    between = words[number + 1 : hit.first]
    return len(between) <= NEAR and not any(word.lower in OTHERWISE for word in between)


def _once(marks: Sequence[tuple[Hit, Mark]]) -> list[tuple[Hit, Mark]]:
    """Without a second showing of the same picture."""
    known = senses()
    seen: set[tuple[str, bool]] = set()
    kept = []
    for hit, mark in marks:
        shown = (known[mark.sense].file, mark.negated)
        if shown not in seen:
            seen.add(shown)
            kept.append((hit, mark))
    return kept


def _best(marks: Sequence[tuple[Hit, Mark]], room: int) -> list[tuple[Hit, Mark]]:
    """As many as there is room for, those that tell most, in spoken order. Where a denial had to go, or whoever it
    is about, its clause goes.
    """
    if len(marks) <= room:
        return list(marks)
    timed = any(mark.time for _, mark in marks)

    def tells(one: tuple[Hit, Mark]) -> tuple[int, int]:
        hit, mark = one
        weight = _weight(hit.sense) + NEGATED * _denies(hit, mark) + TIMED * (timed and _is_date(hit))
        return (-weight, mark.start)

    kept = sorted(marks, key=tells)[:room]
    lost = {hit.clause for hit, mark in marks if _denies(hit, mark)} - {
        hit.clause for hit, mark in kept if _denies(hit, mark)
    }
    lost |= {hit.clause for hit, mark in kept if _denies(hit, mark) and _lacks_who(hit, marks, kept)}
    return sorted((one for one in kept if one[0].clause not in lost), key=lambda one: one[1].start)


def _denies(hit: Hit, mark: Mark) -> bool:
    return mark.negated or mark.sense == STOPPED or (hit.sense is not None and mark.sense != hit.sense.name)


def _lacks_who(denied: Hit, marks: Sequence[tuple[Hit, Mark]], kept: Sequence[tuple[Hit, Mark]]) -> bool:
    """Whether there is no room for the picture of somebody just before what is denied of them, though somebody else's
    is shown: "Mum", "be there", "not", "be there" would be about Mum, where it is Dad who will not be there.
    """
    before = [one for one in marks if one[0].clause == denied.clause and one[0].first < denied.first]
    if not before or before[-1] in kept or not _is_somebody(before[-1][0]):
        return False
    return any(_is_somebody(hit) and hit.first < denied.first for hit, _ in kept)


def _is_somebody(hit: Hit) -> bool:
    """Whether it is a person or people, but not only "you" or "they"."""
    return hit.sense is not None and hit.sense.kind == "people" and hit.sense.weight > 1


def _is_date(hit: Hit) -> bool:
    return hit.sense is not None and hit.sense.name in DATES


def _weight(sense: Sense | None) -> int:
    return sense.weight if sense else 0
