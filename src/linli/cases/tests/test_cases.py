"""Joint cases: asked, joined, steps owed and confirmed by another party, closed when all are done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.entering import entering
from tests.helping import became_one, stand_in
from tests.queries import asked
from tests.working import work

from linli.cases import consumers, queries, rules
from linli.cases.actions import cases, steps
from linli.cases.models import Case, Line, Party, Step
from linli.cases.needs import official
from linli.cases.operations.cases import PAPERS_OF
from linli.cases.tests.parties import MAY, here_now, joined, opened, step
from linli.deliberation.actions import desk, topics
from linli.deliberation.tests.town import in_force
from linli.deliberation.wanted import Voice
from linli.duties.models import Duty
from linli.duties.models import Entry as DutyEntry
from linli.files.actions import bring
from linli.files.tests.samples import jpeg
from linli.journal.models import Event
from linli.kernel import clock, workdays
from linli.kernel.errors import Refused
from linli.meetings.models import Meeting
from linli.notices.models import Addressed, Notice
from linli.organisations.models import Office, Organisation


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield here_now()


def rows():
    found = Case.objects.across_communities("test").order_by("pk")
    duties = Duty.objects.across_communities("test").order_by("pk")
    return (
        list(found.values_list("pk", "state")),
        list(Party.objects.order_by("pk").values_list("organisation", "state")),
        list(duties.values_list("pk", "state", "due_on")),
        Line.objects.count(),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code, caught.value.field


def test_a_case_is_opened_by_an_organisation_and_joined_by_officers(here):
    assert refusal(opened, here, by="ann")[0] == "cases.for_an_organisation"
    far = replace(here.clerk, reach=frozenset({here.other}))
    here.actors["far"] = far
    assert refusal(opened, here, by="far")[0] == "kernel.not_found"
    assert refusal(opened, here, "乙居委会") == ("cases.no_such_choice", "organisation")
    assert refusal(opened, here, words=" ") == ("cases.words_first", "words")
    assert refusal(opened, here, title="找 11010519491231002X") == ("cases.id_number", "title")
    row = opened(here)
    assert (row.number, row.lead_id) == (1, here.bodies["甲居委会"])
    assert bytes(row.words) != row.text.encode()
    # asked: sees it, takes no part yet
    assert rules.may_see(here.manager, case=row.pk)
    assert refusal(cases.note, here.manager, case=row.pk, words="好")[0] == "cases.join_first"
    assert refusal(cases.join, here.clerk, case=row.pk)[0] == "cases.not_asked"
    cases.join(here.manager, case=row.pk)
    assert refusal(cases.join, here.manager2, case=row.pk)[0] == "cases.not_asked"
    assert refusal(cases.decline, here.manager2, case=row.pk, words="不办")[0] == "cases.not_asked"
    party = Party.objects.get(case=row, organisation=here.bodies["甲物业"])
    assert (party.state, party.joined_by_id) == ("joined", here.people["manager"].pk)
    firm = here.bodies["甲物业"]
    again = {"case": row.pk, "organisation": firm}
    assert refusal(cases.invite, here.clerk, **again) == ("cases.asked_already", "organisation")
    assert refusal(cases.invite, here.manager, **again)[0] == "cases.lead_only"
    assert refusal(cases.leave, here.clerk, case=row.pk, words="退")[0] == "cases.lead_stays"


def test_who_is_no_party_sees_nothing_residents_see_what_is_public(here, client):
    secret, public = joined(here), joined(here, public=True)
    for row in (secret, public):
        step(here, row)
        cases.note(here.clerk, case=row.pk, words="王先生答应周五挪车")
        cases.note(here.manager, case=row.pk, words="立柱已订", public=True)
    street = Organisation.objects.get(pk=here.bodies["街道办"])
    official_ = replace(here.clerk, organisation=street.pk, body=street.kind)
    assert not rules.may_see(official_, case=secret.pk)
    assert not rules.visible_to(here.ann).exists()
    sign = entering(client, here)
    assert sign("ann").get(f"/cases/{secret.pk}/").status_code == 404
    seen = sign("ann").get(f"/cases/{public.pk}/").content.decode()
    assert "立柱已订" in seen
    assert "划线装立柱" in seen
    assert "王先生" not in seen
    assert f"/cases/{secret.pk}/" not in sign("ann").get("/cases/").content.decode()
    # the note of a case that is not public stays within, whatever was asked
    assert not Line.objects.get(case=secret, act="note", organisation=here.bodies["甲物业"]).public
    inside = sign("manager").get(f"/cases/{secret.pk}/").content.decode()
    assert "王先生答应周五挪车" in inside
    # whoever sees duties reads a number alone, and the duty's history names the page alone
    duty = Step.objects.get(case=secret).duty
    assert duty.title == "联动事项第 1 号第 1 步"
    steps.accept(here.manager, step=Step.objects.get(case=secret).pk)
    steps.report(here.manager, step=Step.objects.get(case=secret).pk, words="王先生已挪车")
    told = set(DutyEntry.objects.filter(duty=duty).values_list("words", flat=True))
    assert told == {"", f"/cases/{secret.pk}/"}
    for each in Event.objects.all():
        assert "王先生" not in str(each.payload)


def test_a_step_is_accepted_by_its_owner_and_confirmed_by_another_party(here):
    row = joined(here)
    alien = next(name for name, office in here.offices.items() if office.place_id == here.other)
    assert refusal(step, here, row, alien) == ("cases.owner_is_no_party", "office")
    sunday = date(2026, 5, 17)
    assert refusal(step, here, row, due_on=sunday) == ("duties.not_a_workday", "due_on")
    made = step(here, row)
    pk = {"step": made.pk}
    assert made.duty.owner_person_id == here.people["manager"].pk
    assert made.duty.confirm == "other_organisation"
    assert refusal(steps.accept, here.clerk, **pk)[0] == "cases.owner_only"
    assert refusal(steps.accept, here.manager2, **pk)[0] == "cases.owner_only"
    assert refusal(steps.report, here.manager, **pk, words="好了")[0] == "cases.not_now"
    steps.accept(here.manager, **pk)
    assert refusal(cases.leave, here.manager, case=row.pk, words="退")[0] == "cases.owes_still"
    assert refusal(cases.close, here.clerk, case=row.pk, words="完")[0] == "cases.steps_open"
    paper = bring(here.manager, kind=PAPERS_OF, content=jpeg())
    steps.report(here.manager, **pk, words="立柱已装好", files=[paper.public_id])
    line = Line.objects.get(act="report")
    assert rules.reads_papers(here.clerk, line.pk)
    assert not rules.reads_papers(here.ann, line.pk)
    for who in ("manager", "manager2"):
        assert refusal(steps.confirm, here.actors[who], **pk)[0] == "cases.another_confirms"
    later = workdays.shifted(clock.today(), 3)
    steps.reopen(here.clerk, **pk, words="少一根", due_on=later)
    steps.report(here.manager, **pk, words="补齐了")
    steps.confirm(here.clerk2, **pk)
    assert refusal(steps.reopen, here.clerk, **pk, words="再看", due_on=later)[0] == "cases.not_now"
    cases.close(here.clerk, case=row.pk, words="通道已畅通")
    assert refusal(cases.note, here.manager, case=row.pk, words="谢谢")[0] == "cases.over"
    assert refusal(steps.drop, here.clerk, **pk, words="不要")[0] == "cases.over"
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("closed", "通道已畅通")
    closed = Event.objects.get(type="cases.closed").payload
    assert (closed["done"], closed["dropped"]) == (1, 0)
    acts = list(queries.lines_of(row.pk).order_by("pk").values_list("act", flat=True))
    assert acts == [
        "open", "invite", "join", "step", "accept", "report", "reopen", "report", "confirm", "close",
    ]  # fmt: skip


def test_who_did_it_confirms_it_by_no_other_record_and_not_while_standing_in(here):
    row = joined(here)
    made = step(here, row)
    steps.accept(here.manager, step=made.pk)
    steps.report(here.manager, step=made.pk, words="立柱已装好")
    cover = stand_in(here.people["clerk"], here.offices["manager2"])
    assert refusal(steps.confirm, here.clerk, step=made.pk)[0] == "cases.another_confirms"
    cover.delete()
    became_one(here.people["manager"], here.people["clerk"])
    assert refusal(steps.confirm, here.clerk, step=made.pk)[0] == "cases.another_confirms"
    assert steps.confirm(here.clerk2, step=made.pk).duty.state == "confirmed"


def test_a_refused_step_goes_to_another_and_a_dropped_one_says_why(here):
    row = joined(here)
    made = step(here, row, by="manager")
    steps.refuse(here.manager, step=made.pk, words="立柱归居委会采购")
    day = workdays.shifted(clock.today(), 4)
    to = {"step": made.pk, "office": here.offices["clerk"].pk, "due_on": day}
    steps.hand_on(here.clerk, **to)
    made.refresh_from_db()
    assert made.organisation_id == here.bodies["甲居委会"]
    duty = Duty.objects.within(here.community).get(pk=made.duty_id)
    assert (duty.state, duty.round, duty.owner_person_id) == ("given", 2, None)
    assert refusal(steps.drop, here.clerk, step=made.pk, words="")[0] == "cases.words_first"
    third = Organisation.objects.get(pk=here.bodies["街道办"])
    cases.invite(here.clerk, case=row.pk, organisation=third.pk)
    steps.drop(here.manager, step=made.pk, words="改为移车")
    cases.leave(here.manager, case=row.pk, words="与我司无关")
    assert not rules.may_see(here.manager, case=row.pk)
    cases.close(here.clerk, case=row.pk, words="另案处理")
    assert Event.objects.get(type="cases.closed").payload["dropped"] == 1


def test_alone_a_colleague_confirms(here):
    row = opened(here)
    made = step(here, row, "clerk")
    assert made.duty.confirm == "other_person"
    steps.accept(here.clerk, step=made.pk)
    steps.report(here.clerk, step=made.pk, words="办好了")
    assert refusal(steps.confirm, here.clerk, step=made.pk)[0] == "cases.another_confirms"
    steps.confirm(here.clerk2, step=made.pk)


def test_out_of_a_topic_and_with_a_meeting(here):
    charter = in_force(here)
    raised = topics.raise_topic(here.ann, voice=Voice("消防通道被占"))
    desk.accept(here.clerk, topic=raised.pk, title="消防通道", words="受理")
    row = joined(here, topic=raised.pk)
    assert row.topic_id == raised.pk
    values = {
        "community": here.community,
        "track": "ordinary",
        "charter": charter,
        "form": charter.plain.form.value,
        # a Sunday
        "starts_at": MAY.replace(day=31),
        "planned_at": MAY,
    }
    joint = Meeting.objects.create(**values, series="joint", number=1)
    inner = Meeting.objects.create(**values, series="internal", number=2)
    assert refusal(step, here, row, meeting=inner.pk) == ("cases.no_such_meeting", "meeting")
    made = step(here, row, meeting=joint.pk, due_on=None)
    assert str(made.duty.due_on) == "2026-06-01"


def test_the_parties_hear_and_nobody_else(here):
    row = joined(here)
    made = step(here, row)
    steps.accept(here.manager, step=made.pk)
    cases.note(here.clerk, case=row.pk, words="周五碰头")
    work()
    notices = Notice.objects.across_communities("test").in_bulk()
    names = {person.pk: name for name, person in here.people.items()}
    told: dict[str, set[str]] = {}
    for each in Addressed.objects.all():
        told.setdefault(notices[each.notice_id].kind, set()).add(names[each.person_id])
    assert told["case_invited"] == {"manager", "manager2"}
    assert told["case_noted"] >= {"manager", "manager2", "clerk2"}
    assert "clerk" not in told["case_noted"]
    assert told["duty_given"] == {"manager"}
    assert not {name for kind in told.values() for name in kind} & {"ann", "bob", "cai", "dan"}


def test_what_waits_and_lists_take_the_same_queries(here, client):
    row = joined(here, public=True)
    made = step(here, row)
    opened(here)
    sign = entering(client, here)
    paths = {
        "manager": ["/work/cases/", "/work/cases/?tab=asked", f"/cases/{row.pk}/"],
        "ann": ["/cases/", f"/cases/{row.pk}/"],
    }

    def measured():
        return [asked(sign(who), path) for who, each in paths.items() for path in each]

    assert [need.count for need in official(here.manager)] == [1, 1, 0, 0, 0]
    few = measured()
    for _ in range(3):
        joined(here, public=True)
        opened(here)
        cases.note(here.clerk, case=row.pk, words="好", public=True)
    assert measured() == few
    steps.accept(here.manager, step=made.pk)
    steps.report(here.manager, step=made.pk, words="好了")
    assert [need.count for need in official(here.clerk)] == [0, 0, 1, 0, 0]
    steps.confirm(here.clerk, step=made.pk)
    assert [need.count for need in official(here.clerk)] == [0, 0, 0, 0, 1]


def test_who_is_asked_reads_the_matter_and_not_what_the_others_write(here, client):
    row = joined(here)
    paper = bring(here.manager, kind=PAPERS_OF, content=jpeg())
    said = cases.note(
        here.manager, case=row.pk, words="王先生答应周五挪车", files=[paper.public_id]
    )
    street = here.street
    cases.invite(here.clerk, case=row.pk, organisation=here.bodies["街道办"], words="请街道协调")
    sign = entering(client, here)
    page = sign("street").get(f"/cases/{row.pk}/").content.decode()
    assert "三栋王先生的车长期停在通道" in page
    assert "请街道协调" in page
    assert "周五挪车" not in page
    assert not rules.reads_papers(street, said.pk)
    told = sign("street").get(f"/api/cases/{row.pk}").json()
    assert [line["act"] for line in told["lines"]] == ["invite", "join", "invite", "open"]
    cases.join(street, case=row.pk)
    assert "周五挪车" in sign("street").get(f"/cases/{row.pk}/").content.decode()
    assert rules.reads_papers(street, said.pk)


def test_papers_of_the_opening_are_for_the_parties_those_of_a_public_note_for_residents(here):
    def paper(who):
        return [bring(here.actors[who], kind=PAPERS_OF, content=jpeg()).public_id]

    row = opened(here, public=True, files=paper("clerk"))
    note = cases.note(here.clerk, case=row.pk, words="立柱", public=True, files=paper("clerk"))
    opening = Line.objects.get(case=row, act="open")
    assert opening.public
    assert not rules.reads_papers(here.ann, opening.pk)
    assert rules.reads_papers(here.manager, opening.pk)
    assert rules.reads_papers(here.ann, note.pk)


def test_a_step_of_one_alone_is_confirmed_by_another_as_soon_as_another_takes_part(here):
    row = opened(here)
    made = step(here, row, "clerk")
    steps.accept(here.clerk, step=made.pk)
    steps.report(here.clerk, step=made.pk, words="办好了")
    cases.join(here.manager, case=row.pk)
    assert refusal(steps.confirm, here.clerk2, step=made.pk)[0] == "cases.another_confirms"
    again = opened(here)
    cases.join(here.manager, case=again.pk)
    other = step(here, again, "clerk")
    cases.leave(here.manager, case=again.pk, words="与我司无关")
    steps.accept(here.clerk, step=other.pk)
    steps.report(here.clerk, step=other.pk, words="办好了")
    # nobody else is left to look: a colleague does
    steps.confirm(here.clerk2, step=other.pk)
    duty = Duty.objects.within(here.community).get(pk=other.duty_id)
    assert (duty.state, duty.confirm) == ("confirmed", "other_person")


def test_whose_office_ended_owes_nothing_more_and_a_case_outlives_who_leads_it(here):
    row = joined(here)
    made = step(here, row)
    steps.accept(here.manager, step=made.pk)
    with transaction.atomic():
        Office.objects.filter(pk=here.offices["manager"].pk).update(until=clock.today())
    gone = replace(here.manager, office=None, organisation=None, body="", capacity="resident")
    assert refusal(steps.report, gone, step=made.pk, words="好")[0] == "cases.for_an_organisation"
    tomorrow = clock.now() + timedelta(days=1)
    with clock.frozen(tomorrow):
        assert here.offices["manager"].pk not in {each.pk for each in queries.offices_in(row)}
        assert refusal(cases.close, here.manager2, case=row.pk, words="完")[0] == "cases.lead_only"
        with transaction.atomic():
            bodies = Organisation.objects.filter(pk=row.lead_id)
            bodies.update(ended=True, until=clock.today())
        # nobody answers for the lead any more: who takes part brings it to its end
        steps.drop(here.manager2, step=made.pk, words="改由新居委会办理")
        cases.close(here.manager2, case=row.pk, words="移交新居委会")
    row.refresh_from_db()
    assert row.state == "closed"


def test_whoever_serves_a_company_elsewhere_owes_nothing_here_and_hears_nothing(here):
    office = here.bodies["街道办"]
    here.official("faraway", office, here.other, "staff")
    row = joined(here)
    cases.invite(here.clerk, case=row.pk, organisation=office)
    cases.join(here.street, case=row.pk)
    assert refusal(step, here, row, "faraway") == ("cases.owner_is_no_party", "office")
    cases.note(here.clerk, case=row.pk, words="周五碰头")
    work()
    assert not Addressed.objects.filter(person=here.people["faraway"]).exists()


@pytest.mark.parametrize("odd", ["9" * 40, "-1", "a\x00b", "１２"])
def test_odd_numbers_in_addresses_are_answered_as_not_there(here, client, odd):
    joined(here, public=True)
    sign = entering(client, here)
    clerk = sign("clerk")
    paths = [
        (f"/cases/{odd}/", {404}),
        (f"/cases/{odd}/do/note/", {404}),
        (f"/cases/steps/{odd}/accept/", {404}),
        (f"/work/cases/new/?topic={odd}", {404}),
        (f"/work/cases/?after={odd}", {200, 400}),
        (f"/api/cases/{odd}", {404, 422}),
        (f"/api/cases?after={odd}", {200, 400}),
    ]
    for path, answers in paths:
        assert clerk.get(path).status_code in answers, path


def test_words_are_gone_with_the_account(here):
    row = joined(here)
    cases.note(here.manager, case=row.pk, words="我的话")
    with transaction.atomic():
        consumers.erase_of(here.people["manager"].pk)
    assert Line.objects.get(case=row, act="note").words is None
    assert Event.objects.get(type="cases.erased").payload["lines"] == 1
