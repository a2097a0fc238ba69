"""The time bank of the community with homes: a rulebook, a grandmother free of minutes, two sessions."""

from datetime import datetime, time, timedelta

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.organisations.queries import offices_of
from linli.timebank.actions import arranging, deciding, districts, rulebooks
from linli.timebank.books import profiles
from linli.timebank.models import Rulebook
from linli.timebank.wanted import Wanted
from linli.web.acting import as_office, as_resident
from linli.web.demo.homes import KEY
from linli.web.demo.people import BY_KEY, PEOPLE, Role

#: Of a district that is not there: nothing is sent before somebody puts the agreement in force.
FAR_KEY = "mC6m5yqtR5rUxEeZ3sZ7cX4r1e0R1l5mQm2v8aYyC2U="


def _actor(role: str) -> Actor | None:
    person = person_by_phone(BY_KEY[f"{role}-{KEY}"].phone)
    if person is None or not person.is_active:
        return None
    office = next(iter(offices_of(person.pk)), None)
    return as_office(person, office, second=True) if office else as_resident(person)


def time_bank() -> None:
    """Once: where a rulebook stands already, nothing is added."""
    clerk, second, owner = _actor("clerk"), _actor("grid_worker"), _actor("owner")
    granny = person_by_phone(BY_KEY[f"grandmother-{KEY}"].phone)
    if clerk is None or second is None or owner is None or granny is None:
        return
    here = min(clerk.reach)
    if Rulebook.objects.within(here).exists():
        return
    today = clock.today()
    book = rulebooks.propose(
        clerk,
        community=here,
        profile=profiles(today)["national"],
        head={
            "since": today + timedelta(days=1),
            "decided_by": Rulebook.Decided.RESIDENTS,
            "decision": "居民会议决议（示范）第8号",
            "decided_on": today,
        },
    )
    rulebooks.adopt(second, rulebook=book.pk)
    deciding.note_standing(
        clerk,
        person=granny.public_id,
        kind="receives",
        ground="alone",
        words="独居，户籍资料已核对",
    )
    three = datetime.combine(today + timedelta(days=1), time(15), clock.LOCAL)
    for days, category, words in (
        (0, "comfort", "陪奶奶聊天、读报"),
        (2, "leisure", "一起做手指操"),
    ):
        wanted = Wanted(
            kind="voluntary",
            pay="free",
            category=category,
            where="receiver",
            starts_at=three + timedelta(days=days),
            minutes=60,
            words=words,
        )
        made = arranging.propose(owner, person=granny.public_id, side="giver", wanted=wanted)
        if not days:
            arranging.accept(as_resident(granny), session=made.pk)
    _other_district()


def _other_district() -> None:
    """Written down by one administrator; the other one may compare it and put it in force."""
    who = next(each for each in PEOPLE if each.role == Role.ADMINISTRATOR)
    person = person_by_phone(who.phone)
    office = next(iter(offices_of(person.pk)), None) if person else None
    if person is None or office is None:
        return
    districts.propose(
        as_office(person, office, second=True),
        name="海珠区（示范）",
        url="https://haizhu.example",
        key=FAR_KEY,
        limit_minutes=6000,
        hours=48,
        since=clock.today(),
        decision="跨区通存通兑协议（示范）第1号",
    )
