"""My homes: where I belong, who lives there, what waits for my word."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.models import Guardianship
from linli.identity.queries import display_names
from linli.kernel.answers import status
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.residence import queries, rules
from linli.residence.actions import claims, codes, homes
from linli.residence.forms import InviteForm, OtherSideForm
from linli.residence.models import Residence
from linli.residence.operations.codes import grouped
from linli.residence.shown import case, home_name, listed, steps
from linli.residence.views.common import attempt, done, private_page, tried

WITH_HOME = ("unit__building", "unit__estate")


@require_safe
@signed_in
def my_homes(request: HttpRequest) -> HttpResponse:
    """A constant number of queries."""
    actor = actor_of(request)
    mine = rules.my_claims(actor).select_related(*WITH_HOME).order_by("-pk")[:20]
    context = {
        "homes": list(queries.homes_of(actor.person or 0)),
        "claims": listed(mine),
        "waiting": listed(rules.to_confirm(actor).select_related(*WITH_HOME).order_by("pk")[:20]),
        "doubts": list(rules.my_doubts(actor).select_related(*WITH_HOME).order_by("-pk")[:20]),
        "me": actor.person,
    }
    return private_page(render(request, "residence/mine.html", context))


def _mine(request: HttpRequest, residence: int) -> Residence:
    rows = queries.homes_of(actor_of(request).person or 0)
    return found_or_refused(rows.filter(pk=residence))


@require_safe
@signed_in
def my_home(request: HttpRequest, residence: int) -> HttpResponse:
    """One home: who belongs to it, whom it speaks through, open invitations."""
    actor, row = actor_of(request), _mine(request, residence)
    people = queries.people_of(row.unit_id)
    members = queries.household_of(row.unit_id)
    children = _children_to_bring(actor.person or 0, {each.person_id for each in people})
    names = display_names({*(each.person_id for each in people), *children})
    context: dict[str, Any] = {
        "row": row,
        "name": home_name(row.unit),
        "people": [
            {
                "row": each,
                "who": names.get(each.person_id, ""),
                "contact": each.person_id == members.contact,
                "me": each.person_id == actor.person,
                "may_end": rules.may_end(actor, each, people),
                "may_be_contact": row.lives and each.lives and each.person_id != members.contact,
            }
            for each in people
        ],
        "invitations": queries.open_invitations(row),
        "children": [(pk, names.get(pk, "")) for pk in children] if row.lives else [],
    }
    return private_page(render(request, "residence/home.html", context))


def _children_to_bring(guardian: int, there: set[int]) -> list[int]:
    rows = Guardianship.objects.filter(guardian=guardian, until=None)
    return [pk for pk in rows.values_list("child", flat=True) if pk not in there]


@require_POST
@signed_in
def leave(request: HttpRequest, residence: int) -> HttpResponse:
    row = _mine(request, residence)
    words = _("You live elsewhere now; the home stays yours.") if row.owns else _("You moved out.")
    act = lambda: homes.move_out(actor_of(request), residence=row.pk)  # noqa: E731
    return tried(request, act, words, "my_homes")


@require_POST
@signed_in
def come(request: HttpRequest, residence: int) -> HttpResponse:
    row = _mine(request, residence)
    act = lambda: homes.move_in(actor_of(request), residence=row.pk)  # noqa: E731
    return tried(request, act, _("You live here now."), "my_home", row.pk)


@require_POST
@signed_in
def contact(request: HttpRequest, residence: int, person: int) -> HttpResponse:
    row = _mine(request, residence)
    act = lambda: homes.choose_contact(actor_of(request), residence=row.pk, person=person)  # noqa: E731
    return tried(
        request, act, _("Your household speaks through this person now."), "my_home", row.pk
    )


@require_POST
@signed_in
def bring_child(request: HttpRequest, residence: int, child: int) -> HttpResponse:
    row = _mine(request, residence)
    act = lambda: homes.bring_child(actor_of(request), residence=row.pk, child=child)  # noqa: E731
    return tried(request, act, _("Your child belongs to this home now."), "my_home", row.pk)


@require_POST
@signed_in
def send_away(request: HttpRequest, residence: int, other: int) -> HttpResponse:
    row = _mine(request, residence)
    act = lambda: homes.send_away(actor_of(request), residence=other)  # noqa: E731
    return tried(request, act, _("Ended. The person is told."), "my_home", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite(request: HttpRequest, residence: int) -> HttpResponse:
    """The code is shown once, as letters and as a picture; only its hash is kept."""
    actor, row = actor_of(request), _mine(request, residence)
    form = InviteForm(request.POST or None, owner=row.owns)
    made: list[Any] = []
    if request.method == "POST" and attempt(
        form, lambda data: made.append(codes.invite(actor, residence=row.pk, **data))
    ):
        invitation, code = made[0]
        context = {
            "row": row,
            "name": home_name(row.unit),
            "invitation": invitation,
            "code": grouped(code),
            **codes_picture(request, code),
        }
        return private_page(render(request, "residence/invited.html", context))
    context = {"form": form, "row": row, "name": home_name(row.unit)}
    return private_page(render(request, "residence/invite.html", context, status=status(form)))


def codes_picture(request: HttpRequest, code: str) -> dict[str, Any]:
    from linli.residence.printing import address_of, picture

    address = address_of(request, code)
    return {"address": address, "picture": picture(address)}


@require_POST
@signed_in
def take_back(request: HttpRequest, residence: int, invitation: int) -> HttpResponse:
    row = _mine(request, residence)
    act = lambda: codes.take_back(actor_of(request), invitation=invitation)  # noqa: E731
    return tried(request, act, _("The invitation works no more."), "my_home", row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_claim(request: HttpRequest, claim: int) -> HttpResponse:
    """A claim of mine, or one on what I hold; there a POST is my answer."""
    actor = actor_of(request)
    rows = rules.my_claims(actor).select_related(*WITH_HOME, "against__person")
    row = found_or_refused(rows.filter(pk=claim))
    other = row.person_id != actor.person
    form = OtherSideForm(request.POST if request.method == "POST" else None)
    answering = other and row.state == "contested"
    if request.method == "POST" and attempt(
        form, lambda data: claims.answer_transfer(actor, claim=row.pk, **data)
    ):
        return done(request, _("Your answer is noted."), "my_homes")
    context = {
        "it": case(actor, row),
        "row": row,
        "name": home_name(row.unit),
        "steps": steps(row),
        "other": other,
        "form": form if answering else None,
        "waits": row.state in {"open", "contested", "proposed"},
    }
    page = render(request, "residence/claim.html", context, status=status(form))
    return private_page(page)


@require_POST
@signed_in
def withdraw(request: HttpRequest, claim: int) -> HttpResponse:
    act = lambda: claims.withdraw(actor_of(request), claim=claim)  # noqa: E731
    return tried(request, act, _("Your claim is withdrawn."), "my_homes")


@require_POST
@signed_in
def confirm(request: HttpRequest, claim: int) -> HttpResponse:
    """`lives_here` is 1 or 0."""
    yes = request.POST.get("lives_here") == "1"
    act = lambda: claims.confirm(actor_of(request), claim=claim, lives_here=yes)  # noqa: E731
    return tried(request, act, _("Noted. The person is told."), "my_homes")
