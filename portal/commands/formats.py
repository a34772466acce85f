"""`clywed formats`: every format of one person's copy, as files in a folder."""

from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from accessibility.document import LANGUAGES, Language
from accessibility.formats import to_take_away
from portal.commands import opened
from portal.models import Copy, Person, Record
from portal.permissions import Action
from portal.services import copies, people, reading
from portal.services.copies import OpenCopy
from portal.services.file_kinds import KINDS


@click.command("formats")
@click.argument("reference")
@click.option("--person", required=True, metavar="PERSON", help="Whose copy, by their reference.")
@click.option("--child", metavar="CHILD", help="About which child of a record for several; else all of them.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to fill.")
def command(reference: str, person: str, child: str | None, out: Path) -> None:
    """Write every format of PERSON's newest copy of record REFERENCE, in both languages and as they like to read.

    What they may not see now is in none of the files, and no file's name tells whose it is.
    """
    with opened() as session:
        found = _copies(session, reference, people.find_by_reference(session, person), child)
        for number, one in enumerate(found, 1):
            folder = out / str(number) if len(found) > 1 else out
            for language in LANGUAGES:
                for name in _written(session, one, language, folder):
                    click.echo(name)


def _copies(session: Session, reference: str, reader: Person, child: str | None) -> list[OpenCopy]:
    """The person's newest copy about each child, as they may see it now. ClickException if there is none."""
    newest: dict[int, Copy] = {}
    mine = select(Copy).join(Record, Record.id == Copy.record_id)
    for copy in session.scalars(
        mine.where(Record.reference == reference, Copy.person_id == reader.id).order_by(Copy.id)
    ):
        if child in (None, copy.child.reference):
            newest[copy.child_id] = copy
    if not newest:
        raise click.ClickException(
            f"{reader.reference} has no copy of {reference}" + (f" about {child}." if child else ".")
        )
    return [copies.reopen(copy, Action.DOCUMENT_TAKE) for copy in newest.values()]


def _written(session: Session, one: OpenCopy, language: Language, folder: Path) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    profile = reading.profile_of(one.copy.person, language)
    names = []
    for about in to_take_away():
        made = KINDS[about.name].make(session, one.copy, one.document, profile)
        path = folder / f"clywed-{about.name}-{language}.{about.suffix}"
        path.write_bytes(made)
        names.append(f"{path}  {len(made):,} bytes")
    return names
