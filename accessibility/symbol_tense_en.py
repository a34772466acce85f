"""Past and future in English: by auxiliaries, and by forms that can be nothing else.

A verb's time is told by what stands before it in its part of the sentence: "will" and "going to", "did", "was" before
-ing, "have" before a participle. A form that may be a participle ("told", "-ed") is past only after who did it: "Mum
told", but not "is told", "the agreed plan", "children looked after by".
"""

from collections.abc import Sequence

from accessibility.dressing import Time
from accessibility.symbol_hits import Hit
from accessibility.symbol_words import Kept, Token, listed

PAST: Time = "in_past"
FUTURE: Time = "in_future"
NO: Time = ""

WILL = listed("will 'll shall won't wont shan't")
DID = listed("did didn't didnt")
HAVE = listed("have has 've haven't hasn't havent hasnt having")
HAD = listed("had hadn't hadnt")
WAS = listed("was were wasn't weren't wasnt werent")
IS = listed("is are am 'm 're isn't aren't isnt arent")
PRONOUNS = listed("i you he she it we they who everyone everybody someone somebody nobody")
# What may stand between a verb and what tells its time.
BETWEEN = listed(
    "not never also just now then already always often still soon only both all really very so ever sometimes usually"
    " again first too even probably hopefully"
)
# "be able to see", "have to move": the time is told before them.
LEADING = listed("able have get need allowed")
ENDS = frozenset('.!?;:()…–—“”",')
# "Was going to", "were due to": it was meant, and nobody says that it was done.
ONLY_MEANT = listed("going to supposed meant due")
# In what these words begin nothing is certain.
UNSURE = listed("if unless whether wish wishes would could should might may")
# After these, "have done" is not past: "when you have finished".
WHENEVER = listed("when once until till after before")

PAST_ONLY = listed(
    "saw went came gave ate drank wrote drew spoke began chose swam drove took knew sang ran grew fell forgot broke"
    " wore rode shook"
)
PAST_OR_PARTICIPLE = listed(
    "said told met sent made thought felt heard understood slept kept left got held lost found brought taught learnt"
    " paid sat stood stayed"
)
PARTICIPLES = listed(
    "seen gone given eaten drunk written drawn spoken begun chosen driven taken done known forgotten broken hidden swum"
)
THE_SAME = listed("hurt put let read cut set shut hit")
# Seen as how somebody is, not as what happened.
LOOKS_PAST = listed("worried scared tired excited frightened pleased upset bored need needed allowed used speed feed")
NOT_VERBS = listed("would could should may might must can cannot")


def told(words: Sequence[Token], hits: Sequence[Hit]) -> tuple[dict[int, Time], dict[int, Time]]:
    """The time of each verb with a picture, and the words that tell one for a verb without."""
    verbs: dict[int, Time] = {}
    used: set[int] = set()
    for hit in hits:
        if hit.sense and hit.sense.kind in ("actions", "feelings") and not _is_unsure(words, hit.first):
            time, by = _time_of(words, hit, hits, verbs)
            if time:
                verbs[hit.first] = time
                used.add(by)
    telling = [(number, time) for number, word in enumerate(words) if (time := ALONE[word.lower])]
    taken = {number for hit in hits for number in range(hit.first, hit.last + 1)} if telling else set()
    alone: dict[int, Time] = {
        number: time
        for number, time in telling
        if number not in used and number not in taken and _is_sure(words, number)
    }
    return verbs, alone


def _alone(word: str) -> Time:
    if word in WILL:
        return FUTURE
    return PAST if word in WAS or word in DID or word in HAD else NO


ALONE = Kept(_alone)


def _is_sure(words: Sequence[Token], number: int) -> bool:
    """Whether a word that tells a time by itself does so here: not Will's name, not after "if"."""
    word = words[number]
    if word.lower in WAS and _lower(words, number + 1) in ONLY_MEANT:
        return False
    if word.text == "Will" and not (number == 0 or words[number - 1].text in ".!?") or _is_unsure(words, number):
        return False
    return word.text != "Will" or _lower(words, number + 1) in PRONOUNS | {"my", "your", "the", "mum", "dad"}


