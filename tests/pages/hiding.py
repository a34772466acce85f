"""A worker takes a passage out of a copy that is published already."""

from portal.models import Choice
from tests.families import DANI, KEZ, YASMIN, Plan


def hide(plan: Plan, field: str, person: str = DANI, child: str = KEZ) -> None:
    """Show this person this passage no more, from now on."""
    plan.session.add(
        Choice(
            record_id=plan.record.id,
            child_id=plan.people[child].id,
            person_id=plan.people[person].id,
            passage=field,
            text="",
            shown=False,
            chosen_by_id=plan.people[YASMIN].id,
            chosen_at=plan.copy(person, child).made_at.replace(year=2099),
        )
    )
    plan.session.commit()
