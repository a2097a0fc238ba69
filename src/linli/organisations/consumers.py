"""What follows for offices when something happens to the places that they serve."""

from linli.facts import places
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.organisations import operations
from linli.organisations.models import Office
from linli.places.models import Reform


@consumes(places.CommunitiesMerged, places.CommunitySplit)
def end_offices_of_a_community(event: Event) -> None:
    """A community that was merged or split has nobody in office any more; they end at once."""
    reform = Reform.objects.get(pk=event.payload["reform"])
    offices = Office.objects.filter(place__in=event.payload["ended"], ended_at=None)
    for office in offices.select_for_update().order_by("pk"):
        if office.state != "over":
            operations.close_office(SYSTEM, office, last_day=None, ground=reform.ground)
