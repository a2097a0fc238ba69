"""Writes on the stage of an estate; inside a transaction only."""

from datetime import date

from linli.kernel import clock
from linli.places.lifecycle import threshold_of
from linli.places.models import Estate, StageMove


def move_stage(estate: Estate, *, to: str, on: date, ground: str, by: int | None) -> None:
    StageMove.objects.create(
        estate=estate, before=estate.stage, after=to, on=on, ground=ground, at=clock.now(), by_id=by
    )
    estate.stage = to
    estate.save(update_fields=["stage"])


def watch(estate: Estate) -> None:
    """Called after each change of units: the monitor keeps whether the threshold is reached."""
    ripe = threshold_of(estate).reached
    if ripe != estate.ripe:
        estate.ripe = ripe
        estate.save(update_fields=["ripe"])


def locate(estate: Estate, latitude: int, longitude: int) -> None:
    estate.latitude_micro, estate.longitude_micro = latitude, longitude
    estate.save(update_fields=["latitude_micro", "longitude_micro"])
