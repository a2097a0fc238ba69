"""The booth: officials let voters to a screen that knows nobody and forgets each of them.

The official looks at the papers at their own desk and reads out a number. The screen was made a
booth before: its session belongs to nobody. A number opens one ballot, once.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from linli.kernel import clock
from linli.kernel.actor import VISITOR
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.voting import ballot_rules as rules
from linli.voting import ballots_shown as shown
from linli.voting.actions import ballots as actions
from linli.voting.ballot_pages import CAST, NEXT
from linli.voting.ballot_queries import living_pass
from linli.voting.booth_shown import electors_like, people_at
from linli.voting.forms_ballots import AdmitForm, PassForm
from linli.voting.models import Assembly, Ballot, BoothPass
from linli.voting.models.ballot import Channel
from linli.voting.queries import takes_ballots
from linli.voting.views.common import attempt, seen

#: Session keys of a booth: the assembly's code, and how many wrong numbers were typed.
BOOTH, WRONG = "booth", "booth_wrong"
#: After so many wrong numbers an official opens the booth anew.
MOST_WRONG = 5
#: Seconds after which the screen forgets a voter who walked away: from the receipt, and from a
#: ballot, of which every matter may be read at leisure.
FORGETS, LEFT = 120, 300


def served(request: HttpRequest, code: str) -> Assembly:
    """The assembly, for whoever serves its booth and sheets."""
    row = seen(request, code)
    require(rules.serves(actor_of(request), row))
    return row


@require_http_methods(["GET", "HEAD"])
@never_cache
@signed_in
def booth_desk(request: HttpRequest, code: str) -> HttpResponse:
    """The official looks up the elector by home or number."""
    row = served(request, code)
    rules.require_channel(row, Channel.KIOSK)
    text = request.GET.get("q", "").strip()
    context = {
        "row": row,
        "q": text,
        "found": electors_like(row, text) if text else None,
        "open": bool(takes_ballots(row, clock.now())) and row.public_key is not None,
    }
    return render(request, "voting/booth_desk.html", context)


@require_http_methods(FORMS)
@never_cache
@signed_in
def booth_elector(request: HttpRequest, code: str, elector: int) -> HttpResponse:
    """Who came? The number for the screen stands in this answer alone."""
    row, actor = served(request, code), actor_of(request)
    found = people_at(row, elector)
    data = request.POST if request.method == "POST" else None
    form = AdmitForm(data, people=found.people)
    made: list[tuple[BoothPass, str]] = []
    act = actions.admit_to_booth
    if attempt(
        form,
        lambda: made.append(act(actor, assembly=row.pk, elector=elector, **form.values())),
    ):
        issued, number = made[0]
        context: dict[str, Any] = {"row": row, "made": issued, "number": number, "it": found}
        return render(request, "voting/booth_pass.html", context)
    context = {"row": row, "it": found, "form": form}
    return render(request, "voting/booth_elector.html", context, status=status(form))


@require_POST
@signed_in
def open_booth(request: HttpRequest, code: str) -> HttpResponse:
    """This screen is a booth from now on: whoever was signed in on it is signed out."""
    row = served(request, code)
    rules.require_channel(row, Channel.KIOSK)
    request.session.flush()
    request.session[BOOTH] = row.code
    return HttpResponseRedirect(reverse("booth"))


@require_http_methods(FORMS)
@never_cache
def booth(request: HttpRequest) -> HttpResponse:
    """The voter's screen: a number, the matters one by one, all of them once more, the receipt."""
    row = _assembly(request)
    if row is None:
        return render(request, "voting/booth_closed.html", {})
    data = request.POST if request.method == "POST" else None
    form = PassForm(data)
    if data is None or not form.is_valid():
        return _start(request, row, form)
    number = form.cleaned_data["number"]
    found = living_pass(row, number)
    if found is None:
        return _wrong(request, row, form)
    go = data.get("go", "0")
    screens = shown.screens_of(row)
    turn, said, context = shown.step_of(screens, dict(data.lists()), go or NEXT)
    bound = found.proxy is not None and found.proxy.opinion is not None
    if turn.cast or (bound and go == CAST):
        made = actions.cast_at_the_booth(VISITOR, assembly=row, number=number, choices=said)
        ballot = Ballot.objects.within(row.community).select_related("entry").get(pk=made.id)
        receipt = shown.receipt_of(row, ballot, event=made.event)
        answer = render(request, "voting/booth_receipt.html", receipt)
        return _passing(answer, FORGETS)
    context |= {
        "assembly": row,
        "bound": bound,
        "number": number,
        "elector": found.entry.number,
        "homes": shown.homes_of([found.entry_id]).get(found.entry_id, ""),
    }
    status_now = 422 if turn.error else 200
    answer = render(request, "voting/booth_ballot.html", context, status=status_now)
    return _passing(answer, LEFT)


def _passing(answer: HttpResponse, seconds: int) -> HttpResponse:
    """The screen goes back to its beginning by itself, without a script."""
    answer["Refresh"] = f"{seconds}; url={reverse('booth')}"
    return answer


def _assembly(request: HttpRequest) -> Assembly | None:
    """Whose ballots this screen takes; a session in which somebody is signed in is no booth."""
    if actor_of(request).person is not None:
        request.session.pop(BOOTH, None)
    code = request.session.get(BOOTH)
    if code is None:
        return None
    rows = Assembly.objects.across_communities("an official made this screen its booth")
    row = found_or_refused(rows.filter(code=code).select_related("estate"))
    return row if takes_ballots(row, clock.now()) and row.public_key is not None else None


def _start(request: HttpRequest, row: Assembly, form: PassForm) -> HttpResponse:
    context = {"assembly": row, "form": form}
    return render(request, "voting/booth.html", context, status=status(form))


def _wrong(request: HttpRequest, row: Assembly, form: PassForm) -> HttpResponse:
    """So that nobody finds another's number by trying."""
    tries = request.session.get(WRONG, 0) + 1
    if tries >= MOST_WRONG:
        request.session.flush()
        return HttpResponseRedirect(reverse("booth"))
    request.session[WRONG] = tries

    def refuse() -> None:
        raise Refused("voting.no_such_pass", field="number")

    attempt(form, refuse)
    return _start(request, row, form)
