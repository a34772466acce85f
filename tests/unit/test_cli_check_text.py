"""`clywed check-text`: each sentence and the rule it breaks, with its source; 1 if there is any."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from portal.cli import main

ENGLISH = ("--language", "en", "--level", "easy")


def run(*words: str, text: str = "") -> Result:
    return CliRunner().invoke(main, ["check-text", *words], input=text)


def test_a_text_that_breaks_a_rule_ends_with_1_and_names_sentence_rule_and_source() -> None:
    told = run("-", *ENGLISH, text="You can stay. Ring us prior to the visit.\n")
    assert told.exit_code == 1
    assert "easier-word: For “prior to” you can say: before." in told.output
    assert "    Ring us prior to the visit.\n    Source: " in told.output
    assert "You can stay" not in told.output


def test_a_text_that_breaks_none_ends_with_0_and_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    file.write_text("Rwyt ti'n byw gyda Nerys.\n", encoding="utf-8")
    told = run(str(file), "--language", "cy", "--level", "easy", "--for", "child")
    assert (told.exit_code, told.output) == (0, "")


def test_whom_it_is_for_counts_in_welsh() -> None:
    assert run("-", "--language", "cy", "--level", "plain", "--for", "parent", text="Dyma dy gynllun.").exit_code == 1
    assert run("-", "--language", "cy", "--level", "plain", "--for", "child", text="Dyma dy gynllun.").exit_code == 0


def test_as_json_it_has_both_languages() -> None:
    told = run("-", *ENGLISH, "--json", text="Mum & I.")
    (one,) = json.loads(told.output)
    assert (one["rule"], one["sentence"], one["sign"]) == ("ampersand", "Mum & I.", False)
    assert set(one["said"]) == {"en", "cy"}
    assert one["source"]
    assert json.loads(run("-", *ENGLISH, "--json", text="Mum and I.").output) == []


def test_a_sign_alone_breaks_no_rule() -> None:
    told = run("-", "--language", "en", "--level", "plain", text="Considerable multidisciplinary deliberation. " * 20)
    assert "reading-age (only a sign)" in told.output.replace("long-paragraph", "")
    alone = "\n".join(["Considerable multidisciplinary deliberation."] * 20)
    told = run("-", "--language", "en", "--level", "plain", text=alone)
    assert told.exit_code == 0
    assert told.output.startswith("reading-age (only a sign): ")


def test_what_is_no_text_is_one_plain_line(tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\xff\xfe")
    told = run(str(file), *ENGLISH)
    assert told.exit_code == 1
    assert told.output == "Error: this is not a text in UTF-8\n"


def test_it_must_be_told_language_and_level() -> None:
    assert run("-", text="Hello.").exit_code == 2
    assert run("-", "--language", "de", "--level", "easy", text="Hallo.").exit_code == 2
