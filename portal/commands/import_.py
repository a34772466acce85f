"""`clywed import`: records as the case system exports them, each taken whole or refused whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from portal.caserecord.contract_breach import BrokenContract
from portal.caserecord.contract_text import MOST_BYTES
from portal.commands import open_database, settings
from portal.database import Database
from portal.services import records

# From how many files on progress is told, about ten times.
MANY = 20


@dataclass(frozen=True)
class Taken:
    """What became of one file: `error` is "" if it was taken."""

    file: str
    reference: str = ""
    version: str = ""
    outcome: str = "refused"
    error: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of the table at the end."""
        return (self.file, self.reference or "-", self.version or "-", self.outcome)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(files: tuple[Path, ...]) -> None:
    """Take the records in FILES. Nothing of a refused file is kept; nothing is published or shown to anybody.

    Ends with 0 if all were taken (or were here already), with 1 if some were refused.
    """
    database = open_database(settings())
    taken = []
    for number, file in enumerate(files, 1):
        taken.append(_take(database, file))
        _tell(taken[-1], number, len(files))
    _table(taken)
    raise SystemExit(1 if any(one.error for one in taken) else 0)


def _take(database: Database, file: Path) -> Taken:
    """One file, in a transaction of its own."""
    name = click.format_filename(file)
    try:
        document = _read(file)
        with database.session() as session:
            received = records.receive(session, document)
    except OSError as error:
        return Taken(name, error=f"could not be read: {error.strerror or 'unknown reason'}")
    except BrokenContract as error:
        return Taken(name, error=str(error))
    return Taken(name, received.reference, str(received.version), received.outcome.value)


def _read(file: Path) -> bytes:
    """The file's bytes; one byte more than may be, and no more, of a file that is too big."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _tell(one: Taken, number: int, total: int) -> None:
    if one.error:
        click.echo(f"{one.file}: {one.error}", err=True)
    if total >= MANY and (number % max(1, total // 10) == 0 or number == total):
        click.echo(f"{number} of {total}", err=True)


def _table(taken: Sequence[Taken]) -> None:
    rows = [("FILE", "REFERENCE", "VERSION", "OUTCOME"), *(one.cells for one in taken)]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        padded = [f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)]
        click.echo("  ".join([*padded, row[3]]))
    refused = sum(bool(one.error) for one in taken)
    click.echo(f"Taken: {len(taken) - refused}. Refused: {refused}.")
