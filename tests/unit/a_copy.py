"""A small copy for tests: our words, a worker's, someone's own, a summary, something written to be easy."""

import msgspec

from accessibility.document import (
    LANGUAGES,
    LEVELS,
    Block,
    Document,
    Language,
    Level,
    Passage,
    Run,
    Section,
    Sentence,
    Voice,
    Wording,
    Words,
)
from accessibility.dressing import Dressing, Mark, sentence_key


def wording(voice: Voice, language: Language, level: Level, *texts: str, item: bool = False) -> Wording:
    """A paragraph (or a list) of one sentence a text."""
    sentences = [Sentence((Run(text, language),)) for text in texts]
    blocks = [Block((one,), item=True) for one in sentences] if item else [Block(tuple(sentences))]
    return Wording(voice, language, level, tuple(blocks))


def everywhere(one: Wording) -> dict[Language, dict[Level, Wording]]:
    """The same words whatever is asked for: nobody has written others."""
    return {language: dict.fromkeys(LEVELS, one) for language in LANGUAGES}


def ours(en: str, cy: str) -> dict[Language, dict[Level, Wording]]:
    """A sentence of ours in both languages at every level."""
    return {
        "en": {level: wording("ours", "en", level, en) for level in LEVELS},
        "cy": {level: wording("ours", "cy", level, cy) for level in LEVELS},
    }


QUOTED = Wording(
    "ours",
    "cy",
    "plain",
    (Block((Sentence((Run("Beth: ", "cy"), Run("one <b>night</b> only", "en", quoted=True), Run(".", "cy"))),)),),
)
EASY: dict[Language, dict[Level, Wording]] = {
    "en": {
        "full": wording("worker", "en", "full", "Osian has an interim care order.", "Ring 01792 555 0100 <now>."),
        "plain": wording("family", "en", "plain", "You will not see Del on Friday 4 December 2026."),
        "easy": wording("family", "en", "easy", "You love water.", "You will not see Del.", "It is cold."),
    },
    "cy": dict.fromkeys(LEVELS, wording("worker", "en", "full", "Osian has an interim care order.")),
}
OWN = wording("own", "cy", "full", "Dw i ddim eisiau'r ail noson.", "Dim care order!")

PASSAGES = {
    "easy": Passage("aaa", EASY, heading=Words("My days", "Fy nyddiau"), change="new"),
    "own": Passage("bbb", everywhere(OWN), attribution=ours("You said this.", "Dywedaist ti hyn.")),
    "summary": Passage(
        "ccc",
        everywhere(wording("summary", "en", "full", "He is happy.")),
        attribution=ours("Hannah wrote this.", "Hannah ysgrifennodd hwn."),
        more=True,
    ),
    "list": Passage("ddd", everywhere(wording("worker", "en", "full", "One thing.", "Another.", item=True))),
    "quoted": Passage("eee", everywhere(QUOTED), change="changed", shared=True),
}

COPY = Document(
    title=Words("My review", "Fy adolygiad"),
    audience="child",
    nation="wales",
    number=3,
    published_on="2026-05-06",
    written_by="Hannah Testerby",
    child_called="Osh",
    sections=(
        Section(2, Words("About me", "Amdana i"), (PASSAGES["easy"], PASSAGES["summary"])),
        Section(6, Words("What I said", "Beth ddywedais i"), (PASSAGES["own"],)),
        Section(7, Words("What will happen", "Beth fydd yn digwydd"), (PASSAGES["list"], PASSAGES["quoted"])),
    ),
    removed=(Words("My old school", "Fy hen ysgol"),),
)
# A copy with a passage that has words of its own in each language.
IN_BOTH = msgspec.structs.replace(
    COPY,
    sections=(
        Section(
            2,
            Words("About me", "Amdana i"),
            (Passage("fff", ours("She comes on Monday.", "Mae hi'n dod ddydd Llun."), Words("My days", "Fy nyddiau")),),
        ),
    ),
)

WATER = "You love water."
NOT_DEL = "You will not see Del."
NOT_DEL_PLAIN = "You will not see Del on Friday 4 December 2026."
DRESSING = Dressing(
    {
        sentence_key(WATER, "en"): (Mark(4, 8, "love"), Mark(9, 14, "water")),
        sentence_key(NOT_DEL, "en"): (Mark(13, 16, "see", negated=True),),
        sentence_key(NOT_DEL_PLAIN, "en"): (Mark(13, 16, "see", negated=True),),
    }
)
