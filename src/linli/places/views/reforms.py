"""Merging and splitting communities, for the district's administrator; auditors read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import status
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.places import descent, queries
from linli.places.actions import reforms as actions
from linli.places.forms_areas import MergeForm, SplitForm
from linli.places.models import Estate
from linli.places.views.common import attempt, done


@require_safe
@acting_as(Capacity.DISTRICT_ADMIN, Capacity.AUDITOR)
def reforms(request: HttpRequest) -> HttpResponse:
    """What was decided; and the communities, each of which can be split."""
    context = {
        "rows": descent.reforms(),
        "places": list(queries.communities().order_by("path")),
        "decides": actor_of(request).capacity == Capacity.DISTRICT_ADMIN,
    }
    return render(request, "places/reforms.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.DISTRICT_ADMIN)
def merge(request: HttpRequest) -> HttpResponse:
    form = MergeForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: actions.merge_communities(actor_of(request), **form.values())
    ):
        return done(request, _("Done, and entered into the public log."), "reforms")
    return render(request, "places/merge.html", {"form": form}, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.DISTRICT_ADMIN)
def split(request: HttpRequest, code: str) -> HttpResponse:
    place = found_or_refused(queries.communities().filter(code=code))
    estates = list(Estate.objects.within(place.pk).order_by("name_zh", "pk"))
    form = SplitForm(request.POST or None, old=place, estates=estates)
    if request.method == "POST" and attempt(
        form,
        lambda: actions.split_community(actor_of(request), community=place.pk, **form.values()),
    ):
        return done(request, _("Done, and entered into the public log."), "reforms")
    context = {"form": form, "place": place}
    return render(request, "places/split.html", context, status=status(form))
