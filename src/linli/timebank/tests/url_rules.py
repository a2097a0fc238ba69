"""Who may open the addresses of this module."""

from datetime import datetime, timedelta
from uuid import uuid4

from tests.architecture.matrix import EVERYONE, SIGNED_IN, Rule

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


RULES = {
    "GET verify_certificate": Rule(allowed=EVERYONE),
    "GET api:check_certificate": Rule(allowed=EVERYONE, args=lambda _world: {"digest": "0" * 64}),
    "GET api:list_kin": Rule(allowed=RESIDENTS),
    "POST api:declare_kin": Rule(
        allowed=RESIDENTS, data={"person": "X", "relation": "parent"}, status=409
    ),
    "POST api:step_kin": Rule(
        allowed={"resident"}, args=lambda world: kin(world) | {"step": "end"}
    ),
    "POST api:give_to_kin": Rule(allowed={"resident"}, args=kin, data=hours, status=409),
    "GET api:list_pools": Rule(allowed=OVERSEERS),
    "POST api:donate_hours": Rule(allowed=RESIDENTS, data=hours, status=409),
    "POST api:grant_hours": Rule(allowed={"staff"}, data=granting, status=409),
    "GET api:list_ways": Rule(allowed=ALL),
    "POST api:move_my_hours": Rule(allowed={"resident"}, data=moving, status=409),
    "GET api:list_certificates": Rule(allowed=ALL),
    "POST api:ask_certificate": Rule(allowed=RESIDENTS, data=period, status=422),
    "GET api:get_certificate": Rule(allowed={"resident"}, args=certificate),
    "POST api:issue_my_certificate": Rule(allowed={"resident"}, args=over),
    "POST api:object_certificate": Rule(allowed={"resident"}, args=of_another, data=WORDS),
    "GET settle_clearing": Rule(allowed={"staff"}, args=agreement),
    "POST settle_clearing": Rule(allowed={"staff"}, args=agreement, data={}, status=422),
    "POST settlement_step": Rule(allowed={"staff"}, args=settlement),
    "GET time_departures": Rule(allowed=OVERSEERS),
    "POST time_departures": Rule(allowed={"staff"}, data={}, status=422),
    "GET time_departure": Rule(allowed=OVERSEERS, args=departure),
    "POST departure_step": Rule(
        allowed={"staff"}, args=lambda world: departure(world) | {"how": "approve"}
    ),
    "GET say_departure": Rule(allowed={"staff"}, args=appealed),
    "POST say_departure": Rule(allowed={"staff"}, args=appealed, data=WORDS),
    "GET my_departure": Rule(allowed={"resident", *OVERSEERS}, args=carried_out),
    "POST my_departure": Rule(allowed={"resident"}, args=carried_out, data=WORDS),
    "GET time_kin": Rule(allowed=RESIDENTS),
    "POST time_kin": Rule(allowed=RESIDENTS, data={}, status=422),
    "GET give_hours": Rule(allowed={"resident"}, args=kin),
    "POST give_hours": Rule(allowed={"resident"}, args=kin, data={}, status=422),
    "POST kin_step": Rule(allowed={"resident"}, args=lambda world: kin(world) | {"verb": "end"}),
    "GET donate_hours": Rule(allowed=RESIDENTS),
    "POST donate_hours": Rule(allowed=RESIDENTS, data={}, status=422),
    "GET time_pool": Rule(allowed=OVERSEERS),
    "POST time_pool": Rule(allowed={"staff"}, data={}, status=422),
    "GET my_certificates": Rule(allowed=RESIDENTS),
    "POST my_certificates": Rule(allowed=RESIDENTS, data={}, status=422),
    "GET my_certificate": Rule(allowed={"resident"}, args=certificate),
    "POST issue_certificate": Rule(allowed={"resident"}, args=over),
    "GET certificate_pdf": Rule(allowed={"resident"}, args=issued),
    "GET shown_certificates": Rule(allowed=RESIDENTS),
    "GET object_to_certificate": Rule(allowed={"resident"}, args=of_another),
    "POST object_to_certificate": Rule(allowed={"resident"}, args=of_another, data=WORDS),
    "GET time_oversight": Rule(allowed=OVERSEERS),
    "POST time_oversight": Rule(allowed={"auditor"}, data={}, status=422),
    "GET time_sample": Rule(allowed=OVERSEERS, args=sample),
    "GET time_call": Rule(allowed={"auditor"}, args=call),
    "POST time_call": Rule(allowed={"auditor"}, args=call, data=WORDS | {"outcome": "true"}),
    "GET time_reserve": Rule(allowed=OVERSEERS),
    "GET answer_certificate_objection": Rule(allowed={"staff"}, args=objection),
    "POST answer_certificate_objection": Rule(
        allowed={"staff"}, args=objection, data=WORDS | {"upheld": "no"}
    ),
    "GET move_hours": Rule(allowed=RESIDENTS),
    "POST move_hours": Rule(allowed=RESIDENTS, data={}, status=422),
    "GET clearings": Rule(allowed=OVERSEERS),
    "POST clearings": Rule(allowed={"staff"}, data=offer),
    "GET clearing_page": Rule(allowed=OVERSEERS, args=agreement),
    "GET clearing_table": Rule(allowed=OVERSEERS, args=agreement),
    "POST clearing_step": Rule(
        allowed={"staff"}, args=lambda world: agreement(world, "proposed") | {"how": "accept"}
    ),
    "GET my_crossings": Rule(allowed=ALL),
    "GET send_hours": Rule(allowed=RESIDENTS),
    "POST send_hours": Rule(allowed=RESIDENTS, data={}, status=422),
    "GET district_agreements": Rule(allowed=WHOLE),
    "POST district_agreements": Rule(allowed={"district_admin"}, data=DISTRICT),
    "GET district_agreement": Rule(allowed=WHOLE, args=with_district),
    "GET district_messages": Rule(allowed=WHOLE, args=with_district),
    "POST district_step": Rule(
        allowed={"district_admin"}, args=lambda world: with_district(world) | {"how": "accept"}
    ),
    "POST api:take_clearing_message": Rule(allowed=EVERYONE, data="{}", status=422),
    "GET api:list_districts": Rule(allowed=ALL),
    "GET api:list_crossings": Rule(allowed=ALL),
    "POST api:send_to_district": Rule(allowed=RESIDENTS, data=CROSSING, status=404),
    "GET api:list_positions": Rule(allowed=WHOLE),
    "GET api:get_netting": Rule(allowed=WHOLE, args=peer_of),
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
