"""The supervisor's pages: samples, calls, the reserve; and objections for the staff."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_names
from linli.kernel import places
from linli.kernel.actor import Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, require_capacity
from linli.kernel.pagination import page_of
from linli.ledger.explained import amount_words
from linli.timebank import rules_oversight, scope_oversight
from linli.timebank.actions import certificates, oversight
from linli.timebank.forms_oversight import AnswerForm, DrawForm, FindForm
from linli.timebank.models import Call, Objection, Sample
from linli.timebank.shown import listed
from linli.timebank.views.common import form_page, private

OVERSEERS = (Capacity.STAFF, Capacity.AUDITOR)
FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
@acting_as(*OVERSEERS)
def time_oversight(request: HttpRequest) -> HttpResponse:
    """Samples of the communities in reach; objections that wait; drawing one more."""
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else None
    if data is not None:
        require_capacity(actor, Capacity.AUDITOR)
    form = DrawForm(data, reach=actor.reach)

    def done() -> HttpResponse:
        made = oversight.draw(actor, **form.cleaned_data)
        messages.success(request, _("It is drawn. Call back each of these sessions."))
        return redirect("time_sample", made.pk)

    answer = sent(form, done)
    if answer is not None:
        return answer
    names = {each.id: each.name_here for each in places.communities()}
    page = page_of(Sample.objects.reached_by(actor), key=["-pk"], after=request.GET.get("after"))
    waiting = list(
        Objection.objects.reached_by(actor)
        .filter(upheld=None, certificate__state="shown")
        .select_related("certificate")
        .order_by("pk")[:50]
    )
    people = display_names(row.certificate.person_id for row in waiting)
    context = {
        "page": page,
        "rows": [{"row": row, "community": names.get(row.community, "")} for row in page.items],
        "objections": [
            {"row": row, "who": people.get(row.certificate.person_id, "")} for row in waiting
        ],
    }
    return form_page(request, form, template="timebank/oversight.html", **context)


@require_safe
@acting_as(*OVERSEERS)
def time_sample(request: HttpRequest, sample: int) -> HttpResponse:
    """What was drawn, from what, by which seed; what the calls showed."""
    actor = actor_of(request)
    row = found_or_refused(Sample.objects.reached_by(actor).filter(pk=sample))
    calls = list(
        Call.objects.within(row.community)
        .filter(sample=row)
        .select_related("session__rulebook")
        .order_by("session")
    )
    lines = listed(call.session for call in calls)
    context = {
        "row": row,
        "community": places.community(row.community),
        "calls": [{"call": call, "it": it} for call, it in zip(calls, lines, strict=True)],
        "may_find": actor.capacity == Capacity.AUDITOR,
    }
    return private(render(request, "timebank/sample.html", context))


@FORM
@acting_as(Capacity.AUDITOR)
def time_call(request: HttpRequest, call: int) -> HttpResponse:
    """What the call showed, with words; what was not so is taken back."""
    actor = actor_of(request)
    require(rules_oversight.may_find(actor, call=call))
    row = found_or_refused(Call.objects.reached_by(actor).filter(pk=call))
    form = FindForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        oversight.find(actor, call=row.pk, **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect("time_sample", row.sample_id)

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Call back"),
        lead=_("Ask both. What was not so is taken back at once; both are told and may appeal."),
        submit=_("Write down"),
        back=reverse("time_sample", args=[row.sample_id]),
    )


@require_safe
@acting_as(*OVERSEERS)
def time_reserve(request: HttpRequest) -> HttpResponse:
    """Outstanding hours and what stands behind them, by community."""
    actor = actor_of(request)
    rows = []
    for each in places.communities():
        if each.id not in actor.reach:
            continue
        found = scope_oversight.reserve(each.id)
        if found.percent is None and not found.outstanding:
            continue
        figures = {
            name: amount_words("minutes", getattr(found, name))
            for name in ("outstanding", "pool", "earned", "redeemed")
        }
        least = f"{found.percent} %"
        rows.append({"community": each.name_here, "found": found, "least": least, **figures})
    return private(render(request, "timebank/reserve.html", {"rows": rows}))


@FORM
@acting_as(Capacity.STAFF)
def answer_certificate_objection(request: HttpRequest, objection: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules_oversight.may_answer(actor, objection=objection))
    rows = Objection.objects.reached_by(actor).select_related("words")
    row = found_or_refused(rows.filter(pk=objection))
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        data = form.cleaned_data
        certificates.answer(
            actor, objection=row.pk, upheld=data["upheld"] == "yes", words=data["words"]
        )
        messages.success(request, _("It is answered. The holder is told."))
        return redirect("time_oversight")

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Objection to a certificate"),
        lead=row.words.read("text") or "",
        submit=_("Answer"),
        back=reverse("time_oversight"),
    )
