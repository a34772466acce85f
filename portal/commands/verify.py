"""`clywed verify`: is everything that is kept still what it was?"""

import click

from portal.commands import open_database, settings
from portal.services import verification
from portal.services.verification import Tally


@click.command("verify")
@click.option("--audit", "kept", metavar="ROW", help="The newest audit row of an earlier check: is it still there?")
def command(kept: str | None) -> None:
    """Check every stored hash: records, editions, copies, what people said, signed and answered, files, the audit.

    What is wrong is named by its kind and its random id, never by its words. Ends with 1 if anything is wrong.
    """
    chosen = settings()
    tallies = []
    with open_database(chosen).session() as session:
        click.echo(f"{'kind':26}{'checked':>10}{'wrong':>8}")
        for tally in verification.verify(session, chosen.secret_key.encode(), chosen.data / "files"):
            click.echo(f"{tally.kind:26}{len_told(tally)}")
            tallies.append(tally)
        newest = verification.newest_audit_row(session)
        if kept is not None and not verification.still_holds(session, kept):
            tallies.append(Tally("audit rows", 1, ("the row given with --audit, which is not there any more",)))
    for tally in tallies:
        for called in tally.wrong:
            click.echo(f"wrong, of {tally.kind}: {called}", err=True)
    click.echo(f"Newest audit row, to keep somewhere else and check with --audit: {newest}")
    if any(tally.wrong for tally in tallies):
        raise click.exceptions.Exit(1)


def len_told(tally: Tally) -> str:
    """The two numbers of a line of the table."""
    return f"{tally.checked:>10}{len(tally.wrong):>8}"
