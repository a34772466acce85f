"""The case record inside the portal's own database: a case file for each child, with pages of its own. The default.

The contract of an adapter: a module of this folder with `NAME`, which a delivery's `adapter` names, and `deliver`,
which puts one delivery into the case record, raises whatever goes wrong, and does nothing for one that it has already.
"""

import json
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from portal.database import now
from portal.models.delivery import CaseFileEntry, Delivery

NAME = "embedded"


# Asked and written for everything that is said: built once, and below the models, because nothing reads it back here.
_FILED = select(CaseFileEntry.id).where(
    CaseFileEntry.key == bindparam("filed"), CaseFileEntry.child_id == bindparam("child")
)
_FILE = insert(CaseFileEntry)


def deliver(session: Session, delivery: Delivery) -> None:
    """File one delivery, byte for byte, in its child's case file; once, however often it is asked."""
    connection = session.connection()
    if connection.scalar(_FILED, {"filed": delivery.key, "child": delivery.child_id}) is not None:
        return
    said = json.loads(delivery.payload)
    entry = {
        "key": delivery.key,
        "child_id": delivery.child_id,
        "kind": delivery.kind,
        "eyes": said["eyes"],
        "payload": delivery.payload,
        "sha256": delivery.sha256,
        "said_at": datetime.fromisoformat(said["said_at"]),
        "filed_at": now(),
    }
    connection.execute(_FILE, entry)
