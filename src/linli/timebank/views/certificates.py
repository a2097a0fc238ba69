"""Certificates: mine, what is shown to the members, the sheet to print and as PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.models import Person
from linli.identity.queries import display_names, private_of, records_of
from linli.journal.queries import places_in_log
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.ledger.explained import amount_words
from linli.organisations.models import Organisation
from linli.organisations.queries import held_today
from linli.timebank import rules_oversight, scope_oversight
from linli.timebank.actions import certificates
from linli.timebank.forms import WordsForm
from linli.timebank.forms_oversight import CertificateForm, DigestForm
from linli.timebank.models import Certificate, Objection
from linli.timebank.printing_certificate import pdf
from linli.timebank.states import Category
from linli.timebank.views.common import form_page, private

FORM = require_http_methods(["GET", "HEAD", "POST"])
RESIDENT = acting_as(Capacity.RESIDENT)


def _mine(actor: Actor) -> Any:
    rows = Certificate.objects.across_communities(rules_oversight.OWN)
    return rows.filter(person__in=records_of(actor.person or 0))


@FORM
@RESIDENT
def my_certificates(request: HttpRequest) -> HttpResponse:
    """Those that I asked for, and asking for one."""
    actor = actor_of(request)
    today = clock.today()
    form = CertificateForm(
        request.POST if request.method == "POST" else None,
        initial={"first": today.replace(month=1, day=1), "last": today},
    )

    def done() -> HttpResponse:
        made = certificates.ask(actor, **form.cleaned_data)
        messages.success(request, _("It is asked for. The members see it for some days first."))
        return redirect("my_certificate", made.pk)

    answer = sent(form, done)
    if answer is not None:
        return answer
    page = page_of(_mine(actor), key=["-pk"], after=request.GET.get("after"))
    rows = [{"row": row, "time": amount_words("minutes", row.minutes)} for row in page.items]
    context = {"page": page, "rows": rows, "template": "timebank/certificates.html"}
    return form_page(request, form, **context)


def _responsible(body: Organisation | None) -> str:
    """Who answers for the issuer today, with the office; empty where nobody is entered as its chair."""
    if body is None:
        return ""
    rows = held_today().filter(organisation=body, seat="chair").select_related("person__private")
    chair = rows.order_by("pk").first()
    if chair is None:
        return ""
    record = private_of(chair.person)
    name = (record.read("name") or "") if record else ""
    return f"{name} · {chair.title}" if name else chair.title


def sheet(row: Certificate) -> dict[str, Any]:
    """The four elements: who, what service, who issues it, number and day. For the holder alone."""
    person = Person.objects.get(pk=row.person_id)
    record = private_of(person)
    number = (record.read("id_number") or "") if record else ""
    bodies = Organisation.objects.filter(
        place=row.community, kind=Organisation.Kind.COMMITTEE
    ).order_by("pk")
    body = bodies.first()
    entry = places_in_log([row.event]).get(row.event) if row.event else None
    return {
        "row": row,
        "name": (record.read("name") or "") if record else "",
        "number": person.public_id,
        "id_masked": f"{number[:6]}********{number[-4:]}" if number else "",
        "time": amount_words("minutes", row.minutes),
        "kinds": [
            (Category(code).label, amount_words("minutes", minutes))
            for code, minutes in scope_oversight.by_category(
                row.person_id, row.community, row.first, row.last
            )
        ],
        "issuer": body.name if body else "",
        "responsible": _responsible(body),
        "community": places.community(row.community),
        "log_index": entry.index if entry else None,
    }


@require_safe
@signed_in
def my_certificate(request: HttpRequest, certificate: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules_oversight.may_hold(actor, certificate=certificate))
    row = found_or_refused(_mine(actor).filter(pk=certificate))
    said = Objection.objects.within(row.community).filter(certificate=row, upheld=False)
    over = row.state == Certificate.State.SHOWN and row.until < clock.today()
    refused = Objection.objects.within(row.community).filter(certificate=row, upheld=True).first()
    context = {
        **sheet(row),
        "fallen": scope_oversight.has_fallen(row),
        "may_issue": over
        and not Objection.objects.within(row.community)
        .filter(certificate=row, upheld=None)
        .exists(),
        "waits": Objection.objects.within(row.community)
        .filter(certificate=row, upheld=None)
        .exists(),
        "answered": said.count(),
        "why": (refused.answer.read("text") or "") if refused and refused.answer else "",
    }
    return private(render(request, "timebank/certificate.html", context))


@require_POST
@signed_in
def issue_certificate(request: HttpRequest, certificate: int) -> HttpResponse:
    try:
        certificates.issue(actor_of(request), certificate=certificate)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        messages.success(request, _("It is issued, and stands in the public log by its digest."))
    return redirect("my_certificate", certificate)


@require_safe
@signed_in
def certificate_pdf(request: HttpRequest, certificate: int) -> HttpResponse:
    """As PDF; the page itself where the machine cannot make one, or where it does not hold any more."""
    actor = actor_of(request)
    require(rules_oversight.may_hold(actor, certificate=certificate))
    row = found_or_refused(_mine(actor).filter(pk=certificate, state=Certificate.State.ISSUED))
    address = request.build_absolute_uri(reverse("verify_certificate"))
    found = sheet(row) | {"verify_address": address}
    content = None if scope_oversight.has_fallen(row) else pdf(found)
    if content is None:
        return redirect("my_certificate", row.pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{row.pk}.pdf"'
    return private(response)


@require_safe
def verify_certificate(request: HttpRequest) -> HttpResponse:
    """For everybody: whether the certificate with this digest holds. Nothing of its holder."""
    digest = request.GET.get("digest", "")
    form = DigestForm({"digest": digest} if digest else None)
    found = scope_oversight.verified(digest) if form.is_valid() else None
    row = found.certificate if found else None
    context = {
        "form": form,
        "found": found,
        "row": row,
        "community": places.community(row.community) if row else None,
    }
    return private(render(request, "timebank/verify.html", context))


@require_safe
@RESIDENT
def shown_certificates(request: HttpRequest) -> HttpResponse:
    """What is shown to the members now: masked names and hours, of my community alone."""
    actor = actor_of(request)
    rows = Certificate.objects.reached_by(actor).filter(
        state=Certificate.State.SHOWN, until__gte=clock.today()
    )
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    names = display_names(row.person_id for row in page.items)
    mine = records_of(actor.person or 0)
    shown = [
        {
            "row": row,
            "who": names.get(row.person_id, ""),
            "time": amount_words("minutes", row.minutes),
            "own": row.person_id in mine,
        }
        for row in page.items
    ]
    return private(render(request, "timebank/shown.html", {"page": page, "rows": shown}))


@FORM
@RESIDENT
def object_to_certificate(request: HttpRequest, certificate: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules_oversight.may_object(actor, certificate=certificate))
    form = WordsForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        words = form.cleaned_data["words"]
        certificates.object_to(actor, certificate=certificate, words=words)
        messages.success(request, _("Your objection is there. Staff answer it first."))
        return redirect("shown_certificates")

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Objection to a certificate"),
        lead=_("Say what of the hours is not right."),
        submit=_("Send"),
        back=reverse("shown_certificates"),
    )