def _form(word: str) -> str:
    """What form of a verb a word is: "past", "either" (past or participle), "participle", "same", "ing" or "base"."""
    for name, known in (
        ("past", PAST_ONLY),
        ("either", PAST_OR_PARTICIPLE),
        ("participle", PARTICIPLES),
        ("same", THE_SAME),
        ("", NOT_VERBS),
        ("", LOOKS_PAST),
    ):
        if word in known:
            return name
    if word.endswith("ed"):
        return "either"
    return "ing" if word.endswith("ing") else "base"


FORMS = Kept(_form)


def _time_of(words: Sequence[Token], hit: Hit, hits: Sequence[Hit], verbs: dict[int, Time]) -> tuple[Time, int]:
    """The time of a verb, and the number of the word that tells it (its own, where its form does)."""
    form = FORMS[words[hit.first].lower]
    before = _before(words, hit.first)
    if form == "past":
        return PAST, hit.first
    if form == "either":
        return _either(words, hit, hits, verbs, before)
    if form == "participle":
        return _participle(words, before)
    if form == "ing":
        return _going_on(words, hit, before)
    return _base(words, hit, before, verbs, hits) if form else (NO, 0)


def _before(words: Sequence[Token], number: int) -> int:
    """The word before one, past the small words between; -1 where the part of the sentence begins."""
    number -= 1
    while number >= 0 and words[number].lower in BETWEEN:
        number -= 1
    return number if number >= 0 and words[number].lower not in ENDS else -1


def _lower(words: Sequence[Token], number: int) -> str:
    return words[number].lower if 0 <= number < len(words) else ""


def _is_unsure(words: Sequence[Token], number: int) -> bool:
    """Whether nothing is certain here: a word like "if" or "would" stands before it in its part of the sentence."""
    while number > 0 and words[number - 1].lower not in ENDS:
        number -= 1
        if words[number].lower in UNSURE:
            return True
    return False


def _is_whenever(words: Sequence[Token], number: int) -> bool:
    while number > 0 and words[number - 1].lower not in ENDS:
        number -= 1
        if words[number].lower in WHENEVER:
            return True
    return False


def _either(
    words: Sequence[Token], hit: Hit, hits: Sequence[Hit], verbs: dict[int, Time], before: int
) -> tuple[Time, int]:
    """A form that is past after who did it, and a participle after "have" or "be"."""
    time, by = _participle(words, before)
    if time or _lower(words, before) in IS | WAS | HAVE | HAD | {"be", "been", "being", "get", "gets", "got"}:
        return time, by
    if _lower(words, hit.last + 1) == "by":
        return NO, 0
    if _lower(words, before) in PRONOUNS or (before >= 0 and _names_somebody(words, before, hits)):
        return PAST, hit.first
    return (PAST, hit.first) if _goes_on(words, before, hits, verbs) == PAST else (NO, 0)


def _names_somebody(words: Sequence[Token], number: int, hits: Sequence[Hit]) -> bool:
    """Whether a word is somebody's name, or the last word of one of our people."""
    if words[number].is_capital and number > 0 and words[number].lower not in ("i",):
        return True
    return any(hit.last == number and hit.sense and hit.sense.kind == "people" for hit in hits) or (
        number == 0 and words[0].is_capital and words[0].lower not in NOT_SOMEBODY
    )


# Words that begin a sentence with a capital and are nobody: "Planned stays", "The", "Please".
NOT_SOMEBODY = listed(
    "a an the and or but so please this that these those what how why when where which then also no not"
)


def _goes_on(words: Sequence[Token], before: int, hits: Sequence[Hit], verbs: dict[int, Time]) -> Time:
    """The time of the verb before, where "and" ties this one to it: "came and played"."""
    if _lower(words, before) not in ("and", "then"):
        return NO
    earlier = [hit for hit in hits if hit.last < before and hit.first in verbs]
    if not earlier or any(words[number].lower in ENDS for number in range(earlier[-1].last, before)):
        return NO
    return verbs[earlier[-1].first]


