"""The rules in plain words, my deeds, and an appeal."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.awards import actions, queries
from linli.awards.forms import WordsForm
from linli.awards.models import Deed, Version
from linli.awards.reckoning import book_on
from linli.awards.shown import history, listed
from linli.awards.states import TRANSITIONS, State, Verb
from linli.awards.words import book_words, breach_words, limit_words
from linli.identity.models import Person
from linli.kernel import clock, places
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


@require_safe
@signed_in
def award_rules(request: HttpRequest) -> HttpResponse:
    """What earns what in my community: today, soon, and before."""
    person = Person.objects.get(pk=actor_of(request).person or 0)
    community = person.community or 0
    rows = Version.objects.within(community).filter(state=Version.State.IN_FORCE)
    versions = list(rows.prefetch_related("rules", "breaches").order_by("-since", "-number"))
    books = [queries.book_of(row) for row in versions]
    now = book_on(books, clock.today())
    shown = [
        {
            "version": row,
            "rules": book_words(book),
            "limits": limit_words(book),
            "breaches": breach_words(book),
            "now": now is not None and book.version == now.version,
            "coming": row.since > clock.today(),
        }
        for row, book in zip(versions, books, strict=True)
    ]
    context = {"versions": shown, "community": places.community(community)}
    return render(request, "awards/rules.html", context)


@require_safe
@signed_in
def my_deeds(request: HttpRequest) -> HttpResponse:
    """What I did and what it earned, the newest first."""
    rows = queries.deeds_of_person(actor_of(request).person or 0)
    page = page_of(rows, key=["-pk"], after=request.GET.get("after"))
    return _private(
        render(request, "awards/deeds.html", {"page": page, "rows": listed(page.items)})
    )


def _mine(request: HttpRequest, deed: int) -> Deed:
    return found_or_refused(queries.deeds_of_person(actor_of(request).person or 0).filter(pk=deed))


@require_safe
@signed_in
def my_deed(request: HttpRequest, deed: int) -> HttpResponse:
    row = _mine(request, deed)
    state = State(row.state)
    context = {
        "it": listed([row])[0],
        "history": history(row),
        "may_appeal": state in TRANSITIONS[Verb.APPEAL].sources,
        "may_ask": state in TRANSITIONS[Verb.ASK].sources
        and not row.decisions.filter(verb=Verb.ASK).exists(),
    }
    return _private(render(request, "awards/deed.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appeal_deed(request: HttpRequest, deed: int) -> HttpResponse:
    said = _("Your appeal is there. Somebody else than before decides.")
    return _spoken(request, deed, actions.appeal, "awards/appeal.html", said)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_deed(request: HttpRequest, deed: int) -> HttpResponse:
    """It earned nothing: why, and a check by staff."""
    said = _("Staff look at it and answer on its page.")
    return _spoken(request, deed, actions.ask, "awards/ask.html", said)


def _spoken(
    request: HttpRequest, deed: int, act: Callable[..., Deed], template: str, said: str
) -> HttpResponse:
    row = _mine(request, deed)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act(actor_of(request), deed=row.pk, **form.cleaned_data)
        except Refused as refusal:
            if refusal.code.startswith("kernel."):
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, said)
            return redirect("my_deed", row.pk)
    context = {"form": form, "it": listed([row])[0]}
    return _private(render(request, template, context, status=422 if form.errors else 200))
