"""`clywed content`: which forms there are and what they have, and a sheet for whoever signs the Welsh off."""

from pathlib import Path

import click

from accessibility.symbol_senses import senses
from content import coverage
from content.coverage import Coverage
from content.reading import laid, lay
from portal.commands import settings
from portal.database import today
from portal.review_sheet import parts, sheet

HEADINGS = ("FORM", "NATIONS", "FIELDS", "SHOWN", "CHOICES", "HEADINGS en", "cy", "TITLES en", "cy")


@click.group("content", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """List every form with what it has in both languages, and how many terms, rights and pictures there are.

    The council's own words and forms (CLYWED_CONTENT) are among them. Ends with 1 if a form lacks anything.
    """
    lay(settings().content)
    if context.invoked_subcommand is None:
        _list()


@command.command("review")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The HTML file to write.")
def review(out: Path) -> None:
    """Write every sentence of ours in English and Welsh, side by side, with a box to sign each off.

    For a translator: one page that needs nothing from elsewhere, to print or to read on a screen.
    """
    try:
        out.write_text(sheet(today()), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} can't be written: {error.strerror}") from error
    click.echo(f"{out}: {sum(len(part.rows) for part in parts()):,} texts")


def _list() -> None:
    forms = coverage.forms()
    rows = [HEADINGS, *map(_cells, forms)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        click.echo("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    total = coverage.totals()
    over = ", with the council's own words over ours" if laid() else ""
    click.echo(f"\nForms: {len(forms)}{over}.")
    click.echo(f"Options of choices, in both languages: {total.options}.")
    click.echo(f"Terms, in both languages: {total.terms}; Welsh seen in law or official text: {total.confirmed_terms}.")
    click.echo("Rights: " + ", ".join(f"{nation} {count}" for nation, count in total.rights.items()) + " statements.")
    click.echo(f"Meanings with pictures: {len(senses())}.")
    lacking = [f"{form.name} lacks: {one}" for form in forms for one in form.lacks]
    for one in lacking:
        click.echo(one, err=True)
    if lacking:
        raise click.exceptions.Exit(1)


def _cells(form: Coverage) -> tuple[str, ...]:
    counted = [f"{there}/{wanted}" for found in (form.headings, form.titles) for there, wanted in found.values()]
    return (form.name, "+".join(form.nations), str(form.fields), str(form.shown), str(form.choices), *counted)
