"""The API of meetings."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.kernel import places
from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.meetings import queries
from linli.meetings.actions import door, floor
from linli.meetings.models import Meeting
from linli.meetings.parameters import PAGE
from linli.meetings.schemas import (
    AgendaItemOut,
    FloorStepIn,
    MeetingFull,
    MeetingOut,
    MeetingPage,
    MeetingSeatOut,
)
from linli.meetings.shown import shown

router = Router(tags=["meetings"])

READ = "meetings:read"
WRITE = "meetings:write"


def _out(row: Meeting) -> dict[str, Any]:
    return {
        "id": row.pk,
        "community": row.community,
        "estate": row.estate_id,
        "series": row.series,
        "number": row.number,
        "form": row.form,
        "state": row.state,
        "starts_at": row.starts_at,
        "version": row.version,
    }


def _full(actor: Actor, meeting: int) -> MeetingFull:
    row = queries.any_meeting(meeting)
    it = shown(actor, row)
    return MeetingFull(
        **_out(row),
        charter=row.charter_id,
        agenda=[
            AgendaItemOut(
                key=line.item.key,
                title=line.item.heading,
                kind=line.item.kind,
                topic=line.item.topic_id,
                recused=line.keys,
                outcome=line.item.outcome,
                on=line.item.on,
                body=line.item.body,
            )
            for line in it.lines
        ],
        seats=[
            MeetingSeatOut(
                key=each.seat.key,
                title=each.title,
                held=each.seat.person_id is not None,
                present=each.there,
                arrived=each.seat.arrived if each.there else "",
            )
            for each in it.seats
            if each.seat.votes
        ],
        mine=it.mine.key if it.mine else None,
        presides=it.presides,
        doors_from=it.hours.doors,
        opens_from=it.hours.opens,
        opens_until=it.hours.until,
    )


@router.get(
    "/meetings", response=MeetingPage, auth=needs(READ), summary="Meetings of my communities"
)
def list_meetings(
    request: HttpRequest,
    *,
    list: Literal["coming", "mine", "past"] = "coming",  # noqa: A002 (the name in the address)
    after: str | None = None,
) -> MeetingPage:
    actor = actor_of(request)
    rows, key = queries.near(actor, list)
    page = page_of(rows, key=key, after=after, size=PAGE)
    return MeetingPage(items=[MeetingOut(**_out(row)) for row in page.items], next=page.next)


@router.get(
    "/communities/{int:community}/meetings",
    response=MeetingPage,
    auth=None,
    summary="Meetings of a community",
)
def list_meetings_of(
    request: HttpRequest,  # noqa: ARG001 (public)
    community: int,
    list: Literal["coming", "past"] = "coming",  # noqa: A002 (the name in the address)
    after: str | None = None,
) -> MeetingPage:
    """Public."""
    if places.community(community) is None:
        raise Refused("kernel.not_found")
    rows, key = queries.listed(community, list)
    page = page_of(rows, key=key, after=after, size=PAGE)
    return MeetingPage(items=[MeetingOut(**_out(row)) for row in page.items], next=page.next)


@router.get("/meetings/{int:meeting}", response=MeetingFull, auth=None, summary="One meeting")
def get_meeting(request: HttpRequest, meeting: int) -> MeetingFull:
    """Public: agenda and seats, without names."""
    return _full(actor_of(request), meeting)


@router.post(
    "/meetings/{int:meeting}/arrival",
    response=MeetingFull,
    auth=needs(WRITE),
    summary="I take part from afar",
)
def post_arrival(request: HttpRequest, meeting: int) -> MeetingFull:
    actor = actor_of(request)
    door.come(actor, meeting=meeting)
    return _full(actor, meeting)


@router.post(
    "/meetings/{int:meeting}/floor",
    response=MeetingFull,
    auth=needs(WRITE),
    summary="A step of mine on the floor",
)
def post_floor_step(request: HttpRequest, meeting: int, sent: FloorStepIn) -> MeetingFull:
    """A step that is not in order is refused with the floor's code, and nothing has changed."""
    actor = actor_of(request)
    floor.give(actor, meeting=meeting, command=sent.command)
    return _full(actor, meeting)
