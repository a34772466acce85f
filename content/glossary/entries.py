"""The term base: every sense, from the files of `terms/`, one file a part of the field. A sense is a table:

en, cy: the forms found in a text, in any case of letter; the first is the term itself. Welsh forms are found with their
    initial mutations, but one that begins with "=" only as it stands (an irregular form is listed that way).
letters: abbreviations, found only in exactly these letters.
only_in: forms that have this sense in these fields and are otherwise left alone ("contact" is two senses).
not_in: phrases in which the words of a form are only ordinary words ("well looked after by his aunt").
name: what a list of words calls it, where its first form is only part of what people say.
adult, child: the meanings; an empty one means that this reader is not shown the word. easy: the adult's in easy read,
    where the plain one breaks its limits.
everyday: its meaning waits to be asked for, in easy read too: everybody here meets the word, and knows it.
gender: of the first Welsh form: m, f, pl (a plural), none (a verb-noun, an adjective or a phrase).
status: of the first Welsh form: law, official (other official text), disputed (official texts disagree), unverified
    (ours, to be confirmed). seen: where, for all but the last.
"""

from pathlib import Path
from typing import Any

from content.reading import kept, paths, table

AS_IT_STANDS = "="


def parts() -> tuple[str, ...]:
    """The names of the files: the parts of the field."""
    return tuple(Path(name).stem for name in paths("glossary/terms/*.toml"))


@kept
def entries() -> dict[str, Any]:
    """Every sense with its table. Never change the result."""
    return {sense: entry for part in parts() for sense, entry in table(f"glossary/terms/{part}.toml").items()}
