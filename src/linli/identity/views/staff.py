"""Staff's work on one person: find, look, prove, correct, claim, join, enter a guardian."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.identity import purposes, words
from linli.identity.actions import corrections, desk, merges, proposals, transfers
from linli.identity.forms import (
    GuardianForm,
    LostFactorForm,
    LostPhoneForm,
    OtherForm,
    ProposeForm,
    RevealForm,
    SearchForm,
    TransferForm,
    VerifyForm,
)
from linli.identity.identifiers import masked_id, masked_phone
from linli.identity.models import Correction, Guardianship, Merge, Person, Transfer
from linli.identity.operations import checked_id
from linli.identity.queries import display_names, events_about, has_consent, neighbour, private_of
from linli.identity.rules import works_on, works_on_people
from linli.identity.views.common import attempt, done, private_page, result_of
from linli.identity.views.me import both
from linli.journal.titles import title_of
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of

#: How much of a record's history its page shows.
HISTORY = 20
staff = acting_as(Capacity.STAFF)


def person_for(actor: Actor, public_id: str) -> Person:
    """A person in reach who is not the clerk; anybody else does not exist."""
    require(works_on_people(actor))
    people = Person.objects.select_related("private", "merged_into__private")
    found = people.filter(public_id=public_id, community__in=actor.reach).first()
    if found is None:
        raise Refused("identity.no_such_person")
    require(works_on(actor, person=found.pk))
    return found


def masked(person: Person) -> dict[str, Any]:
    """What staff see of a person without a reason: surname, ends of the numbers."""
    private = private_of(person)
    phone = private.read("phone") if private else None
    number = private.read("id_number") if private else None
    return {
        "person": person,
        "name": display_names([person.pk])[person.pk],
        "phone": masked_phone(phone) if phone else "",
        "id_number": masked_id(number) if number else "",
        "paper": words.PAPERS.get(private.id_kind if private else "", ""),
        "how": words.HOW.get(private.proved_how if private else "", ""),
        "proved_at": private.proved_at if private else None,
    }


@both
@staff
def people(request: HttpRequest) -> HttpResponse:
    """Search by POST: what is typed stands in no address."""
    actor = actor_of(request)
    form = SearchForm(request.POST or None)
    found = None
    if request.method == "POST":
        found = result_of(form, lambda data: desk.search(actor, by=data["by"], text=data["text"]))
    names = display_names([p.pk for p in found.people]) if found else {}
    rows = [(each, names[each.pk], _phone_end(each)) for each in (found.people if found else [])]
    context = {"form": form, "found": found, "rows": rows}
    return private_page(render(request, "identity/work/people.html", context))


def _phone_end(person: Person) -> str:
    private = private_of(person)
    phone = private.read("phone") if private else None
    return masked_phone(phone) if phone else ""


def _page(
    request: HttpRequest, person: Person, form: RevealForm, seen: tuple[str, str] | None = None
) -> HttpResponse:
    actor = actor_of(request)
    rows = Correction.objects.reached_by(actor).filter(person=person).order_by("-pk")
    claims = Transfer.objects.reached_by(actor).filter(claimant=person).order_by("-pk")
    joined = Merge.objects.reached_by(actor).filter(kept=person) | Merge.objects.reached_by(
        actor
    ).filter(gone=person)
    bonds = Guardianship.objects.filter(child=person, until=None)
    history = list(events_about(person.pk).order_by("-pk")[:HISTORY])
    ids = {each.actor for each in history if each.actor} | {b.guardian_id for b in bonds}
    context = {
        **masked(person),
        "consented": has_consent(person.pk, purposes.REAL_NAME),
        "proved": person.level >= Person.Level.REAL_NAME,
        "form": form,
        "seen": seen,
        "corrections": rows[:10],
        "transfers": claims[:10],
        "merges": joined.select_related("kept", "gone").order_by("-pk")[:10],
        "guardians": [display_names(ids).get(b.guardian_id, "") for b in bonds],
        "history": [(each, title_of(each.type)) for each in history],
        "names": display_names(ids),
    }
    return private_page(render(request, "identity/work/person.html", context))


@require_safe
@staff
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """A record, masked."""
    return _page(request, person_for(actor_of(request), public_id), RevealForm())


@require_POST
@staff
def reveal(request: HttpRequest, public_id: str) -> HttpResponse:
    """One field in clear, in the answer to this very request; a reload must give a reason again."""
    actor = actor_of(request)
    found = person_for(actor, public_id)
    form = RevealForm(request.POST)
    text = result_of(form, lambda data: desk.reveal(actor, person=found.pk, **data))
    seen = (str(words.FIELDS[form.cleaned_data["part"]]), text) if text else None
    return _page(request, found, form, seen)


@require_POST
@staff
def note_consent(request: HttpRequest, public_id: str) -> HttpResponse:
    """The person signed the separate consent on paper."""
    found = person_for(actor_of(request), public_id)
    desk.note_consent(actor_of(request), person=found.pk, purpose=purposes.REAL_NAME)
    return done(request, _("The consent on paper is recorded."), "person", public_id)


def _step(  # noqa: PLR0913 (what differs between the forms)
    request: HttpRequest,
    public_id: str,
    *,
    kind: type[forms.Form],
    act: Callable[[Actor, Person, dict[str, Any]], Any],
    template: str,
    said: str,
) -> HttpResponse:
    """A form about one person: shown, tried, and back to the person's page."""
    actor = actor_of(request)
    found = person_for(actor, public_id)
    form = kind(request.POST or None)
    if request.method == "POST" and attempt(form, lambda data: act(actor, found, data)):
        return done(request, said, "person", public_id)
    context = {**masked(found), "form": form}
    return private_page(render(request, f"identity/work/{template}.html", context))


