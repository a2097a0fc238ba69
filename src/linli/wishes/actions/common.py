"""What the entry points share: the locked wish with its right, and the making of one."""

from collections.abc import Sequence
from datetime import timedelta

from linli.facts.wishes import WishPosted
from linli.identity.operations import lock_people
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.places.models import Unit
from linli.wishes import operations, parameters, queries, rules
from linli.wishes.kinds import Kind, Urgency
from linli.wishes.models import Wish
from linli.wishes.models.wish import FIRST
from linli.wishes.states import State, Verb
from linli.wishes.wanted import Wanted


def taken(actor: Actor, wish: int, verb: Verb) -> Wish:
    """The wish, locked, when the actor may take it over the transition."""
    row = operations.locked_wish(wish)
    require(rules.may_do(actor, row, verb))
    return row


def require_pace(person: int, community: int) -> None:
    """Raises Refused past the limits; the person's row is locked, so two at once are counted."""
    lock_people(person)
    since = clock.now() - timedelta(days=1)
    if queries.posted_since(person, since) >= parameters.POSTS_PER_DAY:
        raise Refused("kernel.too_many")
    if queries.open_count(person) >= queries.rules_on(community).most_open:
        raise Refused("wishes.too_many_open")


def _home(person: int, community: int, unit: int | None) -> Unit | None:
    if unit is None:
        return None
    found = [home for home in queries.homes_to_choose(person, community) if home.pk == unit]
    if not found:
        raise Refused("wishes.not_your_home", field="unit")
    return found[0]


def fill(row: Wish, wanted: Wanted) -> None:
    """Put what is wished for into the row. Raises Refused."""
    if wanted.kind not in Kind.values:
        raise Refused("wishes.no_such_choice", field="kind")
    if wanted.urgency not in Urgency.values:
        raise Refused("wishes.no_such_choice", field="urgency")
    if wanted.wanted_on is not None and wanted.wanted_on < clock.today():
        raise Refused("wishes.past_day", field="wanted_on")
    words = operations.good_text(wanted.words)
    if not words:
        raise Refused("wishes.nothing_said", field="words")
    door = operations.good_text(wanted.door, field="door", most=parameters.DOOR_MAX)
    # a wish without a name has no door: staff hand over
    home = None if wanted.unnamed else _home(row.wisher_id, row.community, wanted.unit)
    row.kind = wanted.kind
    row.urgency = wanted.urgency
    row.rank = row.urgency + (FIRST if row.first else 0)
    row.wanted_on = wanted.wanted_on
    row.unit = home
    row.building = home.building if home else None
    row.estate = home.estate if home else None
    row.visit = not wanted.unnamed and bool(home or door)
    row.put("words", words)
    row.put("door", "" if wanted.unnamed else door)


def make(  # noqa: PLR0913 (a wish is these)
    actor: Actor, *, wisher: int, community: int, wanted: Wanted, files: Sequence[str], proxy: bool
) -> Wish:
    """A new wish, open or waiting for staff, as the community's rules of today say."""
    row = Wish(
        community=community,
        wisher_id=wisher,
        unnamed=wanted.unnamed,
        proxy=proxy,
        verifier_id=actor.person if proxy else None,
        posted_at=clock.now(),
    )
    fill(row, wanted)
    # what staff post for somebody was looked at by staff
    reviewed = not proxy and queries.rules_on(community).asks_review(
        kind=row.kind, picture=bool(files), unnamed=row.unnamed
    )
    row.state = (State.REVIEW if reviewed else State.OPEN).value
    row.opened_at = None if reviewed else row.posted_at
    row.save()
    operations.bind(actor, files, kind=operations.PICTURE_OF, owner=row.pk)
    operations.write(actor, row, "post")
    operations.tell(
        actor,
        row,
        WishPosted(wish=row.pk, kind=row.kind, proxy=proxy, unnamed=row.unnamed, reviewed=reviewed),
    )
    return row
