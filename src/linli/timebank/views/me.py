"""My time bank: hours, sessions, arranging, signing by a code, confirming."""

from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.ledger.explained import amount_words
from linli.ledger.queries import accounts_of
from linli.timebank import codes, queries, rules, scope
from linli.timebank.actions import arranging, attending, deciding
from linli.timebank.forms import CodeForm, SessionForm, WordsForm
from linli.timebank.models import Confirmation, Rulebook, Session
from linli.timebank.shown import VERBS, course, effects, listed, place_words
from linli.timebank.states import TRANSITIONS, Side, State, Verb
from linli.timebank.views.common import form_page, private
from linli.timebank.words import clauses

FORM = require_http_methods(["GET", "HEAD", "POST"])
RESIDENT = acting_as(Capacity.RESIDENT)


@require_safe
@signed_in
def time_bank(request: HttpRequest) -> HttpResponse:
    """What I have, and my sessions, the newest first."""
    actor = actor_of(request)
    person = actor.person or 0
    accounts = [row for row in accounts_of(person) if row.ledger.unit == "minutes"]
    names = {each.id: each.name_here for each in places.communities()}
    held = [
        {
            "account": row,
            "community": names.get(row.community, ""),
            "available": amount_words("minutes", row.balance.available),
            "held": amount_words("minutes", row.balance.held) if row.balance.held else "",
        }
        for row in accounts
    ]
    rows = scope.sessions_of(person)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    context = {"page": page, "rows": listed(page.items, actor), "accounts": held}
    return private(render(request, "timebank/bank.html", context))


@require_safe
@signed_in
def time_rules(request: HttpRequest) -> HttpResponse:
    """The rulebook of my community in plain words: today's, what comes, what was before."""
    person = Person.objects.get(pk=actor_of(request).person or 0)
    community = person.community or 0
    rows = Rulebook.objects.within(community).filter(state=Rulebook.State.IN_FORCE)
    books = list(rows.order_by("-since", "-number")[:10])
    today = clock.today()
    now = next((row for row in books if row.since <= today), None)
    shown = [
        {"book": row, "clauses": clauses(row), "now": row == now, "coming": row.since > today}
        for row in books
    ]
    context = {"books": shown, "community": places.community(community)}
    return render(request, "timebank/rules.html", context)


def _form(request: HttpRequest, actor: Actor) -> SessionForm:
    book = queries.book_on(actor.place or 0, clock.today())
    categories = book.plain.categories if book else ()
    data = request.POST if request.method == "POST" else None
    return SessionForm(data, initial={"day": clock.today()}, categories=categories)


@FORM
@RESIDENT
def arrange_session(request: HttpRequest) -> HttpResponse:
    """Ask a neighbour."""
    actor = actor_of(request)
    form = _form(request, actor)

    def done() -> HttpResponse:
        data = form.cleaned_data
        row = arranging.propose(
            actor, person=data["person"], side=data["side"], wanted=form.wanted()
        )
        messages.success(request, _("Your neighbour is asked. It stands when they say yes."))
        return redirect("time_session", row.pk)

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Arrange service"),
        lead=_("Ask a neighbour by their number. Both of you sign in and out, both confirm."),
        submit=pgettext("session", "Ask"),
        back=reverse("time_bank"),
    )


@FORM
@RESIDENT
def enter_session(request: HttpRequest) -> HttpResponse:
    """What took place without being arranged."""
    actor = actor_of(request)
    form = _form(request, actor)

    def done() -> HttpResponse:
        data = form.cleaned_data
        row = arranging.enter_afterwards(
            actor, person=data["person"], side=data["side"], wanted=form.wanted()
        )
        messages.success(request, _("It is noted. Your neighbour is asked, then staff look at it."))
        return redirect("time_session", row.pk)

    return sent(form, done) or form_page(
        request,
        form,
        title=_("Enter afterwards"),
        lead=_("Both of you confirm it; then staff look at it, because nobody signed in."),
        submit=_("Enter"),
        back=reverse("time_bank"),
    )


def _mine(request: HttpRequest, session: int) -> Session:
    """One's own; staff and auditors are shown the desk's page by the same address."""
    actor = actor_of(request)
    require(rules.may_see(actor, session=session))
    rows = Session.objects.across_communities("the rule has looked")
    return found_or_refused(rows.select_related("rulebook", "words").filter(pk=session))


