"""What may I do here, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.identity.models import Person
from linli.identity.signin.proof import has_second_factor, opens_office
from linli.kernel.actor import Actor
from linli.kernel.guards import actor_of, signed_in
from linli.organisations.models import Office
from linli.organisations.queries import offices_of
from linli.web.acting import as_office, as_resident
from linli.web.rights import standing


@require_safe
@signed_in
def rights(request: HttpRequest) -> HttpResponse:
    """The present capacity first, then the others of the person."""
    actor = actor_of(request)
    person = Person.objects.get(pk=actor.person or 0)
    mine = as_resident(person, has_second_factor(request))
    capacities: list[tuple[Actor, Office | None]] = [(mine, None)]
    opens = opens_office(request)
    capacities += [(as_office(person, o, opens), o) for o in offices_of(person.pk)]
    shown = [standing(each, office, now=each.office == actor.office) for each, office in capacities]
    shown.sort(key=lambda each: not each.now)
    return render(request, "web/rights.html", {"standings": shown})
