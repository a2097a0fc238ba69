"""Enter as …: the demo's front door. Its URL exists in demo mode only."""

from itertools import groupby
from operator import attrgetter
from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.organisations.queries import offices_of
from linli.web.acting import OFFICE
from linli.web.demo.people import BY_KEY, PEOPLE, ROLE_NAMES, DemoPerson, Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ORDER = list(Role)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """The list; a POST with `who` (the key of a demo person) signs in as them."""
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
    UserSession.objects.create_from_request(request)
