"""`clywed content`: what there is, and the sheet on which the Welsh is signed off."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from content import coverage, exemplars, reading, sentences
from content.coverage import Coverage
from portal import review_sheet
from portal.cli import main
from tests.unit.test_overlay import HOME, put


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "CLYWED_CONTENT", "CLYWED_DEMO", "CLYWED_HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLYWED_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CLYWED_SECRET_KEY", "a key for tests")


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> str:
    out = tmp_path_factory.mktemp("sheet") / "sheet.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLYWED_SECRET_KEY", "a key for tests")
        patch.setenv("CLYWED_DATA", str(out.parent))
        assert run("review", "--out", str(out)).exit_code == 0
    return out.read_text(encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["content", *words])


class Outline(HTMLParser):
    """The tags of a page, with what they say of themselves."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_every_form_is_listed_whole_in_both_languages_with_what_else_there_is() -> None:
    found = run()
    assert found.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in found.stdout.splitlines() if line.strip()}
    for name in exemplars.names():
        nations, fields, _shown, _choices, *counted = rows[name]
        assert set(nations.split("+")) == exemplars.names()[name]
        assert int(fields) == len(exemplars.load(name).fields)
        assert len(counted) == 4
        assert all(len(set(one.split("/"))) == 1 for one in counted)
    assert "Forms: 25." in found.stdout
    assert re.search(r"Terms, in both languages: \d{3}; ", found.stdout)
    assert re.search(r"Rights: wales \d+, england \d+ statements\.", found.stdout)
    assert re.search(r"Meanings with pictures: \d{3}\.", found.stdout)


def test_a_form_that_lacks_something_is_named_and_the_command_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"en": (2, 2), "cy": (2, 2)}
    lacking = Coverage("vale-plan", ("wales",), 3, 3, 0, both, both, ("title (cy)",))
    monkeypatch.setattr(coverage, "forms", lambda: [lacking])
    found = run()
    assert found.exit_code == 1
    assert found.stderr == "vale-plan lacks: title (cy)\n"


def test_a_councils_own_forms_are_among_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "words", HOME)
    monkeypatch.setenv("CLYWED_CONTENT", str(tmp_path / "words"))
    found = run()
    reading.lay({})
    assert "home-plan" in found.stdout
    assert "Forms: 26, with the council's own words over ours." in found.stdout


def test_every_sentence_stands_on_the_sheet_in_both_languages(sheet: str) -> None:
    said = {one for pair in sentences.pairs() for one in (pair.en, pair.cy)} - {""}
    there = html.unescape(sheet)
    assert [one for one in said if f">{one}<" not in there] == []


def test_the_catalogue_is_on_it_with_whom_each_message_is_said_to(sheet: str) -> None:
    messages = next(part for part in review_sheet.parts() if part.name == "pages: messages").rows
    assert {"child", "adult", "everybody"} <= {row.readers for row in messages}
    assert {f"for {count}" for count in review_sheet.COUNTS} <= {row.note for row in messages}
    assert all(row.cy for row in messages)
    assert html.escape(messages[0].cy) in sheet


def test_each_text_has_one_box_to_tick_with_a_name_of_its_own_in_its_table(sheet: str) -> None:
    page = Outline(sheet)
    rows = sum(len(part.rows) for part in review_sheet.parts())
    boxes = page.all("input")
    assert len(boxes) == rows
    assert all(one["type"] == "checkbox" and one["aria-label"] for one in boxes)
    assert len([one for one in page.all("td") if one.get("lang") == "cy"]) == rows
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_it_needs_nothing_from_elsewhere(sheet: str) -> None:
    page = Outline(sheet)
    assert {"script", "img", "link", "iframe", "object"}.isdisjoint(tag for tag, _ in page.found)
    assert all(str(one["href"]).startswith("#") for one in page.all("a"))
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_a_text_is_there_once_for_all_who_get_the_same() -> None:
    rows = [row for part in review_sheet.parts() for row in part.rows if row.key == "exemplars/headings.toml.health"]
    assert [(row.readers, row.level, row.en) for row in rows] == [
        ("child", "all levels", "My health"),
        ("adult", "all levels", "Health"),
    ]


def test_where_it_can_not_be_written_is_said(tmp_path: Path) -> None:
    found = run("review", "--out", str(tmp_path / "none" / "sheet.html"))
    assert found.exit_code == 1
    assert "can't be written" in found.stderr