@both
@staff
def verify(request: HttpRequest, public_id: str) -> HttpResponse:
    """Prove the real name by papers."""

    def act(actor: Actor, person: Person, data: dict[str, Any]) -> None:
        desk.verify_with_papers(
            actor, person=person.pk, name=data["name"], id_number=data["id_number"]
        )

    said = _("The real name is proved.")
    number = request.POST.get("id_number", "")
    if number and _area_is_unknown(number):
        said += " " + _("The area in the ID number is not in our table; that may be right.")
    return _step(request, public_id, kind=VerifyForm, act=act, template="verify", said=said)


def _area_is_unknown(number: str) -> bool:
    try:
        return not checked_id(number).area_known
    except Refused:
        return False


@both
@staff
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose the correction of a proved name or ID."""

    def act(actor: Actor, person: Person, data: dict[str, Any]) -> None:
        corrections.propose_correction(actor, person=person.pk, **data)

    said = _("Proposed. Another member of staff confirms it.")
    return _step(request, public_id, kind=ProposeForm, act=act, template="correct", said=said)


@both
@staff
def claim(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a transfer of an ID or phone that another record holds."""

    def act(actor: Actor, person: Person, data: dict[str, Any]) -> None:
        transfers.request_transfer(actor, person=person.pk, **data)

    said = _("The transfer is open. Both sides see it and may object.")
    return _step(request, public_id, kind=TransferForm, act=act, template="claim", said=said)


def _other(actor: Actor, public_id: str) -> Person:
    found = neighbour(actor, public_id)
    if found is None:
        raise Refused("identity.no_such_person", field="public_id")
    return found


@both
@staff
def merge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose to join another record to this one."""

    def act(actor: Actor, person: Person, data: dict[str, Any]) -> None:
        gone = _other(actor, data["public_id"]).pk
        proposals.propose_merge(actor, kept=person.pk, gone=gone)

    said = _("Proposed. Another member of staff confirms it.")
    return _step(request, public_id, kind=OtherForm, act=act, template="merge", said=said)


@require_POST
@staff
def part(request: HttpRequest, pk: int) -> HttpResponse:
    row = merges.part(actor_of(request), merge=pk)
    return done(request, _("The records are parted."), "person", row.kept.public_id)


@both
@staff
def guardian(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose a guardian of a child, or to end one."""

    def act(actor: Actor, person: Person, data: dict[str, Any]) -> None:
        step = (
            proposals.propose_guardian if data["step"] == "link" else proposals.propose_guardian_end
        )
        step(actor, child=person.pk, guardian=_other(actor, data["public_id"]).pk)

    said = _("Proposed. Another member of staff confirms it.")
    return _step(request, public_id, kind=GuardianForm, act=act, template="guardian", said=said)


@both
@staff
def factor(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose to take a lost second factor away."""

    def act(actor: Actor, person: Person, data: dict[str, Any]) -> None:
        proposals.propose_factor_reset(actor, person=person.pk, reason=data["reason"])

    said = _("Proposed. Another member of staff looks at the papers too; the person is told.")
    return _step(request, public_id, kind=LostFactorForm, act=act, template="factor", said=said)


@both
@staff
def phone(request: HttpRequest, public_id: str) -> HttpResponse:
    """Propose another phone number for somebody who lost theirs."""

    def act(actor: Actor, person: Person, data: dict[str, Any]) -> None:
        proposals.propose_phone(actor, person=person.pk, phone=data["phone"], reason=data["reason"])

    said = _("Proposed. Another member of staff looks at the papers too; the person is told.")
    return _step(request, public_id, kind=LostPhoneForm, act=act, template="phone", said=said)
