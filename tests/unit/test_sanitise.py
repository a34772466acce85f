"""The one door for markup: what comes through it, and that nothing makes it stand still."""

import pytest

from portal.sanitise import MOST_NESTED, safe_html
from portal.services.narratives import blocks, plain_text
from portal.services.passages import A_TAG


@pytest.mark.parametrize(
    "address",
    ["/en/leave", "//example.org/", "example.org", "?next=/en/", "#top", "https:example.org", "http://example.org/"]
    + ["javascript:alert(1)", "data:text/html,x", "&#106;avascript:alert(1)", " //example.org", "mailto:a@example.org"],
)
def test_a_link_leads_to_a_whole_https_address_or_nowhere(address: str) -> None:
    [block] = blocks(f'<p><a href="{address}">Read it</a></p>', "en")
    assert [(run.text, run.href) for one in block.sentences for run in one.runs] == [("Read it", "")]


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "HTTPS://example.org/", " https://example.org/ "])
def test_an_https_address_stays(address: str) -> None:
    [block] = blocks(f'<p><a href="{address}">Read it</a></p>', "en")
    assert block.sentences[0].runs[0].href == address.strip()


# Each takes minutes where nothing is done about it: as much as a record may hold of one text.
DEEP = {
    "lists in lists": "<ul><li>one ",
    "letters in letters": "<em><p>one ",
    "boxes in boxes": "<div><span>one ",
}


@pytest.mark.parametrize("piece", DEEP.values(), ids=DEEP)
def test_what_is_nested_without_end_loses_its_nesting_and_no_word(piece: str) -> None:
    number = 200_000 // len(piece)
    assert plain_text(piece * number).split() == ["one"] * number


def test_what_is_in_scripts_and_styles_goes_there_too() -> None:
    deep = "<div>" * (MOST_NESTED + 1)
    assert plain_text(f"{deep}one <style>p {{}}</style>two <script>alert(1)</script>three") == "one two three"


def test_what_somebody_may_have_written_keeps_its_shape() -> None:
    list_in_lists = "<ul><li>one " * 20 + "</li></ul>" * 20
    assert safe_html(list_in_lists).count("<ul>") == 20
    assert safe_html("<p>one<p>two" * 500).count("<p>") == 1000


def test_a_text_full_of_less_than_signs_is_looked_through_at_once() -> None:
    assert len(A_TAG.sub("", "a<" * 99_999)) == 199_998


def test_many_small_pieces_are_cut_into_their_sentences() -> None:
    [block] = blocks("<p>" + "<em>One.</em> Two. " * 5000 + "</p>", "en")
    assert len(block.sentences) == 10_000
