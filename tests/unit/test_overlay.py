"""A council's own folder of words and forms: what it changes, what it can't, and what a bad one is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content import exemplars, glossary, help, overlay, reading, sections
from content.exemplars import changes
from content.overlay import BadContent
from content.telling import KINDS, plain, tell
from portal import create_app
from portal.config import BadSetting, settings_from
from portal.services.bodies import code_version
from tests.unit.telling_people import TO_CHILD, TO_MOTHER, to

ALL_OF_THE_FORM = """
extends = "care-plan"
nations = ["wales"]
fields = [
  { id = "pets", kind = "narrative", section = 2, audience = ["child", "carer"], after = "placement" },
  { id = "office-notes", kind = "narrative", section = "-", audience = ["worker-only"] },
  { id = "summary-needs", section = 8, audience = ["depends"] },
]
"""
ENGLISH = """
official = "Our Home Plan"
title = { child = "My home plan", adult = "Your child's home plan" }
[headings]
pets = { child = "My pets", adult = "Your child's pets" }
"""
WELSH = """
official = "Ein Cynllun Cartref"
title = { child = "Fy nghynllun cartref", adult = "Cynllun cartref eich plentyn" }
[headings]
pets = { child = "Fy anifeiliaid", adult = "Anifeiliaid eich plentyn" }
"""
HOME = {
    "exemplars/home-plan/exemplar.toml": ALL_OF_THE_FORM,
    "exemplars/home-plan/en.toml": ENGLISH,
    "exemplars/home-plan/cy.toml": WELSH,
}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    reading.lay({})


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def laid(folder: Path, files: dict[str, str]) -> None:
    put(folder, files)
    reading.lay(overlay.read(folder))


def faults(folder: Path, files: dict[str, str]) -> str:
    put(folder, files)
    with pytest.raises(BadContent) as caught:
        overlay.read(folder)
    return str(caught.value)


def test_a_sentence_in_a_councils_own_words_is_said_and_all_others_stay(folder: Path) -> None:
    row = {"kind": "actions", "rows": [{"what": "Ring", "who": "aunt"}]}
    before = [plain(line) for line in tell("actions", row, TO_CHILD)]
    words = '[will.person]\nen = "It is for {who}."\ncy = "Gwaith {who} yw hyn."\n'
    laid(folder, {"telling/words/actions.toml": words})
    assert [plain(line) for line in tell("actions", row, TO_CHILD)] == [before[0], "It is for Anti Ner."]
    assert plain(tell("actions", row, to(TO_MOTHER, language="cy"))[1]) == "Gwaith Nerys Ffugiol yw hyn."
    reading.lay({})
    assert [plain(line) for line in tell("actions", row, TO_CHILD)] == before


def test_one_kind_of_reader_is_told_otherwise_and_the_other_as_before(folder: Path) -> None:
    laid(folder, {"exemplars/headings.toml": '[health]\nen = { child = "Me and my body" }\ncy = { child = "Fi" }\n'})
    assert exemplars.load("core-assessment").by_id["health"].heading == {
        "en": {"child": "Me and my body", "adult": "Health"},
        "cy": {"child": "Fi", "adult": "Iechyd"},
    }


def test_a_form_of_ours_is_retitled_narrowed_and_given_a_field(folder: Path) -> None:
    laid(
        folder,
        {
            "exemplars/childs-plan/exemplar.toml": """
fields = [
  { id = "services", audience = ["parent"], section = 4 },
  { id = "legal-status", audience = ["worker-only"], section = "-" },
  { id = "transport", kind = "narrative", section = 7, audience = ["depends"] },
]""",
            "exemplars/childs-plan/en.toml": 'title.child = "Our plan"\n[headings]\ntransport = "Getting there"\n',
            "exemplars/childs-plan/cy.toml": 'title.child = "Ein cynllun"\n[headings]\ntransport = "Cyrraedd yno"\n',
        },
    )
    form = exemplars.load("childs-plan")
    assert (form.title("en", "child"), form.title("en", "adult")) == ("Our plan", "Your child's plan")
    assert (form.by_id["services"].audience, form.by_id["services"].section) == ({"parent"}, 4)
    assert form.by_id["legal-status"].section is None
    ids = [field.id for field in form.fields]
    assert ids[ids.index("transport") - 1] == "contingency"
    assert ids[ids.index("transport") + 1] == "views-child"
    assert exemplars.load("care-plan").by_id["legal-status"].section == 2


def test_a_form_of_a_councils_own_is_like_ours_but_for_what_it_says(folder: Path) -> None:
    laid(folder, HOME)
    assert exemplars.names()["home-plan"] == {"wales"}
    form, ours = exemplars.load("home-plan"), exemplars.load("care-plan")
    assert form.official("cy") == "Ein Cynllun Cartref"
    assert form.purpose("en", "child") == ours.purpose("en", "child")
    assert [field.id for field in form.fields if field.id not in ours.by_id] == ["pets", "office-notes"]
    assert form.by_id["pets"].order == form.by_id["placement"].order + 1
    assert form.by_id["summary-needs"].audience == {"depends"}
    assert "home-plan" not in (reading.lay({}) or exemplars.names())


def test_terms_options_help_sections_and_shared_blocks_can_be_a_councils_own(folder: Path) -> None:
    laid(
        folder,
        {
            "glossary/terms/ours.toml": """
