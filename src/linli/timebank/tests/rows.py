"""What the addresses of this module are met with: a row of each kind in a given state."""

from datetime import datetime, timedelta
from uuid import uuid4

from tests.architecture.matrix import SIGNED_IN

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


def agreement(world, state="in_force"):
    from linli.kernel import clock
    from linli.timebank.models import Agreement

    row = Agreement.objects.create(
        community=world.other_community.pk,
        other=world.community.pk,
        limit_minutes=600,
        state=state,
        decision="通存通兑协议〔2026〕1号",
        proposed_by=world.neighbour,
        proposed_at=clock.now(),
    )
    return {"agreement": row.pk}


def offer(world):
    return {
        "community": world.community.pk,
        "other": world.other_community.pk,
        "limit_minutes": 600,
        "decision": "通存通兑协议〔2026〕1号",
    }


def certificate(world, state="shown", **changes):
    """The resident's; the officer is a member of the same community."""
    from linli.kernel import clock
    from linli.timebank.models import Certificate

    session(world, "confirmed", minutes=60, credit=60, settled_at=clock.now())
    row = Certificate.objects.create(
        community=world.community.pk,
        person=changes.pop("person", world.resident),
        first=clock.today(),
        last=clock.today(),
        minutes=60,
        sessions=1,
        state=state,
        asked_at=clock.now(),
        until=changes.pop("until", clock.today()),
        **changes,
    )
    return {"certificate": row.pk}


def over(world):
    """Shown long enough; the resident gave the hour."""
    from linli.kernel import clock
    from linli.timebank.models import Session

    made = certificate(world, until=clock.today() - timedelta(days=1))
    Session.objects.within(world.community.pk).update(giver=world.resident, receiver=world.officer)
    return made


def issued(world):
    from linli.kernel import clock

    return certificate(world, "issued", event=1, digest="0" * 64, issued_at=clock.now())


def of_another(world):
    return certificate(world, person=world.officer)


def objection(world):
    from linli.kernel import clock
    from linli.places.operations.estates import seal_text
    from linli.timebank.models import Objection

    row = Objection.objects.create(
        community=world.community.pk,
        by=world.neighbour,
        words=seal_text("x"),
        at=clock.now(),
        certificate_id=certificate(world)["certificate"],
    )
    return {"objection": row.pk}


def sample(world):
    from linli.kernel import clock
    from linli.timebank.models import Sample

    row = Sample.objects.create(
        community=world.community.pk,
        month=clock.today().replace(day=1),
        seed="0" * 64,
        population=1,
        digest="0" * 64,
        rulebook=book(world),
        by=world.neighbour,
        at=clock.now(),
    )
    return {"sample": row.pk}


def call(world):
    from linli.kernel import clock
    from linli.timebank.models import Call

    number = session(world, "confirmed", minutes=60, settled_at=clock.now())["session"]
    row = Call.objects.create(
        sample_id=sample(world)["sample"], community=world.community.pk, session_id=number
    )
    return {"call": row.pk}


def kin(world, **changes):
    """The resident names the officer."""
    from linli.kernel import clock
    from linli.timebank.models import Kinship

    book(world)
    row = Kinship.objects.create(
        community=world.community.pk,
        person=changes.pop("person", world.resident),
        kin=changes.pop("kin", world.officer),
        relation="parent",
        at=clock.now(),
        confirmed_at=clock.now(),
    )
    return {"kinship": row.pk}


def with_district(world, state="proposed"):
    """Written down by the resident, who holds no office now: anybody else may compare it."""
    from linli.kernel import clock
    from linli.timebank.models import DistrictAgreement, Peer

    key = "A" * 42 + "I="
    peer = Peer.objects.create(
        name="北区", url="https://north.example", key=key, own_key="B" * 42 + "I="
    )
    row = DistrictAgreement.objects.create(
        peer=peer,
        name=peer.name,
        url=peer.url,
        limit_minutes=600,
        hours=48,
        since=clock.today(),
        decision="跨区通存通兑协议〔2026〕1号",
        state=state,
        proposed_by=world.neighbour,
        proposed_at=clock.now(),
    )
    return {"agreement": row.pk}


def peer_of(world):
    from linli.timebank.models import DistrictAgreement

    row = DistrictAgreement.objects.get(pk=with_district(world, "in_force")["agreement"])
    return {"district": row.peer_id, "month": "2026-05"}


DISTRICT = {
    "name": "北区",
    "url": "https://north.example",
    "key": "A" * 42 + "I=",
    "limit_minutes": 600,
    "hours": 48,
    "since": "2026-05-12",
    "decision": "跨区通存通兑协议〔2026〕1号",
}
CROSSING = {
    "district": 1,
    "minutes": 30,
    "recipient": "AAAAAAAAAAAA",
    "relation": "own",
    "key": "6f2c8f1e-64c5-4d43-9c9f-0c7f0a3a2b11",
}
#: Offices of the whole district; the clerk's is of one community.
WHOLE = {"auditor", "district_admin"}


def departure(world, stage="proposed", **changes):
    """The resident's hours; the neighbour recorded it, nobody of the staff has a part in it."""
    from linli.kernel import clock
    from linli.places.operations.estates import seal_text
    from linli.timebank.models import Departure

    row = Departure.objects.create(
        community=world.community.pk,
        person=world.resident,
        cause="left",
        day=clock.today(),
        way="donate",
        paper=seal_text("x"),
        stage=stage,
        by=world.neighbour,
        at=clock.now(),
        rulebook=book(world),
        **changes,
    )
    return {"departure": row.pk}


def carried_out(world):
    return departure(world, "carried_out")


def appealed(world):
    return departure(world, "appealed") | {"verb": "uphold"}


def settlement(world):
    """The north entered it; the resident's community answers."""
    from linli.kernel import clock
    from linli.timebank.models import Settlement

    row = Settlement.objects.create(
        agreement_id=agreement(world, "ended")["agreement"],
        community=world.other_community.pk,
        other=world.community.pk,
        how="written_off",
        minutes=60,
        decision="通存通兑协议〔2026〕9号",
        by=world.neighbour,
        at=clock.now(),
    )
    return {"settlement": row.pk, "how": "decline"}


def hours(world):
    """More than there are."""
    book(world)
    return {"minutes": 60, "key": str(uuid4())}


def moving(world):
    """The resident has an account; no agreement lets anything out of it."""
    from django.db import transaction

    from linli.ledger.operations import resident_account

    with transaction.atomic():
        here = world.community.pk
        resident_account(community=here, unit="minutes", person=world.resident.pk)
    ends = {"community": world.community.pk, "other": world.other_community.pk}
    return hours(world) | ends


def granting(world):
    """To nobody: also where staff may."""
    return hours(world) | {"person": "X", "words": "需要陪护"}


def period(_world):
    """The last day before the first: whoever may ask is refused for the same reason everywhere."""
    from linli.kernel import clock

    today = clock.today()
    first, last = today, today - timedelta(days=1)
    return {"first": first.isoformat(), "last": last.isoformat()}
