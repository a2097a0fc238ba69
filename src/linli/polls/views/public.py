"""What everybody reads: the course, turnout, the count, every ballot by its number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel import places
from linli.kernel.actor import VISITOR
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.polls import queries, urn
from linli.polls.elections_shown import label
from linli.polls.forms import FindForm
from linli.polls.models import Counted, Poll
from linli.polls.parameters import LIST_PAGE, PAGE
from linli.polls.shown import CHOICES, cards, shown
from linli.polls.states import SHOWN


@require_safe
def public_polls(request: HttpRequest) -> HttpResponse:
    """Every community; one's own first."""
    actor = actor_of(request)
    rows = sorted(places.communities(), key=lambda each: each.id not in actor.reach)
    return render(request, "polls/communities.html", {"rows": rows})


@require_safe
def polls_of(request: HttpRequest, community: int) -> HttpResponse:
    place = places.community(community)
    if place is None:
        raise Http404
    page = page_of(
        queries.public_of(community), key=["-pk"], after=request.GET.get("after"), size=PAGE
    )
    context = {"place": place, "page": page, "cards": cards(page.items)}
    return render(request, "polls/of.html", context)


@require_safe
def public_poll(request: HttpRequest, code: str) -> HttpResponse:
    """Nobody is named, and no figure is of so few that it tells one."""
    row = queries.public(code)
    return render(request, "polls/public.html", {"it": shown(VISITOR, row), "poll": row})


def _published(code: str) -> Poll:
    row = queries.public(code)
    if row.state not in SHOWN:
        raise Refused("polls.not_published")
    return row


@require_http_methods(FORMS)
def find_poll_ballot(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a number stands in the list, and with which choice. It is sent, not in the address."""
    row = _published(code)
    form = FindForm(request.POST or None)
    found = None
    if form.is_bound and form.is_valid():
        found = Counted.objects.filter(poll=row, code=form.cleaned_data["code"]).first()
        if found is None:
            form.add_error("code", _("No ballot with this number is in the list."))
    said = CHOICES.get(found.choice, "") if found and isinstance(found.choice, str) else ""
    if found and isinstance(found.choice, list):
        said = "；".join(label(each, "") for each in found.choice)
    context = {"poll": row, "form": form, "found": found, "said": said}
    return render(request, "polls/find.html", context, status=status(form))


@require_safe
def poll_ballots(request: HttpRequest, code: str) -> HttpResponse:
    """The whole list, page by page; of an open vote with the lines that chose so."""
    row = _published(code)
    if not queries.shows_choices(row):
        raise Refused("polls.too_few_to_show")
    rows = Counted.objects.filter(poll=row).select_related("entry")
    page = page_of(rows, key=["pk"], after=request.GET.get("after"), size=LIST_PAGE)
    lines = [
        (urn.line_of(each.code, each.choice), each.entry.number if each.entry else None)
        for each in page.items
    ]
    context = {"poll": row, "page": page, "lines": lines}
    return render(request, "polls/ballots.html", context)
