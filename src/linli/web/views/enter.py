"""Enter as …: the demo's front door. Its URL exists in demo mode only."""

from itertools import groupby
from operator import attrgetter
from typing import cast

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linli.districts.context import current_schema
from linli.identity.queries import person_by_phone
from linli.identity.signin.actions import open_session
from linli.identity.signin.device import device_of
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.organisations.queries import offices_of
from linli.web.acting import OFFICE, as_resident
from linli.web.demo.people import BY_KEY, PEOPLE, ROLE_NAMES, DemoPerson, Role

BACKEND = "linli.identity.signin.backend.PersonBackend"
ORDER = list(Role)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The list; a POST with `who` (the key of a demo person) signs in as them.

    Only the default district has demo people.
    """
    if current_schema() != settings.DEFAULT_DISTRICT:
        raise Http404
    if request.method == "POST":
        each = BY_KEY.get(request.POST.get("who", ""))
        if each is None:
            raise Http404
        _sign_in(request, each)
        return HttpResponseRedirect(reverse("work" if each.office else "home"))
    people = sorted(PEOPLE, key=lambda each: ORDER.index(each.role))
    groups = [
        (ROLE_NAMES[cast("Role", role)], list(members))
        for role, members in groupby(people, attrgetter("role"))
    ]
    return render(request, "web/enter.html", {"groups": groups})


def _sign_in(request: HttpRequest, each: DemoPerson) -> None:
    """A session marked `demo`, in the office of the person when they hold one."""
    person = person_by_phone(each.phone)
    if person is None or not person.is_active:
        raise Refused("web.demo_person_gone")
    login(request, person, backend=BACKEND)
    request.session["account_authentication_methods"] = [
        {"method": "demo", "at": clock.now().timestamp()}
    ]
    offices = offices_of(person.pk)
    if offices:
        request.session[OFFICE] = offices[0].pk
    if not request.session.session_key:
        request.session.create()
    open_session(
        as_resident(person),
        key=str(request.session.session_key),
        device=device_of(request.headers.get("User-Agent", "")),
        means=["demo"],
    )
