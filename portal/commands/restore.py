"""`clywed restore`: put a backup back, whole or not at all."""

import os
from pathlib import Path

import click

from portal.config import HERE
from portal.services import backups

PATH = click.Path(path_type=Path, dir_okay=False, exists=True, resolve_path=True)


@click.command("restore")
@click.argument("file", type=PATH)
@click.option("--replace", is_flag=True, help="Take the place of a data folder that holds data; it is kept beside.")
def command(file: Path, replace: bool) -> None:
    """Put the backup in FILE back into the data folder. Stop the portal first: if it is running, nothing is done.

    The whole of FILE is checked before anything is touched. A folder with data in it is only replaced with --replace,
    at one stroke, and what was in it is kept beside it under a name that ends in the time.
    """
    if os.environ.get("DATABASE_URL"):
        raise click.ClickException(
            "DATABASE_URL is set, and a backup goes into the data folder, and only there. pg_restore puts back what"
            " pg_dump wrote"
        )
    # Not by the settings: to read them makes a key in the folder, and the backup brings its own.
    data = Path(os.environ.get("CLYWED_DATA", "") or HERE / "var").resolve()
    try:
        restored = backups.restore(file, data, replace=replace)
    except backups.NotRestored as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Put back into {data}: {len(restored.manifest.files)} files, as of {restored.manifest.made_at}.")
    if restored.before:
        click.echo(f"What was there before is in {restored.before}. Delete it when you no longer need it.")
    if not restored.manifest.has_key:
        click.echo("Set CLYWED_SECRET_KEY as it was when this backup was made.", err=True)
    click.echo("Check it now: clywed verify")
