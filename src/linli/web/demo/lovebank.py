"""The love bank of the first community: rules in force, badges, a wish fulfilled, a wish to take up.

Points follow by the jobs of the facts, as they do for everybody.
"""

from dataclasses import asdict
from datetime import timedelta

from linli.awards import actions as awards
from linli.awards.defaults import LIMITS, default
from linli.awards.forms import DAYS
from linli.awards.models import Version
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.organisations.queries import offices_of
from linli.places.models import Place
from linli.recognition import actions as recognition
from linli.web.acting import as_office, as_resident
from linli.web.demo.people import BY_KEY
from linli.web.demo.places import COMMUNITIES
from linli.wishes import actions as wishes
from linli.wishes.wanted import Wanted

KEY, CODE = COMMUNITIES[0][:2]
#: So long ago the assembly decided.
AGO = timedelta(days=10)
DECISION = "居民会议决议（示范）"


def _actor(role: str) -> Actor | None:
    person = person_by_phone(BY_KEY[f"{role}-{KEY}"].phone)
    if person is None or not person.is_active:
        return None
    office = next(iter(offices_of(person.pk)), None)
    return as_office(person, office, second=True) if office else as_resident(person)


def love_bank() -> None:
    """Once: where rules were written down, nothing is added."""
    here = Place.objects.get(code=CODE).pk
    people = [_actor(role) for role in ("clerk", "grid_worker", "grandmother", "owner")]
    clerk, colleague, granny, owner = people
    if clerk is None or colleague is None or granny is None or owner is None:
        return
    if Version.objects.within(here).exists():
        return
    _rules(clerk, colleague, here)
    recognition.adopt_badges(
        clerk, community=here, edition=1, since=clock.today(), decision=DECISION
    )
    with clock.frozen(clock.now() - timedelta(days=1)):
        _fulfilled(granny, owner)
    # of a kind that nobody looks over first: whoever tries it out finds a wish to take on
    wishes.post(granny, wanted=Wanted(kind="carry", words="想请人帮我把一箱水搬上楼"))


def _rules(clerk: Actor, colleague: Actor, here: int) -> None:
    """The draft that comes with the platform, adopted by a second person."""
    book = default().book
    with clock.frozen(clock.now() - AGO):
        today = clock.today()
        made = awards.propose(
            clerk,
            community=here,
            head={
                "since": today + timedelta(days=1),
                "decided_by": Version.Decided.RESIDENTS,
                "decision": DECISION,
                "decided_on": today,
                **{name: getattr(book, name) for name in (*LIMITS, *DAYS)},
            },
            lines=[asdict(rule) for rule in book.rules.values()],
            breaches=book.breaches,
        )
        awards.adopt(colleague, version=made.pk)


def _fulfilled(granny: Actor, owner: Actor) -> None:
    """Yesterday, when the rules were in force."""
    made = wishes.post(granny, wanted=Wanted(kind="errand", words="帮我把快递从门岗拿上楼"))
    wishes.claim(owner, wish=made.pk, source="neighbour")
    wishes.prove(owner, wish=made.pk, words="两个包裹都送到了", minutes=30)
    wishes.confirm(granny, wish=made.pk)
    wishes.thank(granny, wish=made.pk, words="谢谢家乐！")
