"""The staff's desk: the queue, wishing for somebody in need, marks, figures, rules."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.files.views import receive
from linli.identity.queries import display_name, neighbour
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.answers import FORMS, add_refusal, status
from linli.kernel.errors import Refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.language import either
from linli.kernel.pagination import page_of
from linli.wishes import actions, queries
from linli.wishes.forms import ForWhomForm, MarkForm, ProxyForm, RulesForm
from linli.wishes.kinds import Kind
from linli.wishes.operations import PICTURE_OF
from linli.wishes.parameters import PAGE
from linli.wishes.shown import cards
from linli.wishes.views.one import seen

TAB_TITLES = {
    "review": gettext_lazy("To look over"),
    "old": gettext_lazy("Nobody took it"),
    "open": pgettext_lazy("wishes", "Open"),
    "taken": gettext_lazy("Somebody is on it"),
    "over": pgettext_lazy("wishes", "Over"),
}


@require_safe
@acting_as(Capacity.STAFF)
def wish_queue(request: HttpRequest) -> HttpResponse:
    """`tab`: one of queries.TABS, the oldest first; what is over, the newest first."""
    actor = actor_of(request)
    tab = request.GET.get("tab", "review")
    tab = tab if tab in queries.TABS else "review"
    key = "-pk" if tab == "over" else "pk"
    rows = queries.desk(actor, tab)
    page = page_of(rows, key=[key], after=request.GET.get("after"), size=PAGE)
    here = reverse("wish_queue")
    tabs = [
        {"href": f"{here}?tab={name}", "title": TAB_TITLES[name], "current": name == tab}
        for name in queries.TABS
    ]
    context = {"page": page, "cards": cards(page.items), "tabs": tabs, "tab": tab}
    return render(request, "wishes/desk/queue.html", context)


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def make_wish_for(request: HttpRequest) -> HttpResponse:
    """First for whom, then what: the number is not kept in an address."""
    actor = actor_of(request)
    if request.method != "POST":
        return render(request, "wishes/desk/for_whom.html", {"form": ForWhomForm()})
    asked = ForWhomForm(request.POST)
    who = neighbour(actor, asked.cleaned_data["person"]) if asked.is_valid() else None
    if who is None:
        if asked.is_valid():
            add_refusal(asked, Refused("wishes.no_such_person", field="person"))
        return render(request, "wishes/desk/for_whom.html", {"form": asked}, status=422)
    first = "words" not in request.POST
    around: dict[str, Any] = {"wisher": who.pk, "community": who.community or 0}
    form = (
        ProxyForm(initial={"person": who.public_id}, **around)
        if first
        else ProxyForm(request.POST, request.FILES, **around)
    )
    if not first:
        made = _made(request, form, who.public_id)
        if made is not None:
            messages.success(request, _("The neighbours see the wish now."))
            return HttpResponseRedirect(reverse("wish", args=[made]))
    context = {"form": form, "whose": display_name(who)}
    return render(request, "wishes/make.html", context, status=status(form))


def _made(request: HttpRequest, form: ProxyForm, person: str) -> int | None:
    actor = actor_of(request)
    files = receive(actor, form, "pictures", kind=PICTURE_OF)
    if not form.is_valid():
        return None
    reason = form.cleaned_data["reason"]
    try:
        made = actions.post_for(
            actor, person=person, wanted=form.wanted(), files=files, reason=reason
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return None
    return int(made.pk)


@require_POST
@acting_as(Capacity.STAFF)
def verify_wish(request: HttpRequest, wish: int) -> HttpResponse:
    """Answer for a wish without a name."""
    actions.verify(actor_of(request), wish=wish)
    messages.success(request, _("You answer for it now: you alone see whose it is."))
    return HttpResponseRedirect(reverse("wish", args=[wish]))


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def mark_wish(request: HttpRequest, wish: int) -> HttpResponse:
    """Put a wish first with a reason, or take the mark away."""
    actor = actor_of(request)
    row = seen(actor, wish)
    form: Any = MarkForm(request.POST or None)
    if row.first:
        form.fields.clear()
    if request.method == "POST" and (row.first or form.is_valid()):
        reason = "" if row.first else form.cleaned_data["reason"]
        try:
            actions.mark(actor, wish=wish, first=not row.first, reason=reason)
        except Refused as refusal:
            if refusal.field is None:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("It is written down."))
            return HttpResponseRedirect(reverse("wish", args=[wish]))
    label = _("No longer first") if row.first else _("Put it first")
    context = {"form": form, "wish": row, "label": label, "kind": "primary"}
    return render(request, "wishes/step.html", context, status=status(form))


@require_safe
@acting_as(Capacity.STAFF, Capacity.AUDITOR)
def wish_figures(request: HttpRequest) -> HttpResponse:
    """Who takes wishes on, by their own word; the branches in order."""
    actor = actor_of(request)
    context: dict[str, Any] = {
        "sources": queries.by_source(actor),
        "branches": queries.by_branch(actor),
    }
    context["ratings"] = queries.by_rating(actor)
    return render(request, "wishes/desk/figures.html", context)


def _communities(actor: Actor) -> list[tuple[int, str]]:
    return [
        (each.id, either(each.name_zh, each.name_en))
        for each in places.communities()
        if each.id in actor.reach
    ]


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def wish_rules(request: HttpRequest) -> HttpResponse:
    """What holds today and what held before, with its ground; and a new set from a day on."""
    actor = actor_of(request)
    near = _communities(actor)
    community = near[0][0] if near else 0
    now = queries.rules_on(community)
    form = RulesForm(request.POST or None, communities=near, now=now)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        head = {name: values.pop(name) for name in ("community", "since", "ground")}
        try:
            actions.set_rules(actor, **head, values=values)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The rules hold from that day on."))
            return HttpResponseRedirect(reverse("wish_rules"))
    kinds = dict(Kind.choices)
    words = {"everything": _("everything"), "picture": _("wishes with a picture")}
    context = {
        "form": form,
        "now": now,
        "reviewed": [words.get(code) or kinds[Kind(code)] for code in sorted(now.review)],
        "history": queries.rules_history(community),
        "today": clock.today(),
    }
    return render(request, "wishes/desk/rules.html", context, status=status(form))
