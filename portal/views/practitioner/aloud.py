"""Reading aloud: a worker reads the words of somebody's copy, and is heard instead of the voice."""

from typing import Any

from flask import flash, make_response, redirect, render_template, send_file
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.errors import NotFound
from portal.forms import naming
from portal.forms.preparing import PressForm
from portal.forms.reading_aloud import AloudForm, marks_form
from portal.languages import address_for
from portal.security import allow_recording
from portal.services import recordings, sentence_marks
from portal.views.practitioner import blueprint

PLACE = "/records/<record>/<child>/people/<person>/aloud/<any(cy, en):text_language>/<any(full, plain, easy):level>/"


WHERE = ("record", "child", "person", "text_language", "level")


def _of(where: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(where[name] for name in WHERE)


@blueprint.get(PLACE)
def aloud(**where: Any) -> str:
    """Everything of somebody's copy in one language and level, and who has read what of it aloud."""
    ready, look, passages = recordings.to_read(current_user, *_of(where))
    return render_template(
        "practitioner/aloud.html", ready=ready, look=look, passages=passages, where=where, naming=naming
    )


@blueprint.route(PLACE + "<key>", methods=["GET", "POST"])
def read_aloud(key: str, **where: Any) -> Response:
    """Read one passage: record it in the browser, or bring a file."""
    ready, look, passages = recordings.to_read(current_user, *_of(where))
    one = next((one for one in passages if one.key == key), None)
    if one is None:
        raise NotFound()
    form = AloudForm()
    if form.accepts(recordings.keep, current_user, *_of(where), key, form.bytes()):
        flash(_("Kept. It is heard as soon as it is ready, wherever just these words are read."))
        return redirect(address_for("practitioner.aloud", **where), 303)
    page = render_template(
        "practitioner/read_aloud.html", ready=ready, look=look, one=one, form=form, press=PressForm(), where=where
    )
    answer = make_response(page, form.status)
    allow_recording(answer)
    return answer


@blueprint.get(PLACE + "<key>.mp3")
def aloud_sound(key: str, **where: Any) -> Response:
    """What was kept, to listen to: whole, or the range that a player asks for."""
    path = recordings.listen(current_user, key, *_of(where))
    response = send_file(path, "audio/mpeg", download_name="clywed.mp3", conditional=True)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.route(PLACE + "<key>/sentences", methods=["GET", "POST"])
def aloud_sentences(key: str, **where: Any) -> Response | tuple[str, int]:
    """Mark where each sentence of a reading begins: by a press when it is heard, or in seconds."""
    ready, reading = sentence_marks.to_mark(current_user, key, *_of(where))
    form = marks_form(reading.begins, reading.recording.sha256)
    if form.accepts(sentence_marks.mark, current_user, form.reading.data or "", form.begins, key, *_of(where)):
        flash(_("Kept. Each sentence lights up as it is heard."))
        return redirect(address_for("practitioner.aloud", **where), 303)
    known = {"ready": ready, "reading": reading, "form": form, "key": key, "where": where}
    return render_template("practitioner/aloud_sentences.html", **known), form.status


@blueprint.post(PLACE + "<key>/take-back")
def take_aloud_back(key: str, **where: Any) -> Response:
    """Take a recording away."""
    form = PressForm()
    if form.accepts(recordings.take_back, current_user, *_of(where), key):
        flash(_("Taken away. The voice reads these words again."))
    return redirect(address_for("practitioner.aloud", **where), 303)
