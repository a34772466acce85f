"""Welsh numbers as words: feminine before a feminine noun, short before a noun, and mutated as speech has them.

techiaith's normaliser (Bangor University, CC0) turns figures into words; what it gets wrong is mended here. The noun
itself stays as it is written: a writer who writes "2 flynedd" has mutated it already.
"""

import functools
import re

from techiaith.g2p import WelshNormalizer

DIGITS = ("dim", "un", "dau", "tri", "pedwar", "pump", "chwech", "saith", "wyth", "naw")
# Feminine nouns that are counted in a plan, as they stand after a number or, in the plural, after "o".
FEMININE = (
    "awr|oed|noson|nos|wythnos|blynedd|flynedd|mlynedd|merch|ferch|chwaer|nain|modryb|fodryb|menyw|fenyw|ystafell|ysgol|"
    "gwers|wers|cadair|gadair|rhan|ran|tudalen|dudalen|sgwrs|taith|daith|cyfeilles|gyfeilles|nyrs|athrawes|gweithred|"
    "weithred|blaenoriaeth|flaenoriaeth|sesiwn|galwad|alwad|mam|fam|cath|gath|gwaith|milltir|filltir|punt|bunt|ceiniog|"
    "geiniog|cymdeithas|gymdeithas|adran|swyddfa|wobr|gwobr|eitem|neges|stori|ffurflen|"
    "o ferched|o chwiorydd|o fenywod|o famau|o neiniau|o fodrybedd|o ystafelloedd|o ysgolion|o wersi|o flynyddoedd|"
    "o wythnosau|o oriau|o nosweithiau|o gathod|o sesiynau|o sgyrsiau|o deithiau|o rannau|o dudalennau|o weithiau"
)
_FEMININE_FORMS = {"dau": "dwy", "tri": "tair", "pedwar": "pedair"}
# Before a noun itself five, six and a hundred are shorter.
_SHORT_FORMS = {"pump": "pum", "chwech": "chwe", "cant": "can"}
# Time and age are counted in the old way: twelve months, a quarter of an hour, eighteen years old.
OF_TIME = "oed|mis|munud|awr|diwrnod|wythnos|mlynedd|noson"
_OLD_WAY = {"12": "deuddeg", "15": "pymtheg", "18": "deunaw", "20": "ugain"}
# What a number does after a word that mutates it: soft, or aspirate.
AFTER_SOFT = "am|ar|at|dan|dros|drwy|gan|heb|hyd|i|o|wrth|neu|yn|'n"
AFTER_ASPIRATE = "a|â|gyda|tua|na"
_SOFT = (("tr", "dr"), ("t", "d"), ("p", "b"), ("c", "g"), ("d", "dd"), ("m", "f"))
_ASPIRATE = (("t", "th"), ("p", "ph"), ("c", "ch"))
_UNMUTATED = ("ch", "dd", "th", "ph", "dim")


@functools.cache
def _normaliser() -> WelshNormalizer:
    return WelshNormalizer()


def in_words(written: str) -> str:
    """What the normaliser makes of something in figures, as plain words."""
    said: str = _normaliser().normalize(written)
    return " ".join(said.replace("·", " ").split())


def counted(figures: str, noun: str) -> str:
    """A number as it stands before what is counted; `noun` is the text after it, "" where nothing is."""
    bare = figures.replace(",", "")
    if bare in _OLD_WAY and re.match(rf"(?:{OF_TIME})\b", noun):
        return _OLD_WAY[bare]
    words = in_words(figures).split()
    if re.match(rf"(?:{FEMININE})\b", noun):
        words[-1] = _FEMININE_FORMS.get(words[-1], words[-1])
    if noun and not re.match(r"(?:o|oed|a|ac|i|neu|yn|ar|am|y|yr|yw|ydy|mewn|ond|gyda|gan|wedi|at)\b", noun):
        words[-1] = _SHORT_FORMS.get(words[-1], words[-1])
    return " ".join(words)


def mutated(words: str, before: str) -> str:
    """Words of a number after the word before them, mutated where that word does so."""
    if words.startswith(_UNMUTATED):
        return words
    last = before.lower()
    for after, changes in ((AFTER_SOFT, _SOFT), (AFTER_ASPIRATE, _ASPIRATE)):
        if re.search(rf"(?:^|(?=')|\b)(?:{after})$", last):
            for plain, changed in changes:
                if words.startswith(plain):
                    return changed + words[len(plain) :]
    return words
