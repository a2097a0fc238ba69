"""Who belongs to a home, for staff; and residences that are to end by two of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_names
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.places.models import Unit
from linli.residence import queries, rules
from linli.residence.actions import doubts as actions
from linli.residence.forms import ReasonForm, SaysForm
from linli.residence.models import Doubt, Residence
from linli.residence.shown import doubt_steps, home_name
from linli.residence.states import DoubtState
from linli.residence.views.common import attempt, done, private_page

WITH_HOME = ("unit__building", "unit__estate")


@require_safe
@acting_as(Capacity.STAFF)
def at_home(request: HttpRequest, unit: int) -> HttpResponse:
    """The people of a home, with their names as others see them. A constant number of queries."""
    actor = actor_of(request)
    require(rules.works_on_homes(actor))
    rows = Unit.objects.reached_by(actor).select_related("building", "estate")
    home = found_or_refused(rows.filter(pk=unit))
    people = queries.people_of(home.pk)
    names = display_names(each.person_id for each in people)
    waiting = queries.open_doubts(home)
    owned = any(each.owns for each in people)
    context = {
        "unit": home,
        "name": home_name(home),
        "owned": owned,
        "people": [
            {
                "row": each,
                "who": names.get(each.person_id, ""),
                "doubt": waiting.get(each.pk),
                "may_end": not owned and each.pk not in waiting,
            }
            for each in people
        ],
    }
    return private_page(render(request, "residence/at_home.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def propose_end(request: HttpRequest, residence: int) -> HttpResponse:
    """Why it is wrong; the person reads it."""
    actor = actor_of(request)
    require(rules.doubts(actor, residence=residence))
    rows = Residence.objects.reached_by(actor).select_related(*WITH_HOME)
    row = found_or_refused(rows.filter(pk=residence))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda data: actions.propose_end(actor, residence=row.pk, reason=data["answer"]),
    ):
        words = _("Proposed. The person is told; a colleague decides.")
        return done(request, words, "residence_home", row.unit_id)
    who = display_names([row.person_id]).get(row.person_id, "")
    context = {"row": row, "name": home_name(row.unit), "who": who, "form": form}
    return private_page(render(request, "residence/propose_end.html", context, status=status(form)))


def _doubt(actor: Actor, doubt: int) -> Doubt:
    rows = Doubt.objects.reached_by(actor).select_related(*WITH_HOME, "residence")
    return found_or_refused(rows.filter(pk=doubt))


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def doubt(request: HttpRequest, doubt: int) -> HttpResponse:
    """Both sides' words, and what the second person says to them."""
    actor = actor_of(request)
    row = _doubt(actor, doubt)
    decides = bool(rules.decides_doubt(actor, doubt=row.pk))
    may = row.state == DoubtState.OPEN and row.raised_by_id != actor.person and decides
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        granted = request.POST.get("step") == "end"
        if not may:  # the action says why not
            actions.decide_doubt(actor, doubt=row.pk, granted=granted, answer="-")
        if attempt(
            form, lambda data: actions.decide_doubt(actor, doubt=row.pk, granted=granted, **data)
        ):
            return done(request, _("Decided. The people concerned are told."), "residence_queue")
    context = {**_shown(row), "form": form if may else None, "mine": not decides}
    return private_page(render(request, "residence/doubt.html", context, status=status(form)))


def _shown(row: Doubt) -> dict[str, object]:
    names = display_names([row.person_id, row.raised_by_id])
    return {
        "row": row,
        "name": home_name(row.unit),
        "who": names.get(row.person_id, ""),
        "by": names.get(row.raised_by_id, ""),
        "reason": row.read("reason") or "",
        "says": row.read("says") or "",
        "answer": row.read("answer") or "",
        "steps": doubt_steps(row),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_doubt(request: HttpRequest, doubt: int) -> HttpResponse:
    """What staff say of me and a home, and what I say to it."""
    actor = actor_of(request)
    rows = rules.my_doubts(actor).select_related(*WITH_HOME, "residence")
    row = found_or_refused(rows.filter(pk=doubt))
    may = row.state == DoubtState.OPEN and row.spoke_at is None
    form = SaysForm(request.POST or None)
    if request.method == "POST" and not may:
        raise Refused("residence.doubt_over")
    if request.method == "POST" and attempt(
        form, lambda data: actions.answer_doubt(actor, doubt=row.pk, **data)
    ):
        return done(request, _("Noted. A second member of staff decides."), "my_homes")
    context = {**_shown(row), "form": form if may else None}
    return private_page(render(request, "residence/my_doubt.html", context, status=status(form)))
