"""The desk: calling polls, their steps, objections."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.deliberation.models import Topic
from linli.deliberation.states import State as TopicState
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.digits import number_of
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.polls import elections, queries, rules
from linli.polls.actions import course, standing, taking_part
from linli.polls.forms import AnswerForm, ProposeForm, StepForm
from linli.polls.models import Objection, Poll
from linli.polls.parameters import PAGE
from linli.polls.shown import cards, shown
from linli.polls.states import State, Verb, allowed_verbs
from linli.polls.waits import not_before

TAB_TITLES = {
    "work": pgettext_lazy("polls", "Running"),
    "over": pgettext_lazy("polls", "Over"),
}
DO: dict[Verb, Callable[..., Poll]] = {
    Verb.STUDY: course.study,
    Verb.POST: course.post,
    Verb.FREEZE: course.freeze,
    Verb.LIST: standing.list_candidates,
    Verb.OPEN: course.open_,
    Verb.CLOSE: course.close,
    Verb.COUNT: course.count,
    Verb.PUBLISH: course.publish,
    Verb.AGAIN: standing.run_again,
    Verb.ARCHIVE: course.archive,
    Verb.WITHDRAW: course.withdraw,
}
#: At its time whoever serves closes it; the rest is the committee's.
BY_ANY_DESK = frozenset({Verb.CLOSE})
LABELS = {
    Verb.STUDY: gettext_lazy("Write down that the party organisation studied it"),
    Verb.POST: gettext_lazy("Post the roll"),
    Verb.FREEZE: gettext_lazy("Freeze the roll"),
    Verb.LIST: gettext_lazy("Publish the list of candidates"),
    Verb.OPEN: gettext_lazy("Open the vote"),
    Verb.CLOSE: gettext_lazy("Close the vote"),
    Verb.COUNT: gettext_lazy("Open the urn and count"),
    Verb.PUBLISH: gettext_lazy("Publish the result"),
    Verb.AGAIN: gettext_lazy("Prepare the run-off"),
    Verb.ARCHIVE: gettext_lazy("Put it into the archive"),
    Verb.WITHDRAW: gettext_lazy("Call it off"),
}
LEADS = {
    Verb.STUDY: gettext_lazy("Important matters go to the community's party organisation first."),
    Verb.POST: gettext_lazy(
        "The program writes down who would vote today. Everybody may look and object."
    ),
    Verb.FREEZE: gettext_lazy("From then on nobody comes on and nobody goes."),
    Verb.LIST: gettext_lazy(
        "Every nomination that is whole was checked. From then on nobody is named any more."
    ),
    Verb.AGAIN: gettext_lazy(
        "For the seats that are left, among those who got the most; the roll stays."
    ),
    Verb.OPEN: gettext_lazy("Whoever stands on the roll is told."),
    Verb.COUNT: gettext_lazy(
        "All ballots are opened together, in the order of their numbers; then the urn is empty."
    ),
    Verb.PUBLISH: gettext_lazy("Everybody reads the result, and what follows begins."),
}


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def poll_desk(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    tab = request.GET.get("tab", "work")
    tab = tab if tab in TAB_TITLES else "work"
    page = page_of(queries.desk(actor, tab), key=["-pk"], after=request.GET.get("after"), size=PAGE)
    here = reverse("poll_desk")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    topics = Topic.objects.reached_by(actor).filter(state=TopicState.RESIDENTS)
    polled = Poll.objects.reached_by(actor).filter(topic__isnull=False)
    taken = polled.exclude(state=State.WITHDRAWN).values("topic")
    leads = bool(rules.leads_somewhere(actor))
    context = {
        "page": page,
        "cards": cards(page.items),
        "tabs": tabs,
        "leads": leads,
        "topics": list(topics.exclude(pk__in=taken).order_by("due_on", "pk")[:PAGE])
        if leads
        else [],
    }
    return render(request, "polls/desk.html", context)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def propose_poll(request: HttpRequest) -> HttpResponse:
    """`topic`: a demand that waits for the residents."""
    actor = actor_of(request)
    require(rules.leads_somewhere(actor))
    asked = request.GET.get("topic", "")
    topic = None
    if asked:
        rows = Topic.objects.reached_by(actor).filter(state=TopicState.RESIDENTS)
        topic = found_or_refused(rows.filter(pk=number_of(asked) or 0))
    initial = {"title": topic.title, "place": str(topic.community)} if topic else {}
    form = ProposeForm(request.POST or None, actor=actor, initial=initial)

    def done() -> HttpResponse:
        made = course.propose(actor, wanted=form.wanted(topic.pk if topic else None))
        messages.success(request, _("The poll is in preparation."))
        return redirect("poll_work", made.code)

    context = {"form": form, "topic": topic}
    return sent(form, done) or render(request, "polls/propose.html", context, status=status(form))


def _steps(actor: Any, row: Poll) -> list[dict[str, Any]]:
    """What can be done now, the next step first."""
    if actor.capacity is not Capacity.STAFF:
        return []
    found = []
    leads = bool(rules.may_lead(actor, poll=row.pk))
    for verb in allowed_verbs(State(row.state)):
        if not leads and verb not in BY_ANY_DESK:
            continue
        if verb not in DO or (verb is Verb.STUDY and row.studied_on) or not_before(row, verb):
            continue
        if verb is Verb.WITHDRAW and row.origin in {Poll.Origin.SIGNATURES, Poll.Origin.AGAIN}:
            continue
        if verb is Verb.LIST and not elections.takes_nominations(row):
            continue
        if verb is Verb.OPEN and elections.takes_nominations(row):
            continue
        if verb is Verb.AGAIN and not elections.runs_again(row):
            continue
        address = reverse("poll_step", args=[row.code, verb.value])
        found.append({"href": address, "label": LABELS[verb], "verb": verb.value})
    for number, each in enumerate(found):
        each["kind"] = (
            "warn" if each["verb"] == Verb.WITHDRAW else "default" if number else "primary"
        )
    return found


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def poll_work(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.seen(actor, code)
    left, settled = queries.unread(row) if row.state == State.CLOSED else (0, 0)
    context = {
        "it": shown(actor, row),
        "poll": row,
        "sheets_left": left,
        "sheets_done": settled,
        "denies": row.state == State.CLOSED and queries.asked_at_doors(row),
        "steps": _steps(actor, row),
        "later": [
            (LABELS[verb], since)
            for verb in allowed_verbs(State(row.state))
            if (since := not_before(row, verb))
        ],
        "objections": list(queries.objections_of(row).order_by("pk")[:100]),
        "lines": queries.roll_of(row).count() if row.posted_at else 0,
        "staff": actor.capacity is Capacity.STAFF,
        "leads": bool(rules.may_lead(actor, poll=row.pk)),
    }
    return render(request, "polls/work.html", context)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def poll_step(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """One step, on a page of its own."""
    actor = actor_of(request)
    if verb not in set(Verb) or Verb(verb) not in DO:
        raise Http404
    step = Verb(verb)
    row = queries.seen(actor, code)
    may = rules.may_serve if step in BY_ANY_DESK else rules.may_lead
    require(may(actor, poll=row.pk))
    data = request.POST if request.method == "POST" else None
    form = StepForm(data, verb=step, poll=row)

    def done() -> HttpResponse:
        made = DO[step](actor, poll=row.pk, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect("poll_work", made.code)

    context = {
        "form": form,
        "poll": row,
        "label": LABELS[step],
        "lead": LEADS.get(step, ""),
        "kind": "warn" if step is Verb.WITHDRAW else "primary",
        "back": reverse("poll_work", args=[row.code]),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def answer_poll_objection(request: HttpRequest, objection: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules.may_answer(actor, objection=objection))
    rows = Objection.objects.reached_by(actor).filter(pk=objection)
    row = found_or_refused(rows.select_related("poll", "entry", "unit__building"))
    form = AnswerForm(request.POST or None)

    def done() -> HttpResponse:
        taking_part.answer(actor, objection=row.pk, **form.cleaned_data)
        messages.success(request, _("It is answered; whoever objected is told."))
        return redirect("poll_work", row.poll.code)

    context = {
        "form": form,
        "poll": row.poll,
        "label": _("Answer the objection"),
        "lead": f"{row.get_about_display()}: {row.text}",
        "back": reverse("poll_work", args=[row.poll.code]),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))
