"""For who lives and who serves here: whom I turn to, my posts, my visits, what I noted."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.grids.actions import work
from linli.grids.forms import VisitForm, VisitingForm
from linli.grids.models import Grid, HomeToVisit
from linli.grids.models.spans import on_day
from linli.grids.models.work import Tag
from linli.grids.queries.posts import near, posts_held, posts_in, with_names
from linli.grids.queries.work import Noted, homes_to_visit, own_entries
from linli.grids.rules import visible_to
from linli.grids.syncing import sync
from linli.grids.views.common import attempt, done, form_page, place_of, private
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.places.models import Unit
from linli.places.queries import by_code
from linli.residence.queries import homes_of, lives_in


@require_safe
@signed_in
def my_grid(request: HttpRequest) -> HttpResponse:
    """Who answers for my homes, and what I serve as."""
    actor = actor_of(request)
    homes = [(row.unit, near(row.unit), row.lives) for row in homes_of(actor.person or 0)]
    context = {"homes": homes, "posts": posts_held(actor)}
    return private(render(request, "grids/my_grid.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def visits(request: HttpRequest) -> HttpResponse:
    """My homes to visit. One tap notes a visit; with scripts also without a connection."""
    actor = actor_of(request)
    if request.method == "POST":
        return _noted(request, actor)
    homes = [(each, uuid.uuid4()) for each in homes_to_visit(actor)]
    context = {"homes": homes, "posts": posts_held(actor)}
    return private(render(request, "grids/visits.html", context))


def _noted(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = VisitForm(request.POST)
    if not form.is_valid():
        raise Refused("kernel.not_found")
    now = clock.now()
    data = form.cleaned_data
    visit = Noted(data["id"], data["unit"], data["outcome"], now)
    (answer,) = sync(
        actor,
        [visit],
        now,
        lambda community, new: work.note_visits(
            actor, community=community, visits=new, sent_at=now
        ),
    )
    if answer.code:
        raise Refused(answer.code)
    messages.success(request, _("The visit is noted."))
    return redirect("visits")


@require_safe
@signed_in
def work_log(request: HttpRequest) -> HttpResponse:
    """What I noted, newest first; staff see what was noted in their communities."""
    actor = actor_of(request)
    desk = actor.capacity in {Capacity.STAFF, Capacity.AUDITOR}
    rows = visible_to(actor) if desk else own_entries(actor)
    rows = rows.select_related("unit__building", "building").defer("text")
    page = page_of(rows, key=["-at", "-pk"], after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": [(entry, tag_words(entry.tags), place_of(entry)) for entry in page.items],
        "posts": posts_held(actor),
        "desk": desk,
    }
    return private(render(request, "grids/work_log.html", context))


def tag_words(tags: list[str]) -> list[str]:
    return [str(Tag(tag).label) for tag in tags]


@require_safe
@signed_in
def entry(request: HttpRequest, entry: int) -> HttpResponse:
    """One entry with its words and pictures, and what came of it."""
    from linli.grids.operations.work import HOLDER

    actor = actor_of(request)
    rows = visible_to(actor).filter(pk=entry)
    row = found_or_refused(rows.select_related("unit__building", "building", "post"))
    context: dict[str, Any] = {
        "entry": row,
        "tags": tag_words(row.tags),
        "where": place_of(row),
        "text": row.read("text"),
        "point": _degrees(row.latitude, row.longitude),
        "files": keeper().attached(HOLDER, [row.pk]).get(row.pk, []),
        "uses": list(row.uses.all()),
        "may_hand_on": actor.capacity == Capacity.STAFF and actor.reaches(row.community),
    }
    return private(render(request, "grids/entry.html", context))


def _degrees(latitude: int | None, longitude: int | None) -> str:
    """In degrees with five decimals, which is about a metre."""
    if latitude is None or longitude is None:
        return ""
    return ", ".join(
        f"{'-' if n < 0 else ''}{abs(n) // 1_000_000}.{abs(n) % 1_000_000 // 10:05}"
        for n in (latitude, longitude)
    )


@require_POST
@signed_in
def hand_on(request: HttpRequest, entry: int) -> HttpResponse:
    try:
        work.hand_on(actor_of(request), entry=entry)
    except Refused as refusal:
        if refusal.code != "grids.handed_on_already":
            raise
        messages.warning(request, str(text_of(refusal.code).title))
    else:
        messages.success(request, _("The committee takes it up as a duty."))
    return redirect("grid_entry", entry)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_visits(request: HttpRequest, unit: int) -> HttpResponse:
    """The household asks that somebody look in, or wants it no longer."""
    actor = actor_of(request)
    if not lives_in(actor.person or 0, unit=unit):
        raise Refused("grids.live_there_first")
    home = found_or_refused(
        Unit.objects.across_communities("one's own home")
        .filter(pk=unit)
        .select_related("building", "estate")
    )
    marked = HomeToVisit.objects.within(home.community).filter(
        on_day(clock.today()), unit=home, until=None
    )
    back = reverse("my_grid")
    lead = f"{home.estate.name} {home.label}"
    if marked.exists():
        if request.method == "POST":
            work.end_visits_here(actor, unit=unit)
            return done(request, _("Nobody comes any more."), "my_grid")
        return private(
            render(request, "grids/end_visits.html", {"lead": lead, "back": back, "unit": home})
        )
    form = VisitingForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: work.ask_visits_here(actor, unit=unit, **form.cleaned_data)
    ):
        return done(request, _("Somebody will look in."), "my_grid")
    return form_page(
        request,
        form,
        title=_("Ask for visits"),
        lead=lead,
        submit=_("Ask for visits"),
        back=back,
    )


@require_safe
def public_grids(request: HttpRequest, code: str) -> HttpResponse:
    """The grids of a community and who heads them, for everybody."""
    place = by_code(code)
    grids = list(Grid.objects.within(place.pk).filter(on_day(clock.today())).order_by("pk"))
    public = ["grid_head", "grid_worker", "building_head", "contact"]
    held = with_names(posts_in(place.pk).filter(kind__in=public).order_by("pk"))
    by_grid = [(g, [each for each in held if each.post.grid_id == g.pk]) for g in grids]
    others = [each for each in held if each.post.grid_id is None]
    context = {"place": place, "grids": by_grid, "others": others}
    return render(request, "grids/public_grids.html", context)
