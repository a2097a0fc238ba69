"""What an official at the booth or the sheets sees of electors: homes, state, who may come."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.identity.queries import display_names
from linli.kernel.digits import number_of
from linli.kernel.fetch import found_or_refused
from linli.voting.ballot_queries import last_of
from linli.voting.ballots_shown import homes_of, owner_names
from linli.voting.entitlement import owners_of
from linli.voting.models import Assembly, Ballot, Proxy, RollEntry

#: How many electors a search shows.
FOUND = 20
#: What is typed after it is an elector's number.
SIGN = "#"


@dataclass(frozen=True, slots=True)
class Seen:
    """An elector as the desk sees it; `people`: value of the form, who it is."""

    entry: RollEntry
    homes: str
    last: Ballot | None = None
    people: tuple[tuple[str, str], ...] = field(default=())

    @property
    def final(self) -> bool:
        return self.last is not None and self.last.final


def electors_like(row: Assembly, text: str) -> list[Seen]:
    """By `#` and its number, or by building, stairwell and room. Two queries."""
    entries = RollEntry.objects.within(row.community).filter(assembly=row)
    parts = text.split()
    if text.startswith(SIGN):
        number = number_of(text[1:].strip())
        entries = entries.filter(number=number) if number is not None else entries.none()
    else:
        for part in parts:
            named = Q(units__unit__building__label__icontains=part) | Q(units__unit__stair=part)
            entries = entries.filter(named | Q(units__unit__room=part))
    found = list(entries.select_related("cast").distinct().order_by("number")[:FOUND])
    homes = homes_of(entry.pk for entry in found)
    return [Seen(entry, homes.get(entry.pk, "")) for entry in found]


def missing(row: Assembly, building: int | None = None) -> list[Seen]:
    """Electors without a ballot, in the order of their homes. Two queries."""
    entries = RollEntry.objects.within(row.community).filter(assembly=row, cast__isnull=True)
    if building is not None:
        entries = entries.filter(building=building)
    found = {entry.pk: entry for entry in entries}
    homes = homes_of(found)
    return [Seen(found[pk], label) for pk, label in homes.items()]


def people_at(row: Assembly, elector: int) -> Seen:
    """Owners by the roster with masked names, and the holder of a mandate."""
    rows = RollEntry.objects.within(row.community).filter(assembly=row, number=elector)
    entry = found_or_refused(rows.select_related("cast"))
    names = owner_names(owners_of(row, entry), row.community)
    people = [(f"owner-{pk}", name) for pk, name in sorted(names.items())]
    living = Proxy.objects.within(row.community).filter(entry=entry, revoked_at=None).first()
    if living is not None:
        held = display_names([living.holder_id]).get(living.holder_id, "")
        people.append((f"proxy-{living.pk}", holder_words(held)))
    return Seen(entry, homes_of([entry.pk]).get(entry.pk, ""), last_of(entry.pk), tuple(people))


def holder_words(name: str) -> str:
    return _("%(name)s, by a mandate") % {"name": name}
