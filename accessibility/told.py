"""Sentences of ours on the portal's own pages, with their pictures: few enough for those to be written down here.

What a copy says has its pictures found in the background; a page that is made for one look can't wait for that.
"""

import re
from collections.abc import Iterable, Iterator

from accessibility.document import Language, Wording
from accessibility.dressing import Dressing, Mark, sentence_key

# Which of our words have which picture: the same that the background would find (a test compares).
PICTURES: dict[Language, dict[str, str]] = {
    "en": {
        "choose": "choose",
        "read": "read",
        "pictures": "picture",
        "change": "change",
        "meeting": "meeting",
        "ask": "ask",
        "told": "say",
        "said": "say",
        "asked": "ask",
        "answer": "answer",
        "signed": "sign",
        "advocate": "advocate",
        "help": "help",
        "helps": "help",
        "look after": "look_after",
        "learn": "learn",
        "social worker": "social_worker",
        "ring": "phone",
        "complain": "complaint",
        "council": "council",
        "talk": "talk",
        "manager": "manager",
        "safe": "safe",
        "decisions": "decide",
        "written": "write",
        "wrote": "write",
        "months": "month",
        "month": "month",
        "list": "list",
        "wrong": "wrong",
        "the law": "law",
        "welsh": "language_welsh",
        "english": "language_english",
    },
    "cy": {
        "ddewis": "choose",
        "ddarllen": "read",
        "lluniau": "picture",
        "newid": "change",
        "cyfarfod": "meeting",
        "gyfarfod": "meeting",
        "ofyn": "ask",
        "dywedodd": "say",
        "ddywedaist": "say",
        "ddywedoch": "say",
        "ofynnaist": "ask",
        "ofynnoch": "ask",
        "ateb": "answer",
        "lofnodaist": "sign",
        "lofnodoch": "sign",
        "gofynna": "ask",
        "gofynnwch": "ask",
        "eiriolwr": "advocate",
        "help": "help",
        "helpu": "help",
        "gofalu amdanat": "look_after",
        "gofalu amdano": "look_after",
        "gofalu am": "look_after",
        "ddysgu": "learn",
        "weithiwr cymdeithasol": "social_worker",
        "gweithiwr cymdeithasol": "social_worker",
        "ffonio": "phone",
        "ffonia": "phone",
        "cyngor": "council",
        "siarad": "talk",
        "reolwr": "manager",
        "ddiogel": "safe",
        "penderfyniadau": "decide",
        "ysgrifennodd": "write",
        "ysgrifennon": "write",
        "ysgrifennu": "write",
        "mis": "month",
        "fis": "month",
        "rhestr": "list",
        "o'i le": "wrong",
        "gymraeg": "language_welsh",
        "cymraeg": "language_welsh",
        "saesneg": "language_english",
    },
}
# A sentence that denies something gets none: what it denies would be shown.
DENIES: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:no|not|never|nobody|nothing)\b|n't\b", re.IGNORECASE),
    "cy": re.compile(r"\b(?:dim|ddim|neb|nid|nad|heb|byth|dydy|dyw)\b", re.IGNORECASE),
}
_WORDS = {language: re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE) for language, words in PICTURES.items()}


def dressed(wordings: Iterable[Wording]) -> Dressing:
    """The pictures of sentences of ours."""
    marks = {
        sentence_key(sentence.text, one.language): tuple(_marks(sentence.text, one.language))
        for one in wordings
        for sentence in one.sentences
    }
    return Dressing(marks, marks)


def _marks(text: str, language: Language) -> Iterator[Mark]:
    if DENIES[language].search(text):
        return
    for found in _WORDS[language].finditer(text):
        yield Mark(found.start(), found.end(), PICTURES[language][found.group().casefold()])
