"""A colour and a picture that somebody chooses for themselves."""

from flask import flash, redirect, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from accessibility.symbols import picture
from portal.forms.reading import OwnForm
from portal.languages import address_for, to_you
from portal.services import home as at_home
from portal.views.family import blueprint


@blueprint.route("/pictures", methods=["GET", "POST"])
def pictures() -> Response | tuple[str, int]:
    """The colours and the pictures; what is chosen stands on the person's own pages and nowhere else."""
    form = OwnForm(colour=current_user.colour, picture=current_user.picture)
    if form.accepts(at_home.choose_own, current_user, form.colour.data or "", form.picture.data or ""):
        flash(to_you("That is yours now."))
        return redirect(address_for("family.home"), 303)
    drawn = {name: picture(name) for name in at_home.PICTURES}
    return render_template("family/pictures.html", form=form, drawn=drawn, colours=at_home.COLOURS), form.status
