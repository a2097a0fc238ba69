"""What stands behind the addresses of this module: each function makes it and answers its arguments."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from linli.files.tests.samples import jpeg

TEXTS = {"zh-hans": ("修订管理规约", "全文。")}


def estate(world):
    from linli.kernel.actor import SYSTEM
    from linli.places.actions.rosters import enter_estate, import_file

    made = enter_estate(SYSTEM, community=world.community.pk, name_zh="测试小区").pk
    roster = "楼栋,房号,建筑面积,业主,身份证号\n1栋,101,90.00,张三,11010519491231002X\n"
    import_file(SYSTEM, estate=made, data=roster.encode())
    return {"estate": made}


def draft(world):
    from linli.kernel import clock
    from linli.voting.actions import drafting

    staff, now = world.actor("staff"), clock.now()
    row = drafting.draft(
        staff,
        estate=estate(world)["estate"],
        convener=world.organisation.pk,
        ground="owners_share",
        ground_text="22% 业主联名",
        titles=("业主大会会议", ""),
        legal_mode="BINDING_HERE",
        opens_at=now + timedelta(days=20),
        closes_at=now + timedelta(days=30),
    )
    drafting.add_matter(staff, assembly=row.pk, kind="covenant", texts=TEXTS)
    return row


def drafted(world):
    return {"code": draft(world).code}


def noticed_row(world):
    from linli.voting.actions import course

    row = draft(world)
    return course.notice(world.actor("staff"), assembly=row.pk)


def noticed(world):
    return {"code": noticed_row(world).code}


def matter(world):
    return noticed(world) | {"number": 1}


def draft_matter(world):
    return drafted(world) | {"number": 1}


def published_row(world):
    """Counted and published, as rows: the steps have tests of their own."""
    from linli.kernel import clock
    from linli.voting.models import Assembly, Result

    row = noticed_row(world)
    now = clock.now()
    marks = {"frozen_at": now, "tallied_at": now, "published_at": now, "roll_area_centi": 90_00}
    rows = Assembly.objects.within(row.community).filter(pk=row.pk)
    rows.update(state="published", objections_until=now.date() + timedelta(days=7), **marks)
    explanation = _explanation()
    Result.objects.create(
        matter=row.matters.get(),
        assembly=row,
        passed=False,
        explanation=explanation,
        hash="0" * 64,
        at=now,
    )
    return row


def _explanation():
    from linli.voting.in_force import profiles
    from linli.voting.tally import Counts, Sums, explained, packed

    return packed(explained(Counts(Sums(90_00, 1)), profiles()["national"].rules, "covenant"))


def published(world):
    return {"code": published_row(world).code}


def published_result(world):
    from linli.voting.models import Assembly

    row = published_row(world)
    Assembly.objects.within(row.community).filter(pk=row.pk).update(result_hash="0" * 64)
    return {"code": row.code}


def holders(world, *, enrolled=False):
    """A noticed assembly whose three holders are named; `enrolled`: as rows, with a key."""
    from linli.kernel import clock
    from linli.voting.models import Assembly, KeyHolder

    row, now = noticed_row(world), clock.now()
    made = {"salt": b"0" * 16, "operations": 1, "memory": 8192, "public": b"1" * 32}
    people = {"first": world.staff, "second": world.resident, "reserve": world.neighbour}
    for seat, person in people.items():
        more = {**made, "enrolled_at": now} if enrolled else {}
        KeyHolder.objects.create(assembly=row, seat=seat, person=person, named_at=now, **more)
    if enrolled:
        rows = Assembly.objects.within(row.community).filter(pk=row.pk)
        rows.update(state="closed", frozen_at=now, public_key=b"1" * 32)
    return row


def named(world):
    return {"code": holders(world).code}


def seat(world):
    return {"code": noticed_row(world).code, "seat": "first"}


def closed(other):
    return lambda world: {"code": holders(world, enrolled=True).code, "seat": other}


def handed(world):
    """The neighbour handed their half to both others; what is in the boxes, nobody opens here."""
    from linli.kernel import clock
    from linli.voting.models import HandedHalf

    row = holders(world, enrolled=True)
    people = {each.seat: each for each in row.holders.all()}
    for receiver in ("first", "second"):
        HandedHalf.objects.create(
            giver=people["reserve"], receiver=people[receiver], box=b"", at=clock.now()
        )
    return {"code": row.code, "seat": "reserve"}


def keyed(world):
    """The one sheet that came in was keyed by two others."""
    from linli.kernel import clock
    from linli.voting.models import Assembly, Ballot, HandedIn, Keying
    from linli.voting.operations_paper import open_choices

    code = handed_in(world)["code"]
    row = Assembly.objects.within(world.community.pk).get(code=code)
    handed, said = HandedIn.objects.get(sheet__assembly=row), {"1": "agree"}
    for nth, person in enumerate((world.staff, world.officer), 1):
        Keying.objects.create(handed=handed, nth=nth, by=person, choices=said, at=clock.now())
    ballot = Ballot.objects.within(row.community).select_related("entry").get(assembly=row)
    open_choices(ballot, said, 1)
    return {"code": code}


def audit_begun(world):
    from linli.journal.operations_log import integrate
    from linli.voting.actions import audits
    from linli.voting.models import Assembly

    found = keyed(world)
    row = Assembly.objects.within(world.community.pk).get(code=found["code"])
    audits.begin(world.actor("resident"), assembly=row.pk, one_in=20)
    integrate()
    return found


def audit_drawn(world):
    from linli.voting.actions import audits
    from linli.voting.models import Assembly, HandedIn

    found = audit_begun(world)
    row = Assembly.objects.within(world.community.pk).get(code=found["code"])
    audits.draw(world.actor("resident"), assembly=row.pk)
    return found | {"sheet": HandedIn.objects.get(sheet__assembly=row).sheet.code}


def with_file(world):
    """Published, with a file of each edition."""
    from linli.kernel import clock
    from linli.voting.models import Assembly, Edition

    row = published_row(world)
    Assembly.objects.within(row.community).filter(pk=row.pk).update(result_hash="0" * 64)
    for kind in ("bundle", "owners-bundle"):
        Edition.objects.create(
            assembly=row, kind=kind, content=b"{}", size=2, sha256="0" * 64, at=clock.now()
        )
    return row


def public_file(world):
    return {"code": with_file(world).code, "name": "bundle"}


def owners_file(world):
    return {"code": with_file(world).code, "name": "owners-bundle"}


def logged(world):
    """Cast, and taken by the log."""
    from linli.journal.operations_log import integrate

    found = cast(world)
    integrate()
    return found


def cast_row(world):
    return {"code": cast(world)["code"]}


def found_code(world):
    from linli.voting.models import Ballot

    return {"code": Ballot.objects.across_communities("the newest").latest("pk").code}


def step(verb):
    return lambda world: {"code": draft(world).code, "verb": verb}


def teller(world):
    from linli.voting.actions import drafting

    row = draft(world)
    made = drafting.appoint_teller(
        world.actor("staff"), assembly=row.pk, person=world.resident.public_id, role="teller"
    )
    return {"code": row.code, "teller": made.pk}


def election(world):
    from linli.voting.actions import drafting

    row = draft(world)
    drafting.add_matter(
        world.actor("staff"), assembly=row.pk, kind="committee_election", texts=TEXTS, seats=5
    )
    return {"code": row.code, "number": 2}


def candidate(world):
    from linli.voting.actions import drafting
    from linli.voting.models import Assembly, Matter

    found = election(world)
    row = Assembly.objects.within(world.community.pk).get(code=found["code"])
    made = drafting.propose(
        world.actor("staff"),
        assembly=row.pk,
        matter=Matter.objects.get(assembly=row, number=2).pk,
        person=world.resident.public_id,
    )
    return {"code": row.code, "candidate": made.pk}


def objection(world):
    from linli.voting.actions import rolls
    from linli.voting.queries import units_in

    row = noticed_row(world)
    made = rolls.object_to_roll(
        world.actor("resident"), assembly=row.pk, unit=units_in(row).get().pk, text="面积有误"
    )
    return {"code": row.code, "objection": made.pk}


def result_objection(world):
    from linli.voting.actions import results

    row = published_row(world)
    made = results.object_to_result(world.actor("resident"), assembly=row.pk, text="有异议")
    return {"code": row.code, "objection": made.pk}


def open_row(world):
    """Open since yesterday, with a key; the resident owns the only home and is a teller."""
    from django.db import transaction

    from linli.facts.voting import HolderEnrolled
    from linli.journal.operations import record
    from linli.kernel import clock
    from linli.kernel.actor import SYSTEM
    from linli.places.models import RosterOwner, Unit
    from linli.residence.models import Residence
    from linli.voting.actions import drafting, rolls
    from linli.voting.models import Assembly

    staff, now = world.actor("staff"), clock.now()
    with clock.frozen(now - timedelta(days=10)):
        row = noticed_row(world)
    drafting.appoint_teller(
        staff, assembly=row.pk, person=world.resident.public_id, role="teller", collects=True
    )
    rolls.freeze(staff, assembly=row.pk)
    unit = Unit.objects.within(row.community).get(estate=row.estate_id)
    owner = RosterOwner.objects.within(row.community).get(estate=row.estate_id)
    Residence.objects.create(
        community=row.community,
        unit=unit,
        person=world.resident,
        relation="owner",
        ground="roster",
        roster_owner=owner,
        since=clock.today() - timedelta(days=1),
    )
    times = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
    key = bytes(range(32))
    rows = Assembly.objects.within(row.community).filter(pk=row.pk)
    rows.update(state="open", public_key=key, **times)
    with transaction.atomic():
        made = HolderEnrolled(
            assembly=row.pk, community=row.community, seat="reserve", public="", key=key.hex()
        )
        record(SYSTEM, made, place=row.community)
    return rows.get()


def opened(world):
    return {"code": open_row(world).code}


def elector(world):
    return opened(world) | {"elector": 1}


def cast(world):
    from linli.voting.actions import ballots

    row = open_row(world)
    made = ballots.cast_on_the_web(
        world.actor("resident"), assembly=row, elector=1, choices={1: "agree"}
    )
    return {"code": row.code, "ballot": made.code}


def mandated(world):
    from linli.voting.actions import proxies

    row = open_row(world)
    made = proxies.give_proxy(
        world.actor("resident"), assembly=row.pk, elector=1, holder=other(world)
    )
    return {"code": row.code, "proxy": made.pk}


def other(world):
    """Somebody else with a proved name."""
    from linli.identity.models import Person

    known = Person.objects.filter(level__gte=Person.Level.REAL_NAME, is_active=True)
    return known.exclude(pk=world.resident.pk).latest("pk").public_id


def scan():
    return SimpleUploadedFile("mandate.jpg", jpeg(), content_type="image/jpeg")


def who_came(world):
    from linli.places.models import RosterOwner

    return {
        "who": f"owner-{RosterOwner.objects.within(world.community.pk).latest('pk').pk}",
        "seen": "on",
    }


def sheet(world):
    from dataclasses import replace

    from linli.voting.actions import paper

    row = open_row(world)
    # whoever prints does not take in: by a colleague of both who take in here
    colleague = replace(world.actor("staff"), person=world.officer.pk)
    made = paper.print_sheets(colleague, assembly=row.pk)[0]
    return row, made.code


def printed(world):
    return {"code": sheet(world)[0].code}


def printed_code(world):
    from linli.voting.models import Sheet

    return {"code": Sheet.objects.within(world.community.pk).latest("pk").code}


def missed_code(world):
    return {"missed-code": printed_code(world)["code"]}


def handed_in(world):
    from linli.voting.actions import paper
    from linli.voting.models import Assembly

    row, code = sheet(world)
    paper.register_sheet(world.actor("staff"), assembly=row.pk, code=code)
    Assembly.objects.within(row.community).filter(pk=row.pk).update(state="closed")
    return {"code": row.code, "sheet": code}


def to_key(world):
    return {"code": handed_in(world)["code"]}


def a_unit(world):
    from linli.places.models import Unit

    return {"unit": Unit.objects.within(world.community.pk).latest("pk").pk}


def body(world):
    return {
        "title_zh": "业主大会会议",
        "scope": "",
        "convener": world.organisation.pk,
        "ground": "owners_share",
        "ground_text": "22% 业主联名",
        "legal_mode": "BINDING_HERE",
        "opens_at": "2030-06-01T09:00",
        "closes_at": "2030-06-20T20:00",
        "silence": "ACTUAL",
    }
