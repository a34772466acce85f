"""`clywed check-text`: is a text plain, or easy to read? Each sentence and the rule that it breaks."""

import json
from typing import TextIO

import click

from accessibility.checks.finding import Finding
from accessibility.checks.text import check

AUDIENCES = {"child": "child", "parent": "adult", None: ""}


@click.command("check-text")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--language", type=click.Choice(["en", "cy"]), required=True, help="The language of the text.")
@click.option("--level", type=click.Choice(["easy", "plain"]), required=True, help="What the text should be.")
@click.option("--for", "reader", type=click.Choice(["child", "parent"]), help="Whom it is for: in Welsh, ti or chi.")
@click.option("--json", "as_json", is_flag=True, help="Everything found, as JSON.")
def command(file: TextIO, language: str, level: str, reader: str | None, as_json: bool) -> None:
    """Look a text over (FILE, or - for what is typed in): one line a sentence, or paragraphs with blank lines between.

    Names each sentence with the rule that it breaks, what to do, and where the rule comes from. Ends with 1 if any rule
    is broken. A reading age, or a length that is unusual for Welsh, is only a sign: it is told, and breaks no rule.
    """
    try:
        text = file.read()
    except UnicodeDecodeError as error:
        raise click.ClickException("this is not a text in UTF-8") from error
    found = check(text, language, level, AUDIENCES[reader])
    if as_json:
        click.echo(json.dumps([_as_data(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(_as_lines(one))
    if any(not one.is_sign for one in found):
        raise click.exceptions.Exit(1)


def _as_data(one: Finding) -> dict[str, object]:
    said = {"en": one.said("en"), "cy": one.said("cy")}
    return {
        "rule": one.rule,
        "sentence": one.sentence,
        "word": one.word,
        "said": said,
        "source": one.source,
        "sign": one.is_sign,
    }


def _as_lines(one: Finding) -> str:
    about = f"    {one.sentence}\n" if one.sentence else ""
    return f"{one.rule}{' (only a sign)' if one.is_sign else ''}: {one.said('en')}\n{about}    Source: {one.source}"
