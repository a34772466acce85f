"""The client that checks every page can fail: each rule is proved on a page that breaks it."""

import pytest
from flask import Flask, Response

from tests.pages.client import BrokenPage, PageClient
from tests.pages.page_rules import RULES, SeenPage, problems

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self' 'nonce-abc'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Say something – Clywed</title>
<link rel="stylesheet" href="/static/css/main.css"><script nonce="abc">1</script></head>
<body><a href="#main">Skip</a><header><a href="/cy/page?a=1" hreflang="cy" lang="cy">Cymraeg</a>
<a href="/en/leave" data-exit>Exit</a><nav aria-label="One"></nav><nav aria-label="Two"></nav></header>
<main id="main"><h1>Say something</h1><a href="#text">Wrong</a>
<form method="post" action="/en/page"><input type="hidden" name="csrf_token" value="x">
<label for="text">Your words</label><textarea id="text" name="text" aria-describedby="hint"></textarea>
<p id="hint">A hint</p>
<fieldset><legend>Who</legend><input type="radio" id="a" name="a"><label for="a">A</label></fieldset>
<img src="/static/a.svg" alt=""><button>Send</button></form></main><footer></footer></body></html>
"""
# What is changed in the good page so that it breaks the rule; each rule has one.
BREAKS = {
    "well_formed": [("</form>", "</div></form>")],
    "one_heading": [("<h1>Say something</h1>", ""), ("</h1>", "</h1><h1>Two</h1>"), ("<h1>Say something", "<h1>")],
    "title_is_heading": [("<title>Say", "<title>Do")],
    "language_of_address": [('lang="en"', 'lang="cy"'), ('lang="en"', "")],
    "unique_ids": [('id="hint"', 'id="text"')],
    "labelled_fields": [('<label for="text">', "<label>"), (">Your words<", "><"), (">Send<", "><")],
    "groups_have_legends": [("<legend>Who</legend>", ""), ("<legend>Who", "<legend>")],
    "links_resolve": [('href="#text"', 'href="#texts"')],
    "references_resolve": [('aria-describedby="hint"', 'aria-describedby="hints"')],
    "skip_link": [('<a href="#main">Skip</a>', "")],
    "landmarks": [
        ("<footer></footer>", ""),
        ('aria-label="Two"', 'aria-label="One"'),
        ('<nav aria-label="One">', "<nav>"),
    ],
    "exit_link": [(" data-exit", "")],
    "same_page_in_the_other_language": [("/cy/page?a=1", "/cy/page"), ('hreflang="cy" lang="cy"', 'hreflang="cy"')],
    "nothing_inline": [
        ('<p id="hint">', '<p id="hint" style="color:red">'),
        ('<p id="hint">', '<p id="hint" onclick="go()">'),
        ('nonce="abc"', 'nonce="old"'),
        ("</head>", "<style>p{}</style></head>"),
        ('href="/static', 'href="https://elsewhere.example/static'),
        ('src="/static', 'src="//elsewhere.example/static'),
        ('href="#text"', 'href="JavaScript:go()"'),
    ],
    "whole_words": [
        ("A hint", "{{ hint }}"),
        ("A hint", "None"),
        ("A hint", "%(name)s"),
        ("A hint", "A&amp;#39;s hint"),
    ],
    "never_kept": [("no-store", "private")],
    "guarded": [("'nonce-abc'", "'unsafe-inline'"), ("nosniff", "sniff"), ("'nonce-abc'", "")],
    "forms_are_ours": [("csrf_token", "token"), ('action="/en/page"', 'action="https://elsewhere.example"')],
    "pictures_have_words": [(' alt=""', "")],
    "begins_with_what_is_seen": [
        ("<button>Send", '<button aria-label="Go">Send'),
        ("<button>Send", '<button><span class="hidden">Now: </span>Send'),
        ("<button>Send", '<button aria-labelledby="hint">Send'),
        ('name="text"', 'name="text" aria-label="A story"'),
    ],
}
CASES = [(rule, old, new) for rule, changes in BREAKS.items() for old, new in changes]


def a_page(old: str = "", new: str = "") -> SeenPage:
    headers = {name: value.replace(old, new) if old else value for name, value in HEADERS.items()}
    return SeenPage("/en/page?a=1", headers, GOOD.replace(old, new, 1) if old else GOOD)


def test_a_good_page_breaks_no_rule() -> None:
    assert problems(a_page()) == []


def test_every_rule_has_a_page_that_breaks_it() -> None:
    assert {rule.__name__ for rule in RULES} == set(BREAKS)


@pytest.mark.parametrize(("rule", "old", "new"), CASES)
def test_a_bad_page_is_found_out_by_its_rule(rule: str, old: str, new: str) -> None:
    assert old in GOOD or any(old in value for value in HEADERS.values())
    assert any(problem.startswith(f"{rule}: ") for problem in problems(a_page(old, new)))


def test_the_client_stops_a_test_that_gets_a_bad_page() -> None:
    app = Flask(__name__)
    app.test_client_class = PageClient
    app.add_url_rule("/en/page", "page", lambda: Response(GOOD, headers=HEADERS))
    app.add_url_rule("/en/bad", "bad", lambda: Response(GOOD.replace("</h1>", "</h1><h1>Two</h1>"), headers=HEADERS))
    client = app.test_client()
    assert client.get("/en/page?a=1").status_code == 200
    with pytest.raises(BrokenPage, match="one_heading"):
        client.get("/en/bad")
