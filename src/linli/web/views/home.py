"""The first page: "what needs me now?", or for strangers what this place is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_safe

from linli.identity.models import Person
from linli.identity.queries import display_name
from linli.journal.models import Event
from linli.journal.queries import receipts_of
from linli.journal.titles import title_of
from linli.kernel.fronts import rates_of
from linli.kernel.guards import actor_of
from linli.kernel.needs import official_needs, personal_needs
from linli.organisations.queries import offices_at, with_names
from linli.places.models import Place
from linli.web.menus import KEPT, WELCOME, opened

OFFICES_SHOWN = 4
RECEIPTS_SHOWN = 2


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A constant number of queries, whatever waits."""
    actor = actor_of(request)
    if actor.person is None:
        around = {
            "demo": settings.DEMO,
            "sign_in": resolve_url(settings.LOGIN_URL),
            "links": opened(WELCOME, actor),
        }
        return render(request, "web/welcome.html", around)
    person = Person.objects.select_related("private", "merged_into").get(pk=actor.person or 0)
    place = Place.objects.filter(pk=person.community).first() if person.community else None
    offices = with_names(offices_at(place)[:OFFICES_SHOWN]) if place else []
    return render(
        request,
        "web/home.html",
        {
            "me": display_name(person),
            "needs": personal_needs(actor),
            "waiting": sum(need.count for need in official_needs(actor)),
            "place": place,
            "offices": offices,
            "rates": rates_of(place.pk) if place else [],
            "receipts": _newest_receipts(person.pk),
            "links": opened(KEPT, actor),
        },
    )


def _newest_receipts(person: int) -> list[tuple[Event, str]]:
    """The newest public facts about the person, with their titles. One query."""
    events = receipts_of(person).order_by("-pk")[:RECEIPTS_SHOWN]
    return [(event, title_of(event.type)) for event in events]
