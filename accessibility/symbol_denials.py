"""Which words deny: "not", "never", "without", "ddim", "heb" and the like, where they really do.

A word here may be harmless with another beside it ("am byth" is "for ever", "rather" denies only before "than");
where it is, it is not taken for a denial.
"""

import functools
from collections.abc import Callable, Sequence

from accessibility.symbol_words import Kept, Token, listed

DENIALS = {
    "en": listed(
        "not no never nobody no-one nothing nowhere none neither nor without cannot hardly scarcely rarely seldom"
        " unable refuse refuses refused refusing avoid avoids avoided avoiding prevent prevents prevented fail fails"
        " failed cancelled paused suspended ended lack lacks lacked lacking except forbid forbids forbidden banned"
        " barred deny denies denied decline declines declined ain't dont didnt doesnt isnt wasnt wont cant havent hasnt"
        " hadnt arent werent wouldnt couldnt shouldnt"
    ),
    "cy": listed(
        "ddim nid nad na nac nag ni nis nas neb byth erioed dim heb paid peidio beidio pheidio peidiwch peidied does"
        " doedd dydy dydyw dyw dydi dwyt dydw dydyn dydych doeddwn doeddet doedden doeddech smo methu fethu gwrthod"
        " wrthod gwrthododd wrthododd osgoi oni onid gohirio ohirio canslo ganslo oedi gwahardd wahardd heblaw diffyg"
        " ddiffyg prin"
    ),
}
# Words that say that something is not to be after all, of which they speak before: "the meeting is cancelled".
CALLED_OFF = listed("gohirio ohirio canslo ganslo oedi cancelled paused suspended ended off")
# Words of denial that reach back to what was said before them in the clause.
BACKWARD = listed("ddim neb byth erioed") | CALLED_OFF
# Words of denial that reach nothing before them: "you talked to a worker with nobody else there".
ONLY_AFTER = listed("heb without except heblaw instead hytrach lle lacking")
# Words of denial that reach only what comes next: "everyone except Dad can come".
NEXT_ONLY = listed("except heblaw")
MORE = listed("mwy fwy llai lai gwell well gwaeth waeth uwch hŷn cynt haws")
# How far before "to" a "too" makes a denial of it: "too ill to look after you".
TOO_FAR = 4
TOO = {"en": "too", "cy": "rhy"}


def denials_in(words: Sequence[Token], language: str) -> list[int]:
    """The words that deny something where they stand, by their number."""
    kept = RULES[language]
    rules = [(number, rule) for number, word in enumerate(words) if (rule := kept[word.lower])]
    return [number for number, rule in rules if rule(words, number)]


Rule = Callable[[Sequence[Token], int], bool]


def _rule(word: str, language: str) -> Rule | None:
    """How to tell whether a word denies; None for one that never does."""
    special = SPECIAL[language].get(word)
    if special is not None:
        return special
    return _always if word in DENIALS[language] or (language == "en" and word.endswith("n't")) else None


def _always(_words: Sequence[Token], _number: int) -> bool:
    return True


def _at(words: Sequence[Token], number: int) -> str:
    """A word in small letters; "" beyond either end."""
    return words[number].lower if 0 <= number < len(words) else ""


def _followed(wanted: str) -> Rule:
    return lambda words, number: _at(words, number + 1) == wanted


def _preceded(wanted: str) -> Rule:
    return lambda words, number: _at(words, number - 1) == wanted


def _not_after(harmless: str) -> Rule:
    return lambda words, number: _at(words, number - 1) != harmless


def _is_no_than(words: Sequence[Token], number: int) -> bool:
    """Whether "na" or "nag" is "not" or "nor", and not the "than" after "more" or "bigger"."""
    before = _at(words, number - 1)
    return before not in MORE and not before.endswith("ach")


def _ni_denies(words: Sequence[Token], number: int) -> bool:
    """Whether "ni" is "not", which begins a clause and stands before its verb, or "we", which follows one."""
    begins = number == 0 or not words[number - 1].text[0].isalnum()
    return begins and _at(words, number + 1) not in ("sy", "sydd", "'n", "i", "", ",", ".")


def _instead(words: Sequence[Token], number: int) -> bool:
    """Whether "lle" is "instead of": "yn lle mynd", but "yn lle mae" asks where."""
    return _at(words, number - 1) == "yn" and _at(words, number + 1) not in ("mae", "maen", "mae'n", "oedd", "bydd", "")


def _too(language: str) -> Rule:
    def denies(words: Sequence[Token], number: int) -> bool:
        """Whether this "to" or "i" is what somebody is too ill, or too tired, to do."""
        for back in range(number - 1, max(-1, number - 1 - TOO_FAR), -1):
            if not words[back].text[0].isalnum():
                return False
            if words[back].lower == TOO[language]:
                return back < number - 1
        return False

    return denies


SPECIAL: dict[str, dict[str, Rule]] = {
    "en": {
        "rather": _followed("than"),
        "instead": _followed("of"),
        "off": _preceded("called"),
        "to": _too("en"),
    },
    "cy": {
        "hytrach": _always,
        # "Am byth" is "for ever"; "heb neb" denies once.
        "byth": _not_after("am"),
        "neb": _not_after("heb"),
        "na": _is_no_than,
        "nag": _is_no_than,
        "ni": _ni_denies,
        "lle": _instead,
        "i": _too("cy"),
    },
}
RULES = {language: Kept(functools.partial(_rule, language=language)) for language in SPECIAL}
