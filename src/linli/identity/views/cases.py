"""My corrections, transfers, children, blocks and reports."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.identity import dossier, purposes
from linli.identity.actions import children as child_acts
from linli.identity.actions import corrections, neighbours
from linli.identity.actions import transfers as transfer_acts
from linli.identity.forms import (
    AnswerForm,
    AskCorrectionForm,
    BlockForm,
    ChildForm,
    EraseChildForm,
    ReportForm,
)
from linli.identity.models import Block, Guardianship, Person, Report, Transfer
from linli.identity.queries import display_names, has_consent, private_of
from linli.identity.rules import side_of, who
from linli.identity.signin.operations import take_try
from linli.identity.signin.proof import fresh_proof
from linli.identity.views.common import attempt, done, private_page, result_of
from linli.identity.views.me import as_file, both, spoken
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of


@both
@signed_in
def correction(request: HttpRequest) -> HttpResponse:
    """Ask staff to correct a proved name or ID."""
    actor = actor_of(request)
    form = AskCorrectionForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda data: corrections.ask_correction(actor, **data)
    ):
        return done(request, _("Asked for. Two members of staff will check it."), "me_identity")
    return render(request, "identity/me/correction.html", {"form": form})


@require_POST
@signed_in
def withdraw_correction(request: HttpRequest, pk: int) -> HttpResponse:
    corrections.withdraw_correction(actor_of(request), correction=pk)
    return done(request, _("The correction is withdrawn."), "me_identity")


@require_safe
@signed_in
def transfers(request: HttpRequest) -> HttpResponse:
    """Claims by me and against me."""
    rows = Transfer.objects.across_communities("a side reads its own transfers")
    me = actor_of(request).person
    mine = rows.filter(claimant=me) | rows.filter(holder=me)
    page = page_of(mine, key=["-id"], after=request.GET.get("after"))
    return render(request, "identity/me/transfers.html", {"page": page, "me": me})


@both
@signed_in
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer: what is claimed, why, until when one may object."""
    actor = actor_of(request)
    side = side_of(actor, pk)
    if side is None:
        raise Refused("kernel.not_found")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda data: transfer_acts.answer_transfer(actor, transfer=pk, **data)
    ):
        return done(request, _("Your answer is recorded."), "me_transfer", pk)
    row = Transfer.objects.across_communities("a side reads its own transfer").get(pk=pk)
    context = {
        "row": row,
        "side": side,
        "reason": row.read("reason"),
        "says": row.read(f"{side}_says"),
        "answer": row.read("answer"),
        "open": row.state == "open" and clock.now() <= row.objections_until,
        "form": form,
    }
    return private_page(render(request, "identity/me/transfer.html", context))


@require_POST
@signed_in
def withdraw_transfer(request: HttpRequest, pk: int) -> HttpResponse:
    transfer_acts.withdraw_transfer(actor_of(request), transfer=pk)
    return done(request, _("The claim is withdrawn."), "me_transfers")


# --- children -----------------------------------------------------------------------------------
@require_safe
@signed_in
def children(request: HttpRequest) -> HttpResponse:
    """The children whose guardian I am."""
    bonds = Guardianship.objects.filter(guardian=actor_of(request).person, until=None)
    rows = [
        (bond.child, (private := private_of(bond.child)) and private.read("name"))
        for bond in bonds.select_related("child__private").order_by("pk")
    ]
    return private_page(render(request, "identity/me/children.html", {"rows": rows}))


