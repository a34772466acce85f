"""The eleven family sections: the only headings of the whole that a family ever sees."""

from content.reading import table

NUMBERS = range(1, 12)


def heading(number: int, language: str, audience: str) -> str:
    """The heading of section 1 to 11 in "en" or "cy", to a "child" or an "adult".

    KeyError if there is no such section.
    """
    for section in table("sections.toml")["sections"]:
        if section["number"] == number:
            return section[language][audience]
    raise KeyError(number)
