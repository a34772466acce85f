"""`clywed work`: the background worker by itself, where `clywed serve` is not what starts it."""

import os

import click

from portal.background import Background
from portal.commands import check_queue, open_database, settings, sharing


@click.command("work")
@click.option("--beside", type=int, help="Stop when the process of this id, which started this one, is gone.")
def command(beside: int | None) -> None:
    """Do background work (sound, files, deliveries) until stopped. `clywed serve` starts one of these by itself."""
    chosen = settings()
    check_queue(chosen)
    with sharing(chosen):
        Background(chosen, open_database(chosen)).consume(beside or os.getppid())
