"""Prepare: a record passage by passage, what is left to decide, and the texts for the family."""

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.wrappers import Response

from content import sections
from portal.forms import naming
from portal.forms.preparing import (
    DecisionForm,
    PressForm,
    TextForm,
    adult_form,
    decision_form,
    place_form,
)
from portal.languages import address_for, current_language
from portal.services import deciding, family_texts, measuring, preparing
from portal.services.deciding import Decision
from portal.services.measuring import Measures
from portal.services.preparing import Preparation, PreparedPassage
from portal.views.practitioner import blueprint

Page = str | tuple[str, int] | Response
AUDIENCES = {"child": "child", "parent": "parent", "both": ""}
A_TEXT = "/records/<record>/<child>/passages/<passage>/text/<any(plain, easy):level>/<any(cy, en):text_language>/"
A_TEXT += "<any(child, parent, both):audience>/"


@blueprint.get("/records/<record>/<child>/")
def prepare(record: str, child: str) -> Page:
    """A record for one child: what is left to decide first, then who sees what, then the texts that are missing."""
    ready = preparing.prepare(current_user, record, child)
    forms = {one.key: _decisions(ready, one, rows=0) for one in ready.to_decide}
    return render_template("practitioner/prepare.html", ready=ready, forms=forms, press=PressForm(), **_words())


@blueprint.route("/records/<record>/<child>/passages/<passage>/", methods=["GET", "POST"])
def passage(record: str, child: str, passage: str) -> Page:
    """One passage: the worker's words, who sees it and why, row by row where it has rows."""
    ready = preparing.prepare(current_user, record, child)
    one = ready.passage(passage)
    form = _decisions(ready, one, rows=len(one.passage.get("rows", ())))
    decisions = [Decision(person, shown, row) for (person, row), shown in form.decisions()]
    if form.accepts(deciding.decide, current_user, record, child, one.id, decisions, form.seen.data or ""):
        flash(_("Kept. It counts for copies from the next publishing on; what you hid is hidden at once."))
        return redirect(_next_place(record, child, one), 303)
    return _passage_page(ready, one, form), form.status


@blueprint.post("/records/<record>/<child>/passages/<passage>/section")
def place(record: str, child: str, passage: str) -> Page:
    """Say where a passage belongs that the form doesn't list."""
    form = place_form(_headings())
    if form.accepts(deciding.place, current_user, record, child, passage, form.section.data):
        flash(_("Kept. The family reads it in that part."))
    return redirect(address_for("practitioner.passage", record=record, child=child, passage=passage), 303)


@blueprint.post("/records/<record>/<child>/passages/<passage>/about")
def name_adult(record: str, child: str, passage: str) -> Page:
    """Say whom a passage about an adult is about."""
    form = adult_form({})
    if form.accepts(deciding.name_adult, current_user, record, child, passage, form.reference.data):
        flash(_("Kept. Choose for them first."))
    return redirect(address_for("practitioner.passage", record=record, child=child, passage=passage), 303)


@blueprint.post("/records/<record>/<child>/people/<person>/usual")
def choose_usual(record: str, child: str, person: str) -> Page:
    """Show somebody what the form usually shows, although something else in the record is withheld from them."""
    form = PressForm()
    if form.accepts(deciding.choose_usual, current_user, record, child, person):
        number = form.result
        flash(ngettext("%(num)s part is now shown to them.", "%(num)s parts are now shown to them.", number))
    return redirect(address_for("practitioner.prepare", record=record, child=child), 303)


@blueprint.route(A_TEXT, methods=["GET", "POST"])
def text(record: str, child: str, passage: str, level: str, text_language: str, audience: str) -> Page:
    """Write a text for the family, with the worker's words beside it."""
    which = {"level": level, "language": text_language, "audience": AUDIENCES[audience]}
    opened = family_texts.open_text(current_user, record, child, passage, **which)
    form = TextForm(data={"text": opened.text})
    written = {"text": form.text.data or "", "seen": form.seen.data or ""}
    if form.accepts(deciding.write_text, current_user, record, child, passage, **written, **which):
        flash(_("Kept. The family gets it from the next publishing on."))
        return redirect(request.path, 303)
    measures = measuring.measure(form.text.data or "", level, text_language, opened.passage.id, which["audience"])
    known = {"said": told(measures), "audience": audience, **_words()}
    return render_template("practitioner/text.html", opened=opened, form=form, **known), form.status


@blueprint.post(A_TEXT + "draft")
def text_draft(**where: str) -> tuple[str, int, dict[str, str]]:
    """Keep a text as it is typed, for this worker only. Looks at nothing else."""
    wanted = (where["level"], where["text_language"], AUDIENCES[where["audience"]])
    place = (where["record"], where["child"], where["passage"])
    family_texts.keep_draft(current_user, *place, wanted, request.form.get("text", ""))
    return "", 204, {"Content-Type": "text/plain"}


@blueprint.post(A_TEXT + "measure")
def measure(record: str, child: str, passage: str, level: str, text_language: str, audience: str) -> dict[str, str]:
    """The measures of a text as it is typed, as the items of the page's list; nothing is kept."""
    typed = request.form.get("text", "")
    which = {"level": level, "language": text_language, "audience": AUDIENCES[audience]}
    said = told(measuring.measure_for(current_user, record, child, passage, text=typed, **which))
    return {"said": render_template("practitioner/measures.html", said=said, text_language=text_language)}


def told(found: Measures) -> list[dict[str, str]]:
    """The measures in this page's language: what is said, and the sentence that it is about ("" for the whole)."""
    whole = _(
        "Words: %(words)s. Sentences: %(sentences)s. The longest sentence has this many words: %(longest)s.",
        words=found.words,
        sentences=found.sentences,
        longest=found.longest,
    )
    advice = [{"said": one.said(current_language()), "about": one.sentence} for one in found.found]
    if found.words and not advice:
        advice = [{"said": _("No rule of plain and easy words finds anything. Only a reader can tell."), "about": ""}]
    return [{"said": whole, "about": ""}, *advice]


def _decisions(ready: Preparation, one: PreparedPassage, rows: int) -> DecisionForm:
    people = [(reader.id, reader.tie.named) for reader in ready.readers]
    return decision_form(one.key, people, rows, ready.chosen(one), one.text)


def _passage_page(ready: Preparation, one: PreparedPassage, form: DecisionForm) -> str:
    place, about = place_form(_headings()), adult_form(deciding.adults_of(ready))
    return render_template(
        "practitioner/passage.html", ready=ready, one=one, form=form, place=place, about=about, **_words()
    )


def _next_place(record: str, child: str, done: PreparedPassage) -> str:
    """Back among what is left to decide, at the passage after this one."""
    ready = preparing.prepare(current_user, record, child)
    order = [one.id for one in ready.passages]
    after = [one for one in ready.to_decide if order.index(one.id) > order.index(done.id)]
    mark = f"passage-{after[0].key}" if after else "left"
    return address_for("practitioner.prepare", record=record, child=child, _anchor=mark)


def _headings() -> list[tuple[int, str]]:
    return [(number, sections.heading(number, current_language(), "adult")) for number in sections.NUMBERS]


def _words() -> dict[str, object]:
    """What the templates of these pages call things."""
    return {"naming": naming, "headings": dict(_headings())}
