"""Meetings as everybody sees them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from linli.kernel import places
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.meetings import queries, rules
from linli.meetings.actions import planning
from linli.meetings.parameters import PAGE
from linli.meetings.shown import headline, shown, tone

TAB_TITLES = {
    "coming": pgettext_lazy("meetings", "To come"),
    "past": pgettext_lazy("meetings", "Held"),
}


@require_safe
@signed_in
def meetings(request: HttpRequest) -> HttpResponse:
    """Of the community in which one lives or serves."""
    actor = actor_of(request)
    near = [each for each in places.communities() if each.id in actor.reach]
    if not near:
        raise Refused("deliberation.no_community")
    return redirect("meetings_of", near[0].id)


@require_safe
def meetings_of(request: HttpRequest, community: int) -> HttpResponse:
    """Public. `tab`: coming or past."""
    place = places.community(community)
    if place is None:
        raise Http404
    tab = request.GET.get("tab", "coming")
    tab = tab if tab in queries.TABS else "coming"
    rows, key = queries.listed(community, tab)
    page = page_of(rows, key=key, after=request.GET.get("after"), size=PAGE)
    here = reverse("meetings_of", args=[community])
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    actor = actor_of(request)
    context = {
        "page": page,
        "cards": [
            {"meeting": row, "headline": headline(row), "tone": tone(row)} for row in page.items
        ],
        "tabs": tabs,
        "tab": tab,
        "place": place,
        "may_plan": bool(rules.may_plan(actor, community=community)),
    }
    return render(request, "meetings/meetings.html", context)


@require_safe
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Public: when, what about, how many seats. Names and the place for those whom it is about."""
    actor = actor_of(request)
    row = queries.any_meeting(meeting)
    it = shown(actor, row)
    context = {"it": it, "meeting": row, "place": places.community(row.community)}
    response = render(request, "meetings/meeting.html", context)
    if it.sees_names:
        response["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def call_meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """The desk opens the doors."""
    planning.call(actor_of(request), meeting=meeting)
    messages.success(request, _("The doors are open."))
    return redirect("meeting", meeting)
