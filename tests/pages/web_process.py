"""One web process, as gunicorn starts it: looks at pages, asks for a sound and a file, and says what it has loaded.

Prints the status of each answer; what must not be there goes to standard error.
"""

import sys
from pathlib import Path

from sqlalchemy import select

from portal import Settings, create_app
from portal.models import Copy, Person
from portal.services import sessions, sounds
from tests.house.test_imports import HEAVY


def main(folder: Path, database: str, reference: str) -> None:
    """Be somebody in the portal of a data folder, and of a database if it isn't in that."""
    sounds.WAIT_SECONDS = 0.0
    app = create_app(Settings(data=folder, database_url=database, secret_key="a key for tests"))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    with app.extensions["database"].session() as session:
        person = session.scalars(select(Person).where(Person.reference == reference)).one()
        copy = session.scalars(select(Copy).where(Copy.person_id == person.id)).first()
        assert copy is not None
        address, passage = f"/en/documents/{copy.public_id}/", next(iter(copy.origins))
        _, token = sessions.begin(session, person, {"_user_id": str(person.id), "_fresh": True})
    client.set_cookie("__Host-clywed", token, domain="localhost", secure=True)
    where = {"base_url": "https://localhost"}
    answers = (
        client.get("/en/home", **where),
        client.get(address, **where),
        client.get(f"{address}sound/{passage}/en-plain.mp3", **where),
        client.post(f"{address}file", data={"kind": "pdf"}, **where),
    )
    sys.stdout.write(" ".join(str(answer.status_code) for answer in answers))
    sys.stderr.write(" ".join(name for name in HEAVY if name in sys.modules))


main(Path(sys.argv[1]), *sys.argv[2:])
