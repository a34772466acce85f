"""Plain words: cutting a text into sentences without losing a character of it, and measuring them."""

import re

# A sentence ends at . ! or ?, with what closes it, before white space and something that can begin another.
END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-ÞŴŶ0-9£])")
# Short forms after which a full stop ends nothing, in English and Welsh.
SHORT = re.compile(
    r"(?:^|[\s(\"'“‘])(?:Mr|Mrs|Ms|Dr|St|Miss|Prof|approx|appt|appts|e\.g|i\.e|e\.e|h\.y|etc|No|no|Tel|vs|inc|esp|hrs|Y|y"
    r"|[A-Z])\.\s+$"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text. Joined with nothing between them they are the text again, to the last character."""
    found, begin = [], 0
    for end in END.finditer(text):
        if not SHORT.search(text[begin : end.end()]):
            found.append(text[begin : end.end()])
            begin = end.end()
    if begin < len(text):
        found.append(text[begin:])
    return found


def words(text: str) -> list[str]:
    """The words of a text, for counting: runs with a letter or a digit in them."""
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]
