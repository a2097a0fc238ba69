"""Elections: naming, signing with others, standing; and the check at the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from linli.identity.queries import display_name
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.polls import elections, queries, rules
from linli.polls.actions import standing
from linli.polls.forms import CheckForm, NominateForm, StandForm
from linli.polls.models import Nomination


@require_http_methods(FORMS)
@signed_in
def nominate(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.seen(actor, code)
    require(rules.may_take_part(actor, poll=row.pk))
    if not elections.takes_nominations(row):
        raise Refused("polls.not_now")
    form = NominateForm(request.POST or None)

    def done() -> HttpResponse:
        standing.nominate(actor, poll=row.pk, **form.cleaned_data)
        messages.success(request, _("They are asked whether they stand."))
        return redirect("poll", row.code)

    context = {
        "form": form,
        "poll": row,
        "label": _("Name somebody"),
        "lead": _("Your neighbours see it once whoever you name has agreed; then others sign too."),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))


def _seen(actor: Actor, nomination: int) -> Nomination:
    rows = Nomination.objects.reached_by(actor).filter(pk=nomination)
    return found_or_refused(rows.select_related("poll", "person__private", "person__merged_into"))


@require_POST
@signed_in
def support_nomination(request: HttpRequest, nomination: int) -> HttpResponse:
    actor = actor_of(request)
    require(standing.may_answer(actor, nomination=nomination))
    row = _seen(actor, nomination)
    standing.support(actor, nomination=row.pk)
    messages.success(request, _("You have signed."))
    return redirect("poll", row.poll.code)


@require_http_methods(FORMS)
@signed_in
def answer_nomination(request: HttpRequest, nomination: int) -> HttpResponse:
    """Only whoever is named finds it."""
    actor = actor_of(request)
    require(standing.may_answer(actor, nomination=nomination))
    row = _seen(actor, nomination)
    if row.person_id not in rules.hands(actor):
        raise Refused("kernel.not_found")
    form = StandForm(request.POST or None)

    def done() -> HttpResponse:
        standing.answer_nomination(actor, nomination=row.pk, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect("poll", row.poll.code)

    context = {
        "form": form,
        "poll": row.poll,
        "label": _("Say whether you stand"),
        "lead": _("Somebody named you. Until the vote opens you may step back."),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def check_nomination(request: HttpRequest, nomination: int) -> HttpResponse:
    actor = actor_of(request)
    require(standing.may_check(actor, nomination=nomination))
    row = _seen(actor, nomination)
    form = CheckForm(request.POST or None)

    def done() -> HttpResponse:
        standing.check_nomination(actor, nomination=row.pk, **form.cleaned_data)
        messages.success(request, _("It is written down; they are told."))
        return redirect("poll_work", row.poll.code)

    context = {
        "form": form,
        "poll": row.poll,
        "label": _("Check the nomination"),
        "lead": display_name(row.person),
        "back": reverse("poll_work", args=[row.poll.code]),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))
