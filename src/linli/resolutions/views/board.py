"""The public board: demands raised, resolutions second, each traceable; nobody is named."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.deliberation import board as demands
from linli.deliberation.beside import beside, on_board
from linli.deliberation.matters import body_title, matters
from linli.deliberation.models import Topic
from linli.deliberation.parameters import PAGE
from linli.deliberation.queries import charter_in_force
from linli.deliberation.queries_topics import last_check, steps_of
from linli.deliberation.shown_topics import TONES, card
from linli.deliberation.shown_topics import course as course_of_topic
from linli.kernel import places
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.kernel.words import capacity_word
from linli.resolutions import queries, sheets
from linli.resolutions.beside import ICON
from linli.resolutions.board import board
from linli.resolutions.shown import card as resolution_card
from linli.resolutions.shown import cards as resolution_cards
from linli.resolutions.shown import evidence, lines


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """Every community; one's own first."""
    actor = actor_of(request)
    rows = sorted(places.communities(), key=lambda each: each.id not in actor.reach)
    return render(request, "resolutions/boards.html", {"rows": rows})


@require_safe
def board_of(request: HttpRequest, community: int) -> HttpResponse:
    """One community's: the rates, states, what is overdue with whom, what waits why, every demand."""
    place = places.community(community)
    if place is None:
        raise Http404
    names = dict(Topic.STATES)
    found = board(community)
    page = page_of(
        demands.public_topics(community), key=["-pk"], after=request.GET.get("after"), size=PAGE
    )
    context = {
        "place": place,
        "board": found,
        "figures": found.demands,
        "states": [
            (names[code], count, TONES.get(code, "plain"))  # type: ignore[call-overload]
            for code, count in found.demands.states.items()
        ],
        "waiting": [
            (card(each, inside=False), body_title(each.body) if each.body else "")
            for each in demands.waiting(community)
        ],
        "groups": on_board(community),
        "page": page,
        "cards": [card(each, inside=False) for each in page.items],
        "resolutions": resolution_cards(queries.public_of(community)),
        "charter": charter_in_force(community),
    }
    return render(request, "resolutions/board.html", context)


@require_safe
def board_sheet(request: HttpRequest, community: int, form: str) -> HttpResponse:  # noqa: ARG001 (public)
    """The board as a file for others' programs: `xlsx` or `csv`."""
    place = places.community(community)
    if place is None or form not in sheets.TYPES:
        raise Http404
    content = sheets.MAKERS[form](community, place.name_here)
    response = HttpResponse(content, content_type=sheets.TYPES[form])
    name = f"linli-demands-{community}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def topic_trace(request: HttpRequest, topic: int) -> HttpResponse:
    """From the first voice to the last picture; words only where they were written for everybody."""
    row = found_or_refused(demands.public_topic(topic))
    check = last_check(row.pk)
    matter = matters().get(row.matter)
    carried = queries.of_topic(row.pk)
    context = {
        "topic": row,
        "head": card(row, inside=False),
        "place": places.community(row.community),
        "marks": course_of_topic(row),
        "matter": matter.title if matter else "",
        "power": body_title(check.power) if check else "",
        "means": body_title(check.means) if check else "",
        "check": check,
        # the resolution stands there with its whole course
        "beside": [line for line in beside(row.pk) if line.icon != ICON],
        "body": body_title(row.body) if row.body else "",
        "lines": [
            (step, capacity_word(step.capacity), body_title(step.body) if step.body else "")
            for step in steps_of(row.pk)
        ],
        "carried": resolution_card(carried) if carried else None,
        "course": lines(carried, inside=False) if carried else [],
        "evidence": evidence([carried.pk]).get(carried.pk, []) if carried else [],
        "verdicts": queries.marks_of(carried.pk) if carried else [],
    }
    return render(request, "resolutions/trace.html", context)
