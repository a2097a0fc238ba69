"""One resolution, its steps, the desk's queue, and what concerns me."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.files.views import receive
from linli.kernel import places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import require
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.resolutions import queries, rules
from linli.resolutions.actions import carrying, confirming
from linli.resolutions.forms import SHOWS, GiveForm, LinkForm, StepForm
from linli.resolutions.models import Resolution
from linli.resolutions.parameters import PAGE, PICTURE_OF
from linli.resolutions.shown import BUTTONS, WARN, card, cards, shown
from linli.resolutions.states import Verb

TAB_TITLES = {
    "give": pgettext_lazy("resolutions", "To give"),
    "late": pgettext_lazy("resolutions", "Overdue"),
    "confirm": pgettext_lazy("resolutions", "To confirm"),
    "mine": pgettext_lazy("resolutions", "My office’s"),
    "running": pgettext_lazy("resolutions", "In work"),
    "review": pgettext_lazy("resolutions", "Carried out, reviewed later"),
    "over": pgettext_lazy("resolutions", "Over"),
}
#: What each step takes of the form.
DO: dict[Verb, Callable[..., Resolution]] = {
    Verb.ACCEPT: carrying.accept,
    Verb.REFUSE: carrying.refuse,
    Verb.TAKE_BACK: carrying.take_back,
    Verb.REACH: carrying.reach,
    Verb.REPORT: carrying.report,
    Verb.CONFIRM: confirming.confirm,
    Verb.AFFIRM: confirming.affirm,
    Verb.REOPEN: confirming.reopen,
    Verb.HOLD: confirming.hold,
    Verb.PRAISE: confirming.mark,
    Verb.SEND_BACK: confirming.mark,
}
VERDICTS = {Verb.PRAISE: "good", Verb.SEND_BACK: "insufficient"}


@require_safe
@acting_as(Capacity.STAFF, Capacity.OFFICER, Capacity.AUDITOR)
def resolution_desk(request: HttpRequest) -> HttpResponse:
    """`tab`: one of queries.TABS; the nearest day first, what is over the newest first."""
    actor = actor_of(request)
    first = "mine" if actor.capacity is Capacity.OFFICER else "give"
    tab = request.GET.get("tab", first)
    tab = tab if tab in queries.TABS else first
    key = ["-pk"] if tab in {"over", "mine"} else ["due_on", "pk"]
    page = page_of(queries.desk(actor, tab), key=key, after=request.GET.get("after"), size=PAGE)
    here = reverse("resolution_desk")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {"page": page, "cards": cards(page.items), "tabs": tabs, "tab": tab}
    return render(request, "resolutions/desk.html", context)


@require_safe
@signed_in
def my_resolutions(request: HttpRequest) -> HttpResponse:
    """What became of my demands, then what was decided in my community."""
    actor = actor_of(request)
    tab = "here" if request.GET.get("tab") == "here" else "mine"
    rows = queries.of_my_demands(actor.person or 0) if tab == "mine" else queries.reached(actor)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"), size=PAGE)
    here = reverse("my_resolutions")
    tabs = [
        {"href": here, "title": _("On my demands"), "current": tab == "mine"},
        {"href": f"{here}?tab=here", "title": _("In my community"), "current": tab == "here"},
    ]
    context = {"page": page, "cards": cards(page.items), "tabs": tabs, "tab": tab}
    return render(request, "resolutions/mine.html", context)


@require_safe
def resolution(request: HttpRequest, resolution: int) -> HttpResponse:
    """Public: signed in or not."""
    row = queries.seen(resolution)
    context = {
        "it": shown(actor_of(request), row),
        "row": row,
        "place": places.community(row.community),
    }
    return render(request, "resolutions/resolution.html", context)


def _seen(actor: Actor, resolution: int) -> Resolution:
    require(rules.may_open(actor, resolution=resolution))
    return queries.seen(resolution)


@require_http_methods(FORMS)
@signed_in
def give_resolution(request: HttpRequest, resolution: int) -> HttpResponse:
    """Ask somebody in an office."""
    actor = actor_of(request)
    row = _seen(actor, resolution)
    require(rules.may_do(actor, row, Verb.GIVE))
    initial = {"until": row.named_day, "needs": row.means, "payer": row.payer}
    form = GiveForm(request.POST or None, row=row, initial=initial)

    def done() -> HttpResponse:
        carrying.give(actor, resolution=row.pk, asked=form.asked())
        messages.success(request, _("They are asked, and have some days to answer."))
        return redirect("resolution", row.pk)

    return _answered(request, row, form, done, BUTTONS[Verb.GIVE])


@require_http_methods(FORMS)
@signed_in
def link_resolution(request: HttpRequest, resolution: int) -> HttpResponse:
    """Name the demand that a decision of the owners or residents answers."""
    actor = actor_of(request)
    row = _seen(actor, resolution)
    require(rules.may_link(actor, row))
    form = LinkForm(request.POST or None, row=row)

    def done() -> HttpResponse:
        carrying.link(actor, resolution=row.pk, topic=form.cleaned_data["topic"])
        messages.success(request, _("The demand follows this resolution from now on."))
        return redirect("resolution", row.pk)

    return _answered(request, row, form, done, _("Join it to a demand"))


@require_http_methods(FORMS)
@signed_in
def resolution_step(request: HttpRequest, resolution: int, verb: str) -> HttpResponse:
    """One step: its question on a page of its own, so that it works without scripts."""
    actor = actor_of(request)
    if verb not in set(Verb) or Verb(verb) not in DO:
        raise Http404
    step = Verb(verb)
    row = _seen(actor, resolution)
    require(rules.may_do(actor, row, step))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = StepForm(*data, verb=step, row=row)
    more: dict[str, Any] = {"verdict": VERDICTS[step]} if step in VERDICTS else {}
    if request.method == "POST" and step in SHOWS:
        more["files"] = receive(actor, form, "files", kind=PICTURE_OF)

    def done() -> HttpResponse:
        values = {k: v for k, v in form.cleaned_data.items() if k != "files"}
        DO[step](actor, resolution=row.pk, **values, **more)
        messages.success(request, _("It is written down, and everybody sees it."))
        return redirect("resolution", row.pk)

    return _answered(
        request, row, form, done, BUTTONS[step], warn=step in WARN, files=step in SHOWS
    )


def _answered(  # noqa: PLR0913 (a page of one question)
    request: HttpRequest,
    row: Resolution,
    form: Any,
    done: Callable[[], HttpResponse],
    label: Any,
    *,
    warn: bool = False,
    files: bool = False,
) -> HttpResponse:
    answer = sent(form, done)
    context = {
        "form": form,
        "row": row,
        "card": card(row),
        "label": label,
        "kind": "warn" if warn else "primary",
        "files": files,
    }
    return answer or render(request, "resolutions/step.html", context, status=status(form))
