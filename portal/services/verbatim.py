"""Words kept exactly as somebody said them: what can be kept at all, and the hash that proves they were not altered.

Nothing is trimmed, normalised or put right. A browser sends every line end of a form as CR LF (HTML, "form
submission"), so that is what is kept; words that came another way keep the line ends that they came with.
"""

import hashlib

from portal.errors import PortalError, TextNotTaken, lazy_name

LONGEST = 100_000
NOTHING_THERE = lazy_name("There are no words here yet. Write what you want to say.")
TOO_LONG = lazy_name(
    "Your words have %(characters)s characters. We can take %(most)s at a time. Send the rest as a second message."
)


def check_words(text: str, field: str = "text") -> None:
    """Raise a PortalError on `field` for words that can't be kept as they are: none, too many, or with a NUL in them.

    PostgreSQL refuses a NUL, and a lone surrogate has no bytes (reference/quality.md 1.4): one rule for every database.
    """
    if not text.strip():
        raise PortalError(NOTHING_THERE, field=field)
    if len(text) > LONGEST:
        raise PortalError(TOO_LONG, field=field, characters=len(text), most=LONGEST)
    check_characters(text, field)


def check_characters(text: str, field: str = "text") -> None:
    """Raise TextNotTaken on `field` for a text that holds a character which not every database can keep."""
    if "\x00" in text or any("\ud800" <= one <= "\udfff" for one in text):
        raise TextNotTaken(field=field)


def sha256_of(text: str) -> str:
    """SHA-256 of the words' UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()
