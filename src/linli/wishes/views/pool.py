"""One's own skills, squads, and one's pairs."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.queries import display_names
from linli.kernel.answers import FORMS, add_refusal, status
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.wishes import actions, queries_pool, rules_pool
from linli.wishes.forms_pool import SkillsForm, SquadForm
from linli.wishes.kinds import Kind
from linli.wishes.reasons import slot_words

SQUAD_STEPS = {"join": actions.join_squad, "leave": actions.leave_squad}
PAIR_STEPS = {"agree": actions.agree_to_pair, "end": actions.end_pair}


@require_http_methods(FORMS)
@signed_in
def my_skills(request: HttpRequest) -> HttpResponse:
    """What I can and when; nobody sees it but as a match."""
    actor = actor_of(request)
    require(rules_pool.oneself(actor))
    now = queries_pool.skills_of(actor.person or 0)
    form = SkillsForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_skills(actor, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Written down. You are asked when a wish fits you."))
            return HttpResponseRedirect(reverse("my_skills"))
    return render(request, "wishes/skills.html", {"form": form, "now": now}, status=status(form))


@require_POST
@signed_in
def withdraw_skills(request: HttpRequest) -> HttpResponse:
    actions.withdraw_skills(actor_of(request))
    messages.success(request, _("Taken out. Nobody is matched with you any more."))
    return HttpResponseRedirect(reverse("my_skills"))


@require_http_methods(FORMS)
@signed_in
def squads(request: HttpRequest) -> HttpResponse:
    """The squads of the community: join, leave, form one."""
    actor = actor_of(request)
    require(rules_pool.may_form(actor))
    form = SquadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.form_squad(actor, **form.cleaned_data)
        except Refused as refusal:
            if refusal.field is None:
                raise
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The squad is formed."))
            return HttpResponseRedirect(reverse("squads"))
    page = page_of(queries_pool.squads(actor.reach), key=["pk"], after=request.GET.get("after"))
    mine = queries_pool.squads_of(actor.person or 0, [row.pk for row in page.items])
    labels = dict(Kind.choices)
    rows = [
        (row, "、".join(str(labels[Kind(kind)]) for kind in row.kinds), row.pk in mine)
        for row in page.items
    ]
    context = {"form": form, "page": page, "rows": rows, "joins": not actor.is_official}
    return render(request, "wishes/squads.html", context, status=status(form))


@require_POST
@signed_in
def squad_step(request: HttpRequest, squad: int, step: str) -> HttpResponse:
    if step not in SQUAD_STEPS:
        raise Http404
    SQUAD_STEPS[step](actor_of(request), squad=squad)
    messages.success(request, _("It is written down."))
    return HttpResponseRedirect(reverse("squads"))


def pair_rows(pairs: Any) -> list[dict[str, Any]]:
    """With the names of both sides and the hours in words. One query."""
    names = display_names({p for row in pairs for p in (row.helper_id, row.elder_id)})
    return [
        {
            "pair": row,
            "helper": names.get(row.helper_id, ""),
            "elder": names.get(row.elder_id, ""),
            "hours": slot_words(row.slots),
        }
        for row in pairs
    ]


@require_safe
@signed_in
def my_pairs(request: HttpRequest) -> HttpResponse:
    """Whom I look after, and who looks after me."""
    actor = actor_of(request)
    person = actor.person or 0
    found = queries_pool.pairs_of(person)
    page = page_of(found, key=["-pk"], after=request.GET.get("after"))
    rows = pair_rows(page.items)
    for row in rows:
        pair = row["pair"]
        agreed = pair.helper_agreed_at if pair.helper_id == person else pair.elder_agreed_at
        by_oneself = pair.helper_id != person or actor.helper is None
        row["asked"] = pair.ended_at is None and agreed is None and by_oneself
    return render(request, "wishes/pairs.html", {"page": page, "rows": rows})


@require_POST
@signed_in
def pair_step(request: HttpRequest, pair: int, step: str) -> HttpResponse:
    if step not in PAIR_STEPS:
        raise Http404
    actor = actor_of(request)
    PAIR_STEPS[step](actor, pair=pair)
    messages.success(request, _("It is written down."))
    return HttpResponseRedirect(reverse("pairs" if actor.is_official else "my_pairs"))
