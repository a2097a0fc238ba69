"""My mandates: who helps me, whom I help, giving, taking, ending, and what was done."""

from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.identifiers import cleaned
from linli.kernel import ids
from linli.kernel.answers import add_refusal
from linli.kernel.deeds import helpers_deeds
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.mandates import actions, queries, rules
from linli.mandates.forms import CodeForm, OfferForm
from linli.mandates.limits import limits
from linli.mandates.models import SHEET_LENGTH, Mandate, of_person
from linli.mandates.words import acts_shown, shown

STEPS = {"accept": actions.accept, "decline": actions.decline, "end": actions.end}
SAID = {
    "accept": gettext_lazy("You may help now. Both of you see what is done."),
    "decline": gettext_lazy("You declined. Nothing was given."),
    "end": gettext_lazy("The mandate has ended."),
}


def qr(text: str) -> str:
    """A code as an address of data."""
    made = segno.make(text, error="m", micro=False)
    return str(made.svg_data_uri(scale=5, border=4, dark="#000", light="#fff"))


@require_safe
@signed_in
def my_mandates(request: HttpRequest) -> HttpResponse:
    """Both directions, newest first."""
    me = actor_of(request).person or 0
    page = page_of(of_person(me), key=["-id"], after=request.GET.get("after"))
    rows = shown(page.items)
    context = {
        "page": page,
        "mine": [each for each in rows if each.row.principal_id == me],
        "others": [each for each in rows if each.row.helper_id == me],
        "runs": {each.row.pk for each in rows if each.row.stands and each.row.helper_id == me},
    }
    return render(request, "mandates/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def give_mandate(request: HttpRequest) -> HttpResponse:
    """By number the helper finds it on their page; else a code to scan, shown this once."""
    actor = actor_of(request)
    require(rules.oneself(actor))
    form = OfferForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            row, code = actions.offer(actor, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            if code:
                return _code_page(request, row, code)
            messages.success(request, _("Offered. The helper accepts it on their page “Mandates”."))
            return HttpResponseRedirect(reverse("mandate", args=[row.pk]))
    status = 422 if form.errors else 200
    return render(request, "mandates/give.html", {"form": form}, status=status)


def _code_page(request: HttpRequest, row: Mandate, code: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("mandate_code") + "?" + urlencode({"code": code}))
    context = {
        "it": shown([row])[0],
        "code": f"{code[:5]} {code[5:]}",
        "qr": qr(address),
        "minutes": limits().code_minutes,
    }
    response = render(request, "mandates/code.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def mandate_code(request: HttpRequest) -> HttpResponse:
    """Type or scan the code, look at what it offers, then take it."""
    actor = actor_of(request)
    require(rules.oneself(actor))
    sent = request.POST if request.method == "POST" else request.GET
    form = CodeForm(sent if "code" in sent else None)
    offered = None
    if form.is_bound and form.is_valid():
        code = cleaned(form.cleaned_data["code"])
        try:
            if request.method == "POST":
                row = actions.accept_code(actor, code=code)
                messages.success(request, str(SAID["accept"]))
                return HttpResponseRedirect(reverse("mandate", args=[row.pk]))
            offered = queries.offer_behind(code)
        except Refused as refusal:
            add_refusal(form, refusal)
    context = {"form": form, "it": shown([offered])[0] if offered else None}
    status = 422 if form.errors else 200
    response = render(request, "mandates/take.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def mandate(request: HttpRequest, mandate: int) -> HttpResponse:
    """One mandate, what was done under it, and what I can do with it."""
    me = actor_of(request).person or 0
    row = found_or_refused(of_person(me).filter(pk=mandate))
    page = page_of(queries.acts_under(row), key=["-id"], after=request.GET.get("after"))
    context = {
        "it": shown([row])[0],
        "helps": row.helper_id == me,
        "runs": row.stands and row.helper_id == me,
        "page": page,
        "acts": acts_shown(page.items),
    }
    return render(request, "mandates/mandate.html", context)


@require_POST
@signed_in
def mandate_step(request: HttpRequest, mandate: int, step: str) -> HttpResponse:
    """One tap; ending is as easy as giving."""
    if step not in STEPS:
        raise Http404
    STEPS[step](actor_of(request), mandate=mandate)
    messages.success(request, str(SAID[step]))
    return HttpResponseRedirect(reverse("mandate", args=[mandate]))


@require_safe
@signed_in
def mandate_acts(request: HttpRequest) -> HttpResponse:
    """Who did what for me, and what I did for others; newest first."""
    me = actor_of(request).person or 0
    page = page_of(queries.acts(me), key=["-id"], after=request.GET.get("after"))
    context = {"page": page, "acts": acts_shown(page.items)}
    return render(request, "mandates/acts.html", context)


@require_safe
@signed_in
def mandate_sheet(request: HttpRequest) -> HttpResponse:
    """A sheet to fill and sign by hand; each printing bears a number of its own."""
    number = ids.public_id(SHEET_LENGTH)
    context: dict[str, Any] = {
        "number": number,
        "qr": qr(number),
        "deeds": helpers_deeds(),
        "limits": limits(),
    }
    response = render(request, "mandates/sheet.html", context)
    response["Cache-Control"] = "no-store"
    return response
