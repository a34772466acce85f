"""A child's own words for terms of the glossary: "Nan" for the kinship carer, in that child's copies alone."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from content.glossary import listing
from portal.forms.glossary import FindForm
from portal.forms.own_words import OwnWordForm
from portal.forms.preparing import PressForm
from portal.languages import address_for, current_language
from portal.services import own_words as words
from portal.views.practitioner import blueprint

Page = str | tuple[str, int] | Response


@blueprint.get("/children/<child>/own-words/")
def own_words(child: str) -> Page:
    """The words that a child has of their own, and terms to keep one for: those that a word finds, or usual ones."""
    found = words.words_of(current_user, child)
    finding = FindForm(request.args)
    mine = listing.those(found.kept, current_language())
    offered = listing.offered(current_language(), "child", finding.typed, words.OFTEN)
    return render_template("practitioner/own_words.html", found=found, finding=finding, mine=mine, offered=offered)


@blueprint.route("/children/<child>/own-words/<sense>", methods=["GET", "POST"])
def own_word(child: str, sense: str) -> Page:
    """Keep the child's own word for one term."""
    found = words.words_of(current_user, child)
    kept = found.of(sense)
    form = OwnWordForm(data={"word": kept.word, "language": kept.language} if kept else None)
    if form.accepts(words.keep, current_user, child, sense, **form.kept):
        flash(_("Kept. It stands in their copies from the next publishing on."))
        return redirect(address_for("practitioner.own_words", child=child), 303)
    (term,) = listing.those([sense], current_language())
    return render_template("practitioner/own_word.html", found=found, term=term, form=form), form.status


@blueprint.post("/children/<child>/own-words/<sense>/take-away")
def take_own_word_away(child: str, sense: str) -> Page:
    """Go back to the usual word."""
    form = PressForm()
    if form.accepts(words.take_away, current_user, child, sense):
        flash(_("Taken away. Copies that they have stay as they are; the next has the usual word."))
    return redirect(address_for("practitioner.own_words", child=child), 303)
