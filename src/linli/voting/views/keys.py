"""The page of an assembly's key, and the forms of its holders. Passphrases never come back."""

from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_names
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.voting import key_forms, key_rules
from linli.voting.actions import keys
from linli.voting.keys_shown import keys_of
from linli.voting.models import Assembly, KeyHolder
from linli.voting.models.keys import Seat
from linli.voting.passphrases import suggestion
from linli.voting.queries_keys import holder_of, holders_of
from linli.voting.tries import counted
from linli.voting.views.common import attempt, convened, done, seen
from linli.voting.views.desk import CONVENERS


@require_safe
def assembly_keys(request: HttpRequest, code: str) -> HttpResponse:
    """Who holds the key, how far it has come, and what the reader has to do about it."""
    row = seen(request, code)
    if not key_rules.takes_ballots_here(row):
        raise Refused("voting.no_ballots_here")
    context = {"row": row, "keys": keys_of(actor_of(request), row)}
    return render(request, "voting/keys.html", context)


@require_http_methods(FORMS)
@acting_as(*CONVENERS)
def name_holder(request: HttpRequest, code: str, seat: str) -> HttpResponse:
    actor, row = actor_of(request), convened(request, code)
    if seat not in set(Seat):
        raise Http404
    require(key_rules.open_for_keys(row))
    form = key_forms.NameHolderForm(request.POST if request.method == "POST" else None)
    act = keys.name_holder
    if attempt(form, lambda: act(actor, assembly=row.pk, seat=seat, **form.cleaned_data)):
        return done(request, _("The holder is named."), "assembly_keys", code)
    lead = (
        _("Somebody in an office of the street. The share is used when a passphrase is lost.")
        if seat == Seat.RESERVE
        else _(
            "An officer of a body here, or a teller or scrutineer of this assembly; each holder of"
            " another body. In a small estate with one body, take an owner who counts for the other."
        )
    )
    return _page(request, form, row, title=Seat(seat).label, lead=lead, submit=_("Name the holder"))


def _held(request: HttpRequest, code: str) -> tuple[Assembly, KeyHolder]:
    """The assembly, and the reader's share of its key."""
    actor, row = actor_of(request), seen(request, code)
    require(key_rules.may_hold(actor, assembly=row.pk))
    mine = holder_of(row, actor.person)
    if mine is None:
        raise Refused("voting.holder_only")
    return row, mine


@require_http_methods(FORMS)
@never_cache
@signed_in
@sensitive_post_parameters("passphrase", "again")
@sensitive_variables("form")
def enrol_holder(request: HttpRequest, code: str) -> HttpResponse:
    """Choose one's passphrase."""
    actor, (row, mine) = actor_of(request), _held(request, code)
    require(key_rules.open_for_passphrases(row))
    name = display_names([mine.person_id]).get(mine.person_id, "")
    form = key_forms.EnrolForm(
        request.POST if request.method == "POST" else None,
        known=(*key_rules.known_of(mine, row), name),
    )

    def act() -> object:
        return keys.enrol(actor, assembly=row.pk, passphrase=form.cleaned_data["passphrase"])

    if attempt(form, act):
        return done(request, _("Your passphrase is set. Keep it well."), "assembly_keys", code)
    return _page(
        request,
        form,
        row,
        title=_("Choose your passphrase"),
        lead=mine.get_seat_display(),
        submit=_("Set the passphrase"),
        suggestion=suggestion(),
    )


@require_http_methods(FORMS)
@never_cache
@signed_in
@sensitive_post_parameters("passphrase")
@sensitive_variables("form")
def hand_over(request: HttpRequest, code: str, seat: str) -> HttpResponse:
    """Hand one's half to another holder, who opens the ballots with theirs."""
    actor, (row, mine) = actor_of(request), _held(request, code)
    require(key_rules.open_for_boxes(row))
    name = _name_of(row, seat, mine)
    form = key_forms.PassphraseForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return keys.hand_over(actor, assembly=row.pk, receiver=seat, **form.cleaned_data)

    if attempt(form, lambda: counted(actor, act)):
        words = _("Your share waits for %(name)s, who opens the ballots.") % {"name": name}
        return done(request, words, "assembly_keys", code)
    lead = _("It is sealed to %(name)s: nobody else can use it, and it opens nothing by itself.")
    return _page(
        request,
        form,
        row,
        title=_("Hand my share over"),
        lead=lead % {"name": name},
        submit=_("Hand it over"),
    )


@require_http_methods(FORMS)
@never_cache
@signed_in
@sensitive_post_parameters("passphrase")
@sensitive_variables("form")
def open_ballots(request: HttpRequest, code: str, seat: str) -> HttpResponse:
    """Open all ballots with what the other holder handed over."""
    actor, (row, mine) = actor_of(request), _held(request, code)
    require(key_rules.open_for_boxes(row))
    name = _name_of(row, seat, mine)
    if not mine.received.filter(giver__seat=seat).exists():
        raise Refused("voting.nothing_handed")
    form = key_forms.PassphraseForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return keys.open_ballots(actor, assembly=row.pk, giver=seat, **form.cleaned_data)

    if attempt(form, lambda: counted(actor, act)):
        return done(
            request, _("The ballots are open. Now they can be counted."), "assembly_keys", code
        )
    lead = _("With the share of %(name)s and your own. All ballots are opened at once.")
    return _page(
        request,
        form,
        row,
        title=_("Open the ballots"),
        lead=lead % {"name": name},
        submit=_("Open the ballots"),
    )


def _name_of(row: Assembly, seat: str, mine: KeyHolder) -> str:
    """The other holder's name. Raises Http404 for oneself, and for a seat that nobody has."""
    found = holders_of(row).get(seat)
    if found is None or found.pk == mine.pk:
        raise Http404
    return display_names([found.person_id]).get(found.person_id, "")


def _page(request: HttpRequest, form: Form, row: Assembly, **more: Any) -> HttpResponse:
    back = reverse("assembly_keys", args=[row.code])
    context = {"form": form, "row": row, "back": back, **more}
    return render(request, "voting/key_form.html", context, status=status(form))
