"""What software may know of the person who uses it."""

from django.http import HttpRequest
from ninja import Router

from linli.identity.models import Person
from linli.identity.queries import display_name
from linli.identity.schemas import MeOut
from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of

router = Router(tags=["me"])


@router.get("/me", response=MeOut, auth=needs("me:read"), summary="Who I am here")
def get_me(request: HttpRequest) -> MeOut:
    people = Person.objects.select_related("private", "merged_into__private")
    person = found_or_refused(people.filter(pk=actor_of(request).person or 0))
    return MeOut(
        number=person.public_id,
        shown=display_name(person),
        level=person.level,
        community=person.community,
        capacity=actor_of(request).capacity,
        language=person.language,
    )
