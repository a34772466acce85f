"""Redis, where REDIS_URL names one: the queue of background work, and limits that all web processes share.

Nothing is kept there alone. Where Redis can't be reached while the portal runs, the sweep does what the queue would
have hurried, and each web process counts for itself.
"""

from typing import TYPE_CHECKING, Any

from portal.config import BadSetting
from portal.drivers import unloaded

if TYPE_CHECKING:
    from huey import Huey

# Seconds that a page may have to wait for a Redis that doesn't answer; and the consumer, which asks it to wait for one.
PATIENCE, PATIENCE_OF_CONSUMER = 2.0, 5.0


def check(address: str) -> None:
    """Raise BadSetting unless a Redis answers at `address`."""
    try:
        from redis import Redis
        from redis.exceptions import RedisError
    except ImportError as error:
        raise BadSetting(f"REDIS_URL needs the Python package {error.name}: `make council` installs it") from error
    try:
        with Redis.from_url(address, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE) as asked:
            asked.ping()
    except (RedisError, OSError, ValueError) as error:
        raise BadSetting(f"no Redis can be used at REDIS_URL ({type(error).__name__})") from error


def queue(address: str) -> "Huey":
    """The queue of background work there."""
    with unloaded("psycopg"):
        from huey import RedisHuey
    from redis import ConnectionPool

    patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE_OF_CONSUMER}
    return RedisHuey("clywed", connection_pool=ConnectionPool.from_url(address, **patience))


def limits(address: str) -> dict[str, Any]:
    """What Flask-Limiter has to be told to count there."""
    return {
        "RATELIMIT_STORAGE_URI": address,
        "RATELIMIT_STORAGE_OPTIONS": {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE},
        "RATELIMIT_KEY_PREFIX": "clywed",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": True,
    }
