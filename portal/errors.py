"""Errors are domain words that know their status and, if any, the field they belong to; one handler makes pages of
them.
"""


def lazy_name(text: str) -> str:
    """Mark a sentence for the catalogue; it is translated where it is shown."""
    return text


def lazy_to_you(text: str) -> str:
    """Mark a sentence that is said to the reader: in Welsh *ti* to a child and *chi* to an adult."""
    return text


class PortalError(Exception):
    """Something a person asked for can't be done; `message` says what and how to mend it, in plain words."""

    status = 400
    field = ""
    message = lazy_to_you("Something in what you sent is not right. Go back and try again.")

    def __init__(self, message: str = "", *, field: str = "", **gaps: str | int) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message
        self.field = field or self.field
        self.gaps = gaps


class NotFound(PortalError):
    """It does not exist, or the person may not see it: the two look exactly alike."""

    status = 404
    message = lazy_name("We can't find that page.")


class NotAllowed(NotFound):
    """Refused by the table of permissions. Kept in the audit, shown as not found."""


class SignInFailed(PortalError):
    """The name and the secret do not belong together; says nothing about which."""

    status = 403
    field = "secret"
    message = lazy_to_you("Those do not match. Check them and try again, or ask your worker for a new code.")


class WaitBeforeTryingAgain(PortalError):
    """Too many tries for one account or one address."""

    status = 429
    message = lazy_to_you("Too many tries. Wait a few minutes, then try again.")


class TextNotTaken(PortalError):
    """Words that can't be kept exactly as they came: they hold a NUL, which PostgreSQL refuses (quality.md 1.4)."""

    status = 400
    field = "text"
    message = lazy_to_you("There is a character in your words that we can't keep. Please take it out and send again.")


class AlreadyChanged(PortalError):
    """Somebody else got there first, or it can't be done any more."""

    status = 409
    message = lazy_to_you("This has changed since you opened it. Look at it again before you go on.")


class NotKnownNow(PortalError):
    """The answer was not found in time, or what looks for it was stopped: nothing may be concluded from that."""

    status = 503
    message = lazy_to_you("We could not find that out just now. Wait a minute, then try again.")
