"""The town of the topics' tests; everybody in an office acts for its organisation."""

from dataclasses import replace

from linli.cases.actions import cases, steps
from linli.cases.models import Case, Step
from linli.cases.wanted import Owed, Wanted
from linli.deliberation.tests.town import MAY, Town, town
from linli.kernel import clock, workdays
from linli.organisations.models import Organisation

__all__ = ["MAY", "Town"]


def here_now() -> Town:
    """clerk and clerk2: the residents' committee; manager: the property company."""
    made = town()
    made.official("manager2", made.bodies["甲物业"], made.community, "officer")
    for name, office in made.offices.items():
        body = Organisation.objects.get(pk=office.organisation_id)
        made.actors[name] = replace(
            made.actors[name], office=office.pk, organisation=body.pk, body=body.kind
        )
    return made


def opened(made: Town, *invited: str, by: str = "clerk", files: tuple = (), **more) -> Case:
    values = {
        "community": made.community,
        "title": "消防通道占用",
        "words": "三栋王先生的车长期停在通道",
        "invited": tuple(made.bodies[name] for name in invited or ("甲物业",)),
    }
    return cases.open_case(made.actors[by], wanted=Wanted(**{**values, **more}), files=files)


def joined(made: Town, **more) -> Case:
    row = opened(made, **more)
    cases.join(made.manager, case=row.pk)
    return row


def owed(made: Town, who: str = "manager", **more) -> Owed:
    values = {
        "title": "划线装立柱",
        "office": made.offices[who].pk,
        "due_on": workdays.shifted(clock.today(), 5),
    }
    return Owed(**{**values, **more})


def step(made: Town, row: Case, who: str = "manager", by: str = "clerk", **more) -> Step:
    return steps.add(made.actors[by], case=row.pk, owed=owed(made, who, **more))
