"""What this module offers to software."""

from django.http import HttpRequest
from ninja import Router

from linli.insight.queries import as_rows, by_class, funnel
from linli.insight.rules import READERS, may_read, participation_visible_to, visible_to
from linli.insight.schemas import ClassOut, CoverageOut, GroupOut
from linli.kernel.api import Session
from linli.kernel.errors import require
from linli.kernel.guards import actor_of, require_capacity
from linli.places.queries import by_code

router = Router(tags=["insight"])


@router.get(
    "/coverage/{code}",
    response=CoverageOut,
    auth=[Session()],
    summary="How far a community's people have come",
)
def get_coverage(request: HttpRequest, code: str) -> CoverageOut:
    """Registered, proved, active: by estate, building, age and role. For officials."""
    actor = actor_of(request)
    require_capacity(actor, *READERS)
    place = by_code(code)
    require(may_read(actor, community=place.pk))
    found = funnel(visible_to(actor), place.pk)
    groups = [GroupOut(**row) for row in as_rows(found)]
    rows = by_class(participation_visible_to(actor), place.pk)
    classes = [
        ClassOut(sector=row.sector, label=row.label, people=row.people, acts=row.acts)
        for row in rows
    ]
    return CoverageOut(community=place.code, day=found.day, groups=groups, classes=classes)
