"""Free hours, groups of an estate, and the staff's figures on both."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.activities.actions import asking as actions
from linli.activities.forms_more import FreeHoursForm, GroupForm
from linli.activities.models import FreeHours
from linli.activities.queries import asking as queries
from linli.activities.rules import lives_in_community, may_found_group
from linli.activities.shown import WEEKDAYS
from linli.activities.slots import PART_WORDS, slot, tens
from linli.activities.views.common import form_page
from linli.grids.views.common import attempt, done, private
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.digits import number_of
from linli.kernel.errors import require
from linli.kernel.guards import acting_as, actor_of, signed_in

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@signed_in
def free_hours(request: HttpRequest) -> HttpResponse:
    """When I am free in a usual week: nobody has to say it."""
    actor = actor_of(request)
    require(lives_in_community(actor))
    rows = FreeHours.objects.across_communities("one's own").filter(person=actor.person)
    row = rows.first()
    form = FreeHoursForm(
        request.POST if request.method == "POST" else None, slots=row.slots if row else []
    )
    if request.method == "POST" and attempt(
        form, lambda: actions.say_free_hours(actor, slots=form.slots())
    ):
        return done(request, _("Thank you: it is kept."), "my_activities")
    return form_page(
        request,
        form,
        title=_("When I am free"),
        lead=_(
            "So that activities are held when people can come. Only numbers of at least ten people"
            " are shown. Leave it all empty to take it back."
        ),
        submit=pgettext("hours", "Keep it"),
        back=reverse("my_activities"),
    )


@require_safe
@signed_in
def groups(request: HttpRequest) -> HttpResponse:
    """Groups of the estates that I belong to."""
    actor = actor_of(request)
    estates = queries.own_estates(actor.person or 0)
    mine = queries.groups_of(actor.person or 0)
    context = {
        "rows": [(row, row.pk in mine) for row in queries.groups_in(estates)],
        "estates": estates,
    }
    return private(render(request, "activities/groups.html", context))


@FORM
@signed_in
def found_group(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    estates = queries.own_estates(actor.person or 0)
    named = number_of(request.POST.get("scope", "").partition(":")[0])
    if named is not None:
        require(may_found_group(actor, estate=named))
    form = GroupForm(request.POST or None, estates=estates)
    if request.method == "POST" and attempt(
        form, lambda: actions.found_group(actor, **form.values())
    ):
        return done(request, _("The group is there; neighbours may join."), "estate_groups")
    return form_page(
        request,
        form,
        title=_("Found a group"),
        lead=_("A building's group or one for an interest: also before the homes are handed over."),
        submit=_("Found it"),
        back=reverse("estate_groups"),
    )


@require_POST
@signed_in
def join_group(request: HttpRequest, group: int) -> HttpResponse:
    actions.join_group(actor_of(request), group=group)
    return redirect("estate_groups")


@require_POST
@signed_in
def leave_group(request: HttpRequest, group: int) -> HttpResponse:
    actions.leave_group(actor_of(request), group=group)
    return redirect("estate_groups")


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def figures(request: HttpRequest) -> HttpResponse:
    """Of a year: when people are free beside what was planned, and who comes by themselves."""
    actor = actor_of(request)
    this = clock.today().year
    wanted = number_of(request.GET.get("year", "")) or this
    year = wanted if 2000 <= wanted <= this else this  # noqa: PLR2004
    first, last = date(year, 1, 1), date(year, 12, 31)
    week = queries.week(actor.reach, first, last)
    here = reverse("activity_figures")
    context = {
        "week": week,
        "days": [
            (
                name,
                [
                    (word, week.percent(slot(n, part)), week.planned[slot(n, part)])
                    for part, word in enumerate(PART_WORDS)
                ],
            )
            for n, name in enumerate(WEEKDAYS)
        ],
        "parts": PART_WORDS,
        "percent": tens(week.permille) if week.permille is not None else None,
        "sources": queries.sources(actor.reach, first, last),
        "tabs": [
            {"href": f"{here}?year={n}", "title": str(n), "current": n == year}
            for n in (this, this - 1)
        ],
    }
    return render(request, "activities/figures.html", context)
