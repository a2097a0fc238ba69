"""Proposals: one who does and benefits proposes; others amend, differences shown; people pledge."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.deliberation import rules_topics
from linli.deliberation.actions import proposals as actions
from linli.deliberation.diffs import runs
from linli.deliberation.forms_topics import PART_WORDS, AmendForm, PledgeForm, ProposalForm
from linli.deliberation.models import Amendment, Proposal
from linli.deliberation.models.proposal import PARTS
from linli.deliberation.queries_topics import seen
from linli.deliberation.shown_topics import card
from linli.deliberation.states import State, Verb
from linli.identity.queries import display_name, display_names, records_of
from linli.kernel.actor import Actor
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in


@require_http_methods(FORMS)
@signed_in
def propose_topic(request: HttpRequest, topic: int) -> HttpResponse:
    """Who will do what, with which means, who benefits, and what the proposer does themselves."""
    actor = actor_of(request)
    require(rules_topics.may_see(actor, topic=topic))
    row = seen(actor, topic)
    require(rules_topics.may_do(actor, row, Verb.PROPOSE))
    form = ProposalForm(request.POST or None)

    def done() -> HttpResponse:
        mine = form.cleaned_data["mine"]
        made = actions.propose(actor, topic=row.pk, parts=form.parts(), mine=mine)
        messages.success(request, _("Your proposal goes to the meeting."))
        return redirect("proposal", made.pk)

    context = {
        "form": form,
        "topic": row,
        "head": card(row),
        "label": _("Make a proposal"),
        "kind": "primary",
        "lead": _("I propose it, I take part in it, I benefit from it: all three must stand here."),
    }
    return sent(form, done) or render(
        request, "deliberation/step.html", context, status=status(form)
    )


def _proposal(actor: Actor, proposal: int) -> Proposal:
    rows = Proposal.objects.reached_by(actor).filter(pk=proposal)
    related = ("author__private", "author__merged_into__private", "author_body")
    found = found_or_refused(rows.select_related(*related))
    require(rules_topics.may_see(actor, topic=found.topic_id))
    return found


@require_safe
@signed_in
def proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    """What it says now, who takes part, and what others would have otherwise."""
    actor = actor_of(request)
    row = _proposal(actor, proposal)
    topic = seen(actor, row.topic_id)
    versions = {each.number: each for each in row.versions.order_by("number")}
    open_still = State(topic.state) in actions.BEFORE_MEETING
    pledges = list(row.pledges.filter(withdrawn_at=None).order_by("pk"))
    amendments = list(row.amendments.order_by("pk"))
    names = display_names(
        {each.person_id for each in pledges} | {each.by_id for each in amendments}
    )
    own = records_of(actor.person or 0)
    mine = any(each.person_id in own for each in pledges)
    may_part = open_still and bool(rules_topics.may_take_part(actor, proposal=row.pk))
    context = {
        "proposal": row,
        "topic": topic,
        "head": card(topic),
        "author": display_name(row.author),
        "parts": _parts(versions[row.number].parts),
        "pledges": [(names.get(each.person_id, ""), each.text) for each in pledges],
        "amendments": [_amended(each, versions[each.base].parts, names) for each in amendments],
        "may_part": may_part,
        "may_answer": open_still and bool(rules_topics.may_answer(actor, proposal=row.pk)),
        "form": PledgeForm() if may_part and not mine else None,
        "may_leave": may_part and mine and row.author_id not in own,
    }
    return render(request, "deliberation/proposal.html", context)


def _parts(parts: dict[str, str]) -> list[tuple[Any, str]]:
    return [(PART_WORDS[name], parts[name]) for name in PARTS]


def _amended(row: Amendment, before: dict[str, str], names: dict[int, str]) -> dict[str, Any]:
    after = row.parts
    return {
        "row": row,
        "who": names.get(row.by_id, ""),
        "parts": [
            (PART_WORDS[name], runs(before[name], after[name]))
            for name in PARTS
            if before[name] != after[name]
        ],
    }


@require_http_methods(FORMS)
@signed_in
def amend_proposal(request: HttpRequest, proposal: int) -> HttpResponse:
    """Change the words as they should stand; the page shows what differs."""
    actor = actor_of(request)
    row = _proposal(actor, proposal)
    require(rules_topics.may_take_part(actor, proposal=row.pk))
    now = row.versions.get(number=row.number).parts
    form = AmendForm(request.POST or None, initial=now)

    def done() -> HttpResponse:
        reason = form.cleaned_data["reason"]
        actions.amend(actor, proposal=row.pk, parts=form.parts(), reason=reason)
        messages.success(request, _("Its author is asked."))
        return redirect("proposal", row.pk)

    topic = seen(actor, row.topic_id)
    context = {
        "form": form,
        "topic": topic,
        "head": card(topic),
        "label": _("Offer an amendment"),
        "kind": "primary",
        "lead": _("Write it as it should stand. What differs is shown beside it."),
    }
    return sent(form, done) or render(
        request, "deliberation/step.html", context, status=status(form)
    )


@require_POST
@signed_in
def answer_amendment(request: HttpRequest, proposal: int, amendment: int, how: str) -> HttpResponse:
    """`take` it over, or `leave` it to the meeting."""
    if how not in {"take", "leave"}:
        raise Http404
    actor = actor_of(request)
    actions.answer(actor, proposal=proposal, amendment=amendment, take=how == "take")
    messages.success(request, _("It is written down."))
    return redirect("proposal", proposal)


@require_POST
@signed_in
def pledge(request: HttpRequest, proposal: int, how: str) -> HttpResponse:
    """`join` with what one does, or `leave`."""
    if how not in {"join", "leave"}:
        raise Http404
    actor = actor_of(request)
    if how == "leave":
        actions.withdraw_pledge(actor, proposal=proposal)
        messages.success(request, _("It is written down."))
    else:
        form = PledgeForm(request.POST)
        doing = form.cleaned_data["doing"] if form.is_valid() else ""
        actions.pledge(actor, proposal=proposal, doing=doing)
        messages.success(request, _("You take part. Thank you."))
    return redirect("proposal", proposal)
