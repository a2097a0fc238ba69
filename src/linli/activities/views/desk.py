"""For who runs activities: lists, the desk at the door, hours; and the staff's decisions."""

import uuid

import segno
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.activities import codes, rules
from linli.activities.actions import attending, coming, planning
from linli.activities.forms import CancelForm, DecideForm, MarkForm, SendForm
from linli.activities.models import Activity, Occasion, SignUp
from linli.activities.parameters import CODE_LASTS
from linli.activities.queries import people as queries
from linli.activities.running import run_by
from linli.activities.shown import desk_label, listed, when
from linli.activities.states import State
from linli.activities.syncing import sync
from linli.activities.views.common import form_page, run
from linli.grids.views.common import attempt, done, private
from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.digits import number_of
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of

FORM = require_http_methods(["GET", "HEAD", "POST"])
TAB_TITLES = {
    "coming": pgettext_lazy("activities", "To come"),
    "proposed": pgettext_lazy("activities", "Proposed"),
    "hours": pgettext_lazy("activities", "Hours to confirm"),
    "past": pgettext_lazy("activities", "Over"),
}


@require_safe
@signed_in
def my_runs(request: HttpRequest) -> HttpResponse:
    """What I organise or run by my office, newest first."""
    actor = actor_of(request)
    if actor.helper is not None:
        raise Refused("kernel.not_by_helper")
    own = Activity.objects.across_communities(queries.DESK).filter(run_by(actor))
    rows = Occasion.objects.across_communities(queries.DESK).filter(activity__in=own)
    page = page_of(
        rows.select_related("activity"), key=["-begins_at", "-id"], after=request.GET.get("after")
    )
    context = {"page": page, "rows": listed(list(page.items), {})}
    return private(render(request, "activities/runs.html", context))


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def activity_desk(request: HttpRequest) -> HttpResponse:
    """The staff's table. `tab`: one of TAB_TITLES."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "coming")
    tab = tab if tab in TAB_TITLES else "coming"
    rows, key = queries.coming(actor), ["begins_at", "id"]
    if tab == "past":
        rows, key = queries.past(actor), ["-begins_at", "-id"]
    elif tab == "proposed":
        rows = Occasion.objects.reached_by(actor).select_related("activity")
        first = Q(pk__in=rows.order_by("activity", "begins_at").distinct("activity").values("pk"))
        rows = rows.filter(first, activity__state=State.PROPOSED)
    elif tab == "hours":
        waiting = SignUp.objects.reached_by(actor).filter(
            minutes__isnull=False, confirmed_at=None, occasion__ends_at__lt=clock.now()
        )
        rows = queries.past(actor).filter(pk__in=waiting.values("occasion"))
    page = page_of(rows, key=key, after=request.GET.get("after"))
    here = reverse("activity_desk")
    context = {
        "page": page,
        "rows": listed(list(page.items), {}),
        "tabs": [
            {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
            for name, title in TAB_TITLES.items()
        ],
        "staff": actor.capacity == Capacity.STAFF,
    }
    return render(request, "activities/work.html", context)


@FORM
@acting_as(Capacity.STAFF)
def decide(request: HttpRequest, activity: int) -> HttpResponse:
    """Approve a resident's proposal, or say why not."""
    actor = actor_of(request)
    row = found_or_refused(rules.visible_to(actor).filter(pk=activity))
    require(rules.may_decide(actor, activity=row.pk))
    form = DecideForm(request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        if data["decision"] == DecideForm.YES:
            planning.approve(actor, activity=row.pk)
        else:
            planning.refuse(actor, activity=row.pk, reason=data["reason"])

    if request.method == "POST" and attempt(form, act):
        return done(request, _("Whoever proposed it hears of it."), "activity_desk")
    first = queries.dates_of(row).first()
    names = display_names([row.organiser_id])
    lead = f"{row.title} · {when(first) if first else ''} · {names.get(row.organiser_id, '')}"
    return form_page(
        request,
        form,
        title=_("A resident proposes"),
        lead=lead,
        text=row.text,
        submit=_("Decide"),
        back=reverse("activity_desk") + "?tab=proposed",
    )


@require_safe
@signed_in
def people(request: HttpRequest, occasion: int) -> HttpResponse:
    """Who comes, who came, whose hours wait."""
    actor = actor_of(request)
    row = run(actor, occasion)
    page = page_of(
        queries.people_of(row.pk), key=["number", "id"], after=request.GET.get("after"), size=60
    )
    waiting = queries.people_of(row.pk).filter(minutes__isnull=False, confirmed_at=None)
    others = waiting.exclude(person=actor.person).count() if row.is_over else 0
    ratings = list(queries.ratings_of(row)[:20])
    names = display_names(each.person_id for each in ratings)
    context = {
        "row": row,
        "when": when(row),
        "page": page,
        "lines": queries.with_names(page.items),
        "me": actor.person,
        "waiting": others,
        "ratings": [
            (each, names.get(each.person_id, ""), each.read("words") or "") for each in ratings
        ],
        "rated": queries.rated(row),
        "open": row.is_open,
        "begun": clock.now() >= row.begins_at,
    }
    return private(render(request, "activities/people.html", context))


@require_POST
@signed_in
def confirm(request: HttpRequest, occasion: int) -> HttpResponse:
    """The hours of one sign-up, or of all that wait; each is an act of its own."""
    actor = actor_of(request)
    row = run(actor, occasion)
    waiting = queries.people_of(row.pk).filter(minutes__isnull=False, confirmed_at=None)
    one = number_of(request.POST.get("signup", ""))
    wanted = (
        [one]
        if one is not None
        else list(waiting.exclude(person=actor.person).values_list("pk", flat=True))
    )
    for signup in wanted:
        try:
            attending.confirm(actor, signup=signup)
        except Refused as refusal:
            if len(wanted) == 1:
                raise
            messages.warning(request, str(text_of(refusal.code).title))
    return done(request, _("The hours are confirmed."), "activity_people", row.pk)


@FORM
@signed_in
def send(request: HttpRequest, occasion: int) -> HttpResponse:
    """Enter people whom one sends: they count as mobilised."""
    actor = actor_of(request)
    row = run(actor, occasion)
    form = SendForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: coming.send_people(actor, occasion=row.pk, **form.cleaned_data)
    ):
        return done(request, _("They are entered, and hear of it."), "activity_people", row.pk)
    return form_page(
        request,
        form,
        title=_("Enter people"),
        lead=_(
            "Whom you enter counts as mobilised, not as coming of their own accord. Whom you alone"
            " enter, mark and confirm, staff look at before it earns points."
        ),
        submit=_("Enter them"),
        back=reverse("activity_people", args=[row.pk]),
    )


