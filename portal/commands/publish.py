"""`clywed publish`: a record's newest version to the people named, each their own copy."""

import click
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.commands import opened
from portal.models import Copy, Part, Person, Record, RecordChild, Tie
from portal.services import editions, people, sources


@click.command("publish")
@click.argument("reference")
@click.argument("more", nargs=-1, metavar="[PERSON]...")
@click.option("--to", "to", multiple=True, required=True, metavar="PERSON...", help="Who gets a copy, by reference.")
@click.option(
    "--child", metavar="CHILD", help="About which child of a record for several; else each whom they are tied to."
)
def command(reference: str, more: tuple[str, ...], to: tuple[str, ...], child: str | None) -> None:
    """Publish the newest version of record REFERENCE, as the child's social worker.

    What is withheld, held or not decided stays hidden. Whoever has a copy that says the same gets no new one.
    """
    with opened() as session:
        record = session.scalar(select(Record).where(Record.reference == reference))
        if record is None:
            raise click.ClickException(f"No record has the reference {reference}.")
        wanted = list(dict.fromkeys([*to, *more]))
        named = {one: people.find_by_reference(session, one) for one in wanted}
        told = [
            _publish(session, record, about, readers)
            for about, readers in _children(session, record, child, list(named.values()))
        ]
    for line in told:
        click.echo(line)


def _children(
    session: Session, record: Record, child: str | None, named: list[Person]
) -> list[tuple[Person, list[Person]]]:
    """Each child to publish about, with those of the people who have a tie to them. Everybody must have one."""
    about = session.scalars(
        select(Person)
        .join(RecordChild, RecordChild.child_id == Person.id)
        .where(RecordChild.version_id == record.newest_id)
        .order_by(RecordChild.position)
    ).all()
    chosen = [one for one in about if child in (None, one.reference)]
    if not chosen:
        raise click.ClickException(f"The record {record.reference} is not about {child}.")
    found = [(one, _tied(session, one, named)) for one in chosen]
    for person in named:
        if not any(person in tied for _, tied in found):
            raise click.ClickException(f"{person.reference} has no tie to a child of this record that lets them read.")
    return [(one, tied) for one, tied in found if tied]


def _tied(session: Session, child: Person, named: list[Person]) -> list[Person]:
    readers = {tie.person_id for tie in sources.readers_of(session, child)}
    return [person for person in named if person.id in readers]


def _publish(session: Session, record: Record, child: Person, readers: list[Person]) -> str:
    worker = _social_worker(session, child)
    before = session.scalar(select(func.max(Copy.id))) or 0
    edition = editions.publish(worker, record.public_id, child.public_id, [one.public_id for one in readers])
    session.flush()
    new = len(session.scalars(select(Copy.id).where(Copy.edition_id == edition.id, Copy.id > before)).all())
    return f"{child.name}: edition {edition.number}. New copies: {new}. Had the same already: {len(readers) - new}."


def _social_worker(session: Session, child: Person) -> Person:
    """The child's social worker now. ClickException if there is none."""
    ties: list[Tie] = [tie for tie in sources.ties_to(session, child) if tie.part == Part.SOCIAL_WORKER]
    if not ties:
        raise click.ClickException(f"{child.reference} has no social worker now, so nobody can publish about them.")
    return ties[0].person
