"""Rulebooks: written down by one, adopted by another."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.kernel import clock, places
from linli.kernel.actor import Capacity
from linli.kernel.answers import sent
from linli.kernel.errors import Refused, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.language import either
from linli.timebank import queries, rules
from linli.timebank.actions import rulebooks
from linli.timebank.books import profiles
from linli.timebank.forms_books import RulebookForm
from linli.timebank.models import Rulebook
from linli.timebank.views.common import form_page
from linli.timebank.words import clauses

OVERSEERS = (Capacity.STAFF, Capacity.AUDITOR)
START = "national"


@require_safe
@acting_as(*OVERSEERS)
def time_books(request: HttpRequest) -> HttpResponse:
    """Every version in reach, the newest of each community first."""
    names = {each.id: each.name_here for each in places.communities()}
    books = [
        {"book": row, "community": names.get(row.community, "")}
        for row in queries.books_of(actor_of(request))[:100]
    ]
    return render(request, "timebank/books.html", {"books": books})


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def propose_book(request: HttpRequest) -> HttpResponse:
    """Begins from a scheme; its parameters may be changed as it was decided."""
    actor = actor_of(request)
    known = profiles(clock.today())
    data = request.POST if request.method == "POST" else None
    key = (data or request.GET).get("profile", START)
    if key not in known:
        raise Http404
    profile = known[key]
    form = RulebookForm(data, reach=actor.reach, profile=profile)

    def done() -> HttpResponse:
        made = rulebooks.propose(
            actor,
            community=form.cleaned_data["community"],
            profile=profile,
            head=form.head(),
            terms=form.terms(),
        )
        messages.success(request, _("It is written down. A colleague puts it in force."))
        return redirect("time_book", made.pk)

    here = reverse("propose_book")
    choices = [
        {
            "title": either(each.title_zh, each.title_en),
            "href": f"{here}?profile={each.key}",
            "current": each.key == key,
            "count": None,
        }
        for each in known.values()
    ]
    return sent(form, done) or form_page(
        request, form, template="timebank/propose.html", choices=choices, source=profile.source
    )


@require_safe
@acting_as(*OVERSEERS)
def time_book(request: HttpRequest, rulebook: int) -> HttpResponse:
    """A version in plain words, with what each clause rests on."""
    actor = actor_of(request)
    row = found_or_refused(Rulebook.objects.reached_by(actor).filter(pk=rulebook))
    proposed = row.state == Rulebook.State.PROPOSED
    context = {
        "book": row,
        "community": places.community(row.community),
        "clauses": clauses(row),
        "digest": rulebooks.digest_of(row),
        "may_settle": proposed and bool(rules.may_settle(actor, rulebook=row.pk)),
    }
    return render(request, "timebank/book.html", context)


@require_POST
@acting_as(Capacity.STAFF)
def settle_book(request: HttpRequest, rulebook: int, how: str) -> HttpResponse:
    acts = {"adopt": rulebooks.adopt, "reject": rulebooks.reject}
    if how not in acts:
        raise Http404
    try:
        acts[how](actor_of(request), rulebook=rulebook)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        adopted = how == "adopt"
        messages.success(
            request, _("The rulebook is adopted.") if adopted else _("It is rejected.")
        )
    return redirect("time_book", rulebook)
