"""Listening to a passage of one's own copy."""

import io
from typing import Any

import msgspec
from flask import current_app, make_response, send_file
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.services import sounds
from portal.views.family import blueprint

PLACE = "/documents/<copy>/sound/<passage>/<any(cy, en):voice>-<any(full, plain, easy):level>"


@blueprint.get(f"{PLACE}.mp3")
def sound(copy: str, passage: str, voice: Any, level: Any) -> Response:
    """The sound itself, whole or the range that a player asks for."""
    heard = sounds.listen(current_user, copy, passage, voice, level, current_app.extensions["background"].hurry)
    response = send_file(io.BytesIO(heard.mp3), "audio/mpeg", download_name="clywed.mp3", conditional=True)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get(f"{PLACE}.json")
def sound_times(copy: str, passage: str, voice: Any, level: Any) -> Response:
    """When each sentence of it is spoken: sentence `n` of the list is the one with the id "passage-n" on the page."""
    heard = sounds.listen(current_user, copy, passage, voice, level, current_app.extensions["background"].hurry)
    times = {"duration_ms": heard.duration_ms, "cues": heard.cues, "read_by": heard.read_by}
    return make_response(msgspec.json.encode(times), 200, {"Content-Type": "application/json"})
