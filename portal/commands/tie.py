"""`clywed tie`: what a person is to a child; how a first worker comes to a child, and how a manager comes to be."""

from datetime import datetime

import click

from portal import audit
from portal.commands import opened
from portal.commands.people import PARTS
from portal.database import today
from portal.models.tie import Part
from portal.permissions import Action
from portal.services import people, ties

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("tie")
@click.argument("person")
@click.argument("child", required=False)
@click.option("--part", required=True, type=PARTS, help="What the person is to the child.")
@click.option("--parental-responsibility", is_flag=True, help="The person has parental responsibility for the child.")
@click.option("--until", "until_on", type=DAY, help="The first day on which the tie holds no more.")
def command(
    person: str, child: str | None, part: str, parental_responsibility: bool, until_on: datetime | None
) -> None:
    """Tie PERSON to CHILD, both by reference, from today. A manager has no CHILD: the tie is to the whole council."""
    if (part == Part.MANAGER) != (child is None):
        raise click.UsageError("a manager is tied without a CHILD, everybody else with one")
    last = until_on.date() if until_on else None
    if last is not None and last <= today():
        raise click.BadParameter("must be a day after today", param_hint="--until")
    with opened() as session:
        one = people.find_by_reference(session, person)
        to = people.find_by_reference(session, child) if child else None
        tie = ties.begin(session, one, to, Part(part), parental_responsibility, last)
        audit.note(session, None, Action.TIE_CONFIRM, to.id if to else None, tie.public_id)
        click.echo(f"{one.name} is now {part} " + (f"to {to.name}." if to else "for the whole council."))
