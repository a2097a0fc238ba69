"""The committee's pages on posts and on the party's tree."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.grids.actions import grids as grid_actions
from linli.grids.actions import posts as actions
from linli.grids.forms import AppointForm, BranchForm, EndForm, SubstituteForm, estates_of
from linli.grids.models import BranchEstate, ContactPart, Post
from linli.grids.models.spans import on_day
from linli.grids.queries.posts import Serving, posts_in, with_names
from linli.grids.queries.resolving import party_organisation, without_contact, without_grid
from linli.grids.views.common import (
    attempt,
    community_of,
    community_tabs,
    done,
    form_page,
    post_in_reach,
    private,
)
from linli.grids.views.desk import FORM, STAFF, homes_form, single_homes
from linli.kernel import clock
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of


@require_safe
@STAFF
def posts(request: HttpRequest) -> HttpResponse:
    """Who serves close to the homes of a community."""
    place = community_of(request)
    page = page_of(posts_in(place.pk), key=["pk"], after=request.GET.get("after"))
    context = {
        "place": place,
        "tabs": community_tabs(request, reverse("grid_posts"), place),
        "page": page,
        "rows": with_names(page.items),
    }
    return private(render(request, "grids/posts.html", context))


@FORM
@STAFF
def appoint(request: HttpRequest) -> HttpResponse:
    """`?kind=` and `?scope=` come from the page that leads here."""
    actor, place = actor_of(request), community_of(request)
    first = {name: request.GET[name] for name in ("kind", "scope") if name in request.GET}
    form = AppointForm(request.POST or None, community=place.pk, initial=first)
    if request.method == "POST" and attempt(
        form, lambda: actions.appoint(actor, community=place.pk, **form.cleaned_data)
    ):
        return done(request, _("The post is given. It stands in the public log."), "grid_posts")
    return form_page(
        request,
        form,
        title=_("Give a post"),
        lead=_("Who serves where is a public matter: it is entered into the public log."),
        submit=_("Give the post"),
        back=reverse("grid_posts"),
    )


@FORM
@STAFF
def stand_in(request: HttpRequest, post: int) -> HttpResponse:
    actor = actor_of(request)
    row = post_in_reach(actor, post)
    form = SubstituteForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: actions.stand_in(actor, post=row.pk, **form.cleaned_data)
    ):
        return done(request, _("The substitute is entered."), "grid_posts")
    return form_page(
        request,
        form,
        title=_("Enter a substitute"),
        lead=f"{row.get_kind_display()} · {row.scope}",
        submit=_("Enter the substitute"),
        back=reverse("grid_posts"),
    )


@FORM
@STAFF
def end_post(request: HttpRequest, post: int) -> HttpResponse:
    actor = actor_of(request)
    row = post_in_reach(actor, post)
    form = EndForm(request.POST or None)
    if request.method == "POST" and attempt(
        form, lambda: actions.end(actor, post=row.pk, **form.cleaned_data)
    ):
        return done(request, _("The post ends."), "grid_posts")
    return form_page(
        request,
        form,
        title=_("End a post"),
        lead=f"{row.get_kind_display()} · {row.scope}",
        submit=_("End the post"),
        kind="warn",
        back=reverse("grid_posts"),
    )


@FORM
@STAFF
def contact_homes(request: HttpRequest, post: int) -> HttpResponse:
    """The homes that a party contact household looks after."""
    actor = actor_of(request)
    row = post_in_reach(actor, post)
    if row.estate_id is None:
        found_or_refused(Post.objects.reached_by(actor).none())
    form = homes_form(request, row.community, row.estate_id)
    if request.method == "POST" and attempt(
        form, lambda: actions.give_homes(actor, post=row.pk, **form.cleaned_data)
    ):
        return done(request, _("They have this contact household from that day on."), "party_tree")
    return form_page(
        request,
        form,
        title=_("Homes of a party contact household"),
        lead=row.scope,
        submit=_("Give these homes"),
        back=reverse("party_tree"),
        single=single_homes(request, row.community, row.estate_id),
    )


@require_safe
@STAFF
def party_tree(request: HttpRequest) -> HttpResponse:
    """Community organisation, branches, contact households; what is missing stands first."""
    place = community_of(request)
    today = clock.today()
    bound = BranchEstate.objects.within(place.pk).filter(on_day(today)).select_related("branch")
    branches = {row.estate_id: row.branch for row in bound}
    contacts: dict[int, list[Serving]] = {}
    for each in with_names(posts_in(place.pk).filter(kind=Post.Kind.CONTACT).order_by("pk")):
        contacts.setdefault(each.post.estate_id or 0, []).append(each)
    parts = ContactPart.objects.within(place.pk).filter(on_day(today))
    shown: dict[int, list[str]] = {}
    for part in parts.select_related("building", "unit__building").order_by("pk"):
        label = part.building.label if part.building else part.unit.label if part.unit else ""
        shown.setdefault(part.post_id, []).append(label)
    context = {
        "place": place,
        "tabs": community_tabs(request, reverse("party_tree"), place),
        "party": party_organisation(place.pk),
        "estates": [
            (
                estate,
                branches.get(estate.pk),
                [(each, shown.get(each.post.pk, [])) for each in contacts.get(estate.pk, [])],
            )
            for estate in estates_of(place.pk)
        ],
        "without_contact": without_contact(place.pk).count(),
        "without_grid": without_grid(place.pk).count(),
    }
    return private(render(request, "grids/party_tree.html", context))


@FORM
@STAFF
def bind_branch(request: HttpRequest) -> HttpResponse:
    actor, place = actor_of(request), community_of(request)
    form = BranchForm(request.POST or None, community=place.pk)
    if request.method == "POST" and attempt(
        form, lambda: grid_actions.bind_branch(actor, **form.cleaned_data)
    ):
        return done(request, _("The branch serves the estate from that day on."), "party_tree")
    return form_page(
        request,
        form,
        title=_("Party branch of an estate"),
        submit=_("Enter the branch"),
        back=reverse("party_tree"),
    )


@require_safe
@STAFF
def coverage(request: HttpRequest) -> HttpResponse:
    """Homes without a contact household; with `?of=grid` those without a grid."""
    place = community_of(request)
    by_grid = request.GET.get("of") == "grid"
    rows = without_grid(place.pk) if by_grid else without_contact(place.pk)
    here = f"{reverse('coverage')}?community={place.code}"
    tabs = [
        {"href": here, "title": _("Without a contact household"), "current": not by_grid},
        {"href": f"{here}&of=grid", "title": _("Without a grid"), "current": by_grid},
    ]
    page = page_of(rows, key=["position", "pk"], after=request.GET.get("after"), size=50)
    context = {"place": place, "tabs": tabs, "page": page}
    return private(render(request, "grids/coverage.html", context))
