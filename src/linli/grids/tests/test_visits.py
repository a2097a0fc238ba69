"""F006, F004, F005: visits are stored once; who may note what; counts; what becomes of an entry."""

import io
import uuid
from datetime import timedelta

import openpyxl
import pytest
from tests.queries import queries
from tests.racing import race

from linli.facts.grids import EntriesNoted
from linli.grids.actions import posts, work
from linli.grids.export import export_counts
from linli.grids.models import Entry, EntryUse, HomeToVisit, Post
from linli.grids.models.work import Tag
from linli.grids.queries.posts import posts_held
from linli.grids.queries.work import Noted, counted, homes_to_visit
from linli.grids.syncing import sync
from linli.grids.tests.factories import LONG_AGO, Quarter, build, grid
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused

HEAD, BUILDING = Post.Kind.HEAD, Post.Kind.BUILDING


def noted(unit: int, ago: timedelta = timedelta(0), outcome: str = "met") -> Noted:
    return Noted(uuid.uuid4(), unit, outcome, clock.now() - ago)


def send(quarter: Quarter, name: str, visits: list[Noted], ahead: timedelta = timedelta(0)):
    """As the API does; `ahead`: how far the device's clock runs ahead."""
    actor, sent = quarter.resident(name), clock.now() + ahead
    shifted = [Noted(v.id, v.unit, v.outcome, v.at + ahead) for v in visits]
    return sync(
        actor,
        shifted,
        sent,
        lambda community, new: work.note_visits(
            actor, community=community, visits=new, sent_at=sent
        ),
    )


def stored() -> list[Entry]:
    return list(Entry.objects.across_communities("test").order_by("at"))


def test_f006_visits_come_once_in_time_or_late_whatever_the_clock(quarter: Quarter):
    quarter.give(BUILDING, quarter.buildings[0].pk, "ann")
    home, foreign = quarter.units[0].pk, quarter.units[2].pk
    visits = [
        noted(home, timedelta(days=5)),
        noted(home, timedelta(hours=71), "absent"),
        noted(home, timedelta(hours=1), "help"),
        noted(foreign),
    ]
    answers = send(quarter, "ann", visits, ahead=timedelta(days=40))
    assert [(a.state, a.code, a.late) for a in answers] == [
        ("stored", "", True),
        ("stored", "", False),
        ("stored", "", False),
        ("refused", "grids.not_your_home", False),
    ]
    rows = stored()
    for row, visit in zip(rows, visits, strict=False):
        assert abs(row.at - visit.at) < timedelta(seconds=5)
        assert abs(row.skew_ms + 40 * 24 * 3600 * 1000) < 5000
    assert [row.tags for row in rows] == [["love"], ["love"], ["love", "hardship"]]
    events = Event.objects.filter(type=EntriesNoted.type)
    assert [(len(e.payload["entries"]), e.payload["late"]) for e in events] == [(3, 1)]
    again = send(quarter, "ann", visits)
    assert [a.state for a in again] == ["known", "known", "known", "refused"]
    assert (len(stored()), events.count()) == (3, 1)


def test_f006_the_same_batch_twice_at_once_is_stored_once(quarter: Quarter):
    quarter.give(BUILDING, quarter.buildings[0].pk, "ann")
    visits = [noted(quarter.units[0].pk, timedelta(minutes=n)) for n in range(20)]
    answers = race(lambda: send(quarter, "ann", visits), lambda: send(quarter, "ann", visits))
    assert answers == ["done", "done"]
    assert len(stored()) == 20
    told = Event.objects.filter(type=EntriesNoted.type)
    assert sum(len(event.payload["entries"]) for event in told) == 20


def test_f006_who_holds_no_post_notes_nothing(quarter: Quarter):
    assert [a.code for a in send(quarter, "bob", [noted(quarter.units[0].pk)])] == ["grids.no_post"]
    post = quarter.give(BUILDING, quarter.buildings[0].pk, "ann")
    posts.end(quarter.clerk, post=post.pk, ground="届满")
    ended = send(quarter, "ann", [noted(quarter.units[0].pk)])
    assert [a.state for a in ended] == ["refused"]
    yesterday = send(quarter, "ann", [noted(quarter.units[0].pk, timedelta(days=1))])
    assert [a.state for a in yesterday] == ["stored"], "it was done while the post was held"


