"""Filling the demo district. Every step looks first, so a broken run is simply run again."""

from datetime import timedelta

from django.db import transaction

from linli.identity import purposes
from linli.identity.actions.me import give_consent, join
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.identity.queries import has_consent, person_by_phone
from linli.insight.jobs import count_everywhere
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.organisations.actions import appoint, found
from linli.organisations.models import Office, Organisation
from linli.places.actions import establish
from linli.places.models import Place
from linli.web.acting import as_resident
from linli.web.demo.activities import activities
from linli.web.demo.bodies import bodies
from linli.web.demo.cases import solve_together
from linli.web.demo.deliberation import deliberate
from linli.web.demo.grids import draw_grids, mark_homes
from linli.web.demo.helping import help_each_other
from linli.web.demo.homes import homes
from linli.web.demo.lovebank import love_bank
from linli.web.demo.mall import mall
from linli.web.demo.meetings import meet
from linli.web.demo.official_vote import official_vote
from linli.web.demo.partywork import ask_before_deciding
from linli.web.demo.people import PEOPLE, DemoPerson, Role
from linli.web.demo.places import BODIES, COMMUNITIES, DISTRICT, STREETS
from linli.web.demo.polls import poll_residents
from linli.web.demo.representation import represent
from linli.web.demo.story.telling import tell_the_story
from linli.web.demo.talk import talk
from linli.web.demo.timebank import time_bank
from linli.web.demo.votes import owners, roster, votes
from linli.web.demo.ways_in import lose_a_number
from linli.web.demo.wishes import wish_for_things

STREET_DIGITS = 9
#: How long ago the first offices of the demo were given.
IN_OFFICE_FOR = timedelta(days=150)
_COMMITTEE = Organisation.Kind.COMMITTEE
#: In which kind of body a role serves.
KINDS_OF: dict[Role, str] = {
    Role.CLERK: _COMMITTEE,
    Role.GRID_WORKER: _COMMITTEE,
    Role.OWNERS_CHAIR: Organisation.Kind.OWNERS_COMMITTEE,
    Role.PROPERTY_MANAGER: Organisation.Kind.PROPERTY_COMPANY,
    Role.PARTY_SECRETARY: Organisation.Kind.PARTY_COMMITTEE,
    Role.STREET: Organisation.Kind.STREET,
    Role.AUDITOR: Organisation.Kind.AUDITOR,
    Role.ADMINISTRATOR: Organisation.Kind.DISTRICT,
}
#: The standard offices of the catalogue that they hold.
SEATS = {
    Role.CLERK: "clerk",
    Role.GRID_WORKER: "grid_worker",
    Role.OWNERS_CHAIR: "chair",
    Role.PROPERTY_MANAGER: "manager",
    Role.PARTY_SECRETARY: "chair",
    Role.STREET: "officer",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
}


def fill(*, story: bool = True) -> bool:
    """Fill the district in which we are; answers whether anything was missing.

    `story`: with the hundred days of the first community.
    """
    before = _counts()
    _places()
    _bodies()
    bodies()
    roster()
    for each in PEOPLE:
        _office(each, _welcome(each, _person(each)))
    homes()
    talk()
    draw_grids()
    mark_homes()
    help_each_other()
    love_bank()
    wish_for_things()
    deliberate()
    poll_residents()
    represent()
    meet()
    solve_together()
    ask_before_deciding()
    time_bank()
    mall()
    lose_a_number()
    activities()
    owners()
    if story:
        tell_the_story()
    official_vote()
    votes()
    count_everywhere()
    return _counts() != before


def _counts() -> tuple[int, ...]:
    return tuple(model._default_manager.count() for model in (Place, Organisation, Person, Office))  # noqa: SLF001


def _places() -> None:
    root = _place(Place.Kind.DISTRICT, *DISTRICT, parent=None)
    for code, zh, en in STREETS:
        street = _place(Place.Kind.STREET, code, zh, en, parent=root)
        for _key, inner, name_zh, name_en in COMMUNITIES:
            if inner[:STREET_DIGITS] == code:
                _place(Place.Kind.COMMUNITY, inner, name_zh, name_en, parent=street)


def _place(kind: str, code: str, zh: str, en: str, *, parent: int | None) -> int:
    found_place = Place.objects.filter(code=code).first()
    if found_place is None:
        found_place = establish(SYSTEM, kind=kind, code=code, names=(zh, en), parent=parent)
    return int(found_place.pk)


def _bodies() -> None:
    for kind, code, zh, en in BODIES:
        place = Place.objects.get(code=code)
        if not Organisation.objects.filter(place=place, name_zh=zh).exists():
            found(SYSTEM, kind=kind, place=place.pk, names=(zh, en))


def _person(each: DemoPerson) -> Person:
    known = person_by_phone(each.phone)
    if known is not None:
        return known
    with transaction.atomic():
        person = enrol(
            phone=each.phone,
            name=each.name_zh,
            id_number=each.id_number,
            level=Person.Level.PHONE if each.role == Role.TENANT else Person.Level.REAL_NAME,
        )
        if each.role == Role.GRANDMOTHER:
            person.mode = Person.Mode.CARE
        if each.office:
            person.shown = Person.Shown.TITLE
        person.save(update_fields=["mode", "shown"])
    return person


def _welcome(each: DemoPerson, person: Person) -> Person:
    """The first steps that everybody takes: a community, and consent to what is needed."""
    if person.community is None:
        home = Place.objects.get(code=each.community).pk
        person = join(as_resident(person), community=home)
    named = person.level >= Person.Level.REAL_NAME
    if named and not has_consent(person.pk, purposes.REAL_NAME):
        give_consent(as_resident(person), purpose=purposes.REAL_NAME)
    return person


def _office(each: DemoPerson, person: Person) -> None:
    if each.office is None or Office.objects.filter(person=person).exists():
        return
    title_zh, title_en, capacity = each.office
    place = Place.objects.get(code=each.place)
    body = Organisation.objects.get(place=place, kind=KINDS_OF[each.role])
    appoint(
        SYSTEM,
        organisation=body.pk,
        person=person.public_id,
        capacity=capacity,
        place=place.pk,
        since=clock.today() - IN_OFFICE_FOR,
        titles=(title_zh, title_en),
        ground="示范任命 Demo appointment",
        seat=SEATS.get(each.role, ""),
    )
