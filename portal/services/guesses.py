"""Guesses at a secret: each is counted before it is looked at, and after five wrong ones each next one has to wait.

Counted by a keyed hash of the name that was typed, whether or not anybody has it, so that waiting tells nothing about
who exists. A device enrolled by its own person is counted apart: a stranger's guesses never lock somebody out of their
own device (the idea of OWASP's "device cookies").
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.database import now, write_first
from portal.models.account import Guess
from portal.services.hashing import keyed

FREE = 4
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def wait_after(failures: int) -> timedelta:
    """How long the next guess waits after so many wrong ones: not at all for four, then a minute, doubling to 15."""
    if failures <= FREE:
        return timedelta(0)
    return min(FIRST_WAIT * 2 ** min(failures - FREE - 1, 10), LONGEST_WAIT)


def key_of(session: Session, user_name: str, device_id: int) -> str:
    """Under what a guess is counted: the name as typed and, on an enrolled device of that person, the device."""
    return keyed(session, "guess", f"{user_name}\x1f{device_id}")


def count(session: Session, key: str) -> bool:
    """Count one guess as wrong, in the caller's transaction; False if this one came before its wait was over.

    The row is locked while it changes, so guesses that come at the same moment are counted one after the other.
    """
    write_first(session)
    moment = now()
    row = _row(session, key, moment)
    if row.wait_until is not None and row.wait_until > moment:
        return False
    if moment - row.last_at > FORGOTTEN_AFTER:
        row.failures = 0
    row.failures += 1
    row.last_at = moment
    row.wait_until = moment + wait_after(row.failures)
    return True


def _row(session: Session, key: str, moment: datetime) -> Guess:
    insert = sqlite.insert(Guess) if session.get_bind().dialect.name == "sqlite" else postgresql.insert(Guess)
    session.execute(insert.values(key=key, failures=0, last_at=moment).on_conflict_do_nothing())
    return session.scalars(select(Guess).where(Guess.key == key).with_for_update()).one()


def forget(session: Session, key: str) -> None:
    """Forget the wrong guesses: the right secret came."""
    session.execute(delete(Guess).where(Guess.key == key))


def forget_old(session: Session) -> None:
    """Forget what nobody has guessed at for a day: rows for names that nobody has would otherwise gather."""
    session.execute(delete(Guess).where(Guess.last_at < now() - FORGOTTEN_AFTER))