[craft_club]
en = ["craft club"]
cy = ["clwb crefftau"]
gender = "m"
status = "unverified"
adult = { en = "A place where families get help.", cy = "Lle mae teuluoedd yn cael help." }
child = { en = "A place where families get help.", cy = "Lle mae teuluoedd yn cael help." }
""",
            "telling/words/options.toml": '[team-around]\nen = "Team around the family"\ncy = "Tîm o gwmpas y teulu"\n',
            "exemplars/blocks.toml": 'F = [{ id = "seen-dates", audience = ["worker-only"], section = "-" }]\n',
        },
    )
    assert [one.sense for one in glossary.find("Go to the craft club.", "en")] == ["craft_club"]
    assert exemplars.load("care-plan").by_id["seen-dates"].section is None
    assert exemplars.load("care-plan").by_id["reason"].section == 1
    assert sections.heading(1, "en", "child") == "What this is"
    assert help.names()


def test_what_is_kept_of_pages_is_made_anew_when_the_words_change(folder: Path) -> None:
    before = code_version()
    laid(folder, HOME)
    assert code_version() != before
    reading.lay({})
    assert code_version() == before


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ('{ id = "legal-advice", audience = ["parent"], section = 3 }', "legal-advice.audience: can only be narrowed"),
        ('{ id = "parent-alcohol", audience = ["child"] }', "parent-alcohol.audience: can only be narrowed"),
        ('{ id = "contingency", audience = ["parent", "child"] }', "contingency.audience: can only be narrowed"),
        ('{ id = "seen-dates", audience = ["parent"] }', "seen-dates.audience: can only be narrowed"),
        ('{ id = "danger-statement", audience = ["parent", "child"] }', "danger-statement.audience"),
        ('{ id = "reason", kind = "words" }', "fields.reason.kind: can't be changed"),
        ('{ id = "reason", section = 12 }', "fields.reason.section: must be 1 to 11"),
        ('{ id = "reason", audience = ["worker-only"] }', 'fields.reason.section: is "-"'),
        ('{ id = "new-2", kind = "words", section = 2, audience = ["child"] }', "new-2.id: must be small letters"),
        ('{ id = "new", kind = "poem", section = 2, audience = ["child"] }', "fields.new.kind: must be one of"),
        ('{ id = "new", kind = "words", section = 2, audience = ["everybody"] }', "new.audience: must be some of"),
        ('{ id = "new", kind = "words", section = 2, audience = ["child"] }', "fields.new: has no heading"),
        ('{ id = "new", kind = "words", section = 2, audience = ["child"], after = "x" }', "new.after: this form"),
    ],
)
def test_a_field_that_may_not_be_so_is_refused_by_its_file_and_key(folder: Path, field: str, fault: str) -> None:
    name = "exemplars/child-protection-plan/exemplar.toml"
    assert f"{name}: fields.{fault.removeprefix('fields.')}" in faults(folder, {name: f"fields = [{field}]"})


def test_what_is_private_stays_private(folder: Path) -> None:
    name = "exemplars/pathway-plan/exemplar.toml"
    told = faults(folder, {name: 'fields = [{ id = "immigration", private = false }]'})
    assert told == f"{name}: fields.immigration.private: stays so"


def test_rows_that_are_picked_stay_picked(folder: Path) -> None:
    name = "exemplars/core-assessment/exemplar.toml"
    told = faults(folder, {name: 'fields = [{ id = "chronology", picked = [] }]'})
    assert told == f"{name}: fields.chronology.picked: rows that are picked one by one stay so"


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("safety/danger.toml", "", "nothing of ours is called that, or it can't be changed"),
        ("style/en.toml", "", "nothing of ours is called that, or it can't be changed"),
        ("telling/words/new.toml", "", "ours has no such file"),
        ("telling/words/dates.toml", "[row", "can't be read"),
        ("telling/words/dates.toml", '[row]\nen = "{on}: {what}."', "row: must be said in both languages"),
        ("telling/words/dates.toml", '[row]\nen = "{when}"\ncy = "{on}"', "row.en: ours has no gap 'when'"),
        ("telling/words/dates.toml", '[row]\nen = "{"\ncy = "x"', "row.en: ours has no gap '{' to be filled"),
        ("telling/words/dates.toml", '[row]\nen = { kid = "x" }\ncy = "x"', "row.en: must be a text, or one for each"),
        ("telling/words/dates.toml", '[row]\nen = { child = "x" }\ncy = "x"', "row.en: says nothing to adult"),
        ("telling/words/dates.toml", '[rows]\nen = "x"\ncy = "x"', "rows: ours has no such key"),
        ("exemplars/headings.toml", '[pets]\nen = "Pets"', "pets: must have cy, en"),
        ("exemplars/headings.toml", '[health]\nen = { easy = "x" }\ncy = "y"', "health.en: must be a text"),
        ("glossary/terms/ours.toml", '[core_group]\nen = ["x"]', "core_group: stands in another file of ours"),
        ("help/exit.toml", "reviewed_on = 3", "reviewed_on: must be a date, as ours is"),
        ("exemplars/blocks.toml", 'F = [{ id = "pets" }]', "F.pets: no such field; put it into a form"),
        ("exemplars/home/exemplar.toml", "", 'extends: must name one of our forms, such as "care-plan"'),
        ("exemplars/care-plan/exemplar.toml", 'extends = "chronology"', "extends: this form is ours already"),
        ("exemplars/care-plan/exemplar.toml", 'nations = ["france"]', "nations: must be among england, wales"),
        ("exemplars/care-plan/exemplar.toml", 'colour = "red"', "colour: no such key"),
        ("exemplars/strategy-discussion/exemplar.toml", 'opened_by = ""', 'opened_by: can only be "manager"'),
        ("exemplars/care-plan/en.toml", 'title.child = "x"', "en.toml and cy.toml must say the same things: title"),
        ("exemplars/care-plan/en.toml", 'headings.pets = "x"', "headings.pets: no such field"),
    ],
)
def test_a_bad_file_is_named_with_its_key_and_what_is_wrong(folder: Path, name: str, text: str, fault: str) -> None:
    told = faults(folder, {name: text})
    assert fault in told
    assert all(one.startswith(name.rpartition("/")[0]) for one in told.splitlines())


def test_many_faults_are_told_in_part(folder: Path) -> None:
    told = faults(folder, {f"style/{number}.toml": "" for number in range(9)})
    assert told.splitlines()[-1] == "and 4 more"


def test_every_one_of_our_own_files_could_be_laid_over_itself(folder: Path) -> None:
    for name in ("telling/words/*.toml", "help/*.toml", "rights/*.toml", "together/*.toml", "glossary/terms/*.toml"):
        for path in reading.paths(name):
            put(folder, {path: (reading.FOLDER / path).read_text(encoding="utf-8")})
    put(folder, {"sections.toml": (reading.FOLDER / "sections.toml").read_text(encoding="utf-8")})
    before = code_version()
    reading.lay(overlay.read(folder))
    assert glossary.find("The core group meets.", "en")
    assert code_version() != before


def test_the_kinds_of_a_field_are_those_that_can_be_told() -> None:
    assert {*KINDS, "narrative"} == changes.KINDS


def test_a_bad_folder_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="CLYWED_CONTENT names a folder of words that can't be used:\nthere is no"):
        settings_from({"CLYWED_DATA": str(tmp_path), "CLYWED_CONTENT": str(tmp_path / "none")})
    put(tmp_path / "words", HOME)
    chosen = settings_from({"CLYWED_DATA": str(tmp_path), "CLYWED_CONTENT": str(tmp_path / "words")})
    assert sorted(chosen.content) == sorted(HOME)


def test_the_portal_is_made_with_the_councils_words_and_one_without_them_has_ours(folder: Path) -> None:
    put(folder / "words", HOME)
    create_app(settings_from({"CLYWED_DATA": str(folder / "var"), "CLYWED_CONTENT": str(folder / "words")}))
    assert "home-plan" in exemplars.names()
    create_app(settings_from({"CLYWED_DATA": str(folder / "var")}))
    assert "home-plan" not in exemplars.names()
