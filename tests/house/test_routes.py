"""Every address: for nobody only what is listed here, and each in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, Response
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal import Settings, create_app
from tests.builders import a_database
from tests.pages.client import PageClient

# What anybody may open. A page that is not here needs somebody signed in.
PUBLIC = {
    *("static", "root.choose_language"),
    *("public.front", "public.help", "public.who_can_see", "public.privacy", "public.accessibility", "public.danger"),
    *("public.signing", "public.words", "public.reach", "public.exit_page", "public.leave", "public.signed_out"),
    *("public.rights", "public.record"),
    *("public.sign_in", "public.sign_in_pictures", "public.forgotten", "account.sign_out"),
    *("public.code", "public.begin", "public.begin_words", "public.begin_pictures"),
    # How a visitor likes to read is kept for the visit.
    *("family.reading", "family.reading_change"),
    # Whoever was given a signed copy can check it.
    "public.check_seal",
}
# Numbers that are not ids: a place within, or a version of, what the rest of the address has named already.
COUNTED = {("family.section", "number"), ("family.section", "sentence"), ("oversight.open_record", "version")}
OUTSIDE_A_LANGUAGE = {"static", "root.choose_language"}
DEMO_ONLY = {"demo.enter"}
A_VALUE = {"int": "1", "float": "1.5", "path": "a/b", "uuid": "00000000-0000-0000-0000-000000000000"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("routes")
    a_database(folder).engine.dispose()
    made = create_app(Settings(data=folder, secret_key="a key for tests"))
    made.test_client_class = PageClient
    yield made
    made.extensions["database"].engine.dispose()


def address(rule: Rule, language: str) -> str:
    """An address that the rule fits, with values that nothing has."""

    def value(found: re.Match[str]) -> str:
        kind, name = found[1] or "", found[2]
        if name == "language":
            return language
        one_of = re.match(r"any\((\w+)", kind)
        return one_of[1] if one_of else A_VALUE.get(kind.split("(")[0], "nothing")

    return re.sub(r"<(?:([^:<>]+):)?(\w+)>", value, rule.rule)


def asked(app: Flask, rule: Rule, method: str, language: str = "en") -> TestResponse:
    return app.test_client().open(address(rule, language), method=method)


def methods(rule: Rule) -> set[str]:
    return (rule.methods or set()) - {"OPTIONS", "HEAD"}


def needing_somebody(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in PUBLIC]


def test_every_other_page_asks_nobody_to_sign_in_first(app: Flask) -> None:
    rules = needing_somebody(app)
    assert len(rules) > 20
    for rule in rules:
        for method in methods(rule):
            answer = asked(app, rule, method)
            place = f"{method} {rule.rule}"
            if method == "GET":
                assert answer.status_code == 303, place
                assert (answer.location or "").startswith("/en/sign-in?next="), place
            else:
                assert answer.status_code == 401, place


def test_what_nobody_may_change_is_not_changed_however_it_is_asked(app: Flask) -> None:
    for rule in needing_somebody(app):
        for method in ("PUT", "PATCH", "DELETE", "HEAD"):
            answer = asked(app, rule, method)
            assert answer.status_code in (303, 401, 405), f"{method} {rule.rule}"
            assert not answer.data or b"<h1>" in answer.data or answer.status_code == 303


def test_what_anybody_may_open_is_open(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC - {"static", "public.leave"} and "GET" in methods(rule):
            answer = asked(app, rule, "GET")
            assert "/sign-in?next=" not in (answer.location or ""), rule.rule
            assert answer.status_code != 401, rule.rule


def test_nothing_is_listed_that_is_not_there(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= PUBLIC


def test_every_page_is_there_in_both_languages(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OUTSIDE_A_LANGUAGE:
            assert rule.rule.startswith("/<any(cy, en):language>/"), rule.rule
    for language in ("cy", "en"):
        for rule in app.url_map.iter_rules():
            if rule.endpoint not in OUTSIDE_A_LANGUAGE and "GET" in methods(rule):
                answer = asked(app, rule, "GET", language)
                assert answer.status_code in (200, 303, 400), f"{rule.rule} in {language}"


def test_no_address_holds_a_number_that_can_be_counted_up(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        for name in re.findall(r"<(?:int|float)(?:\([^)]*\))?:(\w+)>", rule.rule):
            assert (rule.endpoint, name) in COUNTED, rule.rule


def test_the_demos_doors_are_there_in_the_demo_alone(app: Flask, tmp_path: Path) -> None:
    here = {rule.endpoint for rule in app.url_map.iter_rules()}
    demo = create_app(Settings(data=tmp_path, secret_key="a key for tests", demo=True))
    assert {rule.endpoint for rule in demo.url_map.iter_rules()} - here == DEMO_ONLY


def test_an_unguarded_page_would_be_found() -> None:
    app = Flask(__name__)
    app.add_url_rule("/<any(cy, en):language>/planted", "planted", lambda language: Response("open"))
    [rule] = needing_somebody(app)[1:] or needing_somebody(app)
    assert app.test_client().get(address(rule, "en")).status_code == 200
