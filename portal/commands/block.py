"""`clywed block`: close a child off from a person, at once."""

import click

from portal import audit
from portal.commands import opened
from portal.models.tie import COUNCIL, Part
from portal.permissions import Action
from portal.services import people, ties


@click.command("block")
@click.argument("person")
@click.argument("child")
@click.option("--because", required=True, help="Why. The person who is blocked never sees this.")
def command(person: str, child: str, because: str) -> None:
    """Block PERSON from CHILD, both by reference, and end all of PERSON's sessions."""
    with opened() as session:
        one, to = people.find_by_reference(session, person), people.find_by_reference(session, child)
        held = [tie for tie in ties.of_child(session, to) if tie.person_id == one.id and Part(tie.part) not in COUNCIL]
        if not held:
            raise click.ClickException(f"{one.name} has no tie to {to.name} that can be blocked")
        for tie in held:
            ties.close(session, tie, because)
            audit.note(session, None, Action.TIE_BLOCK, to.id, tie.public_id)
    click.echo(f"{one.name} is blocked from {to.name}. All of their sessions have ended.")