def _participle(words: Sequence[Token], before: int) -> tuple[Time, int]:
    word = _lower(words, before)
    if word in WAS or word in HAD:
        return PAST, before
    if word in ("be", "been"):
        return _passive(words, before)
    if word not in HAVE:
        return NO, 0
    earlier = _lower(words, _before(words, before))
    sure = earlier not in WILL | NOT_VERBS | {"to"} and not _is_whenever(words, before)
    return (PAST, before) if sure and word != "having" else (NO, 0)


def _passive(words: Sequence[Token], before: int) -> tuple[Time, int]:
    """ "will be told", "has been told" """
    earlier = _before(words, before)
    word = _lower(words, earlier)
    if words[before].lower == "be" and _subject_of(words, earlier, WILL) >= 0:
        return FUTURE, _subject_of(words, earlier, WILL)
    if words[before].lower == "been" and word in HAVE | HAD and not _is_whenever(words, before):
        return (PAST, earlier) if _lower(words, _before(words, earlier)) not in WILL | NOT_VERBS else (NO, 0)
    return NO, 0


def _going_on(words: Sequence[Token], hit: Hit, before: int) -> tuple[Time, int]:
    """A form in -ing: after "was", "will be", "has been"; and "going to see", which has a picture of its own."""
    word = _lower(words, before)
    if words[hit.first].lower == "going" and hit.last > hit.first + 1:
        return (FUTURE, hit.first) if word in IS else (NO, 0)
    if word in WAS:
        return PAST, before
    return _passive(words, before) if word in ("be", "been") else (NO, 0)


def _base(
    words: Sequence[Token], hit: Hit, before: int, verbs: dict[int, Time], hits: Sequence[Hit]
) -> tuple[Time, int]:
    word = _lower(words, before)
    if word == "to":
        return _to(words, before)
    if FORMS[words[hit.first].lower] == "same" and word in HAVE | HAD and not _is_whenever(words, before):
        return PAST, before
    for helping, time in ((WILL, FUTURE), (DID, PAST)):
        if (by := _subject_of(words, before, helping)) >= 0:
            return time, by
    going_on = _goes_on(words, before, hits, verbs)
    return (going_on, hit.first) if going_on == FUTURE else (NO, 0)


def _subject_of(words: Sequence[Token], before: int, helping: frozenset[str]) -> int:
    """The number of a helping word before a verb, or before who does it in a question ("Will you see?"); -1 if none."""
    if _lower(words, before) in helping:
        return before
    if _lower(words, before) not in PRONOUNS | {"mum", "dad"}:
        return -1
    earlier = _before(words, before)
    asks = earlier == 0 or (earlier > 0 and words[earlier - 1].text in ".!?")
    return earlier if asks and _lower(words, earlier) in helping else -1


def _to(words: Sequence[Token], to: int) -> tuple[Time, int]:
    """ "going to see", "used to see", "had to move", "will be able to see" """
    lead = _before(words, to)
    word = _lower(words, lead)
    if word == "going":
        return (FUTURE, lead) if _lower(words, _before(words, lead)) in IS else (NO, 0)
    if word == "used":
        by_itself = _lower(words, _before(words, lead)) not in IS | WAS | {"be", "get", "got", "been"}
        return (PAST, lead) if by_itself else (NO, 0)
    if word in HAD:
        return PAST, lead
    return _led(words, lead) if word in LEADING else (NO, 0)


def _led(words: Sequence[Token], lead: int) -> tuple[Time, int]:
    """What tells the time of "be able to" and "have to"."""
    earlier = _before(words, lead)
    if _lower(words, earlier) == "be":
        earlier = _before(words, earlier)
    word = _lower(words, earlier)
    if word in WILL:
        return FUTURE, earlier
    return (PAST, earlier) if word in DID | WAS else (NO, 0)
