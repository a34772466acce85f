"""Rights by nation: every statement with its source and its day, in both languages, and shortly in documents."""

import datetime
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from content import overlay, reading, rights
from content.reading import table
from content.rights import asking
from content.telling import plain
from tests.unit.telling_people import TO_CHILD, TO_MOTHER, to

READERS = list(product(rights.NATIONS, ("child", "adult"), ("full", "plain", "easy")))


def texts(nation: str, audience: str = "child", language: str = "en", level: str = "plain") -> dict[str, str]:
    """What a page says, by right and key."""
    page = rights.page(nation, language, audience, level)
    return {f"{topic.name}.{one.key}": one.text for topic in page.topics for one in topic.statements}


def closing(nation: str, audience: str = "child") -> str:
    telling = to(TO_CHILD if audience == "child" else TO_MOTHER, nation=nation)
    return " ".join(plain(line) for line in rights.closing(telling))


@pytest.mark.parametrize("nation", rights.NATIONS)
def test_every_nation_has_every_right_with_a_heading_and_something_said(nation: str) -> None:
    for audience, language in product(("child", "adult"), ("en", "cy")):
        page = rights.page(nation, language, audience, "easy")
        assert tuple(topic.name for topic in page.topics) == rights.TOPICS
        assert all(topic.heading and topic.statements for topic in page.topics)


@pytest.mark.parametrize("reader", READERS, ids="-".join)
def test_both_languages_say_the_same_things_to_a_reader(reader: tuple[str, str, str]) -> None:
    nation, audience, level = reader
    assert list(texts(nation, audience, "en", level)) == list(texts(nation, audience, "cy", level))


@pytest.mark.parametrize("nation", rights.NATIONS)
@pytest.mark.parametrize("audience", ["child", "adult"])
def test_the_easy_version_leaves_no_right_out(nation: str, audience: str) -> None:
    assert list(texts(nation, audience, level="easy")) == list(texts(nation, audience, level="full"))


def test_every_statement_has_a_source_to_the_section_and_a_day() -> None:
    for name in (*rights.NATIONS, rights.BOTH):
        for topic in set(table(f"rights/{name}.toml")) - {"sources"}:
            for key, one in table(f"rights/{name}.toml")[topic]["says"].items():
                assert isinstance(one["reviewed_on"], datetime.date), (name, topic, key)
                assert one["source"] in {
                    *table(f"rights/{name}.toml")["sources"],
                    *table("rights/both.toml")["sources"],
                }, (name, topic, key)


def test_no_source_is_named_that_nothing_rests_on() -> None:
    used = {
        (nation, one.source)
        for nation in rights.NATIONS
        for audience in ("child", "adult")
        for topic in rights.page(nation, "en", audience, "full").topics
        for one in topic.statements
    }
    for nation in rights.NATIONS:
        for key, source in table(f"rights/{nation}.toml")["sources"].items():
            assert (nation, source["en"]) in used, (nation, key)
    for key, source in table("rights/both.toml")["sources"].items():
        assert source["en"] in {told for _, told in used}, key


def test_every_contact_has_its_source_and_day_and_stands_under_a_right() -> None:
    for key, one in table("rights/contacts.toml").items():
        assert one["source"], key
        assert isinstance(one["reviewed_on"], datetime.date), key
        assert one["about"] in rights.TOPICS, key
        assert one.get("nation", "wales") in rights.NATIONS, key


def test_a_contact_of_which_nothing_is_known_is_not_shown() -> None:
    names = [one.name for topic in rights.page("wales", "en", "child", "easy").topics for one in topic.contacts]
    assert "Children's Commissioner for Wales" in names
    assert "The council's complaints team" not in names


def test_contacts_are_those_of_the_nation_and_of_the_reader() -> None:
    def names(nation: str, audience: str) -> str:
        page = rights.page(nation, "en", audience, "easy")
        return " ".join(one.name for topic in page.topics for one in topic.contacts)

    assert "Meic" in names("wales", "child")
    assert "Meic" not in names("wales", "adult") + names("england", "child")
    assert "Help at Hand" in names("england", "adult")
    assert "for Wales" not in names("england", "adult")