@both
@signed_in
def add_child(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = ChildForm(request.POST or None)
    if request.method == "POST":
        child = result_of(form, lambda data: _add_child(actor, data))
        if child:
            words = _("Added. The account opens when you give the separate consent.")
            return done(request, words, "me_child", child.public_id)
    return private_page(render(request, "identity/me/child_add.html", {"form": form}))


def _add_child(actor: Actor, data: dict[str, Any]) -> Person:
    """A try is taken first and stays: an answer tells whether somebody holds that number."""
    take_try(("child", str(who(actor))))
    return child_acts.add_child(actor, **data)


def _child(request: HttpRequest, public_id: str) -> Person:
    """A child of mine; any other does not exist."""
    bonds = Guardianship.objects.filter(guardian=actor_of(request).person, until=None)
    bond = bonds.filter(child__public_id=public_id).select_related("child__private").first()
    if bond is None:
        raise Refused("kernel.not_found")
    return bond.child


@require_safe
@signed_in
def child(request: HttpRequest, public_id: str) -> HttpResponse:
    """A child's record, the separate consent, and the child's data."""
    person = _child(request, public_id)
    private = private_of(person)
    purpose = purposes.current(purposes.CHILD)
    context = {
        "child": person,
        "name": private.read("name") if private else "",
        "given": has_consent(person.pk, purposes.CHILD),
        "purpose": spoken(purpose) if purpose else None,
        "sections": dossier.as_words(dossier.everything(person)),
    }
    return private_page(render(request, "identity/me/child.html", context))


@require_POST
@signed_in
def child_consent(request: HttpRequest, public_id: str, step: str) -> HttpResponse:
    """`step` is `give` or `withdraw`."""
    person = _child(request, public_id)
    if step == "give":
        child_acts.consent_for_child(actor_of(request), child=person.pk)
        return done(request, _("You agreed; the account is open."), "me_child", public_id)
    child_acts.withdraw_for_child(actor_of(request), child=person.pk)
    return done(request, _("Withdrawn; the account is locked."), "me_child", public_id)


@require_safe
@signed_in
@fresh_proof
def child_file(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    return as_file(dossier.everything(_child(request, public_id)), kind)


@both
@signed_in
@fresh_proof
def erase_child(request: HttpRequest, public_id: str) -> HttpResponse:
    person = _child(request, public_id)
    actor = actor_of(request)
    form = EraseChildForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda data: child_acts.erase_child(actor, child=person.pk, sure=data["sure"]),
    ):
        return done(request, _("The child's data is deleted."), "me_children")
    return render(request, "identity/me/child_erase.html", {"form": form, "child": person})


# --- blocks and reports ---------------------------------------------------------------------------
@both
@signed_in
def blocks(request: HttpRequest) -> HttpResponse:
    """Whom I do not want to meet; `?person=` is the number from the page where they appear."""
    actor = actor_of(request)
    form = BlockForm(request.POST or None, initial={"public_id": request.GET.get("person", "")})
    if request.method == "POST" and attempt(form, lambda data: neighbours.block(actor, **data)):
        return done(request, _("Blocked. The person is not told."), "me_blocks")
    page = page_of(
        Block.objects.filter(person=actor.person), key=["-id"], after=request.GET.get("after")
    )
    names = display_names({row.blocked_id for row in page.items})
    rows = [(row, names.get(row.blocked_id, "")) for row in page.items]
    return render(request, "identity/me/blocks.html", {"form": form, "page": page, "rows": rows})


@require_POST
@signed_in
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    neighbours.unblock(actor_of(request), block=pk)
    return done(request, _("The block is undone."), "me_blocks")


@require_safe
@signed_in
def reports(request: HttpRequest) -> HttpResponse:
    """What I reported, and what came of it."""
    mine = Report.objects.across_communities("a reporter reads their own reports")
    rows = mine.filter(reporter=actor_of(request).person)
    page = page_of(rows, key=["-id"], after=request.GET.get("after"))
    names = display_names({row.reported_id for row in page.items})
    shown: list[Any] = [
        (row, names.get(row.reported_id, ""), row.read("answer")) for row in page.items
    ]
    return render(request, "identity/me/reports.html", {"page": page, "rows": shown})


@both
@signed_in
def report(request: HttpRequest) -> HttpResponse:
    """Report somebody; `?person=` is the number from the page where they appear."""
    actor = actor_of(request)
    form = ReportForm(request.POST or None, initial={"public_id": request.GET.get("person", "")})
    if request.method == "POST" and attempt(form, lambda data: neighbours.report(actor, **data)):
        return done(request, _("Reported. The answer will stand here."), "me_reports")
    return render(request, "identity/me/report.html", {"form": form})


@require_POST
@signed_in
def withdraw_report(request: HttpRequest, pk: int) -> HttpResponse:
    neighbours.withdraw_report(actor_of(request), report=pk)
    return done(request, _("The report is withdrawn."), "me_reports")
