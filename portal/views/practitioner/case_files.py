"""The case file of a child: everything as it was said, with where it came from."""

from flask import Response, g, render_template

from portal.services import case_files
from portal.views.practitioner import blueprint


@blueprint.get("/children/<child>/case-file")
def case_file(child: str) -> str:
    """All of it, newest first; made to be printed."""
    return render_template("practitioner/case_file.html", file=case_files.case_file(g.person, child))


@blueprint.get("/children/<child>/case-file/<key>.json")
def case_file_entry(child: str, key: str) -> Response:
    """One entry, byte for byte as it was filed: its SHA-256 is the one that the case file shows."""
    entry = case_files.one_entry(g.person, child, key)
    name = f"{entry.row.kind}-{entry.row.sha256[:12]}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(entry.row.payload.encode(), mimetype="application/json", headers=headers)
