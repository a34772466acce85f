"""For managers: who saw, did and was refused what."""

from flask import make_response, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.database import today
from portal.forms.oversight import ACTIONS, OUTCOMES, AuditForm, audit_form
from portal.services import oversight as service
from portal.services.oversight import Wanted
from portal.views.practitioner import oversight

Page = str | tuple[str, int] | Response


@oversight.get("/audit")
def audit() -> Page:
    """Fifty events at a time, the newest first, narrowed as the address says."""
    form = audit_form()
    before = request.args.get("before", 0, type=int)
    wanted = _wanted(form) if form.validate() else Wanted()
    found = service.events(current_user, wanted, before)
    asked = {name: value for name, value in request.args.items() if name in form.data and value}
    page = render_template(
        "practitioner/audit.html",
        form=form,
        found=found,
        asked=asked,
        before=before,
        actions=ACTIONS,
        outcomes=OUTCOMES,
    )
    return page, 400 if form.errors else 200


@oversight.get("/audit.csv")
def audit_file() -> Page:
    """The same as a file for a spreadsheet."""
    form = audit_form()
    answer = make_response(service.export(current_user, _wanted(form) if form.validate() else Wanted()))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="clywed-audit-{today().isoformat()}.csv"'
    return answer


def _wanted(form: AuditForm) -> Wanted:
    """What the form asks for."""
    return Wanted(
        person=(form.person.data or "").strip(),
        child=(form.child.data or "").strip(),
        action=form.action.data,
        outcome=form.outcome.data,
        day=form.day.data,
    )
