"""A joint case of the first community: the residents' committee, the owners', the property company."""

from datetime import timedelta

from linli.cases.actions import cases, steps
from linli.cases.models import Case
from linli.cases.wanted import Owed, Wanted
from linli.identity.queries import person_by_phone
from linli.kernel import clock, workdays
from linli.kernel.actor import Actor
from linli.organisations.models import Organisation
from linli.organisations.queries import offices_of
from linli.web.acting import as_office
from linli.web.demo.people import BY_KEY

KEY = "rongyin"


def _acting(role: str) -> Actor | None:
    person = person_by_phone(BY_KEY[f"{role}-{KEY}"].phone)
    held = offices_of(person.pk) if person is not None and person.is_active else []
    return as_office(person, held[0], second=True) if person is not None and held else None


def solve_together() -> None:
    """Once: opened, joined by one, two steps, one of them done and waiting for a look."""
    clerk, chair, manager = (_acting(r) for r in ("clerk", "owners_chair", "property_manager"))
    if clerk is None or chair is None or manager is None or clerk.place is None:
        return
    if Case.objects.within(clerk.place).exists():
        return
    bodies = Organisation.objects.filter(pk__in=[chair.organisation, manager.organisation])
    now = clock.now()
    with clock.frozen(now - timedelta(days=5)):
        made = cases.open_case(
            clerk,
            wanted=Wanted(
                community=clerk.place,
                title="消防通道占用整治",
                words="三栋至五栋之间通道长期停车，物业劝阻无效，请业委会一起商定办法",
                estate=bodies[0].estate_id,
                public=True,
                invited=tuple(body.pk for body in bodies),
            ),
        )
        cases.join(manager, case=made.pk)
        owed = Owed(
            "划线并装活动立柱", manager.office or 0, workdays.shifted(clock.today(), 8), None, ""
        )
        first = steps.add(clerk, case=made.pk, owed=owed)
        steps.accept(manager, step=first.pk)
        owed = Owed("上门告知占道车主", clerk.office or 0, workdays.shifted(clock.today(), 6))
        second = steps.add(manager, case=made.pk, owed=owed)
        steps.accept(clerk, step=second.pk)
    with clock.frozen(now - timedelta(days=2)):
        cases.note(manager, case=made.pk, words="立柱已订货，预计下周到货", public=True)
        steps.report(clerk, step=second.pk, words="十一户已签收告知书，两户不在家，已留条")