@require_safe
@signed_in
def time_session(request: HttpRequest, session: int) -> HttpResponse:
    actor = actor_of(request)
    row = _mine(request, session)
    if actor.is_official:
        return redirect("time_desk_session", row.pk)
    side = rules.side_of(actor, row)
    context: dict[str, Any] = {
        "it": listed([row], actor)[0],
        "place": place_words(row),
        "words": row.words.read("text") if row.words else "",
        "course": course(row, names=False),
        "effects": effects(row),
        "steps": _steps(actor, row, side),
        "code": _code(request, row, side),
        "other_number": Person.objects.get(pk=row.person_of((side or Side.GIVER).other)).public_id,
    }
    return private(render(request, "timebank/session.html", context))


def _code(request: HttpRequest, row: Session, side: Side | None) -> dict[str, str] | None:
    """What the other one enters or scans, while there is something to sign."""
    if side is None or row.state not in {State.ARRANGED, State.RUNNING}:
        return None
    shown = codes.shown(row.pk, side)
    # what stands behind # no server and no log sees
    address = request.build_absolute_uri(reverse("sign_session", args=[row.pk]))
    made = segno.make_qr(f"{address}#{shown}", error="m")
    qr = made.svg_data_uri(scale=6, border=4, dark="#000", light="#fff")
    return {"digits": f"{shown[:4]} {shown[4:]}", "qr": qr}


def _steps(actor: Actor, row: Session, side: Side | None) -> dict[str, bool]:
    """Which buttons the page has."""
    state = State(row.state)
    said = side is not None and Confirmation.objects.filter(session=row, side=side).exists()
    asked = row.by_id in records_of(actor.person or 0)
    return {
        "accept": state == State.PROPOSED and not asked,
        "cancel": state in TRANSITIONS[Verb.CANCEL].sources,
        "sign": state in {State.ARRANGED, State.RUNNING},
        "confirm": state == State.ENDED and not said,
        "said": state == State.ENDED and said,
        "dispute": state == State.ENDED,
        "appeal": state in TRANSITIONS[Verb.APPEAL].sources,
    }


@require_POST
@signed_in
def session_step(request: HttpRequest, session: int, verb: str) -> HttpResponse:
    """Accept, cancel, confirm: a button each."""
    acts = {
        "accept": (arranging.accept, _("It is arranged.")),
        "cancel": (arranging.cancel, _("It is cancelled; the other one is told.")),
        "confirm": (attending.confirm, _("Thank you, it is confirmed.")),
    }
    if verb not in acts:
        raise Http404
    run, words = acts[verb]
    try:
        run(actor_of(request), session=session)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        messages.success(request, words)
    return redirect("time_session", session)


@FORM
@signed_in
def sign_session(request: HttpRequest, session: int) -> HttpResponse:
    """In or out by the code on the other one's phone, typed or scanned."""
    actor = actor_of(request)
    require(rules.may_take_part(actor, session=session))
    row = _mine(request, session)
    data = request.POST if request.method == "POST" else None
    form = CodeForm(data)
    into = row.state == State.ARRANGED
    title = pgettext("session", "Sign in") if into else pgettext("session", "Sign out")

    def done() -> HttpResponse:
        attending.sign(actor, session=row.pk, code=form.cleaned_data["code"])
        messages.success(request, _("Signed in.") if into else _("Signed out. Both confirm now."))
        return redirect("time_session", row.pk)

    back = reverse("time_session", args=[row.pk])
    return sent(form, done) or form_page(
        request, form, template="timebank/sign.html", title=title, submit=title, back=back
    )


@FORM
@signed_in
def session_words(request: HttpRequest, session: int, verb: str) -> HttpResponse:
    """Dispute or appeal, with words."""
    actor = actor_of(request)
    acts = {"dispute": deciding.dispute, "appeal": deciding.appeal}
    if verb not in acts:
        raise Http404
    require(rules.may_take_part(actor, session=session))
    form = WordsForm(request.POST if request.method == "POST" else None)

    def done() -> HttpResponse:
        acts[verb](actor, session=session, words=form.cleaned_data["words"])
        messages.success(request, _("It is written down. Staff look at it."))
        return redirect("time_session", session)

    title = VERBS[Verb.APPEAL if verb == "appeal" else Verb.HOLD]
    return sent(form, done) or form_page(
        request,
        form,
        title=title,
        lead=_("Say how it was. Nothing is entered before somebody has looked at it."),
        submit=_("Send"),
        back=reverse("time_session", args=[session]),
    )
