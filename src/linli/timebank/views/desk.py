"""The desk: what is in doubt, sheets to compare, arranging for two, what is noted of people."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.queries import display_names
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.timebank import queries, rules, scope, scope_districts
from linli.timebank.actions import arranging, attending, deciding
from linli.timebank.forms import PaperForm, StandingForm, WordsForm
from linli.timebank.models import Confirmation, Session
from linli.timebank.shown import VERBS, course, effects, listed, place_words
from linli.timebank.states import DECISIONS, TRANSITIONS, Side, State, Verb
from linli.timebank.views.common import form_page, private

OVERSEERS = (Capacity.STAFF, Capacity.AUDITOR)
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@acting_as(*OVERSEERS)
def time_desk(request: HttpRequest) -> HttpResponse:
    """Tabs: what waits for a decision, sheets to compare, the coming and running, all."""
    actor = actor_of(request)
    tabs = {
        "doubt": (_("In doubt"), queries.in_doubt(actor)),
        "papers": (_("Sheets to compare"), queries.papers_to_compare(actor)),
        "open": (
            _("Arranged and begun"),
            scope.on_desk(actor).filter(state__in=[State.ARRANGED, State.RUNNING, State.ENDED]),
        ),
        "all": (_("All"), scope.on_desk(actor)),
    }
    tab = request.GET.get("tab", "doubt")
    if tab not in tabs:
        raise Http404
    page = page_of(
        tabs[tab][1].select_related("rulebook"), key=["-pk"], after=request.GET.get("after")
    )
    here = reverse("time_desk")
    context = {
        "page": page,
        "rows": listed(page.items),
        "whole": scope_districts.is_whole(actor),
        "tabs": [
            {"title": title, "href": f"{here}?tab={key}", "current": key == tab, "count": None}
            for key, (title, _rows) in tabs.items()
        ],
    }
    return private(render(request, "timebank/desk.html", context))


def _session(request: HttpRequest, session: int) -> Session:
    rows = scope.on_desk(actor_of(request)).select_related("rulebook", "words")
    return found_or_refused(rows.filter(pk=session))


@require_safe
@acting_as(*OVERSEERS)
def time_desk_session(request: HttpRequest, session: int) -> HttpResponse:
    actor = actor_of(request)
    row = _session(request, session)
    context = {
        "it": listed([row])[0],
        "place": place_words(row),
        "words": row.words.read("text") if row.words else "",
        "community": places.community(row.community),
        "course": course(row, names=True),
        "effects": effects(row),
        "steps": desk_steps(actor, row),
    }
    return private(render(request, "timebank/desk_session.html", context))


def desk_steps(actor: Actor, row: Session) -> dict[str, Any]:
    """What this member of staff may do now, as buttons."""
    if not rules.may_serve(actor, session=row.pk):
        return {}
    state = State(row.state)
    said = {each.side: each for each in Confirmation.objects.filter(session=row)}
    ended = state == State.ENDED
    enter = ended and bool(rules.may_enter_paper(actor, session=row.pk))
    waiting = [side for side, each in said.items() if ended and not each.counts]
    decides = bool(rules.may_decide(actor, session=row.pk))
    return {
        "sign": state in {State.ARRANGED, State.RUNNING},
        "into": state == State.ARRANGED,
        "cancel": state in TRANSITIONS[Verb.CANCEL].sources,
        "papers": [(s, s.label) for s in Side if enter and s not in said],
        "compare": [
            (side, Side(side).label)
            for side in waiting
            if rules.may_compare(actor, session=row.pk, side=side)
        ],
        "decide": [
            (verb, VERBS[verb])
            for verb in DECISIONS
            if decides and state in TRANSITIONS[verb].sources
        ],
    }


@require_POST
@acting_as(Capacity.STAFF)
def desk_step(request: HttpRequest, session: int, verb: str, side: str = "") -> HttpResponse:
    """Sign, cancel, enter or compare a signed sheet: a button each."""
    actor = actor_of(request)
    try:
        if verb == "sign":
            attending.sign_for(actor, session=session)
        elif verb == "cancel":
            arranging.cancel_for(actor, session=session)
        elif verb == "paper":
            attending.enter_paper(actor, session=session, side=side)
        elif verb == "compare":
            attending.compare_paper(actor, session=session, side=side)
        else:
            raise Http404
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        messages.success(request, _("It is written down."))
    return redirect("time_desk_session", session)


@FORM
@acting_as(Capacity.STAFF)
def decide_session(request: HttpRequest, session: int, verb: str) -> HttpResponse:
    """One decision on a page of its own, with its reason."""
    actor, row = actor_of(request), _session(request, session)
    if verb not in DECISIONS:
        raise Http404
    require(rules.may_decide(actor, session=row.pk))
    form = WordsForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        deciding.decide(actor, session=row.pk, verb=verb, words=form.cleaned_data["words"])
        messages.success(request, _("It is decided. Both are told."))
        return redirect("time_desk_session", row.pk)

    label = VERBS[Verb(verb)]
    back = reverse("time_desk_session", args=[row.pk])
    return sent(form, done) or form_page(request, form, title=label, submit=label, back=back)


@FORM
@acting_as(Capacity.STAFF)
def arrange_for(request: HttpRequest) -> HttpResponse:
    """For two who have no phone, or came to the desk."""
    actor = actor_of(request)
    book = queries.book_on(min(actor.reach, default=0), clock.today())
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        initial={"day": clock.today()},
        categories=book.plain.categories if book else (),
    )

    def done() -> HttpResponse:
        data = form.cleaned_data
        row = arranging.arrange_for(
            actor, giver=data["giver"], receiver=data["receiver"], wanted=form.wanted()
        )
        messages.success(request, _("It is arranged. Colleagues enter the signed sheet later."))
        return redirect("time_desk_session", row.pk)

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Arrange service for two"),
        lead=_("Both have agreed at the desk or on paper. Whoever arranges does not also confirm."),
        submit=_("Arrange"),
        back=reverse("time_desk"),
    )


@FORM
@acting_as(*OVERSEERS)
def standings(request: HttpRequest) -> HttpResponse:
    """Who receives free of minutes, who is insured; a form for one more."""
    actor = actor_of(request)
    form = StandingForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        deciding.note_standing(actor, **form.cleaned_data)
        messages.success(request, _("It is noted. The person sees it in their data."))
        return redirect("time_standings")

    answer = sent(form, done)
    if answer is not None:
        return answer
    page = page_of(queries.live_standings(actor), key=["-pk"], after=request.GET.get("after"))
    names = display_names(row.person_id for row in page.items)
    rows = [
        {
            "row": row,
            "who": names.get(row.person_id, ""),
            "words": row.words.read("text") or "",
        }
        for row in page.items
    ]
    return form_page(request, form, template="timebank/standings.html", page=page, rows=rows)


@require_POST
@acting_as(Capacity.STAFF)
def end_standing(request: HttpRequest, standing: int) -> HttpResponse:
    deciding.end_standing(actor_of(request), standing=standing)
    messages.success(request, _("It does not hold any more."))
    return redirect("time_standings")
