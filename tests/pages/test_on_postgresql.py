"""Pages on PostgreSQL: asked for what it refuses to look for (a NUL, numbers beyond its own), and while it is gone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from tests import databases, servers
from tests.families import COLM, KEZ, YASMIN, Plan
from tests.pages.client import PageClient

NUL, BEYOND = "a\0b", 10**30
# What pages are asked to look for in their address.
ASKED = {
    "person": NUL,
    "child": NUL,
    "word": NUL,
    "before": BEYOND,
    "page": BEYOND,
    "day": NUL,
    "next": NUL,
    "code": NUL,
}


@pytest.fixture(scope="module", autouse=True)
def _on_postgresql(_kept_on: None) -> Iterator[None]:
    with databases.kept_on(databases.POSTGRESQL):
        yield


def addresses(app: Flask, language: str) -> Iterator[str]:
    """Every page's address but the one that ends a session, with what can't be found in each place that there is."""
    here = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in ("static", "public.leave"):
            values = {name: _strange(rule, name) for name in rule.arguments}
            yield here.build(rule.endpoint, {**ASKED, **values, "language": language})


def _strange(rule: Rule, name: str) -> object:
    place = rule._converters[name]
    if isinstance(place, AnyConverter):
        return next(iter(place.items))
    return BEYOND if isinstance(place, IntegerConverter) else NUL


@pytest.mark.parametrize("language", ["en", "cy"])
def test_without_its_database_the_portal_says_so_and_tells_nothing(
    plan: Plan, client: PageClient, tmp_path: Path, language: str
) -> None:
    client.sign_in(plan.people[KEZ])
    plan.session.close()
    name = databases.name_of(tmp_path)
    servers.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    servers.throw_out(name)
    answer = client.get(f"/{language}/documents/something/")
    servers.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert answer.status_code == 500
    assert f'lang="{language}"' in answer.text
    assert not re.search(r"(?i)traceback|postgresql|psycopg|sqlalchemy|\.py\b|select ", answer.text)
    assert client.get(f"/{language}/home").status_code == 200


@pytest.mark.parametrize("person", ["", KEZ, YASMIN, COLM])
def test_what_no_database_can_look_for_is_never_a_fault(
    plan: Plan, app: Flask, client: PageClient, person: str
) -> None:
    if person:
        client.sign_in(plan.people[person])
    # Not looked over as pages: whether such an address is told again without a fault is not what is asked here.
    answers = {one: FlaskClient.open(client, one, base_url="https://localhost") for one in addresses(app, "cy")}
    assert {one: answer.status for one, answer in answers.items() if answer.status_code >= 500} == {}
    assert client.get("/cy/said" if person == KEZ else "/cy/").status_code == 200
