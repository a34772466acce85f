"""`clywed invite`: a code with which one person begins, or begins again."""

import click

from portal import audit
from portal.commands import opened
from portal.permissions import Action
from portal.services import invitations, people


@click.command("invite")
@click.argument("person")
def command(person: str) -> None:
    """Print a code for PERSON (a reference). It is shown this once, works once, and for seven days.

    A code that PERSON has not used yet stops working.
    """
    with opened() as session:
        one = people.find_by_reference(session, person)
        code = invitations.new_code(session, one)
        audit.note(session, None, Action.PERSON_INVITE, thing=one.public_id)
    click.echo(code)
    click.echo(f"For {one.name}: choose 'I have a code' on the first page, and type it. It works once.", err=True)
