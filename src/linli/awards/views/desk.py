"""The desk: versions of the rules, what they would have cost, deeds in doubt."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.awards import actions, queries, replay, rules
from linli.awards.deeds import KINDS
from linli.awards.defaults import default
from linli.awards.forms import RulesForm, ScanForm, WordsForm
from linli.awards.models import SCAN, Deed, Version
from linli.awards.reckoning import book_on
from linli.awards.shown import history, listed, steps
from linli.awards.states import SPOKEN, Verb
from linli.awards.words import VERBS, book_words, breach_words, limit_words
from linli.files.views import receive
from linli.kernel import clock, places
from linli.kernel.actor import Capacity
from linli.kernel.answers import add_refusal
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused, require, text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of

OVERSEERS = (Capacity.STAFF, Capacity.AUDITOR)


@require_safe
@acting_as(*OVERSEERS)
def award_desk(request: HttpRequest) -> HttpResponse:
    """Deeds that wait for somebody, and every version of the rules in reach."""
    actor = actor_of(request)
    page = page_of(queries.in_doubt(actor), key=["pk"], after=request.GET.get("after"))
    names = {each.id: each.name_here for each in places.communities()}
    versions = [
        {"version": row, "community": names.get(row.community, "")}
        for row in queries.versions_of(actor)[:50]
    ]
    context = {"page": page, "rows": listed(page.items, names=True), "versions": versions}
    return render(request, "awards/desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def propose_rules(request: HttpRequest) -> HttpResponse:
    """Begins from what is in force, else from the draft that comes with the platform."""
    actor = actor_of(request)
    known = queries.books_of(min(actor.reach, default=0))
    book = book_on(known, clock.today()) or default().book
    sent = request.POST if request.method == "POST" else None
    form = RulesForm(sent, reach=actor.reach, book=book)
    if form.is_bound and form.is_valid():
        try:
            made = actions.propose(
                actor,
                community=form.cleaned_data["community"],
                head=form.head(),
                lines=form.lines(),
                breaches=form.breaches(),
            )
        except Refused as refusal:
            if refusal.code.startswith("kernel."):
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is written down. A colleague puts it in force."))
            return redirect("rules_version", made.pk)
    context = {"form": form, "source": "" if book.version else default().source}
    return render(request, "awards/propose.html", context, status=422 if form.errors else 200)


def _version(request: HttpRequest, version: int) -> Version:
    rows = Version.objects.reached_by(actor_of(request)).prefetch_related("rules", "breaches")
    return found_or_refused(rows.filter(pk=version))


@require_safe
@acting_as(*OVERSEERS)
def rules_version(request: HttpRequest, version: int) -> HttpResponse:
    """A version in plain words; on demand, what last month would have cost by it."""
    actor = actor_of(request)
    row = _version(request, version)
    book = queries.book_of(row)
    first, last = replay.last_month(clock.today())
    wanted = "simulate" in request.GET
    cost = replay.simulate(row.community, book, first, last) if wanted else None
    proposed = row.state == Version.State.PROPOSED
    context = {
        "version": row,
        "community": places.community(row.community),
        "rules": book_words(book),
        "limits": limit_words(book),
        "breaches": breach_words(book),
        "may_settle": proposed and bool(rules.may_settle(actor, version=row.pk)),
        "first": first,
        "last": last,
        "cost": cost,
        "kinds": [(KINDS[kind].title, *counts) for kind, counts in cost.kinds.items()]
        if cost
        else [],
        "scans": keeper().attached(SCAN, [row.pk]).get(row.pk, []),
        "may_attach": bool(rules.may_attach(actor, version=row.pk)),
    }
    return render(request, "awards/version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def attach_scan(request: HttpRequest, version: int) -> HttpResponse:
    """The signed decision, as pictures or a PDF; kept sealed."""
    actor, row = actor_of(request), _version(request, version)
    form = ScanForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound:
        files = receive(actor, form, "scans", kind=SCAN)
        if form.is_valid():
            try:
                actions.attach_scan(actor, version=row.pk, files=files)
            except Refused as refusal:
                if refusal.code.startswith("kernel."):
                    raise
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The scan stands beside the rules."))
                return redirect("rules_version", row.pk)
    context = {"form": form, "version": row}
    return render(request, "awards/scan.html", context, status=422 if form.errors else 200)


@require_POST
@acting_as(Capacity.STAFF)
def settle_rules(request: HttpRequest, version: int, how: str) -> HttpResponse:
    acts = {"adopt": actions.adopt, "reject": actions.reject}
    if how not in acts:
        raise Http404
    try:
        acts[how](actor_of(request), version=version)
    except Refused as refusal:
        if refusal.code.startswith("kernel."):
            raise
        text = text_of(refusal.code, refusal.params)
        messages.warning(request, f"{text.title} {text.remedy}".strip())
    else:
        adopted = how == "adopt"
        messages.success(
            request, _("The rules are adopted.") if adopted else _("They are rejected.")
        )
    return redirect("rules_version", version)


def _deed(request: HttpRequest, deed: int) -> Deed:
    return found_or_refused(queries.on_desk(actor_of(request)).filter(pk=deed))


@require_safe
@acting_as(*OVERSEERS)
def deed_in_doubt(request: HttpRequest, deed: int) -> HttpResponse:
    row = _deed(request, deed)
    context = {
        "it": listed([row], names=True)[0],
        "history": history(row),
        "steps": steps(actor_of(request), row),
    }
    return render(request, "awards/doubt.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@acting_as(Capacity.STAFF)
def decide_deed(request: HttpRequest, deed: int, verb: str) -> HttpResponse:
    """One decision on a page of its own, with its reason."""
    actor, row = actor_of(request), _deed(request, deed)
    if verb not in set(Verb) - SPOKEN:
        raise Http404
    require(rules.may_decide(actor, deed=row.pk))
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        try:
            if verb == Verb.TAKE_BACK:
                actions.take_back(actor, deed=row.pk, words=words)
            else:
                actions.decide(actor, deed=row.pk, verb=verb, words=words)
        except Refused as refusal:
            if refusal.code.startswith("kernel."):
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is decided. The person is told."))
            # a ballot that is in doubt no more is not the staff's to look at
            there = queries.on_desk(actor).filter(pk=row.pk).exists()
            return redirect("deed_in_doubt", row.pk) if there else redirect("award_desk")
    context = {"form": form, "it": listed([row], names=True)[0], "label": VERBS[Verb(verb)]}
    return render(request, "awards/decide.html", context, status=422 if form.errors else 200)
