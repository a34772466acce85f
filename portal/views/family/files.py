"""A copy as a file: asked for, waited for, taken."""

from flask import redirect, render_template, request, send_file
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import page
from portal.languages import address_for
from portal.services import files
from portal.views.family import blueprint


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
def file(file: str) -> str:
    """Whether it is ready; usually it is at once."""
    found = files.wait_for(files.find(current_user, file))
    return render_template("family/file.html", file=found)


@blueprint.get("/files/<file>/take")
def file_take(file: str) -> Response:
    """The file itself, under a name that tells nothing."""
    found = files.find(current_user, file)
    name = f"clywed-{found.public_id[:6]}.pdf"
    response = send_file(files.path_of(found), "application/pdf", as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "no-store"
    return response
