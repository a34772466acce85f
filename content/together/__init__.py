"""Going through a document together: how somebody marks a part of it, and what whoever helps may ask.

The prompts speak to whoever helps, who is an adult to whom the page has not been introduced: always *chi* in Welsh.
"""

from content.reading import table

MARKS = ("understood", "unsure", "more")
FILE = "together/together.toml"


def mark_words(mark: str, language: str) -> str:
    """What a mark says, in the words of whoever makes it. KeyError if there is no such mark."""
    return str(table(FILE)["marks"][mark][language])


def before(language: str) -> tuple[str, ...]:
    """What whoever helps should know before they begin."""
    return tuple(one[language] for one in table(FILE)["before"])


def prompts(section: int, language: str, *, pictured: bool) -> tuple[str, ...]:
    """What to ask about a section, 1 to 11; one prompt more where there are pictures beside the words."""
    written = table(FILE)
    asked = [one[language] for one in written["prompts"] if one["section"] == section]
    return tuple([*(one[language] for one in written["pictured"] if pictured), *asked])
