"""The desk: sanctions from the proposal to the end."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.awards import actions_sanctions as actions
from linli.awards import queries_sanctions as queries
from linli.awards import rules_sanctions as rules
from linli.awards.forms import SanctionForm, WordsForm
from linli.awards.models import Sanction
from linli.awards.sanction_states import FIRST, LAST, Verb
from linli.awards.shown_sanctions import VERBS, history, listed, steps
from linli.awards.views.common import attempt, form_page, private
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of

DESK = (Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR)


@require_safe
@acting_as(*DESK)
def sanction_desk(request: HttpRequest) -> HttpResponse:
    """In reach, the newest first."""
    actor = actor_of(request)
    page = page_of(queries.on_desk(actor), key=["-pk"], after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": listed(page.items, names=True),
        "proposes": rules.proposes(actor),
    }
    return private(render(request, "awards/sanction_desk.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF, Capacity.OFFICER)
def propose_sanction(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not rules.proposes(actor):
        raise Refused("kernel.not_for_you")
    form = SanctionForm(request.POST if request.method == "POST" else None)
    if attempt(form, lambda: actions.propose(actor, **form.cleaned_data)):
        messages.success(request, _("The person is told and may answer. A colleague decides."))
        return redirect("sanction_desk")
    return form_page(
        request,
        form,
        title=_("Propose a sanction"),
        lead=_(
            "Only for a breach that the award rules of that day name. What somebody says or writes"
            " is none. Points are taken as far as they are there; votes and services never."
        ),
        submit=_("Propose"),
        back=reverse("sanction_desk"),
    )


def _row(request: HttpRequest, sanction: int) -> Sanction:
    return found_or_refused(queries.on_desk(actor_of(request)).filter(pk=sanction))


@require_safe
@acting_as(*DESK)
def sanction_on_desk(request: HttpRequest, sanction: int) -> HttpResponse:
    """What was said, and what may be decided now."""
    row = _row(request, sanction)
    context = {
        "it": listed([row], names=True)[0],
        "history": history(row),
        "steps": steps(actor_of(request), row),
    }
    return private(render(request, "awards/sanction_on_desk.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def decide_sanction(request: HttpRequest, sanction: int, verb: str) -> HttpResponse:
    """Apply or drop; after an appeal uphold or lift. With a reason that the person reads."""
    actor, row = actor_of(request), _row(request, sanction)
    if verb not in {*FIRST, *LAST}:
        raise Http404
    require(rules.may_decide(actor, sanction=row.pk))
    act = actions.decide if verb in FIRST else actions.settle
    form = WordsForm(request.POST if request.method == "POST" else None)
    if attempt(form, lambda: act(actor, sanction=row.pk, verb=verb, **form.cleaned_data)):
        messages.success(request, _("It is decided. The person is told."))
        return redirect("sanction_on_desk", row.pk)
    it = listed([row], names=True)[0]
    return form_page(
        request,
        form,
        title=VERBS[Verb(verb)],
        lead=f"{it.title} · {it.who} · {row.day:%Y-%m-%d}",
        submit=VERBS[Verb(verb)],
        back=reverse("sanction_on_desk", args=[row.pk]),
    )