def test_the_law_of_each_nation_is_its_own() -> None:
    assert "regulation 5(2)" in " ".join(rights.page("wales", "en", "adult", "full").sources)
    assert "regulation 33(3)(a)" in " ".join(rights.page("england", "en", "adult", "full").sources)
    assert "(Wales)" not in " ".join(rights.page("england", "en", "adult", "full").sources)
    assert "(England)" not in " ".join(rights.page("wales", "en", "adult", "full").sources)


def test_wales_offers_an_advocate_and_says_who_may_ask_for_a_review() -> None:
    told = texts("wales")
    assert told["advocate.offer"] == "We must offer you one if we look after you."
    assert told["review.must"] == "We must do that if the plan does not give you what you need."
    assert texts("wales", "adult")["review.parents"] == "Anyone who has parental responsibility can ask."


def test_a_parent_gets_the_words_of_the_law_in_brackets_and_easy_read_does_not() -> None:
    assert texts("wales", "adult")["review.ask"].endswith("(a review).")
    assert "(" not in " ".join(texts("wales", "adult", level="easy").values())


@pytest.mark.parametrize("nation", rights.NATIONS)
def test_every_document_closes_with_each_right_shortly(nation: str) -> None:
    told = closing(nation)
    shortly = ("advocate", "look at the plan again", "complain", "has written about you", "who can see", "Welsh")
    for right in shortly:
        assert right in told
    assert len(told) < len(" ".join(texts(nation).values()))


def test_the_closing_follows_the_nation() -> None:
    assert "Ombudsman for Wales" in closing("wales", "adult")
    assert "Ombudsman for Wales" not in closing("england", "adult")
    assert "080880\u00a023456" in closing("wales")


@pytest.fixture
def councils(tmp_path: Path) -> Iterator[Path]:
    """A council's own folder of content; what is laid from it is taken away afterwards."""
    (tmp_path / "rights").mkdir()
    yield tmp_path
    reading.lay({})


def test_a_council_puts_in_its_own_contacts_and_words(councils: Path) -> None:
    (councils / "rights" / "contacts.toml").write_text('[council_complaints]\nphone = "01234 567890"\n')
    words = 'en = "An advocate costs nothing."\ncy = "Mae eiriolwr yn rhad ac am ddim."\n'
    (councils / "rights" / "wales.toml").write_text(f"[advocate.says.free]\n{words}")
    reading.lay(overlay.read(councils))
    [complaint] = [one for one in rights.page("wales", "en", "child", "easy").topics if one.name == "complaint"]
    phones = {one.name: one.phone for one in complaint.contacts}
    assert phones["The council's complaints team"] == "01234\u00a0567890"
    assert texts("wales")["advocate.free"] == "An advocate costs nothing."
    assert "An advocate costs nothing." in closing("wales")
    assert texts("england")["advocate.free"] == "An advocate is free."


def test_a_council_gives_itself_no_longer_than_the_law(councils: Path) -> None:
    (councils / "rights" / "requests.toml").write_text("[record]\nwithin = 90\n[advocate]\nwithin = 3\n")
    reading.lay(overlay.read(councils))
    assert (asking.within("record"), asking.within("advocate")) == (28, 3)


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(rights.UnknownNation):
        rights.page("scotland", "en", "child", "easy")


def test_what_nobody_has_looked_at_since_a_day_is_found() -> None:
    day = rights.page("wales", "en", "child", "full").reviewed_on
    assert rights.older_than(day) == {"wales": [], "england": []}
    found = rights.older_than(day + datetime.timedelta(days=1))
    assert {one.topic for one in found["wales"]} == set(rights.TOPICS)
    assert "own" in {one.key for one in found["wales"]}
