"""What residents and the public see: assemblies, matters with their talk, results, calendar."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.threads import actions as talk
from linli.threads import rules as talk_rules
from linli.threads.views import thread_context
from linli.voting import (
    ballots_shown,
    calendar,
    forms,
    mandate,
    parking,
    queries,
    rules,
    shown,
    turnout,
)
from linli.voting.actions import results as result_actions
from linli.voting.actions import rolls
from linli.voting.ballot_rules import desk_of
from linli.voting.in_force import profile_of, rules_of
from linli.voting.models import ResultObjection
from linli.voting.states import ROLL_OPEN, State
from linli.voting.subjects import KIND
from linli.voting.views.common import attempt, done, seen


@require_safe
def assemblies(request: HttpRequest) -> HttpResponse:
    """Those of my communities, and whatever is published; the newest first."""
    actor = actor_of(request)
    rows = queries.listed(rules.visible_to(actor))
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    listed = [(row, shown.TONES[State(row.state)]) for row in page.items]
    return render(request, "voting/assemblies.html", {"page": page, "rows": listed})


@require_safe
def assembly(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), seen(request, code)
    profile = profile_of(row)
    found = rules_of(row, profile)
    public = row.is_published
    context = {
        "row": row,
        "tone": shown.TONES[State(row.state)],
        "steps": shown.line_of(row),
        "matters": shown.matters(row, found, with_results=public),
        "due": shown.publication_due(row, profile),
        "profile": profile,
        "rules": found,
        "mandate": shown.mandate(row),
        "tellers": shown.tellers(row),
        "history": shown.history(row),
        "seen": turnout.seen(actor, row),
        "paths": parking.paths_of(row) if row.state == State.PARKED else [],
        "reason": parking.REASONS.get(row.parked_for, ""),
        "objects": bool(rules.may_object(actor, assembly=row.pk))
        and State(row.state) in ROLL_OPEN
        and not row.frozen_at,
        "works": bool(rules.convenes(actor, row)) or rules.teller_of(actor, row) is not None,
        "public": public,
        "mine": [
            (item, ballots_shown.gives_mandates(row, item))
            for item in ballots_shown.mine(actor, row)
        ],
        "serves": desk_of(actor, row),
    }
    return render(request, "voting/assembly.html", context)


@require_http_methods(FORMS)
def matter(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A matter's words, what it needs, and the talk beside it."""
    actor, row = actor_of(request), seen(request, code)
    found = rules_of(row)
    public = row.is_published
    one = next(
        (m for m in shown.matters(row, found, with_results=public) if m.matter.number == number),
        None,
    )
    if one is None:
        raise Http404
    subject = one.matter.pk
    context: dict[str, Any] = {"row": row, "it": one, "form": None, "talks": False}
    if talk_rules.may_read(actor, KIND, subject):
        form = forms.TalkForm(request.POST if request.method == "POST" else None)
        if request.method == "POST":
            require(talk_rules.may_post(actor, kind=KIND, subject=subject))
        sent = attempt(
            form,
            lambda: talk.post(actor, kind=KIND, subject=subject, text=form.said(), files=[]),
        )
        if sent:
            return done(request, _("Your post stands here now."), "matter", code, number)
        context |= thread_context(actor, KIND, subject, request.GET.get("after"))
        context |= {"form": form if context["writable"] else None, "talks": True}
    elif request.method == "POST":
        require(talk_rules.may_post(actor, kind=KIND, subject=subject))
    bound = context["form"]
    return render(request, "voting/matter.html", context, status=status(bound) if bound else 200)


@require_safe
def result(request: HttpRequest, code: str) -> HttpResponse:
    """The whole computation, for everybody, once it is published."""
    actor, row = actor_of(request), seen(request, code)
    if row.tallied_at is None or not rules.knows_result(actor, row):
        raise Refused("voting.no_result_yet")
    profile = profile_of(row)
    found = rules_of(row, profile)
    objections = ResultObjection.objects.within(row.community).filter(assembly=row)
    context = {
        "row": row,
        "tone": shown.TONES[State(row.state)],
        "matters": shown.matters(row, found, with_results=True),
        "profile": profile,
        "rules": found,
        "tellers": shown.tellers(row),
        "voted": queries.cast_so_far(row),
        "objections": objections.select_related("answer").order_by("pk"),
        "objects": bool(rules.may_object(actor, assembly=row.pk)) and row.state == State.PUBLISHED,
    }
    return render(request, "voting/result.html", context)


@require_http_methods(FORMS)
@signed_in
def object_to_roll(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), seen(request, code)
    require(rules.may_object(actor, assembly=row.pk))
    units = forms.homes(queries.units_in(row))
    form = forms.RollObjectionForm(request.POST if request.method == "POST" else None, units=units)
    if attempt(form, lambda: rolls.object_to_roll(actor, assembly=row.pk, **form.cleaned_data)):
        return done(
            request, _("Your objection is written down and will be answered."), "assembly", code
        )
    context = {
        "form": form,
        "row": row,
        "title": _("Object to the roll"),
        "lead": _("Say what is wrong about a home: its area, its owners, or that it is missing."),
        "submit": _("Object"),
        "back": reverse("assembly", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_http_methods(FORMS)
@signed_in
def object_to_result(request: HttpRequest, code: str) -> HttpResponse:
    actor, row = actor_of(request), seen(request, code)
    require(rules.may_object(actor, assembly=row.pk))
    form = forms.WordsForm(request.POST if request.method == "POST" else None)
    act = result_actions.object_to_result
    if attempt(form, lambda: act(actor, assembly=row.pk, **form.cleaned_data)):
        return done(
            request,
            _("Your objection is written down and will be answered."),
            "assembly_result",
            code,
        )
    context = {
        "form": form,
        "row": row,
        "title": _("Object to the result"),
        "lead": _("It is answered; it does not delay the decision. Only a court rescinds one."),
        "submit": _("Object"),
        "back": reverse("assembly_result", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_safe
def dates(request: HttpRequest, code: str) -> HttpResponse:
    """The dates for a calendar (RFC 5545)."""
    row = seen(request, code)
    address = request.build_absolute_uri(reverse("assembly", args=[code]))
    answer = HttpResponse(calendar.of(row, address), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="assembly-{row.code}.ics"'
    return answer


@require_safe
def transition_of(request: HttpRequest, code: str) -> HttpResponse:
    """In whose name the convener speaks, and how far the estate is on its way (F059)."""
    row = seen(request, code)
    context = {
        "row": row,
        "mandate": shown.mandate(row),
        "items": mandate.checklist(row.estate),
        "paths": parking.paths_of(row),
    }
    return render(request, "voting/mandate.html", context)
