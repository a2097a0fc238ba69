"""The committee's pages: grids, who serves in them, homes without a contact."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.grids.actions import grids as actions
from linli.grids.forms import GridForm, GroundForm, HomesForm, buildings_of
from linli.grids.models import Grid, GridPart
from linli.grids.models.spans import on_day
from linli.grids.queries.posts import posts_in, with_names
from linli.grids.queries.resolving import units_in
from linli.grids.views.common import (
    attempt,
    community_of,
    community_tabs,
    done,
    form_page,
    grid_in_reach,
    private,
)
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.places.models import Unit

STAFF = acting_as(Capacity.STAFF)
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@STAFF
def grids(request: HttpRequest) -> HttpResponse:
    """The grids of a community with their heads."""
    place = community_of(request)
    rows = Grid.objects.within(place.pk).filter(until=None)
    page = page_of(rows, key=["pk"], after=request.GET.get("after"))
    held = with_names(posts_in(place.pk).filter(grid__in=page.items, kind="grid_head"))
    heads = {each.post.grid_id: each for each in held}
    context = {
        "place": place,
        "tabs": community_tabs(request, reverse("grids"), place),
        "page": page,
        "rows": [(grid, heads.get(grid.pk)) for grid in page.items],
    }
    return private(render(request, "grids/grids.html", context))


@FORM
@STAFF
def draw_grid(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = GridForm(request.POST or None, reach=actor.reach)
    made: list[Grid] = []
    if request.method == "POST" and attempt(
        form, lambda: made.append(actions.draw(actor, **form.cleaned_data))
    ):
        return done(
            request, _("The grid is entered. Put its buildings into it."), "grid", made[0].pk
        )
    return form_page(
        request,
        form,
        title=_("Enter a grid"),
        submit=_("Enter the grid"),
        back=reverse("grids"),
    )


@require_safe
@STAFF
def grid(request: HttpRequest, grid: int) -> HttpResponse:
    """What lies in it and who serves in it."""
    row = grid_in_reach(actor_of(request), grid)
    today = clock.today()
    parts = GridPart.objects.within(row.community).filter(on_day(today), grid=row)
    held = posts_in(row.community).filter(grid=row).order_by("kind", "pk")
    context = {
        "grid": row,
        "posts": with_names(held),
        "parts": parts.select_related("building__estate", "unit__building").order_by("pk"),
        "homes": units_in(row, today).filter(parking=False).count(),
    }
    return private(render(request, "grids/grid.html", context))


@FORM
@STAFF
def grid_homes(request: HttpRequest, grid: int) -> HttpResponse:
    """Whole buildings; with `?building=` single units of it."""
    actor = actor_of(request)
    row = grid_in_reach(actor, grid)
    form = homes_form(request, row.community)
    if request.method == "POST" and attempt(
        form, lambda: actions.move_in(actor, grid=row.pk, **form.cleaned_data)
    ):
        return done(request, _("They lie in this grid from that day on."), "grid", row.pk)
    return form_page(
        request,
        form,
        title=_("Put homes into %(grid)s") % {"grid": row.name},
        lead=_("What lies in another grid of this kind leaves it on that day."),
        submit=_("Put them in"),
        back=reverse("grid", args=[row.pk]),
        single=single_homes(request, row.community),
    )


def homes_form(request: HttpRequest, community: int, estate: int | None = None) -> HomesForm:
    """Buildings to choose from, or the units of the building that the address names."""
    buildings = buildings_of(community, estate)
    wanted = request.GET.get("building", "")
    units = None
    if wanted:
        ids = [each.pk for each in buildings if str(each.pk) == wanted]
        rows = Unit.objects.within(community).filter(building__in=ids, gone=False)
        units = list(rows.select_related("building").order_by("position", "pk"))
        found_or_refused(rows)
    return HomesForm(request.POST or None, buildings=buildings, units=units)


def single_homes(
    request: HttpRequest, community: int, estate: int | None = None
) -> list[tuple[str, str]]:
    """Links that lead to the single homes of a building."""
    if request.GET.get("building"):
        return []
    return [
        (f"?building={each.pk}", f"{each.estate.name} {each.label}")
        for each in buildings_of(community, estate)
    ]


@FORM
@STAFF
def close_grid(request: HttpRequest, grid: int) -> HttpResponse:
    actor = actor_of(request)
    row = grid_in_reach(actor, grid)
    form = GroundForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: actions.close(actor, grid=row.pk, **form.cleaned_data)
    ):
        return done(request, _("The grid is closed."), "grids")
    return form_page(
        request,
        form,
        title=_("Close %(grid)s") % {"grid": row.name},
        lead=_("Its homes lie in no grid from today on, and its posts end today."),
        submit=_("Close the grid"),
        kind="warn",
        back=reverse("grid", args=[row.pk]),
    )