@FORM
@signed_in
def cancel(request: HttpRequest, occasion: int) -> HttpResponse:
    actor = actor_of(request)
    row = run(actor, occasion)
    form = CancelForm(request.POST or None)
    if not row.activity.rule:
        del form.fields["following"]
    if request.method == "POST" and attempt(
        form, lambda: planning.cancel(actor, occasion=row.pk, **form.cleaned_data)
    ):
        return done(request, _("It is cancelled; everybody is told."), "activity", row.pk)
    return form_page(
        request,
        form,
        title=_("Cancel"),
        lead=f"{row.activity.title} · {when(row)}",
        submit=_("Cancel it"),
        kind="warn",
        back=reverse("activity_people", args=[row.pk]),
    )


@require_safe
@signed_in
def door(request: HttpRequest, occasion: int) -> HttpResponse:
    """The code at the door, for a screen: it is over after some minutes, so the page comes anew."""
    actor = actor_of(request)
    row = run(actor, occasion)
    path = reverse("activity_here", args=[row.pk])
    address = request.build_absolute_uri(f"{path}?code={codes.made(row.pk)}")
    made = segno.make(address, error="m", micro=False)
    context = {
        "row": row,
        "when": when(row),
        "qr": made.svg_data_uri(scale=6, border=4, dark="#000", light="#fff"),
        "minutes": CODE_LASTS.seconds // 60,
    }
    answer = private(render(request, "activities/door.html", context))
    answer["Refresh"] = str(CODE_LASTS.seconds // 2)
    return answer


@FORM
@signed_in
def check(request: HttpRequest) -> HttpResponse:
    """The desk: everybody with a place at what I run about now; works without a connection."""
    actor = actor_of(request)
    if request.method == "POST":
        return _noted(request)
    lines = [(line, desk_label(line), uuid.uuid4()) for line in queries.desk(actor)]
    return private(render(request, "activities/desk.html", {"lines": lines}))


def _noted(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = MarkForm(request.POST)
    if not form.is_valid():
        raise Refused("kernel.not_found")
    now = clock.now()
    data = form.cleaned_data
    mark = queries.Marked(data["id"], data["signup"], data["what"], now)
    (answer,) = sync(
        actor,
        [mark],
        lambda community, new: attending.note_marks(
            actor, community=community, marks=new, sent_at=now
        ),
    )
    if answer.code:
        raise Refused(answer.code)
    messages.success(request, pgettext("desk", "Noted."))
    return redirect("activity_check")
