"""For everybody: what comes, one date, signing up, coming, saying how it was."""

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.activities import calendar, rules
from linli.activities.actions import attending, planning
from linli.activities.actions import coming as actions
from linli.activities.forms import HereForm, PlanForm, RateForm, SignUpForm
from linli.activities.models import Activity, Rating
from linli.activities.queries import people as queries
from linli.activities.running import in_office
from linli.activities.shown import listed, shown, steps, when
from linli.activities.states import Mark, Place, State
from linli.activities.views.common import form_page, seen
from linli.activities.warnings import against
from linli.grids.views.common import attempt, done, private
from linli.identity.queries import display_names
from linli.kernel.digits import number_of
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of

#: Later dates of a series that the page of one names.
LATER = 5
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in
def activities(request: HttpRequest) -> HttpResponse:
    """What comes next; `?past=1` what was."""
    actor = actor_of(request)
    over = request.GET.get("past") == "1"
    rows, key = queries.coming(actor), ["begins_at", "id"]
    if over:
        rows, key = queries.past(actor), ["-begins_at", "-id"]
    page = page_of(rows, key=key, after=request.GET.get("after"))
    here = reverse("activities")
    context = {
        "page": page,
        "rows": listed(list(page.items), queries.places_of(actor, page.items)),
        "tabs": [
            {"href": here, "title": pgettext("activities", "To come"), "current": not over},
            {"href": f"{here}?past=1", "title": pgettext("activities", "Over"), "current": over},
        ],
        "over": over,
        "may_plan": actor.helper is None,
    }
    return render(request, "activities/list.html", context)


@require_safe
@signed_in
def activity(request: HttpRequest, occasion: int) -> HttpResponse:
    """One date: what, when, where, one's own place, and what comes next."""
    actor = actor_of(request)
    row = seen(actor, occasion)
    mine = queries.own_signup(actor, row.pk)
    said = Rating.objects.within(row.community).filter(occasion=row, person=actor.person)
    belongs = bool(rules.may_sign_up(actor, occasion=row.pk))
    it = shown(actor, row, mine, rated=said.exists(), belongs=belongs)
    names = display_names([row.activity.organiser_id])
    body = row.activity.organisation
    context = {
        "it": it,
        "activity": row.activity,
        "organiser": body.name if body else names.get(row.activity.organiser_id, ""),
        "steps": steps(row.activity, row),
        "rated": queries.rated(row) if row.is_over else None,
        "others": [
            (each, when(each))
            for each in queries.dates_of(row.activity).filter(begins_at__gt=row.begins_at)[:LATER]
        ],
        "may_decide": rules.may_decide(actor, activity=row.activity_id)
        and row.activity.state == State.PROPOSED,
    }
    return private(render(request, "activities/activity.html", context))


@FORM
@signed_in
def sign_up(request: HttpRequest, occasion: int) -> HttpResponse:
    actor = actor_of(request)
    row = seen(actor, occasion)
    require(rules.may_sign_up(actor, occasion=row.pk))
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: actions.sign_up(actor, occasion=row.pk, **form.cleaned_data)
    ):
        mine = queries.own_signup(actor, row.pk)
        waits = mine is not None and mine.state == Place.WAITING
        words = _("All places are taken: you are on the waitlist.") if waits else _("You are in.")
        return done(request, words, "activity", row.pk)
    return form_page(
        request,
        form,
        title=_("Sign up"),
        lead=f"{row.activity.title} · {when(row)}",
        submit=_("Sign up") if row.free else _("Join the waitlist"),
        back=reverse("activity", args=[row.pk]),
    )


@require_POST
@signed_in
def leave(request: HttpRequest, occasion: int) -> HttpResponse:
    actions.leave(actor_of(request), occasion=occasion)
    return done(request, _("You are off the list."), "activity", occasion)


