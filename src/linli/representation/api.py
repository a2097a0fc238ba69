"""Representatives by software."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel import places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.api import needs
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.representation import queries_coverage
from linli.representation.actions import objections
from linli.representation.coverage import Tile
from linli.representation.models import Mandate
from linli.representation.schemas import (
    HomeObjectionIn,
    HomeObjectionOut,
    MySpeakersOut,
    RepresentativeOut,
    SpeakerOut,
    SpokenBuildingOut,
    SpokenForOut,
)
from linli.representation.shown import shown

router = Router(tags=["representation"])

READ = "representatives:read"
WRITE = "representatives:write"


def _building(tile: Tile) -> SpokenBuildingOut:
    return SpokenBuildingOut(
        building=tile.building,
        label=tile.label,
        estate=tile.estate,
        homes=tile.homes,
        covered=tile.covered,
        standing=tile.standing.value,
        voices=[
            SpeakerOut(
                mandate=voice.mandate,
                name=voice.name,
                how=voice.how,
                homes_chose=voice.chose,
                homes_of=voice.of,
                until=voice.until,
            )
            for voice in tile.voices
        ],
    )


def _out(actor: Actor, row: Mandate) -> RepresentativeOut:
    it = shown(actor, row)
    return RepresentativeOut(
        id=row.pk,
        whom=it.card.whom,
        name=it.card.name,
        kind=row.kind,
        how=row.how,
        homes_chose=row.homes_chose,
        homes_of=row.homes_of,
        since=row.since,
        until=row.until,
        open_until=row.open_until,
        state=row.state,
        ending=row.ending,
        may=[verb for verb, _label, _kind in it.buttons],
    )


@router.get(
    "/communities/{int:community}/representatives",
    response=SpokenForOut,
    auth=None,
    summary="Who speaks for which building",
)
def get_represented(request: HttpRequest, community: int) -> SpokenForOut:  # noqa: ARG001 (public)
    """Public."""
    if places.community(community) is None:
        raise Refused("kernel.not_found")
    found = queries_coverage.coverage(community)
    return SpokenForOut(
        homes=found.homes, covered=found.covered, buildings=[_building(t) for t in found.tiles]
    )


@router.get(
    "/representatives/mine",
    response=MySpeakersOut,
    auth=needs(READ),
    summary="Who speaks for my home",
)
def get_my_representatives(request: HttpRequest) -> MySpeakersOut:
    actor = actor_of(request)
    if actor.capacity is not Capacity.RESIDENT:
        raise Refused("kernel.not_for_you")
    person, community = actor.person or 0, actor.place or 0
    mine = [each.pk for each in queries_coverage.my_buildings(person, community)]
    tiles = queries_coverage.coverage(community).tiles
    return MySpeakersOut(
        buildings=[_building(tile) for tile in tiles if tile.building in mine],
        open=[_out(actor, row) for row in queries_coverage.for_buildings(community, mine)],
        own=[_out(actor, row) for row in queries_coverage.of_person(person)],
    )


@router.get(
    "/representatives/{int:mandate}", response=RepresentativeOut, auth=None, summary="One mandate"
)
def get_representative(request: HttpRequest, mandate: int) -> RepresentativeOut:
    """Public."""
    row = found_or_refused(queries_coverage.any_mandate(mandate))
    return _out(actor_of(request), row)


@router.post(
    "/representatives/{int:mandate}/objections",
    response={201: HomeObjectionOut},
    auth=needs(WRITE),
    summary="My home objects",
)
def post_home_objection(
    request: HttpRequest, mandate: int, sent: HomeObjectionIn
) -> tuple[int, HomeObjectionOut]:
    made = objections.object_to(actor_of(request), mandate=mandate, words=sent.words)
    return 201, HomeObjectionOut(
        id=made.pk, mandate=made.mandate_id, due_on=made.due_on, state=made.state
    )
