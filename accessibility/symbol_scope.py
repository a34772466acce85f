"""What a sentence denies, so that no picture stands bare for something that is not so.

A text is cut into clauses. In a clause with a word of denial, what is done, felt or had is denied; the
people, places and times around it are shown plainly once the denial has been shown. Where it is unclear how
far a denial reaches (after "and", after "that"), the picture is dropped, and where a clause denies something
that has no picture, all of its pictures are. Too little is shown rather than the opposite of what is said.
"""

from collections.abc import Sequence
from typing import NamedTuple

from accessibility.symbol_senses import Sense
from accessibility.symbol_words import Token, listed


class Hit(NamedTuple):
    """A sense (None: a phrase without a picture) at the words `first` to `last`, and the number of its
    clause.
    """

    first: int
    last: int
    sense: Sense | None
    clause: int = 0


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
    "en": listed(", : and or nor so"),
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
    ),
}
# Words that begin a clause inside a clause.
INNER = {
    "en": listed("where when who which what how why because whether if that unless"),
    "cy": listed("lle ble pan pwy beth sut pam os bod fod mai taw achos oherwydd sy sydd nes"),
}
DENIALS = {
    "en": listed(
        "not no never nobody no-one nothing nowhere none neither nor without cannot hardly unable refuse"
        " refuses refused avoid avoids avoided prevent prevents prevented fail fails failed cancelled"
        " paused suspended ended instead rather"
    ),
    "cy": listed(
        "ddim nid nad na nac nag ni neb byth erioed dim heb paid peidio beidio peidiwch does doedd dydy"
        " dyw dydi dwyt dydw dydyn dydych doeddwn doeddet doedden doeddech methu fethu gwrthod wrthod"
        " osgoi hytrach oni onid gohirio ohirio canslo ganslo oedi"
    ),
}
# Words of denial that reach back to what was said before them in the clause.
BACKWARD = listed("ddim neb byth erioed gohirio ohirio canslo ganslo oedi cancelled paused suspended ended")
# Words that deny only with another word after them.
COMPARED = {"rather": "than", "instead": "of"}
MORE = listed("mwy fwy llai lai gwell well gwaeth waeth uwch hŷn cynt haws")


def judged(words: Sequence[Token], hits: Sequence[Hit], language: str) -> list[tuple[Hit, bool]]:
    """The hits that may be shown, each with whether it is denied."""
    taken = {number for hit in hits if not hit.sense or hit.sense.weight for number in range(hit.first, hit.last + 1)}
    denials = [number for number in range(len(words)) if number not in taken and denies(words, number, language)]
    zones = _zones(words, denials, language)
    shown: list[tuple[Hit, bool]] = []
    for clause in range(zones[-1].clause + 1 if zones else 0):
        here = [
            hit._replace(clause=clause)
            for hit in hits
            if hit.sense and zones[hit.first].clause == clause and hit.first not in denials
        ]
        inside = [number for number in denials if zones[number].clause == clause]
        shown += _judge(here, inside, zones, words) if inside else [(hit, False) for hit in here]
    return shown


def denies(words: Sequence[Token], number: int, language: str) -> bool:
    """Whether this word is a word of denial where it stands."""
    word = words[number].lower
    before = words[number - 1].lower if number else ""
    after = words[number + 1].lower if number + 1 < len(words) else ""
    if language == "en":
        if word in COMPARED:
            return after == COMPARED[word]
        return word in DENIALS["en"] or word.endswith("n't")
    if word in ("na", "nag") and (before in MORE or before.endswith("ach")):
        return False  # "than"
    if word == "ni":
        return _ni_denies(words, number)
    return word in DENIALS["cy"]


def _ni_denies(words: Sequence[Token], number: int) -> bool:
    """Whether "ni" is "not", which begins a clause and stands before its verb, or "we", which follows one."""
    after = words[number + 1].lower if number + 1 < len(words) else ""
    begins = number == 0 or not words[number - 1].text[0].isalnum()
    return begins and after not in ("sy", "sydd", "'n", "i", "", ",", ".")


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
    backward = any(words[number].lower in BACKWARD for number in denials)
    reached = [hit for hit in hits if zones[hit.first].reach == CLEAR]
    denied = _said_not_so([hit for hit in reached if _is_denied(hit, first, backward)])
    if denied:
        unclear = [hit for hit in hits if zones[hit.first].reach == UNCLEAR and not _deniable(hit)]
        return sorted((hit, hit in denied) for hit in [*reached, *unclear])
    after = [hit for hit in reached if hit.first > first and _tells(hit)]
    denied = {hit for hit in after if hit.sense and hit.sense.kind != "time"} or set(after)
    return [(hit, hit in denied) for hit in reached if denied]


def _said_not_so(denied: Sequence[Hit]) -> set[Hit]:
    """What is shown as denied: after "not like", meetings need no second "not"."""
    doing = [hit.first for hit in denied if hit.sense and hit.sense.kind != "things"]
    return {hit for hit in denied if hit.first in doing or not doing or hit.first < doing[0]}


def _is_denied(hit: Hit, first: int, backward: bool) -> bool:
    if not _deniable(hit):
        return False
    return hit.first > first or (backward and hit.sense is not None and hit.sense.kind != "things")


def _deniable(hit: Hit) -> bool:
    return hit.sense is not None and hit.sense.kind in DENIABLE


def _tells(hit: Hit) -> bool:
    """Whether the picture says something by itself: a pronoun does not."""
    return hit.sense is not None and hit.sense.weight > 0
