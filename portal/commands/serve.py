"""`clywed serve`: the website and its background worker."""

import os

import click

from portal.commands import check_queue, open_database, sharing
from portal.config import settings_from
from portal.services.seal_keys import make_key
from portal.serving import Server


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on (PORT, or else 8000).")
@click.option("--host", help="The address to listen on (CLYWED_HOST, or else 127.0.0.1).")
def command(port: int | None, host: str | None) -> None:
    """Serve the portal until stopped. The database is brought up to date first, and kept."""
    said = {"PORT": str(port) if port else "", "CLYWED_HOST": host or ""}
    chosen = settings_from({**os.environ, **{name: value for name, value in said.items() if value}})
    check_queue(chosen)
    with sharing(chosen):
        open_database(chosen).engine.dispose()
        make_key(chosen.data, chosen.council)
        Server(chosen).run()
