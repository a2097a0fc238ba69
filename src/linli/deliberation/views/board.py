"""The public board: demands raised, what became of them, each traceable; nobody is named."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.deliberation import board
from linli.deliberation.beside import beside, on_board
from linli.deliberation.matters import body_title, matters
from linli.deliberation.models import Topic
from linli.deliberation.parameters import PAGE
from linli.deliberation.queries import charter_in_force
from linli.deliberation.queries_topics import last_check, steps_of
from linli.deliberation.shown_topics import TONES, card, course
from linli.kernel import places
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.kernel.words import capacity_word


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """Every community; one's own first."""
    actor = actor_of(request)
    rows = sorted(places.communities(), key=lambda each: each.id not in actor.reach)
    return render(request, "deliberation/boards.html", {"rows": rows})


@require_safe
def board_of(request: HttpRequest, community: int) -> HttpResponse:
    """One community's: the rate with demands raised below, states, what is overdue, what waits why."""
    place = places.community(community)
    if place is None:
        raise Http404
    names = dict(Topic.STATES)
    figures = board.figures(community)
    page = page_of(
        board.public_topics(community), key=["-pk"], after=request.GET.get("after"), size=PAGE
    )
    context = {
        "place": place,
        "figures": figures,
        "states": [
            (names[code], count, TONES.get(code, "plain"))  # type: ignore[call-overload]
            for code, count in figures.states.items()
        ],
        "waiting": [
            (card(each, inside=False), body_title(each.body) if each.body else "")
            for each in board.waiting(community)
        ],
        "groups": on_board(community),
        "page": page,
        "cards": [card(each, inside=False) for each in page.items],
        "charter": charter_in_force(community),
    }
    return render(request, "deliberation/board.html", context)


@require_safe
def topic_trace(request: HttpRequest, topic: int) -> HttpResponse:
    """From the first voice on, in states and days; words only where the desk wrote for everybody."""
    row = found_or_refused(board.public_topic(topic))
    check = last_check(row.pk)
    matter = matters().get(row.matter)
    context = {
        "topic": row,
        "head": card(row, inside=False),
        "place": places.community(row.community),
        "marks": course(row),
        "matter": matter.title if matter else "",
        "power": body_title(check.power) if check else "",
        "means": body_title(check.means) if check else "",
        "check": check,
        "beside": beside(row.pk),
        "body": body_title(row.body) if row.body else "",
        "lines": [
            (step, capacity_word(step.capacity), body_title(step.body) if step.body else "")
            for step in steps_of(row.pk)
        ],
    }
    return render(request, "deliberation/trace.html", context)
