"""Ways to read that are set in one press, each made of several choices, and put back as they were in one."""

from collections.abc import Mapping

import msgspec

from accessibility.profile import ReadingProfile

Values = dict[str, str | int]

PRESETS: dict[str, Values] = {
    "bigger": {"size": 28, "targets": "big"},
    "pictures": {"level": "easy", "symbols": "key"},
    "listen": {"sound": "on"},
    "one": {"pace": "sentence"},
    "quiet": {"sound": "off", "theme": "cream", "lines": "wide", "motion": "less"},
}


def is_on(profile: ReadingProfile, preset: str) -> bool:
    """Whether all that a preset sets is so. KeyError for a preset that there isn't."""
    return all(getattr(profile, choice) == value for choice, value in PRESETS[preset].items())


def pressed(profile: ReadingProfile, before: Mapping[str, str | int], preset: str) -> tuple[ReadingProfile, Values]:
    """A preset set, or put back if it is set; and what is to be remembered of how it was before.

    `before` has, of each choice that a preset changed, the value that it had. KeyError for a preset that there isn't.
    """
    if is_on(profile, preset):
        return _put_back(profile, before, preset)
    was = {choice: getattr(profile, choice) for choice in PRESETS[preset]}
    return msgspec.structs.replace(profile, **PRESETS[preset]), {**was, **before}


def _put_back(profile: ReadingProfile, before: Mapping[str, str | int], preset: str) -> tuple[ReadingProfile, Values]:
    usual = msgspec.structs.asdict(ReadingProfile())
    was = {choice: before.get(choice, usual[choice]) for choice in PRESETS[preset]}
    left = {choice: value for choice, value in before.items() if choice not in was}
    return msgspec.structs.replace(profile, **was), left
