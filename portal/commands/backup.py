"""`clywed backup`: everything that can't be made again, in one file, while the portal serves."""

from pathlib import Path

import click
from sqlalchemy import make_url

from portal.commands import settings
from portal.config import Settings
from portal.services import backups

PATH = click.Path(path_type=Path, dir_okay=False, resolve_path=True)


def database_file(chosen: Settings) -> Path:
    """Where the SQLite database is. Raises ClickException where the settings say another kind of database: what a
    server holds is its own tools' to copy.
    """
    address = make_url(chosen.database)
    if address.get_backend_name() != "sqlite":
        raise click.ClickException(
            f"DATABASE_URL names {address.get_backend_name()}, which has tools of its own: for PostgreSQL pg_dump, and"
            f" after it a copy of {chosen.data}"
        )
    return Path(str(address.database))


@click.command("backup")
@click.argument("file", type=PATH)
@click.option("--replace", is_flag=True, help="Write over FILE if it is there already.")
def command(file: Path, replace: bool) -> None:
    """Write everything that matters to FILE, a tar archive that only you can read. The portal may be serving.

    In it: the database as it stands at one moment, the portal's keys, files made for families. Not in it: what is made
    again when it is asked for (sounds, rendered pages). Keep it as safe as the data folder: it is not encrypted.
    """
    chosen = settings()
    database = database_file(chosen)
    if not database.exists():
        raise click.ClickException(f"there is no database in {chosen.data}")
    if file.exists() and not replace:
        raise click.ClickException(f"{file} is there already. --replace writes over it")
    if file.is_relative_to(chosen.data):
        raise click.ClickException("choose a FILE outside of the data folder")
    try:
        manifest = backups.back_up(database, chosen.data, file)
    except OSError as error:
        raise click.ClickException(f"{file} could not be written: {error.strerror}") from error
    size = sum(kept.size for kept in manifest.files.values())
    click.echo(f"Wrote {file}: {len(manifest.files)} files, {size:,} bytes.")
    if not manifest.has_key:
        click.echo("CLYWED_SECRET_KEY is not in it: keep that too, the audit can't be checked without it.", err=True)
