"""A copy's key words as communication boards (Open Board Format, openboardformat.org)."""

import json
from pathlib import Path
from typing import Any

import pytest

from accessibility.document import LANGUAGES, Language
from accessibility.dressing import Dressing
from accessibility.formats import board
from accessibility.profile import ReadingProfile
from tests.unit.a_copy import COPY, DRESSING
from tests.unit.opened_files import QuietNarrator, members

EASY = ReadingProfile(level="easy")


def made(profile: ReadingProfile = EASY, dressing: Dressing = DRESSING, folder: Path | None = None) -> dict[str, bytes]:
    """Every file of the package."""
    return members(board.render(COPY, profile, dressing, QuietNarrator(folder) if folder else None))


def boards(files: dict[str, bytes]) -> list[dict[str, Any]]:
    """The boards, by number."""
    return [json.loads(files[name]) for name in sorted(files) if name.startswith("boards/")]


def labels(one: dict[str, Any]) -> list[str]:
    return [button["label"] for button in one["buttons"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spoken", [True, False])
def test_the_package_is_as_the_format_asks(language: Language, spoken: bool, tmp_path: Path) -> None:
    files = made(ReadingProfile(language=language, level="easy"), folder=tmp_path if spoken else None)
    manifest = json.loads(files["manifest.json"])
    assert manifest["format"] == "open-board-0.1"
    assert manifest["root"] in manifest["paths"]["boards"].values()
    listed = [path for kind in ("boards", "images", "sounds") for path in manifest["paths"][kind].values()]
    assert sorted([*listed, "manifest.json"]) == sorted(files)
    for one in boards(files):
        follows_the_format(one, manifest)
    assert bool(manifest["paths"]["sounds"]) == spoken


def follows_the_format(one: dict[str, Any], manifest: dict[str, Any]) -> None:
    """What openboardformat.org/docs asks of a board: ids are strings and lead somewhere; the grid is whole."""
    assert one["format"] == "open-board-0.1"
    assert manifest["paths"]["boards"][one["id"]] == f"boards/{one['id']}.obf"
    assert one["locale"] in LANGUAGES
    grid = one["grid"]
    assert len(grid["order"]) == grid["rows"]
    assert {len(row) for row in grid["order"]} == {grid["columns"]}
    placed = [name for row in grid["order"] for name in row if name is not None]
    assert sorted(placed) == sorted(button["id"] for button in one["buttons"])
    assert len(placed) == len(set(placed)) <= 24
    for kind in ("images", "sounds"):
        for thing in one[kind]:
            assert manifest["paths"][kind][thing["id"]] == thing["path"]
            assert thing["content_type"] in ("image/svg+xml", "audio/mpeg")
    known = {thing["id"] for kind in ("images", "sounds") for thing in one[kind]}
    for button in one["buttons"]:
        assert isinstance(button["id"], str)
        assert button["label"]
        assert {button[key] for key in ("image_id", "sound_id") if key in button} <= known
        if "load_board" in button:
            assert manifest["paths"]["boards"][button["load_board"]["id"]] == button["load_board"]["path"]


def test_the_first_board_leads_to_the_sections_that_have_pictures_and_they_lead_back() -> None:
    first, *rest = boards(made())
    assert first["name"] == "My review"
    doors = {button["label"]: button["load_board"]["id"] for button in first["buttons"] if "load_board" in button}
    assert doors == {"About me": "2"}
    [about_me] = rest
    assert about_me["name"] == "About me"
    assert about_me["buttons"][0]["load_board"] == {"id": "1", "path": "boards/1.obf"}


def test_the_words_are_those_of_the_copy_and_the_answers_stand_on_every_board() -> None:
    for one in boards(made()):
        assert labels(one)[-len(labels(one)) :][:7].count("yes") == 1
        assert {"yes", "no", "not", "help"} <= set(labels(one))
    assert {"love", "water", "see"} <= set(labels(boards(made())[1]))
    assert "swim" not in str(made())


def test_both_languages_are_there_for_an_app_that_can_change_between_them() -> None:
    one = boards(made(ReadingProfile(language="cy", level="easy"), DRESSING))[0]
    assert one["locale"] == "cy"
    assert one["strings"]["cy"]["ie"] == "ie"
    assert one["strings"]["en"]["ie"] == "yes"


def test_whose_pictures_they_are_is_told_of_each() -> None:
    for one in boards(made()):
        for image in one["images"]:
            own = image["id"] in [f"symbols-{one}" for one in ("yes", "no", "not", "not-sure", "help")]
            assert image["license"]["type"] == ("MIT" if own else "CC-By-SA"), image["id"]
            assert image["license"]["author_name"] == ("Clywed" if own else "OpenMoji")


def test_the_same_words_on_two_boards_are_one_sound(tmp_path: Path) -> None:
    files = made(folder=tmp_path)
    said = [button["sound_id"] for one in boards(files) for button in one["buttons"] if button["label"] == "yes"]
    assert len(said) == 2
    assert len(set(said)) == 1


def test_a_copy_without_pictures_still_gives_a_board_to_answer_with() -> None:
    [only] = boards(made(dressing=Dressing()))
    assert labels(only) == ["yes", "no", "unsure", "not", "help"]


def test_a_section_with_many_words_goes_on_on_another_board(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "ROOM", 2)
    first, *rest = boards(made())
    assert [len(one["buttons"]) for one in rest] == [8, 8, 7]
    more = [button["load_board"]["id"] for one in rest for button in one["buttons"] if button["label"] == "More"]
    assert more == ["3", "4"]
    words = [label for one in rest for label in labels(one)[6:] if label != "More"]
    assert words == ["love", "water", "see"]
