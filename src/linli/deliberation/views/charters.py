"""Charters: read by everybody, drafted by a named initiator, ratified by those whom they bind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.deliberation import queries, rules
from linli.deliberation.actions import charters as actions
from linli.deliberation.forms_charter import CharterForm, MessageForm, RatifyForm
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns, ratifiers
from linli.deliberation.shown_charter import coming, course
from linli.deliberation.subjects import CHARTER_KIND
from linli.deliberation.terms import Track
from linli.deliberation.words import clauses, differences
from linli.identity.queries import display_name
from linli.kernel import places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, add_refusal, sent, status
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.threads import actions as talk
from linli.threads.rules import may_read
from linli.threads.views import thread_context

START = "jt"


@require_safe
def charters(request: HttpRequest) -> HttpResponse:
    """Every community and what holds there; one's own first."""
    actor = actor_of(request)
    holding = queries.holding()
    rows = [
        {"place": each, "charter": holding.get(each.id), "mine": each.id in actor.reach}
        for each in places.communities()
    ]
    rows.sort(key=lambda row: not row["mine"])
    return render(request, "deliberation/charters.html", {"rows": rows})


@require_safe
def community_charters(request: HttpRequest, community: int) -> HttpResponse:
    """What holds today, what is discussed, and every version before."""
    place = places.community(community)
    if place is None:
        raise Http404
    now = [queries.charter_in_force(community, track=track) for track in Track]
    context = {
        "place": place,
        "now": [each for each in now if each is not None],
        "rows": list(queries.charters_of(community)[:100]),
        "may_draft": bool(rules.may_draft(actor_of(request), community=community)),
    }
    return render(request, "deliberation/community_charters.html", context)


@require_http_methods(FORMS)
def charter(request: HttpRequest, charter: int) -> HttpResponse:
    """One version in plain words, how it came to be, and what people say; a POST is a post."""
    actor = actor_of(request)
    row = found_or_refused(queries.any_charter(charter))
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            talk.post(actor, kind=CHARTER_KIND, subject=row.pk, text=form.cleaned_data["text"])
        except Refused as refusal:
            if refusal.field is None:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It stands here now."))
            return redirect("charter", row.pk)
    context = _context(actor, row)
    if may_read(actor, CHARTER_KIND, row.pk):
        context |= thread_context(actor, CHARTER_KIND, row.pk, request.GET.get("after"))
        context["form"] = form if context["writable"] else None
    return render(request, "deliberation/charter.html", context, status=status(form))


def _context(actor: Actor, row: Charter) -> dict[str, Any]:
    former = queries.before(row)
    open_still = row.state == Charter.State.DISCUSSED
    body = ratifiers().get(row.decided_by)
    return {
        "charter": row,
        "place": places.community(row.community),
        "initiator": display_name(row.initiator),
        "settled_by": display_name(row.settled_by) if row.settled_by else "",
        "body": body.title if body else "",
        "clauses": clauses(row),
        "digest": actions.digest_of(row),
        "marks": course(row),
        "coming": coming(row),
        "former": former,
        "pattern": patterns().get(row.template),
        "may_settle": open_still and bool(rules.may_settle(actor, charter=row.pk)),
        "may_withdraw": open_still and bool(rules.may_withdraw(actor, charter=row.pk)),
    }


@require_safe
def charter_differences(request: HttpRequest, charter: int, other: int) -> HttpResponse:
    """Clause by clause what another version says otherwise."""
    row = found_or_refused(queries.any_charter(charter))
    former = found_or_refused(queries.any_charter(other).filter(community=row.community))
    context = {"charter": row, "former": former, "rows": differences(former, row)}
    context["place"] = places.community(row.community)
    return render(request, "deliberation/differences.html", context)


@require_http_methods(FORMS)
@signed_in
def draft_charter(request: HttpRequest) -> HttpResponse:
    """Begin from a ready one, change what those whom it binds want otherwise."""
    actor = actor_of(request)
    if actor.place is None or not actor.reach:
        raise Refused("deliberation.no_community")
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER, Capacity.RESIDENT}:
        raise Refused("kernel.not_for_you")
    known = patterns()
    data = request.POST if request.method == "POST" else None
    key = (data or request.GET).get("template", START)
    if key not in known:
        raise Http404
    form = CharterForm(data, actor=actor, pattern=known[key])

    def done() -> HttpResponse:
        values = form.cleaned_data
        made = actions.draft(
            actor,
            community=values["community"],
            estate=values["estate"],
            pattern=known[key],
            terms=form.terms(),
        )
        messages.success(request, _("The draft lies before everybody now."))
        return redirect("charter", made.pk)

    here = reverse("draft_charter")
    choices = [
        {"title": each.title, "href": f"{here}?template={each.key}", "current": each.key == key}
        for each in known.values()
    ]
    context = {"form": form, "choices": choices, "source": known[key].source}
    return sent(form, done) or render(
        request, "deliberation/draft_charter.html", context, status=status(form)
    )


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def ratify_charter(request: HttpRequest, charter: int) -> HttpResponse:
    """Write down the decision of those whom it binds."""
    actor = actor_of(request)
    row = found_or_refused(Charter.objects.reached_by(actor).filter(pk=charter))
    may = rules.may_settle(actor, charter=charter)
    if not may:
        raise Refused(may.reason)
    form = RatifyForm(request.POST or None)

    def done() -> HttpResponse:
        actions.ratify(actor, charter=row.pk, **form.decided())
        messages.success(request, _("The charter is ratified."))
        return redirect("charter", row.pk)

    context = {"form": form, "charter": row, "bodies": list(ratifiers().values())}
    return sent(form, done) or render(
        request, "deliberation/ratify.html", context, status=status(form)
    )


@require_POST
@signed_in
def close_charter(request: HttpRequest, charter: int, how: str) -> HttpResponse:
    """`reject`: staff write down that it was not wanted; `withdraw`: its initiator takes it back."""
    acts = {"reject": actions.reject, "withdraw": actions.withdraw}
    if how not in acts:
        raise Http404
    acts[how](actor_of(request), charter=charter)
    messages.success(request, _("It is written down."))
    return redirect("charter", charter)
