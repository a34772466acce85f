"""What a sentence denies, so that no picture stands bare for something that is not so.

A text is cut into clauses. In a clause with a word of denial, what is done, felt or had is denied; the
people, places and times around it are shown plainly once the denial has been shown. Where it is unclear how
far a denial reaches (after "and", after "that"), the picture is dropped, and where a clause denies something
that has no picture, all of its pictures are. Too little is shown rather than the opposite of what is said.
"""

from collections.abc import Sequence
from typing import NamedTuple

from accessibility.symbol_denials import BACKWARD, CALLED_OFF, NEXT_ONLY, ONLY_AFTER, denials_in
from accessibility.symbol_hits import Hit
from accessibility.symbol_words import Token, listed


class Zone(NamedTuple):
    """Where a word stands: its clause, and how sure it is that the clause's denial reaches it."""

    clause: int
    reach: str


CLEAR, UNCLEAR, BEYOND = "clear", "unclear", "beyond"
DENIABLE = frozenset({"actions", "feelings", "things"})
ENDS = frozenset(".!?;()…–—")
# Words that begin a clause with nothing of the one before.
FRESH = {
    "en": listed("but although though while however"),
    "cy": listed("ond tra nad nid oni onid"),
}
# Words that begin a part of which it is unclear whether a denial before them still holds.
LINKS = {
    "en": listed(", : and or so"),
    "cy": listed(", : a ac neu na nac felly"),
}
# Words that begin a time, which a denial before them does not reach: "will not change before the review".
TIMES = {
    "en": listed("before after until since by during"),
    "cy": listed("cyn tan erbyn ers"),
}
# Words after a link that show that a new statement begins.
STARTS = {
    "en": listed("i you he she it we they there"),
    "cy": listed(
        "mae maen rwyt rydw rwy dw dwi rydyn rydych bydd byddi byddwn byddwch byddan roedd roeddet roeddech oedd ti"
        " does doedd dydy dyw dydi dwyt dydw dydyn dydych fydd fyddi fyddwn fyddwch"
    ),
}
# Words that begin a clause inside a clause.
INNER = {
    "en": listed("where when who which what how why because whether if that unless"),
    "cy": listed("lle ble pan pwy beth sut pam os bod fod mai taw achos oherwydd sy sydd nes"),
}
# Before "stopped": "visits have stopped", "the visits with Dad will stop".
HELPING = {
    "en": listed("have has had 've 's will 'll"),
    "cy": listed("wedi yn 'n"),
}
WITH = {
    "en": listed("with to from for of by"),
    "cy": listed("â gyda gydag i at am gan o"),
}
STOPPED = "stop"


def judged(words: Sequence[Token], hits: Sequence[Hit], language: str) -> list[tuple[Hit, bool]]:
    """The hits that may be shown, each with whether it is denied."""
    stopped = _stopped(words, hits, language)
    denials = denials_in(words, language)
    if denials:
        taken = {
            number for hit in hits if not hit.sense or hit.sense.weight for number in range(hit.first, hit.last + 1)
        }
        denials = [number for number in denials if number not in taken]
    shown = _by_clause(words, hits, denials, language) if denials else [(hit, False) for hit in hits if hit.sense]
    if not stopped:
        return shown
    said = set(stopped.values())
    return [(hit, denied or hit.first in stopped) for hit, denied in shown if hit.first not in said]


def _by_clause(
    words: Sequence[Token], hits: Sequence[Hit], denials: Sequence[int], language: str
) -> list[tuple[Hit, bool]]:
    zones = _zones(words, denials, language)
    shown: list[tuple[Hit, bool]] = []
    for clause in range(zones[-1].clause + 1):
        here = [
            hit._replace(clause=clause)
            for hit in hits
            if hit.sense and zones[hit.first].clause == clause and hit.first not in denials
        ]
        inside = [number for number in denials if zones[number].clause == clause]
        shown += _judge(here, inside, zones, words) if inside else [(hit, False) for hit in here]
    return shown


