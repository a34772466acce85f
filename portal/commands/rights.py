"""`clywed rights`: when was each nation's rights text last held against its law?"""

from datetime import date, timedelta

import click

from content import rights
from portal.database import today

DAYS_IN_A_YEAR = 365


@click.command("rights")
@click.option("--days", default=DAYS_IN_A_YEAR, show_default=True, help="How many days old is too old.")
def command(days: int) -> None:
    """Name every statement of rights that nobody has held against its source for so long."""
    for nation, stale in rights.older_than(today() - timedelta(days=days)).items():
        told = rights.page(nation, "en", "adult", "full")
        click.echo(f"{nation}: looked over since {_day(told.reviewed_on)}, {len(stale)} to look over again")
        for one in stale:
            click.echo(f"  {one.topic}.{one.key}, {_day(one.reviewed_on)}: {one.text} [{one.source}]")


def _day(day: date) -> str:
    return day.isoformat()
