"""Accounts: signing in and out, and beginning with a code.

An unknown name, a wrong secret and the wrong device get one answer after the same work, so nothing tells who exists
(ASVS 5.0 6.3.8). Each try is counted before it is looked at, and kept even though the page that refuses it is undone.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from content.wordlists import words
from portal import audit
from portal.database import now
from portal.errors import PortalError, SignInFailed, WaitBeforeTryingAgain, lazy_to_you
from portal.models.account import PASSPHRASE, PICTURES, Account, Device, Invitation
from portal.models.person import Person
from portal.permissions import Action
from portal.services import guesses, hashing, passphrases, sessions
from portal.services.sessions import hashed

WRONG_PICTURES_ALLOWED = 10
USER_NAME = re.compile(r"[a-z0-9À-ɏ'.@_-]{3,80}")
NOT_A_USER_NAME = lazy_to_you("Use 3 to 80 letters and numbers, with no spaces. You can use - and . between them.")
TAKEN = lazy_to_you("Choose another user name. This one can't be used.")


@dataclass(frozen=True)
class SignIn:
    """One try at signing in: what was typed or pressed, which way, and the token of the device's cookie, or ""."""

    user_name: str
    secret: str
    way: str = PASSPHRASE
    device: str = ""


def tidied(user_name: str) -> str:
    """A user name as it is kept and looked for: small letters, one form (NFC), no blanks around it."""
    return unicodedata.normalize("NFC", user_name).strip().casefold()[:80]


def sign_in(session: Session, given: SignIn) -> Person:
    """The person whose name and secret these are.

    Raises WaitBeforeTryingAgain or SignInFailed, each the same for a name that nobody has. Commits the count of tries
    by itself, so it must not be called inside a savepoint.
    """
    name = tidied(given.user_name)
    account = session.scalar(select(Account).where(Account.user_name == name))
    device = _own_device(session, account, given.device)
    key = guesses.key_of(session, name, device.id if device else 0)
    in_time = guesses.count(session, key)
    usable = account if account and _may_try(account, given.way, device) else None
    if in_time and usable and usable.way == PICTURES:
        _count_pictures(usable)
    session.commit()
    right = hashing.matches(usable.secret_hash if usable else None, _as_hashed(session, given.way, given.secret))
    if not in_time or usable is None or not right:
        audit.note(session, None, Action.SIGN_IN, outcome="refused")
        session.commit()
        raise SignInFailed() if in_time else WaitBeforeTryingAgain(field="secret")
    _welcome_back(session, usable, key, given)
    return usable.person


def _own_device(session: Session, account: Account | None, token: str) -> Device | None:
    found = session.scalar(select(Device).where(Device.token_hash == hashed(token)))
    return found if found and account and found.person_id == account.person_id else None


def owner_of_device(session: Session, token: str) -> Person | None:
    """Whoever enrolled the device with this cookie's token; None for a device that nobody did, and without a cookie."""
    if not token:
        return None
    device = select(Device.person_id).where(Device.token_hash == hashed(token))
    return session.scalar(select(Person).where(Person.id.in_(device)))


def name_for_a_switch(session: Session, owner: Person | None, scans: bool) -> str:
    """The user name to offer on a device: its owner's, if they use a switch and so can't type, and sign in with
    pictures; else "".
    """
    account = of(session, owner) if owner is not None and scans else None
    return account.user_name if account is not None and account.way == PICTURES else ""


def _may_try(account: Account, way: str, device: Device | None) -> bool:
    if account.way != way:
        return False
    return way == PASSPHRASE or (device is not None and not account.needs_reset)


def _count_pictures(account: Account) -> None:
    account.failures += 1
    account.needs_reset = account.failures >= WRONG_PICTURES_ALLOWED


def _as_hashed(session: Session, way: str, secret: str) -> str:
    """Four pictures are few enough to try all: hashed under the portal's key, the database alone is no help in that."""
    return hashing.keyed(session, "pictures", secret) if way == PICTURES else passphrases.as_kept(secret)


def _welcome_back(session: Session, account: Account, key: str, given: SignIn) -> None:
    guesses.forget(session, key)
    account.failures, account.needs_reset = 0, False
    if hashing.is_out_of_date(account.secret_hash):
        account.secret_hash = hashing.hash_secret(_as_hashed(session, given.way, given.secret))
    audit.note(session, account.person, Action.SIGN_IN)


def sign_out(session: Session, person: Person) -> None:
    """Note that a person signed out; their session row is ended when the page's session is let go."""
    audit.note(session, person, Action.SIGN_OUT)


def of(session: Session, person: Person) -> Account | None:
    """The person's account, or None for somebody who has not begun."""
    return session.scalar(select(Account).where(Account.person_id == person.id))


def suggest_user_name(session: Session, language: str) -> str:
    """A user name that nobody has: two words and two digits, telling nothing about whose it is."""
    choose = secrets.SystemRandom()
    while True:
        name = "-".join([*choose.sample(words(language), 2), str(choose.randrange(10, 100))])
        if session.scalar(select(Account.id).where(Account.user_name == name)) is None:
            return name


def begin(session: Session, invitation: Invitation, chosen: SignIn) -> tuple[Person, str]:
    """Begin with an invitation that still holds: the person, and a token for the cookie that enrols this device.

    Somebody who had an account has it anew: the old secret stops working and every session of theirs ends.
    Raises a PortalError on `user_name` or `secret` for what can't be used.
    """
    name = _checked_name(session, chosen.user_name, invitation.person_id)
    secret = _checked_secret(session, chosen, name)
    person = invitation.person
    account = of(session, person) or Account(person_id=person.id, made_at=now())
    sessions.end_all(session, person)
    _stop_waiting(session, person, name)
    account.user_name, account.way, account.secret_hash = name, chosen.way, hashing.hash_secret(secret)
    account.failures, account.needs_reset = 0, False
    token = secrets.token_urlsafe(32)
    session.add_all([account, Device(person_id=person.id, token_hash=hashed(token), enrolled_at=now())])
    invitation.used_at = now()
    session.flush()
    audit.note(session, person, Action.ACCOUNT_BEGIN)
    return person, token


def _stop_waiting(session: Session, person: Person, name: str) -> None:
    """A new secret begins without a wait, on each of the person's devices."""
    devices = session.scalars(select(Device.id).where(Device.person_id == person.id))
    for device_id in (0, *devices):
        guesses.forget(session, guesses.key_of(session, name, device_id))


def _checked_name(session: Session, user_name: str, person_id: int) -> str:
    name = tidied(user_name)
    if not USER_NAME.fullmatch(name):
        raise PortalError(NOT_A_USER_NAME, field="user_name")
    if session.scalar(select(Account.id).where(Account.user_name == name, Account.person_id != person_id)):
        raise PortalError(TAKEN, field="user_name")
    return name


def _checked_secret(session: Session, chosen: SignIn, name: str) -> str:
    if chosen.way == PICTURES:
        passphrases.check_pictures(chosen.secret.split())
    else:
        passphrases.check_passphrase(chosen.secret, name)
    return _as_hashed(session, chosen.way, chosen.secret)
