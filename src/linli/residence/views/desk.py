"""The staff's queue of claims, and one claim with what decides it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import status
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.residence.actions import desk
from linli.residence.forms import ApproveForm, ReasonForm
from linli.residence.models import Claim, Doubt
from linli.residence.shown import Case, case, doubted, home_name, listed, steps
from linli.residence.states import DoubtState
from linli.residence.views.common import attempt, done, private_page

TABS = {
    "open": ("open",),
    "transfers": ("contested", "proposed"),
    "closed": ("approved", "refused", "withdrawn"),
}


@require_safe
@acting_as(Capacity.STAFF)
def queue(request: HttpRequest) -> HttpResponse:
    """The oldest first; what is closed, the newest first."""
    tab = request.GET.get("tab", "open")
    if tab == "doubts":
        return _doubts(request)
    tab = tab if tab in TABS else "open"
    rows = Claim.objects.reached_by(actor_of(request)).filter(state__in=TABS[tab])
    key = ["-pk"] if tab == "closed" else ["pk"]
    found = rows.select_related("unit__building", "unit__estate")
    page = page_of(found, key=key, after=request.GET.get("after"), size=50)
    context = {"page": page, "rows": listed(page.items), "tabs": _tabs(tab)}
    return private_page(render(request, "residence/queue.html", context))


def _tabs(current: str) -> list[dict[str, Any]]:
    here = reverse("residence_queue")
    titles = {
        "open": pgettext("claims", "To decide"),
        "transfers": pgettext("claims", "Held by another"),
        "doubts": pgettext("claims", "To end"),
        "closed": pgettext("claims", "Closed"),
    }
    return [
        {"href": f"{here}?tab={name}", "title": title, "current": name == current}
        for name, title in titles.items()
    ]


def _doubts(request: HttpRequest) -> HttpResponse:
    """Residences that a colleague proposed to end; the oldest first."""
    rows = Doubt.objects.reached_by(actor_of(request)).filter(state=DoubtState.OPEN)
    found = rows.select_related("unit__building", "unit__estate", "residence")
    page = page_of(found, key=["pk"], after=request.GET.get("after"), size=50)
    context = {"page": page, "rows": doubted(page.items), "tabs": _tabs("doubts")}
    return private_page(render(request, "residence/doubts.html", context))


def _claim(actor: Actor, claim: int) -> Claim:
    rows = Claim.objects.reached_by(actor).select_related(
        "unit__building", "unit__estate", "against__person"
    )
    return found_or_refused(rows.filter(pk=claim))


def _forms(it: Case, sent: Any = None, step: str = "") -> dict[str, Any]:
    """The forms that stand at this point of the line, by step."""
    if it.mine:
        return {}
    names: tuple[str, ...] = {
        "open": ("approve", "refuse"),
        "contested": ("refuse",) if it.speaking else ("propose", "refuse"),
        "proposed": ("grant", "back", "refuse"),
    }.get(it.claim.state, ())
    found: dict[str, Any] = {}
    for name in names:
        data = sent if name == step else None
        if name == "approve":
            owners = [(o.owner.pk, o.shown) for o in it.owners] if it.owner else None
            found[name] = ApproveForm(data, owners=owners, prefix=name)
        elif name in {"grant", "back"}:
            found[name] = None
        else:
            found[name] = ReasonForm(data, prefix=name)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def claim(request: HttpRequest, claim: int) -> HttpResponse:
    """A POST names its `step`."""
    actor = actor_of(request)
    row = _claim(actor, claim)
    it = case(actor, row)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    forms = _forms(it, request.POST, step)
    code = 200
    if step:
        answer = _stepped(request, row, step, forms)
        if answer is not None:
            return answer
        code = status(forms[step])
    context = {
        "it": it,
        "row": row,
        "name": home_name(row.unit),
        "steps": steps(row),
        "forms": forms,
    }
    return private_page(render(request, "residence/case.html", context, status=code))


def _stepped(
    request: HttpRequest, row: Claim, step: str, forms: dict[str, Any]
) -> HttpResponse | None:
    actor = actor_of(request)
    acts: dict[str, Any] = {
        "approve": lambda data: desk.approve(actor, claim=row.pk, **data),
        "refuse": lambda data: desk.refuse(actor, claim=row.pk, **data),
        "propose": lambda data: desk.propose_transfer(actor, claim=row.pk, **data),
        "grant": lambda _data: desk.decide_transfer(actor, claim=row.pk, granted=True),
        "back": lambda _data: desk.decide_transfer(actor, claim=row.pk, granted=False),
    }
    if step not in acts:
        raise Http404
    form = forms.get(step)
    if form is None:  # without a form, or not at this point: the action says why not
        data = {"answer": "-"} if step in {"refuse", "propose"} else {}
        acts[step](data)
    elif not attempt(form, acts[step]):
        return None
    return done(request, _("Decided. The people concerned are told."), "residence_queue")
