"""The list of communities, for everybody; streets and communities entered by the administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import status
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places import queries
from linli.places.actions import establish
from linli.places.forms_areas import PlaceForm
from linli.places.models import Place
from linli.places.views.common import attempt, done


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """In the order of the tree, each with its street. Two queries, however many there are."""
    page = page_of(queries.communities(), key=["path"], after=request.GET.get("after"))
    above = queries.streets()
    rows = [(place, above.get(queries.parent_path(place))) for place in page.items]
    return render(request, "places/communities.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.DISTRICT_ADMIN)
def enter_place(request: HttpRequest) -> HttpResponse:
    """A street, then its communities. What is entered stays: codes are never given twice."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: establish(actor_of(request), **form.values())
    ):
        return done(request, _("Entered, and written into the public log."), "enter_place")
    below = Place.objects.exclude(kind=Place.Kind.DISTRICT)
    page = page_of(below, key=["path"], after=request.GET.get("after"))
    context = {"form": form, "page": page}
    return render(request, "places/enter_place.html", context, status=status(form))
