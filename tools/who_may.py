"""Write docs/who-may-do-what.md from the table of permissions.

python -m tools.who_may
"""

from portal.config import HERE
from portal.models.tie import Part
from portal.permissions import ANYBODY, MAY, Action

PAGE = HERE / "docs" / "who-may-do-what.md"
HEAD = """# Who may do what

Made from the table in `portal/permissions.py` by `python -m tools.who_may`; a test fails when the two differ. What is
not in the table is refused, and a refusal looks just like what does not exist. A tie counts from its first day until it
ends, and a block of any of a person's ties to a child closes that child to them, from the next request on.
"""
OWN = "Anybody who is signed in may also do this with what is their own: "
BY_COMMAND = "Nobody does this on a page, only by command: "


def table() -> str:
    """The page, as it should be now."""
    parts = [part for part in Part if any(part in who and who != ANYBODY for who in MAY.values())]
    rows = [["action", *(part.value for part in parts)], ["---", *(":-:" for _ in parts)]]
    # In the order of the actions, whatever the order of the table.
    may = [(action, MAY[action]) for action in Action]
    for action, who in may:
        if who != ANYBODY:
            rows.append([f"`{action.value}`", *("yes" if part in who else "" for part in parts)])
    own = ", ".join(f"`{action.value}`" for action, who in may if who == ANYBODY)
    nobody = ", ".join(f"`{action.value}`" for action, who in may if not who)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([HEAD, *lines, "", f"{OWN}{own}.", "", f"{BY_COMMAND}{nobody}.", ""])


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(table(), encoding="utf-8")
