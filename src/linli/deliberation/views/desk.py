"""The desk: its queue, writing down for somebody, merging, the check of competence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from linli.deliberation import queries_topics, rules_topics
from linli.deliberation.actions import desk as actions
from linli.deliberation.actions import topics as raising
from linli.deliberation.competence import found
from linli.deliberation.forms_topics import CheckForm, MergeForm, RaiseForForm
from linli.deliberation.matters import body_title, matters
from linli.deliberation.models import Topic
from linli.deliberation.operations.topics import PICTURE_OF
from linli.deliberation.parameters import PAGE
from linli.deliberation.queries import charter_in_force
from linli.deliberation.queries_topics import seen
from linli.deliberation.shown_topics import card, cards, headline
from linli.deliberation.states import State, Verb, Way
from linli.files.views import receive
from linli.kernel import clock, workdays
from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, add_refusal, sent, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of

DESK = (Capacity.STAFF, Capacity.OFFICER)
TAB_TITLES = {
    "triage": gettext_lazy("To look over"),
    "check": gettext_lazy("Find the power"),
    "late": pgettext_lazy("topics", "Overdue"),
    "waiting": pgettext_lazy("topics", "Wait for a day"),
    "running": pgettext_lazy("topics", "Running"),
    "over": pgettext_lazy("topics", "Disposed of"),
}


@require_safe
@acting_as(*DESK, Capacity.AUDITOR)
def topic_desk(request: HttpRequest) -> HttpResponse:
    """`tab`: one of queries_topics.DESK_TABS; the nearest day first, what is over the newest first."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "triage")
    tab = tab if tab in queries_topics.DESK_TABS else "triage"
    key = ["-pk"] if tab == "over" else ["due_on", "pk"]
    rows = queries_topics.desk(actor, tab)
    page = page_of(rows, key=key, after=request.GET.get("after"), size=PAGE)
    here = reverse("topic_desk")
    tabs = [
        {"href": f"{here}?tab={name}", "title": title, "current": name == tab}
        for name, title in TAB_TITLES.items()
    ]
    context = {"page": page, "cards": cards(page.items, actor), "tabs": tabs, "tab": tab}
    return render(request, "deliberation/desk.html", context)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def raise_topic_for(request: HttpRequest) -> HttpResponse:
    """What somebody said on the telephone or at the desk."""
    actor = actor_of(request)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RaiseForForm(*data, actor=actor)
    if request.method == "POST":
        files = receive(actor, form, "pictures", kind=PICTURE_OF)
        if form.is_valid():
            values = form.cleaned_data
            try:
                made = raising.raise_for(
                    actor,
                    community=values["community"],
                    voice=form.voice(),
                    person=values["person"],
                    files=files,
                )
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("It is written down."))
                return redirect("topic", made.pk)
    context = {"form": form, "label": _("Write down a topic"), "back": reverse("topic_desk")}
    return render(request, "deliberation/raise.html", context, status=status(form))


@require_http_methods(FORMS)
@acting_as(*DESK)
def merge_topic(request: HttpRequest, topic: int) -> HttpResponse:
    """What the machine finds alike stands first; a person decides."""
    actor = actor_of(request)
    row = seen(actor, topic)
    require(rules_topics.may_do(actor, row, Verb.MERGE))
    alike = queries_topics.alike(row)
    first = {each.pk for each, _percent in alike}
    others = queries_topics.mergeable(actor, row).exclude(pk__in=first).order_by("-pk")[:100]
    choices = [(each.pk, f"{percent} % · {headline(each)[:60]}") for each, percent in alike]
    choices += [(each.pk, headline(each)[:60]) for each in others]
    form = MergeForm(request.POST or None, choices=choices)

    def done() -> HttpResponse:
        made = actions.merge(actor, topic=row.pk, **form.cleaned_data)
        messages.success(request, _("Its voices stand behind the other now; its raiser is told."))
        return redirect("topic", made.merged_into_id)

    context = {
        "form": form,
        "topic": row,
        "head": card(row),
        "label": _("Merge it with another"),
        "kind": "primary",
        "lead": _("Its homes and its raiser go along. The machine only suggests what is alike."),
    }
    return sent(form, done) or render(
        request, "deliberation/step.html", context, status=status(form)
    )


@require_http_methods(FORMS)
@acting_as(*DESK)
def check_topic(request: HttpRequest, topic: int) -> HttpResponse:
    """First the kind of matter, then what the catalogue says of it, to be corrected."""
    actor = actor_of(request)
    row = seen(actor, topic)
    require(rules_topics.serves(actor, row))
    if row.state != State.ACCEPTED:
        raise Refused("deliberation.not_now")
    chosen = matters().get(request.POST.get("matter", "") or request.GET.get("matter", ""))
    if chosen is None:
        context = {"topic": row, "head": card(row), "matters": list(matters().values())}
        return render(request, "deliberation/matters.html", context)
    seats = queries_topics.seated(row)
    result = found(chosen.power, chosen.means, seats)
    initial = {
        "matter": chosen.code,
        "power": chosen.power,
        "means": chosen.means,
        "way": _suggested(row, result.ways),
        "path": chosen.path,
        "day": workdays.shifted(clock.today(), chosen.days),
    }
    form = CheckForm(request.POST or None, initial=initial, offices=queries_topics.owners_for(row))

    def done() -> HttpResponse:
        actions.check(actor, topic=row.pk, finding=form.finding())
        messages.success(request, _("It is on its way."))
        return redirect("topic", row.pk)

    context = {
        "form": form,
        "topic": row,
        "head": card(row),
        "matter": chosen,
        "result": result,
        "power": body_title(chosen.power),
        "means": body_title(chosen.means),
        "seats": [body_title(code) for code in sorted(seats)],
        "charter": charter_in_force(row.community, row.estate_id),
    }
    return sent(form, done) or render(
        request, "deliberation/check.html", context, status=status(form)
    )


def _suggested(row: Topic, ways: tuple[Way, ...]) -> Way:
    """A meeting is suggested only where a charter lets one open."""
    if ways[0] is Way.MEETING and charter_in_force(row.community, row.estate_id) is None:
        return Way.OUTSIDE if Way.OUTSIDE in ways else ways[0]
    return ways[0]
