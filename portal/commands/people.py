"""`clywed people`: who there is, and a first worker or manager whom no record names yet."""

import click

from portal.commands import opened
from portal.models.tie import Part
from portal.services import people

PARTS = click.Choice([part.value for part in Part])


@click.group("people", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List everybody the portal knows, or add somebody."""
    if context.invoked_subcommand is not None:
        return
    with opened() as session:
        rows = [(person.reference, person.part, person.name) for person in people.everybody(session)]
    if not rows:
        click.echo("Nobody yet. Import a record, or add a worker: clywed people add REFERENCE --name NAME --part PART")
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    for reference, part, name in rows:
        click.echo(f"{reference:{widths[0]}}  {part:{widths[1]}}  {name}")


@command.command("add")
@click.argument("reference")
@click.option("--name", required=True, help="The person's name, as the council writes it.")
@click.option("--part", required=True, type=PARTS, help="What the person is.")
def add(reference: str, name: str, part: str) -> None:
    """Add somebody by the REFERENCE that the case system has for them."""
    with opened() as session:
        person = people.add(session, reference, name, Part(part))
        click.echo(f"Added {person.name} ({person.reference}). A way to sign in: clywed invite {person.reference}")
