"""What residents see of selections: what is announced, whether they stand, their own row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.recognition import parameters, selected
from linli.recognition.actions import selections as actions
from linli.recognition.models import Frozen, Selection
from linli.recognition.queries import selections as queries
from linli.recognition.views.common import done, private


@require_safe
@acting_as(Capacity.RESIDENT)
def selection_list(request: HttpRequest) -> HttpResponse:
    """Announced in my community, the newest first."""
    actor = actor_of(request)
    page = page_of(queries.selections_here(actor), key=["-pk"], after=request.GET.get("after"))
    standing = queries.standing_in(actor.person or 0, page.items)
    context = {
        "page": page,
        "rows": selected.told(page.items, standing),
        "on": bool(queries.on_now(actor)),
    }
    return private(render(request, "recognition/selections.html", context))


def _frozen(row: Selection) -> Frozen | None:
    return Frozen.objects.within(row.community).filter(selection=row).first()


@require_safe
@acting_as(Capacity.RESIDENT)
def selection_page(request: HttpRequest, selection: int) -> HttpResponse:
    """What it looks at and until when; my consent; my row once the list is frozen."""
    actor = actor_of(request)
    row = found_or_refused(queries.selections_here(actor).filter(pk=selection))
    person = actor.person or 0
    mine = queries.own_rows(person).filter(frozen__selection=row).first()
    frozen, choice = _frozen(row), queries.choice_of(row)
    context = {
        "it": selected.told([row], queries.standing_in(person, [row]))[0],
        "on": row.community in queries.on_now(actor),
        "mine": selected.lines(row, [mine], names=False)[0] if mine else None,
        "hidden": mine is not None and mine.candidate.until is not None,
        "choice": choice,
        "chosen": choice is not None and mine is not None and mine.number in choice.numbers,
        "rows": len(frozen.commitments) if frozen else 0,
        "digest": mine.frozen.digest if mine else "",
        "commitment": mine.frozen.commitments[mine.number] if mine else "",
        "source": parameters.source(),
    }
    return private(render(request, "recognition/selection.html", context))


@require_POST
@acting_as(Capacity.RESIDENT)
def stand_for_selection(request: HttpRequest, selection: int, answer: str) -> HttpResponse:
    """Put myself on the list, or take myself off."""
    if answer not in {"yes", "no"}:
        raise Refused("kernel.not_found")
    actions.choose_standing(actor_of(request), selection=selection, stands=answer == "yes")
    words = _("You are on the list now.") if answer == "yes" else _("You are not on the list now.")
    return done(request, words, "selection_page", selection)