@FORM
@signed_in
def here(request: HttpRequest, occasion: int) -> HttpResponse:
    """Where the code at the door leads: I came, I go."""
    actor = actor_of(request)
    row = seen(actor, occasion)
    form = HereForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not form.is_valid():
            raise Refused("activities.code_over")
        what = form.cleaned_data["what"]
        attending.mark_oneself(actor, occasion=row.pk, code=form.cleaned_data["code"], what=what)
        words = _("Welcome: your coming is noted.") if what == Mark.IN else _("Goodbye: noted.")
        messages.success(request, words)
        return redirect("activity", row.pk)
    context = {
        "row": row,
        "when": when(row),
        "code": request.GET.get("code", ""),
        "mine": queries.own_signup(actor, row.pk),
    }
    return private(render(request, "activities/here.html", context))


@FORM
@signed_in
def rate(request: HttpRequest, occasion: int) -> HttpResponse:
    actor = actor_of(request)
    row = seen(actor, occasion)
    require(rules.may_rate(row, queries.own_signup(actor, row.pk)))
    form = RateForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: actions.rate(actor, occasion=row.pk, **form.cleaned_data)
    ):
        return done(request, _("Thank you for saying how it was."), "activity", row.pk)
    return form_page(
        request,
        form,
        title=_("How was it?"),
        lead=f"{row.activity.title} · {when(row)}",
        submit=pgettext("rating", "Send"),
        back=reverse("activity", args=[row.pk]),
    )


@require_safe
@signed_in
def ics(request: HttpRequest, occasion: int) -> HttpResponse:
    """The date for a calendar."""
    row = seen(actor_of(request), occasion)
    address = request.build_absolute_uri(reverse("activity", args=[row.pk]))
    answer = HttpResponse(calendar.of(row, address), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="activity-{row.pk}.ics"'
    return answer


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Where I signed up, newest first, with my confirmed time."""
    actor = actor_of(request)
    page = page_of(
        queries.mine(actor.person or 0).exclude(state=Place.LEFT),
        key=["-id"],
        after=request.GET.get("after"),
    )
    rows = listed(
        [each.occasion for each in page.items], {each.occasion_id: each for each in page.items}
    )
    context = {
        "page": page,
        "rows": list(zip(page.items, rows, strict=True)),
        "minutes": queries.confirmed_minutes(actor.person or 0),
    }
    return private(render(request, "activities/mine.html", context))


def _mark(found: list[str]) -> str:
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:16]


def _warnings(form: PlanForm, community: int) -> tuple[list[str], bool]:
    """What speaks against these dates, and whether it was said before."""
    if not form.is_bound or not form.is_valid():
        return [], True
    found = against(community, form.dates(), form.cleaned_data["festival"])
    return found, form.cleaned_data["seen"] == _mark(found)


@FORM
@signed_in
def plan(request: HttpRequest) -> HttpResponse:
    """Staff and officers open an activity, residents propose one."""
    actor = actor_of(request)
    named = number_of(request.POST.get("community", ""))
    place = named if named is not None else min(actor.reach, default=0)
    require(rules.may_plan(actor, community=place))
    form = PlanForm(request.POST or None, actor=actor)
    made: list[Activity] = []
    found, seen_before = _warnings(form, place)
    if found and not seen_before:
        # said once; whoever sends it again has read it
        again = request.POST.copy()
        again["seen"] = _mark(found)
        form = PlanForm(again, actor=actor)
        form.is_valid()
    elif request.method == "POST" and attempt(
        form, lambda: made.append(planning.plan(actor, **form.values()))
    ):
        official = in_office(actor)
        words = _("Neighbours may sign up now.") if official else _("The staff decide on it.")
        first = queries.dates_of(made[0]).first()
        return done(request, words, "activity", first.pk if first else 0)
    return form_page(
        request,
        form,
        title=_("Plan an activity"),
        warnings=found,
        lead=""
        if in_office(actor)
        else _("The staff of your community read your proposal and say yes, or why not."),
        submit=_("Open it for sign-up") if in_office(actor) else _("Propose it"),
        back=reverse("activities"),
    )
