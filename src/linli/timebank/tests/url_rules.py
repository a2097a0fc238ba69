"""Who may open the addresses of this module."""

from datetime import datetime, timedelta

from tests.architecture.matrix import SIGNED_IN, Rule

WORDS = {"words": "已核对签到记录"}
OVERSEERS = {"staff", "auditor"}
ALL = SIGNED_IN | {"stranger"}
RESIDENTS = {"resident", "neighbour", "stranger"}


def book(world, state="in_force", by=None, community=None):
    from linli.kernel import clock
    from linli.timebank.books import profiles
    from linli.timebank.models import Rulebook

    profile = profiles(clock.today())["national"]
    where = community or world.community.pk
    last = Rulebook.objects.within(where).order_by("-number").first()
    return Rulebook.objects.create(
        community=where,
        number=last.number + 1 if last else 1,
        state=state,
        since=clock.today() - timedelta(days=1)
        if state == "in_force"
        else clock.today() + timedelta(days=1),
        profile=profile.key,
        source=profile.source,
        sources=profile.sources,
        terms=profile.terms.plain(),
        decided_by="residents",
        decision="居民会议决议〔2026〕5号",
        decided_on=clock.today(),
        proposed_by=by or world.neighbour,
        proposed_at=clock.now(),
    )


def session(world, state="arranged", **changes):
    """The officer serves the resident; nobody of the staff has a part in it."""
    from linli.kernel import clock
    from linli.timebank.models import Session

    start = changes.pop("starts_at", clock.now() + timedelta(hours=1))
    row = Session.objects.create(
        community=world.community.pk,
        kind="voluntary",
        pay="free",
        category="comfort",
        giver=world.officer,
        receiver=world.resident,
        where="outside",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        day=clock.today(),
        state=state,
        by=world.officer,
        rulebook=book(world),
        at=clock.now(),
        **changes,
    )
    return {"session": row.pk}


def asked(world):
    return session(world, "proposed") | {"verb": "accept"}


def ended(world):
    return session(world, "ended", minutes=60)


def disputed(world):
    return ended(world) | {"verb": "dispute"}


def doubt(world):
    return session(world, "quarantined", minutes=60, reason="late") | {"verb": "refuse"}


def paper(world):
    return ended(world) | {"verb": "paper", "side": "receiver"}


def desk(world):
    return session(world) | {"verb": "sign"}


def code(world):
    from linli.timebank import codes
    from linli.timebank.models import Session

    row = Session.objects.across_communities("test").latest("pk")
    return {"code": codes.shown(row.pk, "giver")}


def service(world):
    soon = datetime.now().astimezone() + timedelta(days=2)
    return {
        "pay": "free",
        "category": "comfort",
        "day": f"{soon:%Y-%m-%d}",
        "begins": "10:00",
        "minutes": 60,
        "where": "outside",
        "words": "",
    }


def free(world, person):
    """A ground and a rulebook, so that the person may be served."""
    from linli.kernel import clock
    from linli.places.operations.estates import seal_text
    from linli.timebank.models import Standing

    book(world)
    Standing.objects.create(
        community=world.community.pk,
        person=person,
        kind="receives",
        ground="other",
        words=seal_text("x"),
        since=clock.today(),
        by=world.neighbour,
        at=clock.now(),
    )


def for_two(world):
    free(world, world.officer)
    numbers = {"giver": world.resident.public_id, "receiver": world.officer.public_id}
    return service(world) | numbers


def by_software(world):
    """With the number of nobody, who is refused to residents of every community in the same way."""
    sent = service(world)
    starts = f"{sent.pop('day')}T{sent.pop('begins')}:00+08:00"
    return sent | {"kind": "voluntary", "starts_at": starts, "person": "X", "side": "giver"}


def noted(world):
    from linli.timebank.models import Standing

    free(world, world.officer)
    return {"standing": Standing.objects.across_communities("test").latest("pk").pk}


def note(world):
    return {
        "person": world.officer.public_id,
        "kind": "insured",
        "ground": "papers",
        "words": "保单已核对",
    }


def version(world):
    return {"rulebook": book(world, "proposed").pk}


def settling(world):
    return version(world) | {"how": "adopt"}


def written(world):
    from linli.kernel import clock
    from linli.timebank.books import profiles

    values = profiles(clock.today())["national"].terms.plain()
    plain = {"community": world.community.pk, "profile": "national", "decided_by": "residents"}
    plain |= {"decision": "居民会议决议〔2026〕5号", "decided_on": clock.today().isoformat()}
    plain |= {"since": (clock.today() + timedelta(days=9)).isoformat()}
    plain |= {f"free_{code}": age for code, age in values.pop("free_for").items()}
    return plain | {name: value for name, value in values.items() if value is not None}


RULES = {
    "GET time_bank": Rule(allowed=ALL),
    "GET time_rules": Rule(allowed=ALL),
    "GET arrange_session": Rule(allowed=RESIDENTS),
    "POST arrange_session": Rule(allowed=RESIDENTS, data={}, status=422),
    "GET enter_session": Rule(allowed=RESIDENTS),
    "POST enter_session": Rule(allowed=RESIDENTS, data={}, status=422),
    "GET time_session": Rule(allowed={"resident", *OVERSEERS}, args=session),
    "POST session_step": Rule(allowed={"resident"}, args=asked),
    "GET sign_session": Rule(allowed={"resident"}, args=session),
    "POST sign_session": Rule(allowed={"resident"}, args=session, data=code),
    "GET session_words": Rule(allowed={"resident"}, args=disputed),
    "POST session_words": Rule(allowed={"resident"}, args=disputed, data=WORDS),
    "GET time_desk": Rule(allowed=OVERSEERS),
    "GET time_desk_session": Rule(allowed=OVERSEERS, args=session),
    "GET arrange_for": Rule(allowed={"staff"}),
    "POST arrange_for": Rule(allowed={"staff"}, data=for_two),
    "GET time_standings": Rule(allowed=OVERSEERS),
    "POST time_standings": Rule(allowed={"staff"}, data=note),
    "POST end_standing": Rule(allowed={"staff"}, args=noted),
    "POST desk_step": Rule(allowed={"staff"}, args=desk),
    "POST desk_sheet": Rule(allowed={"staff"}, args=paper),
    "GET decide_session": Rule(allowed={"staff"}, args=doubt),
    "POST decide_session": Rule(allowed={"staff"}, args=doubt, data=WORDS),
    "GET time_books": Rule(allowed=OVERSEERS),
    "GET propose_book": Rule(allowed={"staff"}),
    "POST propose_book": Rule(allowed={"staff"}, data=written),
    "GET time_book": Rule(allowed=OVERSEERS, args=version),
    "POST settle_book": Rule(allowed={"staff"}, args=settling),
    "GET api:list_sessions": Rule(allowed=ALL),
    "POST api:propose_session": Rule(allowed=RESIDENTS, data=by_software, status=409),
    "GET api:get_session": Rule(allowed={"resident"}, args=session),
    "POST api:sign_by_code": Rule(allowed={"resident"}, args=session, data=code),
    "POST api:step_session": Rule(
        allowed={"resident"}, args=lambda world: session(world, "proposed") | {"step": "accept"}
    ),
    "GET api:get_rulebook": Rule(allowed=ALL),
}