def _stopped(words: Sequence[Token], hits: Sequence[Hit], language: str) -> dict[int, int]:
    """The first word of what is said to have stopped ("visits with Dad have stopped"), and that of "stopped": the
    visits are shown as denied, and "stopped" is not, because two denials are hard to read.
    """
    found: dict[int, int] = {}
    for number, hit in enumerate(hits):
        if hit.sense is None or hit.sense.name != STOPPED or not number:
            continue
        before = hit.first - 1
        if before < 0 or words[before].lower not in HELPING[language]:
            continue
        subject = hits[number - 1]
        if number > 1 and subject.sense and subject.sense.kind == "people" and _after_with(words, subject, language):
            before, subject = _after_with(words, subject, language), hits[number - 2]
        if subject.last == before - 1 and _deniable(subject):
            found[subject.first] = hit.first
    return found


def _after_with(words: Sequence[Token], person: Hit, language: str) -> int:
    """The number of the "with" before a person ("with Dad", "with your dad"); 0 where there is none."""
    for back in (person.first - 1, person.first - 2):
        if back > 0 and words[back].lower in WITH[language]:
            return back
    return 0


def _zones(words: Sequence[Token], denials: Sequence[int], language: str) -> list[Zone]:
    """For each word its clause, and whether the denial of that clause reaches it."""
    zones: list[Zone] = []
    clause, reach = 0, CLEAR
    denied = False
    for number, word in enumerate(words):
        after = words[number + 1].lower if number + 1 < len(words) else ""
        step = "" if number - 1 in denials else _step(word.lower, after, denied, language)
        if step == "new" and zones:
            clause, reach, denied = clause + 1, CLEAR, False
        elif step in (UNCLEAR, BEYOND) and reach != BEYOND:
            reach = step
        denied = denied or (number in denials)
        zones.append(Zone(clause, reach))
    return zones


def _step(word: str, after: str, denied: bool, language: str) -> str:
    """What a word does to the clause: "new", UNCLEAR, BEYOND, or nothing."""
    if word in ENDS or word in FRESH[language]:
        return "new"
    if word in LINKS[language]:
        fresh = after in STARTS[language] or after in FRESH[language]
        if fresh or (word == "," and not denied):
            return "new"
        return UNCLEAR if denied else ""
    if word in INNER[language]:
        return BEYOND if denied else "new"
    return UNCLEAR if denied and word in TIMES[language] else ""


def _judge(
    hits: Sequence[Hit], denials: Sequence[int], zones: Sequence[Zone], words: Sequence[Token]
) -> list[tuple[Hit, bool]]:
    """The hits of one clause that denies something."""
    first = denials[0]
    spoken = {words[number].lower for number in denials}
    reached = [hit for hit in hits if zones[hit.first].reach == CLEAR]
    if spoken <= NEXT_ONLY:
        following = next((hit for hit in reached if hit.first > first), None)
        return [(hit, hit is following) for hit in hits] if following else []
    denied = _said_not_so([hit for hit in reached if _is_denied(hit, first, spoken)])
    if denied:
        unclear = [hit for hit in hits if zones[hit.first].reach == UNCLEAR and not _deniable(hit)]
        return sorted((hit, hit in denied) for hit in [*reached, *unclear])
    after = [hit for hit in reached if hit.first > first and _tells(hit)]
    denied = {hit for hit in after if hit.sense and hit.sense.kind != "time"} or set(after)
    stands = spoken <= ONLY_AFTER
    return [(hit, hit in denied) for hit in reached if denied or (stands and hit.first < first)]


def _said_not_so(denied: Sequence[Hit]) -> set[Hit]:
    """What is shown as denied: after "not like", meetings need no second "not"."""
    doing = [hit.first for hit in denied if hit.sense and hit.sense.kind != "things"]
    return {hit for hit in denied if hit.first in doing or not doing or hit.first < doing[0]}


def _is_denied(hit: Hit, first: int, spoken: set[str]) -> bool:
    """Whether a denial reaches a hit, after it, or before it by words that reach back. Things are reached back to
    only where they are called off.
    """
    if not _deniable(hit) or hit.sense is None:
        return False
    back = BACKWARD if hit.sense.kind != "things" else CALLED_OFF
    return hit.first > first or not spoken.isdisjoint(back)


def _deniable(hit: Hit) -> bool:
    return hit.sense is not None and hit.sense.kind in DENIABLE


def _tells(hit: Hit) -> bool:
    """Whether the picture says something by itself: a pronoun does not."""
    return hit.sense is not None and hit.sense.weight > 0
