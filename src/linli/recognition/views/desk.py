"""The desk: which badges hold, honours from the proposal to the end."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel import places
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.recognition import actions, queries, rules, shown
from linli.recognition.badges import editions
from linli.recognition.forms import BadgesForm, HonourForm, WordsForm
from linli.recognition.states import TRANSITIONS, Honour, Verb
from linli.recognition.views.common import attempt, done, form_page, private
from linli.recognition.words import VERBS

SETTLES = (Verb.CONFIRM, Verb.DROP, Verb.WITHDRAW)
DESK = (Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR)


@require_safe
@acting_as(*DESK)
def recognition_desk(request: HttpRequest) -> HttpResponse:
    """Honours in reach, the newest first; officers of a committee see those that they proposed."""
    actor = actor_of(request)
    rows = queries.honours_on_desk(actor)
    if actor.capacity == Capacity.OFFICER:
        rows = rows.filter(proposed_by=actor.person)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    names = {each.id: each.name_here for each in places.communities()}
    adopted = (
        [(row, names.get(row.community, "")) for row in queries.adoptions(actor)[:20]]
        if actor.capacity != Capacity.OFFICER
        else []
    )
    context = {
        "page": page,
        "rows": shown.honours(page.items),
        "adopted": adopted,
        "proposes": rules.proposes_honours(actor),
    }
    return private(render(request, "recognition/desk.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def switch_badges(request: HttpRequest) -> HttpResponse:
    """From a day on an edition of badges holds in a community."""
    actor = actor_of(request)
    form = BadgesForm(request.POST if request.method == "POST" else None, actor=actor)
    if form.is_bound and attempt(form, lambda: actions.adopt_badges(actor, **form.cleaned_data)):
        return done(request, _("Badges hold from that day on."), "recognition_desk")
    known = [(edition, shown.defined(edition.badges.values())) for edition in editions().values()]
    return form_page(
        request,
        form,
        title=_("Switch badges on or off"),
        lead=_(
            "A badge has no price and no use: it says what somebody did. It is given by itself."
        ),
        submit=_("Put in force"),
        back=reverse("recognition_desk"),
        editions=known,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF, Capacity.OFFICER)
def propose_honour(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not rules.proposes_honours(actor):
        raise Refused("kernel.not_for_you")
    form = HonourForm(request.POST if request.method == "POST" else None, actor=actor)
    if form.is_bound and attempt(form, lambda: actions.propose_honour(actor, **form.cleaned_data)):
        return done(request, _("The person is asked first."), "recognition_desk")
    return form_page(
        request,
        form,
        title=_("Propose an honour"),
        lead=_(
            "The person agrees first; then it is public for some working days, neighbours may"
            " object, and a colleague confirms it."
        ),
        submit=_("Propose"),
        back=reverse("recognition_desk"),
    )


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def honour_on_desk(request: HttpRequest, honour: int) -> HttpResponse:
    """One honour with its objections, and what may be decided now."""
    actor = actor_of(request)
    row = found_or_refused(queries.honours_on_desk(actor).filter(pk=honour))
    settles = bool(rules.may_settle(actor, honour=row.pk))
    steps = [
        (verb, VERBS[verb])
        for verb in SETTLES
        if settles and Honour(row.state) in TRANSITIONS[verb].sources
    ]
    context = {
        "it": shown.honours([row])[0],
        "objections": [(each.at, each.read("words") or "") for each in queries.objections_to(row)],
        "steps": steps,
        "over": queries.over(row),
    }
    return private(render(request, "recognition/honour_desk.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def settle_honour(request: HttpRequest, honour: int, verb: str) -> HttpResponse:
    """Confirm, drop or withdraw, with words that the person reads."""
    actor = actor_of(request)
    require(rules.may_settle(actor, honour=honour))
    row = found_or_refused(queries.honours_on_desk(actor).filter(pk=honour))
    if verb not in SETTLES:
        raise Refused("kernel.not_found")
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(
        form, lambda: actions.settle_honour(actor, honour=row.pk, verb=verb, **form.cleaned_data)
    ):
        return done(request, _("The person hears of it."), "honour_on_desk", row.pk)
    it = shown.honours([row])[0]
    return form_page(
        request,
        form,
        title=VERBS[Verb(verb)],
        lead=f"{it.title} · {it.who}",
        submit=VERBS[Verb(verb)],
        back=reverse("honour_on_desk", args=[row.pk]),
    )
