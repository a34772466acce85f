"""Past and future in Welsh: by the verb that begins the clause, by "wedi", and by endings that can be nothing else.

"Byddi di'n gweld" is future, "roeddet ti'n gweld" and "rwyt ti wedi gweld" are past; "dywedodd" is past by itself.
Forms that may be two tenses ("cei di", "byddwn i", "dysgai") tell nothing, nor does a future after "pan" or "os".
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from accessibility.dressing import Time
from accessibility.symbol_hits import Hit
from accessibility.symbol_words import Kept, Token, forms, listed

PAST: Time = "in_past"
FUTURE: Time = "in_future"
NO: Time = ""

WILL = listed(
    "bydd byddi byddaf bydda byddwn byddwch byddan byddant fydd fyddi fyddaf fydda fyddwn fyddwch fyddan fyddant"
    " gwnaiff wnaiff gwneith wneith daw ddaw aiff"
)
WAS = listed(
    "roedd roeddwn roeddet roedden roeddech roeddent oedd oeddwn oeddet oedden oeddech oeddent doedd doeddwn doeddet"
    " doedden doeddech doeddent bu buodd bues buest buon buoch fu fuodd fues fuest fuon fuoch"
)
# What somebody did, got, went or came: the verb that follows is past as well.
DID = listed(
    "gwnaeth wnaeth gwnest wnest gwnes wnes gwnaethon wnaethon gwnaethoch wnaethoch ddaru cafodd gafodd chafodd cawson"
    " gawson chawson cefais gefais aeth aethon aethoch daeth ddaeth daethon ddaethon daethoch ddaethoch"
)
DOES = DID | {"gwnaiff", "wnaiff", "gwneith", "wneith"}
# Who did it is so many words at most, and none of these.
WHO, NOT_WHO = 3, listed("at i o am yn 'n gyda gydag â")
# Short forms that are verbs only before who does it.
SHORT = {"es": "i", "est": "ti", "des": "i", "dest": "ti", "ces": "i", "cest": "ti", "gest": "ti", "ges": "i"}
IS = listed(
    "mae maen ydy ydyw yw rydw rydwyf rwy rwyf rwyt rydyn rydym rydych wyt ydych ydyn ydw dw dwyt dydw dydy dyw"
    " dydyw dydi dydyn dydych sydd sy oes does nid"
)
OTHER = listed(
    "byddai byddet bydden byddech fyddai fyddet fydden fyddech hoffwn hoffet hoffai dylai dylet ddylai ddylet gall"
    " galli gallwch gallai gallet cei cewch caiff gei gewch gaiff chei chewch chaiff rhaid"
)
ENDS = frozenset('.!?;:()…–—“”"')
WHENEVER = listed("pan os nes tra cyn erbyn pe unless oni")
IF = listed("os pe oni")
# "yn gallu gweld", "yn cael mynd", "yn gorfod symud": the time is the first one's.
LEADING = listed("gallu medru cael gorfod dal parhau mynd dod ceisio")
BETWEEN = listed("ddim dim byth erioed hefyd bron nawr rŵan i o ei dy fy eich ein eu 'i 'u")
ENDINGS = ("odd", "aist", "ais", "wyd", "asom", "asant", "asoch", "soch")
# "ni" and "nhw" after an ending that a plural has too: "gwelon ni", but "athrawon".
PLURAL_ENDING, THEY = "on", listed("ni nhw chi")


class Told(NamedTuple):
    """The word that tells the time of a clause."""

    time: Time
    by: int
    is_free: bool


NOTHING = Told(NO, -1, False)


def told(words: Sequence[Token], hits: Sequence[Hit]) -> tuple[dict[int, Time], dict[int, Time]]:
    """The time of each verb with a picture, and the words that tell one for a verb without."""
    starting = {hit.first: hit for hit in hits}
    verbs: dict[int, Time] = {}
    alone: dict[int, Time] = {}
    now = NOTHING
    within = -1
    for number in range(len(words)):
        if number <= within:
            continue
        hit = starting.get(number)
        if hit is not None and hit.sense is not None and hit.sense.kind in ("actions", "feelings"):
            now, within = _verb(words, hit, now, verbs), hit.last
        elif hit is None or hit.first == hit.last:
            now = _read(words, number, now, alone)
        else:
            within = hit.last
    _left_alone(now, alone)
    return verbs, alone


def _read(words: Sequence[Token], number: int, now: Told, alone: dict[int, Time]) -> Told:
    """What is told of the time once one more word is read."""
    found = _finite(words, number)
    if found is None and words[number].lower not in ENDS:
        return now
    _left_alone(now, alone)
    return found or NOTHING


def _left_alone(now: Told, alone: dict[int, Time]) -> None:
    """Keep what told a time that no verb took."""
    if now.is_free and now.time:
        alone[now.by] = now.time


def _tells(word: str) -> Time | None:
    """What a finite verb tells by itself; None for a word that is none. "Is" tells nothing, and "would" too."""
    if word in WILL:
        return FUTURE
    if word in WAS or word in DID:
        return PAST
    return NO if word in IS or word in OTHER else None


TELLS = Kept(_tells)


def _finite(words: Sequence[Token], number: int) -> Told | None:
    """The time that a finite verb tells here; None where no such verb stands."""
    word = words[number].lower
    after = words[number + 1].lower if number + 1 < len(words) else ""
    if word in SHORT:
        return Told(PAST, number, True) if after == SHORT[word] and not _follows(words, number, IF) else None
    time = TELLS[word]
    if time is None:
        return None
    # "Byddwn i" is "would", "oedd i wneud" was only meant.
    two = (word in ("byddwn", "fyddwn") and after != "ni") or (word in ("oedd", "roedd") and after == "i")
    unsure = _follows(words, number, IF if time == PAST else WHENEVER)
    return Told(NO if two or unsure else time, number, bool(time) and not two and not unsure)


def _follows(words: Sequence[Token], number: int, those: frozenset[str]) -> bool:
    """Whether one of these words stands just before, or one word farther."""
    return any(back >= 0 and words[back].lower in those for back in (number - 1, number - 2))


def _verb(words: Sequence[Token], hit: Hit, now: Told, verbs: dict[int, Time]) -> Told:
    """Give a verb its time, if it has one; what is left for those after it."""
    if _is_past(words, hit):
        if not _follows(words, hit.first, IF):
            verbs[hit.first] = PAST
        return NOTHING
    particle = _particle(words, hit.first)
    if particle == "wedi":
        if now.time != FUTURE and not _after_noun(words, hit.first, now):
            verbs[hit.first] = PAST
            return now._replace(is_free=False)
        return now
    if now.is_free and now.time and (particle == "yn" or _does(words, hit.first, now)):
        verbs[hit.first] = now.time
        return now._replace(is_free=False)
    return now


def _after_noun(words: Sequence[Token], number: int, now: Told) -> bool:
    """Whether "wedi" may be "after" or hold only perhaps: nobody's clause, or one that begins with "if" or "when"."""
    return now.by < 0 or _follows(words, now.by, WHENEVER)


