"""What communities came from and became, and where an estate lay on a day. Reads only."""

from dataclasses import dataclass
from datetime import date

from linli.places.models import Descent, Estate, EstateMove, Place, Reform


@dataclass(frozen=True, slots=True)
class Line:
    """`before` and `after` of a community, each with the decision; oldest first."""

    came_from: list[Descent]
    became: list[Descent]

    def __bool__(self) -> bool:
        return bool(self.came_from or self.became)


def line_of(place: Place) -> Line:
    """One query."""
    rows = Descent.objects.filter(before=place) | Descent.objects.filter(after=place)
    found = list(rows.select_related("reform", "before", "after").order_by("reform__on", "pk"))
    return Line(
        [row for row in found if row.after_id == place.pk],
        [row for row in found if row.before_id == place.pk],
    )


def community_on(estate: Estate, day: date) -> int | None:
    """The community that an estate lay in on a day; None before it was entered. One query."""
    if day < estate.since:
        return None
    moves = EstateMove.objects.filter(estate=estate, reform__on__gt=day)
    first = moves.order_by("reform__on", "pk").values_list("before", flat=True).first()
    return first if first is not None else estate.community_id


def estates_on(place: Place, day: date) -> list[Estate]:
    """The estates that lay in a community on a day, wherever they are now. Three queries."""
    later = EstateMove.objects.filter(reform__on__gt=day).order_by("reform__on", "pk")
    first: dict[int, int] = {}
    for estate, before in later.values_list("estate", "before"):
        first.setdefault(estate, before)
    rows = Estate.objects.across_communities("history by date")
    here = [pk for pk, before in first.items() if before == place.pk]
    known = rows.filter(pk__in=here) | rows.filter(community=place).exclude(pk__in=list(first))
    return list(known.filter(since__lte=day).order_by("pk"))


def reforms() -> "list[Reform]":
    """Merges and splits, the newest first, each with what became of what. Two queries."""
    rows = Reform.objects.prefetch_related("descents__before", "descents__after")
    return list(rows.order_by("-on", "-pk")[:100])
