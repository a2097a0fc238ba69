"""What residents see and do: the list, a poll, signing, objecting, the ballot."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.polls import queries, rules, urn
from linli.polls.actions import course, taking_part
from linli.polls.forms import AskForm, BallotForm, ObjectForm, SignForm
from linli.polls.parameters import PAGE
from linli.polls.shown import cards, choice_words, choices_of, line_label, roll_words, shown
from linli.polls.states import State
from linli.polls.terms import PROFILES, Mode

TAB_TITLES = {"now": pgettext_lazy("polls", "Running"), "results": gettext_lazy("Results")}


@require_safe
@signed_in
def polls(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    tab = request.GET.get("tab", "now")
    tab = tab if tab in TAB_TITLES else "now"
    page = page_of(
        queries.listed(actor, tab), key=["-pk"], after=request.GET.get("after"), size=PAGE
    )
    here = reverse("polls")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {"page": page, "cards": cards(page.items), "tabs": tabs, "tab": tab}
    return render(request, "polls/polls.html", context)


@require_safe
@never_cache
@signed_in
def poll(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.seen(actor, code)
    context = {"it": shown(actor, row), "poll": row, "desk": actor.capacity is Capacity.STAFF}
    return render(request, "polls/poll.html", context)


@require_http_methods(FORMS)
@signed_in
def ask_for_poll(request: HttpRequest) -> HttpResponse:
    """A resident asks that something be put to all."""
    actor = actor_of(request)
    require(rules.may_ask(actor, community=actor.place or 0))
    form = AskForm(request.POST or None, actor=actor)

    def done() -> HttpResponse:
        made = course.petition(actor, wanted=form.wanted())
        messages.success(request, _("Your signature is the first. Now others sign."))
        return redirect("poll", made.code)

    law = PROFILES.in_force(clock.today()).rules
    share = f"{law.convene_persons.numerator}/{law.convene_persons.denominator}"
    context = {"form": form, "days": law.collect_days, "share": share}
    return sent(form, done) or render(request, "polls/ask.html", context, status=status(form))


@require_http_methods(FORMS)
@signed_in
def sign_poll(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.seen(actor, code)
    require(rules.may_take_part(actor, poll=row.pk))
    if not queries.homes_here(actor.person or 0, row):
        raise Refused("polls.live_here_first")
    form = SignForm(request.POST or None, actor=actor, poll=row)

    def done() -> HttpResponse:
        course.sign(actor, poll=row.pk, **form.cleaned_data)
        messages.success(request, _("You have signed."))
        return redirect("poll", row.code)

    context = {
        "form": form,
        "poll": row,
        "label": _("Sign for it"),
        "lead": _("You ask that all residents decide this. You do not say yet what you want."),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))


@require_http_methods(FORMS)
@signed_in
def object_to_poll(request: HttpRequest, code: str) -> HttpResponse:
    actor = actor_of(request)
    row = queries.seen(actor, code)
    require(rules.may_take_part(actor, poll=row.pk))
    if row.state != State.POSTED:
        raise Refused("polls.not_now")
    form = ObjectForm(request.POST or None, initial={"about": "missing"})

    def done() -> HttpResponse:
        taking_part.object_(actor, poll=row.pk, **form.cleaned_data)
        messages.success(request, _("The committee answers within its days; you are told."))
        return redirect("poll", row.code)

    context = {
        "form": form,
        "poll": row,
        "label": _("Object to the roll"),
        "lead": _("You are not on it though you live here, or a line should not be there."),
    }
    return sent(form, done) or render(request, "polls/step.html", context, status=status(form))


@require_http_methods(FORMS)
@never_cache
@signed_in
def poll_ballot(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Choose, look once more, cast. The number to take home is there before anything is sent."""
    actor = actor_of(request)
    row = queries.seen(actor, code)
    require(rules.may_take_part(actor, poll=row.pk))
    person = actor.person or 0
    entry = next((e for e in queries.lines_of(person, row) if e.number == number), None)
    if entry is None:
        raise Refused("polls.not_on_the_roll")
    if row.state != State.OPEN or row.closes_at is None or clock.now() >= row.closes_at:
        raise Refused("polls.not_open")
    if queries.taken([entry]):
        raise Refused("polls.voted_already")
    if row.mode == Mode.HOUSEHOLDS and not rules.of_age(person, row):
        raise Refused("polls.too_young", age=row.law.age)
    form = BallotForm(request.POST or None, poll=row)
    context = {"poll": row, "entry": entry, "line": line_label(entry), "form": form}
    if not form.is_bound or not form.is_valid():
        _code, slip = urn.hand_out(row.code, entry.pk, person)
        context["slip"] = slip
        return render(request, "polls/ballot.html", context, status=status(form))
    choice, slip = form.cleaned_data["choice"], form.cleaned_data["slip"]
    context |= {"choice": choice, "said": choice_words(row, choice), "slip": slip}
    context["choices"] = [choice] if isinstance(choice, str) else choice
    context["code"] = urn.take_back(slip, row.code, entry.pk, person)
    if not form.cleaned_data["sure"]:
        return render(request, "polls/ballot_review.html", context)
    taking_part.cast(actor, poll=row.pk, number=number, choice=choice, slip=slip)
    return render(request, "polls/ballot_receipt.html", context)


@require_safe
@acting_as(Capacity.RESIDENT, Capacity.STAFF, Capacity.AUDITOR)
def poll_roll(request: HttpRequest, code: str) -> HttpResponse:
    """The posted roll, for those whom it concerns: lines with their number and building."""
    actor = actor_of(request)
    row = queries.seen(actor, code)
    if row.posted_at is None:
        raise Refused("polls.not_now")
    page = page_of(
        queries.roll_of(row).select_related(
            "unit__estate",
            "unit__building",
            "building__estate",
            "person__private",
            "person__merged_into__private",
        ),
        key=["number"],
        after=request.GET.get("after"),
        size=PAGE,
    )
    said = choices_of(row, page.items)
    lines = [(each, *roll_words(each), said.get(each.pk, "")) for each in page.items]
    context = {"poll": row, "page": page, "lines": lines}
    return render(request, "polls/roll.html", context)
