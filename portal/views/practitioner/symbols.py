"""Pictures in what is prepared or published: a worker takes one away, or chooses another for words of a sentence."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from accessibility.document import Language
from accessibility.formats.page import BUILT
from accessibility.symbols import picture
from portal.forms.symbols import BACK, SearchForm, SymbolForm, place_of
from portal.languages import address_for
from portal.services import symbol_choices
from portal.views.practitioner import blueprint

Page = str | tuple[str, int] | Response
PICTURES = "/records/<record>/<child>/pictures/<any(cy, en):text_language>/"


@blueprint.get(PICTURES)
def symbols(record: str, child: str, text_language: Language) -> Page:
    """Every sentence that has pictures, under them."""
    found = symbol_choices.pictures(current_user, record, child, text_language)
    return render_template("practitioner/symbols.html", found=found, text_language=text_language, built=BUILT)


@blueprint.route(f"{PICTURES}<sentence>/", methods=["GET", "POST"])
def symbol(record: str, child: str, text_language: Language, sentence: str) -> Page:
    """One sentence: choose the words, look for a picture, show it or none."""
    found = symbol_choices.pictures(current_user, record, child, text_language)
    one = found.sentence(sentence)
    form = SymbolForm()
    if form.accepts(_choose, record, child, text_language, sentence, form):
        flash(_("Kept. It is put on the copies in a moment."))
        return redirect(address_for("practitioner.symbol", **_at(record, child, text_language, sentence)), 303)
    place = place_of(request.args.get("place", ""))
    searching = SearchForm(request.args)
    senses = symbol_choices.search(searching.word.data or "")
    page = render_template(
        "practitioner/symbol.html",
        found=found,
        one=one,
        text_language=text_language,
        place=place if place in one.places else None,
        form=form,
        searching=searching,
        drawn=[(sense.name, picture(sense.name)) for sense in senses],
        built=BUILT,
        back=BACK,
    )
    return page, form.status


def _choose(record: str, child: str, language: Language, sentence: str, form: SymbolForm) -> None:
    if form.what.data == BACK:
        symbol_choices.undo(current_user, record, child, sentence, form.words)
        return
    negated = bool(form.negated.data)
    chosen = form.what.data or ""
    symbol_choices.choose(current_user, record, child, language, sentence, form.words, sense=chosen, negated=negated)


def _at(record: str, child: str, text_language: str, sentence: str) -> dict[str, str]:
    return {"record": record, "child": child, "text_language": text_language, "sentence": sentence}
