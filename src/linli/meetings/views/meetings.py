"""Meetings as everybody sees them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from linli.kernel import places
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.meetings import calendar, queries, rules
from linli.meetings.parameters import PAGE
from linli.meetings.shown import headline, shown, tone

TAB_TITLES = {
    "coming": pgettext_lazy("meetings", "To come"),
    "mine": pgettext_lazy("meetings", "With my seat"),
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
    tab = request.GET.get("tab", "")
    asked = f"?tab={tab}" if tab in queries.TABS else ""
    return redirect(f"{reverse('meetings_of', args=[near[0].id])}{asked}")


@require_safe
def meetings_of(request: HttpRequest, community: int) -> HttpResponse:
    """Public. `tab`: coming or past."""
    place = places.community(community)
    if place is None:
        raise Http404
    tab = request.GET.get("tab", "coming")
    actor = actor_of(request)
    known = [name for name in queries.TABS if name != "mine" or actor.reaches(community)]
    tab = tab if tab in known else "coming"
    rows, key = queries.listed(community, tab, actor.person)
    page = page_of(rows, key=key, after=request.GET.get("after"), size=PAGE)
    here = reverse("meetings_of", args=[community])
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
        if name in known
    ]
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
    if it.near or it.takes_part:
        response["Cache-Control"] = "no-store"
    return response


@require_safe
def meeting_ics(request: HttpRequest, meeting: int) -> HttpResponse:
    """For a calendar. Where people meet stands in it for those who are told."""
    row = queries.any_meeting(meeting)
    near = rules.is_near(actor_of(request), row)
    address = request.build_absolute_uri(reverse("meeting", args=[row.pk]))
    place = row.where if near else ""
    text = calendar.of(row, title=headline(row), address=address, place=place)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="meeting-{row.pk}.ics"'
    answer["Cache-Control"] = "no-store"
    return answer
