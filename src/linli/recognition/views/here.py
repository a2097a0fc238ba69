"""What the community sees: neighbours who show something, honours, and how one objects."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.identity.queries import display_names
from linli.kernel import places
from linli.kernel.actor import Capacity
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import acting_as, actor_of, signed_in
from linli.kernel.pagination import page_of
from linli.recognition import actions, queries, rules, scope, shown
from linli.recognition.badges import honours_source
from linli.recognition.forms import WordsForm
from linli.recognition.models import Sharing
from linli.recognition.views.common import attempt, done, form_page, private


@require_safe
@acting_as(Capacity.RESIDENT)
def neighbours(request: HttpRequest) -> HttpResponse:
    """Who shows something, by the day of their choice: nobody is ranked."""
    page = page_of(
        queries.shared_with(actor_of(request)), key=["-pk"], after=request.GET.get("after")
    )
    people = [row.person_id for row in page.items]
    names, badges = display_names(people), queries.badges_of(people)
    rows = []
    for row in page.items:
        mine = [b for b in badges[row.person_id] if b.community == row.community]
        titles = [queries.badge_title(b) for b in mine] if Sharing.BADGES in row.parts else []
        rows.append((row, names.get(row.person_id, ""), "、".join(titles)))
    return private(render(request, "recognition/neighbours.html", {"page": page, "rows": rows}))


@require_safe
@acting_as(Capacity.RESIDENT)
def neighbour_record(request: HttpRequest, sharing: int) -> HttpResponse:
    """What one neighbour shows."""
    row = found_or_refused(queries.shared_with(actor_of(request)).filter(pk=sharing))
    context = {"profile": shown.profile(row), "community": places.community(row.community)}
    return private(render(request, "recognition/neighbour.html", context))


@require_safe
@signed_in
def badge_list(request: HttpRequest) -> HttpResponse:
    """Which badges there are in my communities, and what each needs."""
    now = queries.editions_now(actor_of(request))
    known = {each.id: each for each in places.communities()}
    found = [
        (known.get(community), edition, shown.defined(edition.badges.values()))
        for community, edition in sorted(now.items())
    ]
    return render(request, "recognition/badges.html", {"found": found[:20]})


@require_safe
@signed_in
def honour_list(request: HttpRequest) -> HttpResponse:
    """Who is honoured or about to be, the newest first."""
    page = page_of(
        scope.honours_here(actor_of(request)), key=["-pk"], after=request.GET.get("after")
    )
    context = {"page": page, "rows": shown.honours(page.items), "source": honours_source()}
    return private(render(request, "recognition/honours.html", context))


@require_safe
@signed_in
def honour_page(request: HttpRequest, honour: int) -> HttpResponse:
    """For what somebody is honoured; in its public days neighbours may object."""
    actor = actor_of(request)
    row = found_or_refused(scope.honours_here(actor).filter(pk=honour))
    objects = (
        row.state == "public"
        and not queries.over(row)
        and bool(rules.may_object(actor, honour=row.pk))
    )
    context = {"it": shown.honours([row])[0], "objects": objects}
    return private(render(request, "recognition/honour.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def object_to_honour(request: HttpRequest, honour: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules.may_object(actor, honour=honour))
    row = found_or_refused(scope.honours_here(actor).filter(pk=honour))
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and attempt(
        form, lambda: actions.object_to(actor, honour=row.pk, **form.cleaned_data)
    ):
        return done(request, _("Staff read it before they decide."), "honour_page", row.pk)
    it = shown.honours([row])[0]
    return form_page(
        request,
        form,
        title=_("Object to an honour"),
        lead=f"{it.title} · {it.who}",
        submit=_("Send the objection"),
        back=reverse("honour_page", args=[row.pk]),
    )
