"""The desk: the switch, selections announced, and the frozen list for whoever selects."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.queries import records_of
from linli.kernel import clock, places
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import Page, page_of
from linli.recognition import parameters, selected
from linli.recognition.actions import selections as actions
from linli.recognition.forms import WordsForm
from linli.recognition.forms.selections import ChoiceForm, SelectionForm, SwitchForm
from linli.recognition.models import Frozen, FrozenRow, Switch
from linli.recognition.queries import selections as queries
from linli.recognition.rules import selections as rules
from linli.recognition.states import Selection as State
from linli.recognition.views.common import attempt, done, form_page, private
from linli.recognition.views.desk import DESK
from linli.recognition.words import SWITCH_TONES

#: Decisions that the desk shows.
DECISIONS = 20


@require_safe
@acting_as(*DESK)
def selection_desk(request: HttpRequest) -> HttpResponse:
    """Selections in reach, the newest first; officers of a body see those of their body."""
    actor = actor_of(request)
    page = page_of(queries.selections_on_desk(actor), key=["-pk"], after=request.GET.get("after"))
    officer = actor.capacity == Capacity.OFFICER
    context = {
        "page": page,
        "rows": selected.told(page.items),
        "decisions": [] if officer else _decisions(request),
        "on": bool(queries.on_now(actor)),
        "officer": officer,
    }
    return private(render(request, "recognition/selection_desk.html", context))


def _decisions(request: HttpRequest) -> list[dict[str, object]]:
    """The latest, with what may be done about each."""
    actor = actor_of(request)
    names = {each.id: each.name_here for each in places.communities()}
    own = records_of(actor.person or 0)
    return [
        {
            "row": row,
            "name": names.get(row.community, ""),
            "state": row.get_state_display(),
            "tone": SWITCH_TONES[Switch.State(row.state)],
            "settles": row.state == Switch.State.PROPOSED
            and actor.capacity == Capacity.STAFF
            and row.proposed_by_id not in own,
        }
        for row in queries.switches(actor)[:DECISIONS]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def propose_switch(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = SwitchForm(request.POST if request.method == "POST" else None, actor=actor)
    if form.is_bound and attempt(form, lambda: actions.propose_switch(actor, **form.cleaned_data)):
        return done(request, _("A colleague puts it in force."), "selection_desk")
    return form_page(
        request,
        form,
        title=_("Write down a decision on selections"),
        lead=_(
            "Selections look at what residents did. They are off until the community decides to"
            " have them."
        ),
        submit=_("Write it down"),
        back=reverse("selection_desk"),
    )


@require_POST
@acting_as(Capacity.STAFF)
def settle_switch(request: HttpRequest, switch: int, verb: str) -> HttpResponse:
    """Put in force, or reject, what a colleague wrote down."""
    actions.settle_switch(actor_of(request), switch=switch, verb=verb)
    words = _("It holds from its day on.") if verb == "in_force" else _("It was rejected.")
    return done(request, words, "selection_desk")


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def announce_selection(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if not queries.on_now(actor):
        raise Refused("recognition.selections_off")
    form = SelectionForm(request.POST if request.method == "POST" else None, actor=actor)

    def announce() -> None:
        values = dict(form.cleaned_data)
        community = values.pop("community")
        wanted = actions.Wanted(**(values | {"figures": tuple(values["figures"])}))
        actions.announce(actor, community=community, wanted=wanted)

    if form.is_bound and attempt(form, announce):
        return done(request, _("It is announced."), "selection_desk")
    return form_page(
        request,
        form,
        title=_("Announce a selection"),
        lead=_("Nobody is on its list but who puts themself there."),
        submit=_("Announce it"),
        back=reverse("selection_desk"),
    )


@require_safe
@acting_as(*DESK)
def selection_on_desk(request: HttpRequest, selection: int) -> HttpResponse:
    """What was announced, how many stand, and whether the frozen list is still what it was."""
    actor = actor_of(request)
    row = found_or_refused(queries.selections_on_desk(actor).filter(pk=selection))
    frozen = Frozen.objects.within(row.community).filter(selection=row).first()
    it = selected.told([row])[0]
    context = {
        "it": it,
        "frozen": frozen,
        "checked": queries.check(row, frozen) if frozen else None,
        "stand": queries.standing_now(row),
        "looks": frozen is not None and bool(rules.may_look(actor, selection=row.pk)),
        "choice": queries.choice_of(row) if frozen else None,
        "calls_off": not it.closed and bool(rules.may_call_off(actor, selection=row.pk)),
        "source": parameters.source(),
    }
    return private(render(request, "recognition/selection_on_desk.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def call_off_selection(request: HttpRequest, selection: int) -> HttpResponse:
    """With the reason, which the community reads."""
    actor = actor_of(request)
    require(rules.may_call_off(actor, selection=selection))
    row = found_or_refused(queries.selections_on_desk(actor).filter(pk=selection))
    form = WordsForm(request.POST if request.method == "POST" else None)
    words = form.data.get("words", "")
    if form.is_bound and attempt(
        form, lambda: actions.call_off(actor, selection=selection, words=words)
    ):
        return done(request, _("It is called off."), "selection_on_desk", selection)
    return form_page(
        request,
        form,
        title=_("Call the selection off"),
        lead=row.title,
        submit=_("Call the selection off"),
        back=reverse("selection_on_desk", args=[selection]),
    )


LOOKERS = (Capacity.STAFF, Capacity.OFFICER)


def _list(
    request: HttpRequest, selection: int, *, after: str | None = None, size: int = actions.PAGE
) -> tuple[Page[FrozenRow], dict[str, Any]]:
    """A frozen list for its body and the staff; whoever is on the page reads that somebody looked."""
    actor = actor_of(request)
    require(rules.may_look(actor, selection=selection))
    row = found_or_refused(queries.selections_on_desk(actor).filter(pk=selection))
    if row.state != State.FROZEN:
        raise Refused("kernel.not_found")
    page = actions.look_at_list(actor, selection=row.pk, after=after, size=size)
    choice = queries.choice_of(row)
    chosen = set(choice.numbers) if choice else set()
    lines = selected.lines(row, page.items, names=True)
    return page, {
        "page": page,
        "it": selected.told([row])[0],
        "lines": lines,
        "chosen": {each.row.pk for each in lines if each.row.number in chosen},
        "choice": choice,
    }


@require_safe
@acting_as(*LOOKERS)
def frozen_list(request: HttpRequest, selection: int) -> HttpResponse:
    """The rows, page by page."""
    _page, context = _list(request, selection, after=request.GET.get("after"))
    return private(render(request, "recognition/frozen_list.html", context))


@require_safe
@acting_as(*LOOKERS)
def frozen_list_print(request: HttpRequest, selection: int) -> HttpResponse:
    """All rows on one page, for the meeting of the body."""
    _page, context = _list(request, selection, size=actions.WHOLE)
    frozen = Frozen.objects.within(context["it"].row.community).get(selection=selection)
    context |= {"digest": frozen.digest, "today": clock.today()}
    return private(render(request, "recognition/frozen_list_print.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(*LOOKERS)
def enter_choice(request: HttpRequest, selection: int) -> HttpResponse:
    """What the body chose in the end, by the number of its decision."""
    actor = actor_of(request)
    _page, context = _list(request, selection, size=actions.WHOLE)
    rows = [(line.row.number, f"{line.name} · {line.number}") for line in context["lines"]]
    form = ChoiceForm(request.POST if request.method == "POST" else None, rows=rows)
    if form.is_bound and attempt(
        form, lambda: actions.enter_choice(actor, selection=selection, **form.cleaned_data)
    ):
        return done(request, _("It is written down."), "selection_on_desk", selection)
    return form_page(
        request,
        form,
        title=_("Enter what was chosen"),
        lead=context["it"].title,
        submit=_("Enter what was chosen"),
        back=reverse("selection_on_desk", args=[selection]),
    )
