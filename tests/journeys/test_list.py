"""The list of pages is whole: nothing that the portal answers goes unscanned."""

from collections import defaultdict

from portal import create_app
from tests.journeys.pages import NO_PAGES, PAGES, Guide
from tests.journeys.server import Portal
from tests.journeys.visiting import LANGUAGES, WIDTHS, every_look, looks


def test_every_address_that_answers_a_look_is_a_page_of_the_list_or_known_to_be_none(portal: Portal) -> None:
    answers = {
        rule.endpoint for rule in create_app(portal.settings).url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    assert answers - set(PAGES) - set(NO_PAGES) == set()
    assert (set(PAGES) | set(NO_PAGES)) - answers == set()


def test_every_rule_of_a_page_has_an_address_in_the_demo(guide: Guide, portal: Portal) -> None:
    kinds = dict.fromkeys(kind for found in PAGES.values() for kind in found)
    asked = [(endpoint, kind) for kind in kinds for endpoint, found in PAGES.items() if kind in found]
    found = {endpoint: set[str]() for endpoint in PAGES}
    for endpoint, kind in asked:
        found[endpoint] |= {rule for rule, paths in guide.found(kind).items() if paths}
    rules = {
        rule.rule: rule.endpoint
        for rule in portal.app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint in PAGES
    }
    missing = {rule: endpoint for rule, endpoint in rules.items() if rule not in found[endpoint]}
    assert not missing


def test_each_page_is_seen_in_both_languages_and_both_widths_and_by_each_who_may() -> None:
    seen: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for endpoint, kind in every_look(PAGES):
        mine = looks(endpoint, PAGES[endpoint], kind, full=False)
        assert mine
        seen[endpoint] += mine
        assert len(set(looks(endpoint, PAGES[endpoint], kind, full=True))) == 4
    for ways in seen.values():
        assert {language for language, _ in ways} == set(LANGUAGES)
        assert {width for _, width in ways} == set(WIDTHS)
