"""What may be a passphrase, what we suggest, and which pictures there are to choose from.

Length is what counts (NIST SP 800-63B, section 3.1.1; ASVS 5.0 6.2): at least twelve characters, of any kind, spaces
too, nothing trimmed and nothing asked for; refused are the commonest, a few characters over and over, and one that
holds the user name. Letters are put in one form (NFC), since keyboards send the same Welsh letter in two.
"""

import secrets
import unicodedata

from content.pictures import HOW_MANY, pictures
from content.wordlists import commonest, words
from portal.errors import PortalError, lazy_to_you
from portal.services.verbatim import check_characters

SHORTEST = 12
LONGEST = 200
DIFFERENT = 5

TOO_SHORT = lazy_to_you("Use at least %(least)s characters. Three words with spaces between them are easy to remember.")
TOO_LONG = lazy_to_you("Use at most %(most)s characters.")
TOO_COMMON = lazy_to_you("Too many people use that one, so it is easy to guess. Choose another.")
HOLDS_USER_NAME = lazy_to_you("Your user name is in it, so it is easy to guess. Choose another.")
NOT_FOUR = lazy_to_you("Choose four pictures, in an order that you will remember.")
ALL_ALIKE = lazy_to_you("Those four are all the same picture. Choose at least two different ones.")


def as_kept(secret: str) -> str:
    """A passphrase in the one form that is hashed: Unicode NFC, and nothing else changed."""
    return unicodedata.normalize("NFC", secret)


def check_passphrase(secret: str, user_name: str) -> None:
    """Raise a PortalError on the field `secret` for a passphrase that is too short, too long or too easy to guess."""
    check_characters(secret, "secret")
    text = as_kept(secret)
    if len(text) < SHORTEST:
        raise PortalError(TOO_SHORT, field="secret", least=SHORTEST)
    if len(text) > LONGEST:
        raise PortalError(TOO_LONG, field="secret", most=LONGEST)
    folded = text.casefold()
    if folded in commonest() or len(set(folded)) < DIFFERENT:
        raise PortalError(TOO_COMMON, field="secret")
    if user_name.casefold() in folded:
        raise PortalError(HOLDS_USER_NAME, field="secret")


def suggested(language: str) -> str:
    """Three words of "en" or "cy", chosen by chance: 24 bits, which the growing wait makes plenty."""
    choose = secrets.SystemRandom()
    while True:
        text = " ".join(choose.sample(words(language), 3))
        if len(text) >= SHORTEST:
            return text


def pictures_as_secret(chosen: list[str]) -> str:
    """Four pictures in order as one secret. Raises a PortalError on `secret` unless they are four of ours."""
    if len(chosen) != HOW_MANY or not set(chosen) <= {one.name for one in pictures()}:
        raise PortalError(NOT_FOUR, field="secret")
    return " ".join(chosen)


def check_pictures(chosen: list[str]) -> str:
    """The secret of four pictures that somebody wants to begin with: four of ours, and not all alike."""
    secret = pictures_as_secret(chosen)
    if len(set(chosen)) == 1:
        raise PortalError(ALL_ALIKE, field="secret")
    return secret
