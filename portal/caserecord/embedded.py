"""The case record inside the portal's own database: a case file for each child, with pages of its own. The default.

The contract of an adapter: a module of this folder with `NAME`, which a delivery's `adapter` names, and `deliver`,
which puts a few deliveries into the case record, raises whatever goes wrong with any of them, and does nothing for one
that it has already.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, select
from sqlalchemy.orm import Session

from portal.database import now
from portal.models.delivery import CaseFileEntry, Delivery

NAME = "embedded"

# Asked and written for everything that is said: built once, and below the models, because nothing reads it back here.
_KEYS: BindParameter[list[str]] = bindparam("keys", expanding=True)
_FILED = select(CaseFileEntry.key, CaseFileEntry.child_id).where(CaseFileEntry.key.in_(_KEYS))
_FILE = insert(CaseFileEntry)


def deliver(session: Session, deliveries: Sequence[Delivery]) -> None:
    """File deliveries, byte for byte, each in its child's case file; once, however often it is asked."""
    connection = session.connection()
    filed = {(key, child) for key, child in connection.execute(_FILED, {"keys": [one.key for one in deliveries]})}
    entries = [_entry(one) for one in deliveries if (one.key, one.child_id) not in filed]
    if entries:
        connection.execute(_FILE, entries)


def _entry(delivery: Delivery) -> dict[str, Any]:
    said = json.loads(delivery.payload)
    return {
        "key": delivery.key,
        "child_id": delivery.child_id,
        "kind": delivery.kind,
        "eyes": said["eyes"],
        "payload": delivery.payload,
        "sha256": delivery.sha256,
        "said_at": datetime.fromisoformat(said["said_at"]),
        "filed_at": now(),
    }
