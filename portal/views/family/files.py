"""A copy as a file: asked for, waited for, taken."""

from flask import make_response, redirect, render_template, request, send_file
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import page
from portal.languages import address_for
from portal.services import files
from portal.views.family import blueprint

LOOK_AGAIN_SECONDS = 5


@blueprint.post("/documents/<copy>/file")
def file_ask(copy: str) -> Response:
    """Ask for a file of a copy as the reader has it on the page."""
    file = files.ask(current_user, copy, request.form.get("kind", ""), page.profile())
    return redirect(address_for("family.file", file=file.public_id), 303)


@blueprint.post("/documents/<copy>/sealed")
def sealed(copy: str) -> Response:
    """Ask for the copy with the reader's own acts on it, sealed."""
    file = files.ask(current_user, copy, "sealed", page.profile())
    return redirect(address_for("family.file", file=file.public_id), 303)


@blueprint.get("/files/<file>/")
def file(file: str) -> Response:
    """Whether it is ready, and how far it is; the page looks again by itself until it is."""
    found = files.wait_for(files.find(current_user, file))
    answer = make_response(render_template("family/file.html", file=found, kind=files.kind_of(found)))
    if found.ready_at is None and not found.problem:
        answer.headers["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return answer


@blueprint.get("/files/<file>/take")
def file_take(file: str) -> Response:
    """The file itself, under a name that tells nothing."""
    found = files.find(current_user, file)
    kind = files.kind_of(found)
    name = f"clywed-{found.public_id[:6]}.{kind.suffix}"
    response = send_file(files.path_of(found), kind.media_type, as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response
