"""How one person likes to read: the choices, what they change, and that none is lost."""

import msgspec
import pytest

from accessibility.profile import CHOICES, IN_A_BODY, IN_A_FILE, ReadingProfile, chosen, profile_for, remembered

PLAIN = ReadingProfile()
OF_ONE_PAGE = {"language"}


def test_every_choice_but_the_language_is_one_to_press() -> None:
    assert set(CHOICES) == set(msgspec.structs.asdict(PLAIN)) - OF_ONE_PAGE


@pytest.mark.parametrize("choice", CHOICES)
def test_every_choice_begins_with_one_of_its_values_and_can_become_each(choice: str) -> None:
    assert getattr(PLAIN, choice) in CHOICES[choice]
    for value in CHOICES[choice]:
        assert getattr(chosen(PLAIN, choice, str(value)), choice) == value


@pytest.mark.parametrize("choice", IN_A_BODY)
def test_what_changes_a_body_changes_its_key(choice: str) -> None:
    values = CHOICES.get(choice, ("en", "cy"))
    keys = {msgspec.structs.replace(PLAIN, **{choice: value}).key() for value in values}
    assert len(keys) == len(values)


@pytest.mark.parametrize("choice", IN_A_FILE)
def test_what_changes_a_file_changes_its_key(choice: str) -> None:
    values = CHOICES.get(choice, ("en", "cy"))
    keys = {msgspec.structs.replace(PLAIN, **{choice: value}).file_key() for value in values}
    assert len(keys) == len(values)


def test_the_looks_of_a_page_are_not_in_the_key_of_a_body() -> None:
    looks = set(CHOICES) - set(IN_A_BODY)
    other = msgspec.structs.replace(PLAIN, **{choice: CHOICES[choice][-1] for choice in looks})
    assert other.key() == PLAIN.key()


def test_choices_kept_before_there_were_more_still_load() -> None:
    kept = {"level": "easy", "symbols": "key", "size": 28, "theme": "dark", "pace": "section"}
    profile = remembered(kept, "cy")
    assert profile == ReadingProfile(language="cy", level="easy", symbols="key", size=28, theme="dark", pace="section")


@pytest.mark.parametrize(
    "old", [{"theme": "green"}, {"colour": "red"}, {"size": "20"}, {"level": None}, {"size": [20]}]
)
def test_a_kept_choice_that_there_no_longer_is_counts_as_not_made(old: dict[str, object]) -> None:
    assert remembered({**old, "pace": "section"}, "en") == ReadingProfile(pace="section")


def test_what_is_kept_comes_back_whole() -> None:
    other = ReadingProfile(language="cy", **{choice: values[-1] for choice, values in CHOICES.items()})  # type: ignore[arg-type]
    assert remembered(msgspec.to_builtins(other), "cy") == other


@pytest.mark.parametrize("choice", ["language:cy", "level:", "key:x", "size:21", ":"])
def test_what_is_not_a_choice_is_refused(choice: str) -> None:
    name, _, value = choice.partition(":")
    with pytest.raises(ValueError, match="no such"):
        chosen(PLAIN, name, value)


def test_nobody_who_communicates_with_speech_alone_begins_otherwise() -> None:
    assert profile_for([]) == profile_for(["speech"]) == PLAIN


def test_a_person_begins_with_what_the_record_says() -> None:
    assert profile_for(["symbols"]).symbols == "key"
    assert profile_for(["pictures"]).level == "easy"
    assert profile_for(["easy-read"]).pace == "section"
    assert profile_for(["large-print"]).size == 24
