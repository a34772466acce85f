"""`clywed demo`: load the demo into a data folder of its own, and say who is in it and how each of them signs in."""

import json

import click

from content.pictures import pictures
from portal.commands import open_database, settings
from portal.config import Settings
from portal.services import demonstration
from portal.services.demonstration import DemoPerson


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Print the people as JSON.")
def command(as_json: bool) -> None:
    """Load the demo unless it is here, and print its people. Nobody in it is real.

    The addresses sign in with one press while the portal is served with CLYWED_DEMO=1, and never otherwise.
    """
    chosen = settings()
    with open_database(chosen).session() as session:
        demonstration.load(session)
        session.flush()
        people = [_told(chosen, one) for one in demonstration.listed(session)]
    click.echo(json.dumps({"people": people}, ensure_ascii=False, indent=2) if as_json else _lines(people))


def _told(chosen: Settings, one: DemoPerson) -> dict[str, str | list[str]]:
    return {
        "name": one.person.name,
        "reference": one.person.reference,
        "part": one.part,
        "children": list(one.children),
        "user_name": one.user_name,
        "passphrase": one.passphrase,
        "pictures": list(one.pictures),
        "enter": f"http://{chosen.host}:{chosen.port}/en/demo/enter/{one.token}",
    }


def _lines(people: list[dict[str, str | list[str]]]) -> str:
    named = {one.name: one.en.lower() for one in pictures()}
    lines = ["The people of the demo, and how each of them signs in:", ""]
    for one in people:
        way = str(one["passphrase"]) or "pictures: " + ", ".join(named[name] for name in one["pictures"])
        lines.append(f"  {one['name']:18} {one['part']:18} {one['user_name']:9} {way}")
    return "\n".join([*lines, "", "Or step in as any of them, with one press, on the front page."])
