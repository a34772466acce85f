"""What is stored in place of a secret: argon2id for what people choose, a keyed hash for what we make.

argon2id with 19 MiB, two passes and one lane is OWASP's "Password Storage" minimum, and what a worker's memory bears.
"""

import hashlib
import hmac
from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1, type=Type.ID)


def keyed(session: Session, purpose: str, text: str) -> str:
    """HMAC-SHA-256 of a text in hex, under the portal's own key: of no use to somebody who has the database alone."""
    key: bytes = session.info["audit_key"]
    return hmac.new(key, f"{purpose}\x1f{text}".encode(), hashlib.sha256).hexdigest()


def hash_secret(secret: str) -> str:
    """A secret as argon2id keeps it, with a salt of its own."""
    return HASHER.hash(secret)


@cache
def _decoy() -> str:
    return HASHER.hash("nobody has this one")


def matches(kept: str | None, secret: str) -> bool:
    """Whether a secret is the one kept. With nothing kept the same work is done, so that time tells nothing."""
    against = kept or _decoy()
    try:
        return HASHER.verify(against, secret) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_out_of_date(kept: str) -> bool:
    """Whether a secret was hashed with other settings than today's, and should be hashed again at sign-in."""
    return HASHER.check_needs_rehash(kept)