def test_f006_the_list_knows_the_day_and_not_the_reason(quarter: Quarter):
    quarter.give(BUILDING, quarter.buildings[0].pk, "ann")
    home = quarter.units[0]
    marked = work.ask_visits(quarter.clerk, unit=home.pk, every=7, reason="elder_alone")
    assert marked.reason is not None
    assert b"elder" not in bytes(marked.reason)
    (row,) = homes_to_visit(quarter.resident("ann"))
    assert (row.unit, row.is_due) == (home, True)
    assert "reason" in row.home.get_deferred_fields()
    send(quarter, "ann", [noted(home.pk)])
    (row,) = homes_to_visit(quarter.resident("ann"))
    assert row.due_on == clock.today() + timedelta(days=7)
    with pytest.raises(Refused, match=r"grids\.marked_already"):
        work.ask_visits(quarter.clerk, unit=home.pk, every=3, reason="other")
    with pytest.raises(Refused, match=r"kernel\.not_found"):
        work.ask_visits(quarter.far, unit=quarter.units[1].pk, every=3, reason="other")
    with pytest.raises(Refused, match=r"grids\.live_there_first"):
        work.ask_visits_here(quarter.resident("bob"), unit=quarter.units[1].pk, every=3, reason="x")
    assert HomeToVisit.objects.within(quarter.community).count() == 1
    ended = work.end_visits(quarter.clerk, home=marked.pk)
    assert (ended.until, ended.reason) == (clock.today(), None)


def test_f004_six_duties_are_counted_per_post_and_exported(quarter: Quarter):
    first = grid(quarter)
    head = quarter.give(HEAD, first.pk, "ann")
    bob = quarter.give(BUILDING, quarter.buildings[0].pk, "bob")
    for tags in ([*Tag.values], ["policy", "property"], ["policy"]):
        work.note(quarter.resident("ann"), post=head.pk, kind="task", tags=tags, text="王小明家")
    send(quarter, "bob", [noted(quarter.units[0].pk, outcome="help")])
    today = clock.today()
    rows = counted(quarter.community, today, today)
    assert [(row.post.pk, row.entries, row.cells) for row in rows] == [
        (head.pk, 3, [3, 1, 1, 1, 1, 2]),
        (bob.pk, 1, [0, 0, 0, 1, 1, 0]),
    ]
    earlier = counted(quarter.community, LONG_AGO, LONG_AGO)
    assert [(row.post.pk, row.entries) for row in earlier] == [(head.pk, 0)]
    sheet = openpyxl.load_workbook(io.BytesIO(export_counts(rows, today, today))).active
    table = list(sheet.iter_rows(values_only=True))
    assert table[1][4:] == (3, 3, 1, 1, 1, 1, 2)
    assert len(table) == 3
    assert "王" not in str(table)


def test_f005_an_entry_is_sealed_and_handed_on_once(quarter: Quarter):
    first = grid(quarter)
    worker = quarter.give(Post.Kind.WORKER, first.pk, "ann")
    values = {"post": worker.pk, "kind": "patrol", "tags": ["property"]}
    ann = quarter.resident("ann")
    entry = work.note(ann, **values, text="李四占用消防通道", point=(23_021_500, 113_121_900))
    assert "李四".encode() not in bytes(entry.text)
    assert entry.read("text") == "李四占用消防通道"
    before = len(stored())
    for act, code in (
        (lambda: work.note(ann, post=worker.pk, kind="task", tags=[]), "grids.text_missing"),
        (lambda: work.note(quarter.resident("bob"), **values), "grids.no_post"),
        (lambda: work.note(ann, **values, building=999_999), "grids.outside"),
        (lambda: work.hand_on(ann, entry=entry.pk), "kernel.not_for_you"),
        (lambda: work.hand_on(quarter.far, entry=entry.pk), "kernel.not_found"),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.code == code
    assert (len(stored()), EntryUse.objects.count()) == (before, 0)
    work.hand_on(quarter.clerk, entry=entry.pk)
    with pytest.raises(Refused, match=r"grids\.handed_on_already"):
        work.hand_on(quarter.clerk, entry=entry.pk)
    assert EntryUse.objects.filter(entry=entry, of=None).count() == 1


def test_the_list_costs_the_same_with_few_and_many(committed):
    quarter = build(floors=60)
    quarter.give(BUILDING, quarter.buildings[0].pk, "ann")
    ann = quarter.resident("ann")
    counts = []
    for homes in (quarter.units[:2], quarter.units[2:60]):
        for home in homes:
            work.ask_visits(quarter.clerk, unit=home.pk, every=7, reason="other")
        with queries() as asked:
            homes_to_visit(ann)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
    assert len(posts_held(ann)) == 1
