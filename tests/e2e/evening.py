"""An evening for the browser tests: a meeting with its people, and when each page shows what."""

import time
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

#: Notes, by the page's own clock, each state of what is live.
NOTE = """
(() => {
  window.seen = [];
  const note = () => {
    const live = document.getElementById("live");
    const text = live ? live.textContent.replace(/\\s+/g, " ") : "";
    if (text && (!window.seen.length || window.seen.at(-1)[1] !== text)) {
      window.seen.push([Date.now(), text]);
    }
  };
  new MutationObserver(note).observe(document, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", note);
})();
"""
#: When a text came that was not there at that time; nothing, when it was there already.
FIRST = """([text, since]) => {
  const before = window.seen.filter(([at]) => at <= since).at(-1);
  if (before && before[1].includes(text)) {
    return null;
  }
  const found = window.seen.find(([at, said]) => at > since && said.includes(text));
  return found ? found[0] : null;
}"""


class Delays:
    """How long after its commit a change stood in each page's document, in seconds."""

    def __init__(self, *pages: Page) -> None:
        self.pages = pages
        self.all: list[float] = []

    def after(self, since: float, *texts: str) -> None:
        """Each page shows its text (one for all, or one for each)."""
        said = texts if len(texts) == len(self.pages) else texts * len(self.pages)
        for page, text in zip(self.pages, said, strict=True):
            expect(page.locator("#live")).to_contain_text(text)
            shown = page.evaluate(FIRST, [text, since * 1000])
            if shown is not None:
                self.all.append(max(0.0, shown / 1000 - since))

    def slowest(self) -> float:
        return max(self.all)

    def usual(self) -> float:
        """What nineteen of twenty are below."""
        ordered = sorted(self.all)
        return ordered[len(ordered) * 95 // 100 if len(ordered) > 1 else 0]


def press(page: Page, name: str) -> float:
    """A button of the live part; answers when the server had it, which is when it was committed."""
    with page.expect_response(lambda got: got.url.endswith("/floor/give/")) as got:
        page.locator("#live").get_by_role("button", name=name, exact=True).click()
    assert got.value.status == 200, got.value.text()
    return time.time()


def meeting_tonight(key: str, form: str = "jt") -> int:
    """Its doors are open and everybody is there. The chair opens it."""
    from linli.meetings.actions import door, planning
    from linli.meetings.models import Seat

    desk, row = _noticed(key, form, timedelta(0))
    planning.call(desk, meeting=row.pk)
    for seat in Seat.objects.filter(meeting=row, person__isnull=False, votes=True):
        door.admit(desk, meeting=row.pk, seat=seat.key)
    return int(row.pk)


def meeting_noticed(key: str, ahead: timedelta = timedelta(0)) -> int:
    """Its doors are closed; its hour has come, or comes after so much time."""
    return int(_noticed(key, "jt", ahead)[1].pk)


def its_hour_comes(meeting: int) -> None:
    """The time until then passes at once: what people were told is moved to now."""
    from django.db import transaction

    from linli.kernel import clock
    from linli.meetings.models import Meeting

    row = Meeting.objects.across_communities("test").get(pk=meeting)
    with transaction.atomic():
        row.starts_at = clock.now()
        row.version += 1
        row.save(update_fields=["starts_at", "version"])


def _noticed(key: str, form: str, ahead: timedelta) -> tuple[Any, Any]:
    """Of the demo's community: the clerk presides; the owner and the grandmother sit for buildings.

    Noticed some days ago, so the notice was in time. Servers have the real clock.
    """
    from django.db import transaction

    from linli.identity.queries import person_by_phone
    from linli.kernel import clock
    from linli.meetings.actions import planning, seats
    from linli.meetings.models import Seat
    from linli.meetings.operations import agenda
    from linli.meetings.wanted import Offices, Plan
    from linli.organisations.queries import offices_of
    from linli.web.acting import as_office
    from linli.web.demo.people import BY_KEY

    def person(role: str) -> Any:
        return person_by_phone(BY_KEY[f"{role}-{key}"].phone)

    clerk = person("clerk")
    desk = as_office(clerk, offices_of(clerk.pk)[0], second=True)
    community, now = person("owner").community, clock.now()
    if form != "jt":
        in_force(desk, person("owner"), form, now)
    with clock.frozen(now - timedelta(days=5)):
        plan = Plan("extra", now + ahead, "党群服务中心二楼", "会议号 123 456")
        row = planning.plan(desk, community=community, wanted=plan)
        with transaction.atomic():
            for standing in row.items.filter(kind="minutes"):  # of the demo's own meeting
                agenda.remove(row, standing.key)
            agenda.add(row, "other", "小区遛狗牵绳")
        for role, building in (("owner", "1栋"), ("grandmother", "2栋")):
            seat = Seat.objects.get(meeting=row, building__label=building, nth=1)
            who = person(role).public_id
            seats.sit(desk, meeting=row.pk, seat=seat.key, person=who, reason="楼栋推选")
        chair = Seat.objects.filter(meeting=row, organisation__kind="residents_committee").first()
        if chair.person_id != clerk.pk:
            me = clerk.public_id
            seats.sit(desk, meeting=row.pk, seat=chair.key, person=me, reason="居委会委派")
        planning.notice(desk, meeting=row.pk, offices=Offices(chair=chair.key))
    return desk, row


def in_force(desk: Any, owner: Any, form: str, now: datetime) -> None:
    """A charter of another form, instead of the demo's."""
    from linli.deliberation.actions import charters
    from linli.deliberation.patterns import patterns
    from linli.kernel import clock
    from linli.web.acting import as_resident

    with clock.frozen(now - timedelta(days=24)):
        draft = charters.draft(
            as_resident(owner), community=owner.community, pattern=patterns()[form], terms={}
        )
    with clock.frozen(now - timedelta(days=10)):
        charters.ratify(
            desk,
            charter=draft.pk,
            decided_by="residents_assembly",
            decision="居会〔2026〕9号",
            decided_on=clock.today(),
            since=clock.today() + timedelta(days=1),
            counts={"entitled": 402, "votes_for": 231, "votes_against": 18, "votes_abstain": 9},
        )


def recess_over(meeting: int) -> None:
    """The minutes of the recess pass at once: its end is moved to now."""
    from dataclasses import replace

    from django.db import transaction

    from linli.deliberation.floor import pack
    from linli.kernel import clock
    from linli.meetings.models import Meeting
    from linli.meetings.queries import floor_of

    row = Meeting.objects.across_communities("test").get(pk=meeting)
    with transaction.atomic():
        row.put("floor", pack(replace(floor_of(row), recess_until=clock.now())))
        row.version += 1
        row.save(update_fields=["floor", "version"])
