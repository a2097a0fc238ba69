"""Who speaks for the demo's homes: one building, by its owner; the other has nobody yet."""

from datetime import timedelta

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.organisations.queries import offices_of
from linli.places.models import Building
from linli.representation.actions import mandates
from linli.representation.models import Mandate
from linli.representation.wanted import Choice
from linli.residence.queries import homes_of
from linli.web.acting import as_office
from linli.web.demo.homes import KEY
from linli.web.demo.people import BY_KEY


def represent() -> None:
    """Once. Drawn by lot among the homes of building 1, looked at by another of the committee."""
    owner, clerk, other = (
        person_by_phone(BY_KEY[f"{role}-{KEY}"].phone) for role in ("owner", "clerk", "grid_worker")
    )
    if owner is None or clerk is None or other is None:
        return
    community = owner.community or 0
    home = homes_of(owner.pk).filter(community=community).first()
    if home is None or Mandate.objects.within(community).exists():
        return
    offices = [offices_of(each.pk) for each in (clerk, other)]
    if not all(offices):
        return
    first, second = (
        as_office(person, held[0], second=True)
        for person, held in zip((clerk, other), offices, strict=True)
    )
    now = clock.now()
    choice = Choice(
        community=community,
        kind="building",
        person=owner.public_id,
        how="lot",
        since=clock.today() - timedelta(days=9),
        until=clock.today() + timedelta(days=356),
        words="住户会议抽签，记录第 3 页",
        buildings=(Building.objects.get(pk=home.unit.building_id).pk,),
        homes_chose=4,
    )
    with clock.frozen(now - timedelta(days=9)):
        made = mandates.enter(first, choice=choice)
    with clock.frozen(now - timedelta(days=2)):
        mandates.recognise(second, mandate=made.pk, words="已核对抽签记录")
