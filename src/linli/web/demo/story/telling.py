"""The whole story, in the order of its days."""

from datetime import timedelta

from linli.deliberation.actions import charters
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns
from linli.kernel import clock
from linli.representation.actions import mandates
from linli.representation.wanted import Choice
from linli.web.demo.deliberation import COUNTS
from linli.web.demo.story import carrying, evenings, topics, voting
from linli.web.demo.story.cast import Story, cast, move_in

#: By the day on which they were raised.
TABLED = {
    71: {"paving": topics.PAVING, "rubbish": topics.RUBBISH},
    69: {"lights": topics.LIGHTS, "side_gate": topics.SIDE_GATE},
    64: {"dance": topics.DANCE, "drains": topics.DRAINS},
}


def tell_the_story() -> None:
    """Once: where the first community has a charter, nothing is added."""
    story = cast()
    if story is None or Charter.objects.within(story.community).exists():
        return
    move_in(story)
    _charter(story)
    _representatives(story)
    topics.rail(story)
    tabled = _tabled(story, 71)
    topics.small(story)
    tabled |= _tabled(story, 69)
    with story.ago(68):
        asked = topics.for_residents(story)
    tabled |= _tabled(story, 64)
    voting.pingpong(story, asked)
    evenings.first(story, tabled)
    carrying.paving(story, tabled["paving"])
    carrying.lights(story, tabled["lights"])
    carrying.rubbish(story, tabled["rubbish"])
    topics.for_others(story)
    voting.quiet_hours(story)
    carrying.pingpong(story, asked)
    with story.ago(15, 19):
        tabled["meals"] = topics.table(story, topics.MEALS)
    evenings.second(story, tabled)
    carrying.meals(story, tabled["meals"])
    topics.lately(story)
    evenings.coming(story)


def _tabled(story: Story, days: int) -> dict[str, int]:
    with story.ago(days, 19):
        return {name: topics.table(story, each) for name, each in TABLED[days].items()}


def _charter(story: Story) -> None:
    with story.ago(100):
        draft = charters.draft(
            story.who["owner"],
            community=story.community,
            pattern=patterns()["jt"],
            terms={"support_households": 2},
        )
    with story.ago(88):
        charters.ratify(
            story.office["clerk"],
            charter=draft.pk,
            decided_by="residents_assembly",
            decision="榕荫居会〔2026〕3号",
            decided_on=clock.today(),
            since=clock.today() + timedelta(days=1),
            counts=COUNTS,
        )


def _representatives(story: Story) -> None:
    """Drawn by lot in each building, looked at by another of the committee."""
    made = []
    with story.ago(86, 9):
        for name, building in (("owner", "1栋"), ("cai", "2栋")):
            choice = Choice(
                community=story.community,
                kind="building",
                person=story.number(name),
                how="lot",
                since=clock.today(),
                until=clock.today() + timedelta(days=365),
                words="住户会议抽签，记录已存档",
                buildings=(story.buildings[building],),
                homes_chose=4,
            )
            made.append(mandates.enter(story.office["clerk"], choice=choice))
    with story.ago(78, 9):
        for row in made:
            words = "已核对抽签记录"
            mandates.recognise(story.office["grid_worker"], mandate=row.pk, words=words)
