"""Areas of a community, for its staff."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.answers import status
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.places import areas as reads
from linli.places import queries
from linli.places.actions import areas as actions
from linli.places.forms_areas import AreaForm, PartsForm
from linli.places.models import Place
from linli.places.views.common import attempt, done


def _community(request: HttpRequest, code: str) -> Place:
    reach = actor_of(request).reach
    return found_or_refused(queries.communities().filter(pk__in=reach, code=code))


@require_safe
@acting_as(Capacity.STAFF)
def areas(request: HttpRequest) -> HttpResponse:
    """The areas of the communities in reach; of one community with `of`."""
    places = list(queries.communities().filter(pk__in=actor_of(request).reach).order_by("path"))
    code = request.GET.get("of") or (places[0].code if places else "")
    chosen = next((place for place in places if place.code == code), None)
    context = {
        "places": places if len(places) > 1 else [],
        "place": chosen,
        "rows": reads.areas_of(chosen) if chosen else [],
        "past": reads.areas_of(chosen, past=True) if chosen else [],
    }
    return render(request, "places/areas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def draw(request: HttpRequest, code: str) -> HttpResponse:
    place = _community(request, code)
    form = AreaForm(request.POST or None, community=place.pk)

    def act() -> None:
        data = form.cleaned_data
        actions.draw_area(
            actor_of(request),
            community=place.pk,
            name_zh=data["name_zh"],
            name_en=data["name_en"],
            ground=data["ground"],
            **form.chosen(),
        )

    if request.method == "POST" and attempt(form, act):
        return _back(request, place.pk, _("The area is drawn and entered into the public log."))
    return _page(request, form, place.name, place.code)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def redraw(request: HttpRequest, area: int) -> HttpResponse:
    """Other parts from today on."""
    row = reads.area_in_reach(actor_of(request), area)
    form = PartsForm(
        request.POST or None, community=row.community, initial={"parts": reads.parts_of(row)}
    )
    if request.method == "POST" and attempt(
        form, lambda: actions.redraw_area(actor_of(request), area=row.pk, **form.chosen())
    ):
        return _back(request, row.community, _("The area has its new parts from today on."))
    return _page(request, form, row.name, "", row.pk)


@require_POST
@acting_as(Capacity.STAFF)
def end(request: HttpRequest, area: int) -> HttpResponse:
    row = reads.area_in_reach(actor_of(request), area)
    actions.end_area(actor_of(request), area=row.pk)
    return _back(request, row.community, _("The area has ended."))


def _back(request: HttpRequest, community: int, words: str) -> HttpResponse:
    answer = done(request, words, "areas")
    code = queries.all_communities().get(pk=community).code
    return redirect(f"{answer['Location']}?of={code}")


def _page(
    request: HttpRequest, form: forms.Form, name: str, code: str, area: int = 0
) -> HttpResponse:
    context = {"form": form, "name": name, "code": code, "area": area}
    return render(request, "places/draw_area.html", context, status=status(form))