def _particle(words: Sequence[Token], number: int) -> str:
    """The "yn" or "wedi" that a verb follows, past the small words between and a verb like "gallu"; "" if neither."""
    number -= 1
    while number >= 0 and (words[number].lower in BETWEEN or _leads(words[number].lower)):
        number -= 1
    word = words[number].lower if number >= 0 else ""
    if word in ("yn", "'n"):
        return "yn"
    return word if word == "wedi" else ""


@functools.lru_cache(maxsize=20_000)
def _leads(word: str) -> bool:
    return not forms(word, "cy").isdisjoint(LEADING)


def _does(words: Sequence[Token], number: int, now: Told) -> bool:
    """Whether a verb follows a "did" with nothing between but who did it: "gwnaeth Mam weithio", "cafodd y plant
    fynd".
    """
    if words[now.by].lower not in DOES:
        return False
    between = words[now.by + 1 : number]
    return len(between) <= WHO and not any(word.lower in NOT_WHO for word in between)


def _is_past(words: Sequence[Token], hit: Hit) -> bool:
    """Whether a verb's own ending makes it past."""
    word = words[hit.first].lower
    after = words[hit.first + 1].lower if hit.first + 1 < len(words) else ""
    if word in DID:
        return True
    if word.endswith(PLURAL_ENDING) and after in THEY:
        return hit.sense is not None and hit.sense.kind == "actions"
    return word.endswith(ENDINGS) and _is_other_form(word)


@functools.lru_cache(maxsize=20_000)
def _is_other_form(word: str) -> bool:
    """Whether a word is a form of something else: a noun that happens to end so is its own base."""
    return any(not base.endswith((*ENDINGS, PLURAL_ENDING)) for base in forms(word, "cy"))
