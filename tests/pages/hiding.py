"""A worker takes a passage out of a copy that is published already."""

from portal.models import Choice, Record
from tests.families import DANI, KEZ, YASMIN, Plan


def hide(plan: Plan, field: str, person: str = DANI, child: str = KEZ, record: Record | None = None) -> None:
    """Show this person this passage no more, from now on: of the plan, or of another record."""
    plan.session.add(
        Choice(
            record_id=(record or plan.record).id,
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
