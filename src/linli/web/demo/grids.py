"""The first demo community's grid: a head who is a party contact household, a worker, a home to visit."""

from datetime import timedelta

from linli.grids.actions import grids, posts, work
from linli.grids.models import Grid, HomeToVisit, Post
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.organisations.models import Organisation
from linli.organisations.queries import offices_of
from linli.places.actions.rosters import enter_estate
from linli.places.models import Building, Estate, Place, Unit
from linli.web.acting import as_office
from linli.web.demo.people import BY_KEY
from linli.web.demo.places import COMMUNITIES

GROUND = "示范任命 Demo appointment"
SERVING_FOR = timedelta(days=30)
ESTATE = ("榕荫苑", "Banyan Court")
#: Building -> its rooms; the last building has no contact household yet.
ROOMS = {"1栋": ("101", "102", "201", "202", "301", "302"), "2栋": ("101", "102"), "3栋": ("101",)}


def draw_grids() -> None:
    """Once: where a grid stands already, nothing is added."""
    key, code = COMMUNITIES[0][:2]
    here = Place.objects.get(code=code)
    head = person_by_phone(BY_KEY[f"owner-{key}"].phone)
    worker = person_by_phone(BY_KEY[f"grid_worker-{key}"].phone)
    if head is None or worker is None or Grid.objects.within(here.pk).exists():
        return
    estate = _estate(here)
    buildings = list(Building.objects.filter(estate=estate).order_by("pk"))
    branch = Organisation.objects.filter(place=here, kind="party_branch").earliest("pk")
    since = clock.today() - SERVING_FOR
    grids.bind_branch(SYSTEM, estate=estate.pk, branch=branch.pk, since=since)
    grid = grids.draw(
        SYSTEM, community=here.pk, name_zh="第一网格", name_en="First grid", since=since
    )
    inside = [building.pk for building in buildings]
    grids.move_in(SYSTEM, grid=grid.pk, buildings=inside, since=since)
    for kind, scope, person in (
        (Post.Kind.CONTACT, estate.pk, head),
        (Post.Kind.HEAD, grid.pk, head),
        (Post.Kind.BUILDING, inside[0], head),
        (Post.Kind.WORKER, grid.pk, worker),
    ):
        post = posts.appoint(
            SYSTEM,
            community=here.pk,
            kind=kind,
            scope=scope,
            person=person.public_id,
            since=since,
            ground=GROUND,
        )
        if kind == Post.Kind.CONTACT:
            posts.give_homes(SYSTEM, post=post.pk, buildings=inside[:-1] or inside, since=since)


def _estate(here: Place) -> Estate:
    """The community's first estate; a small one of our own where no roster was brought."""
    known = Estate.objects.within(here.pk).order_by("pk").first()
    if known is not None and Unit.objects.within(here.pk).filter(estate=known).exists():
        return known
    estate = known or enter_estate(SYSTEM, community=here.pk, name_zh=ESTATE[0], name_en=ESTATE[1])
    for number, (label, rooms) in enumerate(ROOMS.items(), 1):
        building = Building.objects.create(estate=estate, key=str(number), label=label)
        Unit.objects.bulk_create(
            Unit(
                community=here.pk,
                estate=estate,
                building=building,
                room=room,
                room_key=room,
                position=f"{number:04}-{room}",
                mark=b"",
            )
            for room in rooms
        )
    return estate


def mark_homes() -> None:
    """Some homes of the first building are on the list of its head."""
    here = Place.objects.get(code=COMMUNITIES[0][1])
    clerk = person_by_phone(BY_KEY[f"clerk-{COMMUNITIES[0][0]}"].phone)
    if clerk is None or HomeToVisit.objects.within(here.pk).exists():
        return
    office = next(iter(offices_of(clerk.pk)), None)
    building = Building.objects.filter(estate__community=here).order_by("pk").first()
    if office is None or building is None:
        return
    actor = as_office(clerk, office, second=True)
    homes = Unit.objects.within(here.pk).filter(building=building, parking=False, gone=False)
    for unit in homes.order_by("position", "pk")[:3]:
        work.ask_visits(actor, unit=unit.pk, every=7, reason="elder_alone")
