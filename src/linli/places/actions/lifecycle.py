"""Staff move an estate to its next stage, and say where it lies."""

from datetime import date

from linli.facts.places import EstateLocated, EstateStageMoved
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places import rules
from linli.places.lifecycle import next_stages, threshold_of
from linli.places.models import Estate
from linli.places.operations import lifecycle as operations
from linli.places.states import Stage

ACROSS = "the rule has asked for the community"
_LATITUDE, _LONGITUDE = 90_000_000, 180_000_000


def _locked(estate: int) -> Estate:
    rows = Estate.objects.across_communities(ACROSS).select_for_update(of=("self",))
    return found_or_refused(rows.filter(pk=estate).select_related("community"))


@action(allow=rules.works_on_estate)
def move_stage(actor: Actor, *, estate: int, to: str, on: date, ground: str) -> Estate:
    """To a stage that follows. The monitor suggests; the ground is what counts.

    A preparatory group is not set up before the threshold of the law is reached.
    """
    row = _locked(estate)
    if to not in next_stages(row):
        raise Refused("places.stage_not_next", field="to")
    if on > clock.today():
        raise Refused("places.stage_later", field="on")
    last = row.stage_moves.order_by("-on").values_list("on", flat=True).first()
    if last and on < last:
        raise Refused("places.stage_before", field="on")
    if row.stage == Stage.DELIVERY and to == Stage.PREPARING and not threshold_of(row).reached:
        raise Refused("places.threshold_not_reached", field="to")
    before = row.stage
    operations.move_stage(row, to=to, on=on, ground=ground, by=actor.person)
    record(
        actor,
        EstateStageMoved(estate=row.pk, before=before, after=to, on=on.isoformat()),
        place=row.community_id,
    )
    return row


@action(allow=rules.works_on_estate)
def locate_estate(actor: Actor, *, estate: int, latitude: int, longitude: int) -> Estate:
    """Where it lies, in micro-degrees (WGS 84)."""
    row = _locked(estate)
    if abs(latitude) > _LATITUDE or abs(longitude) > _LONGITUDE:
        raise Refused("places.not_on_earth", field="latitude")
    operations.locate(row, latitude, longitude)
    record(
        actor,
        EstateLocated(estate=row.pk, latitude_micro=latitude, longitude_micro=longitude),
        place=row.community_id,
    )
    return row
