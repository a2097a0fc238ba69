"""My page: who I am here, what is kept of me, and where to change it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.identity.models import Person
from linli.identity.queries import display_name
from linli.kernel.guards import actor_of, signed_in
from linli.organisations.queries import offices_of
from linli.places.models import Place
from linli.residence.models import Relation
from linli.residence.queries import standing_of
from linli.web.menus import ME_DATA, ME_OTHERS, ME_SAFETY, opened


@require_safe
@signed_in
def me(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    person = Person.objects.select_related("private", "merged_into").get(pk=actor.person or 0)
    place = Place.objects.filter(pk=person.community).first() if person.community else None
    return render(
        request,
        "web/me.html",
        {
            "person": person,
            "me": display_name(person),
            "place": place,
            "offices": offices_of(person.pk),
            "standing": [Relation(each).label for each in sorted(standing_of(person.pk))],
            "data": opened(ME_DATA, actor),
            "others": opened(ME_OTHERS, actor),
            "safety": opened(ME_SAFETY, actor),
        },
    )
