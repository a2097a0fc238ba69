"""Polls among what waits for people and for the desk."""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.notices.texts import Words
from linli.polls.elections import NAMING
from linli.polls.models import Nomination, Objection, Poll, RollEntry
from linli.polls.sight import visible_to
from linli.polls.states import State
from linli.residence.queries import homes_of

WORDS = {
    "poll_posted": Words(
        _("The roll of a residents' poll hangs out"),
        _("Look whether you are on it. Objections until %(until)s."),
    ),
    "poll_opened": Words(_("A residents' poll is open"), _("You can vote until %(closes)s.")),
    "poll_nominated": Words(
        _("You were named for an election"), _("Say on its page whether you stand.")
    ),
    "poll_nomination_checked": Words(
        _("Your nomination was checked"), _("The reason stands on the election's page.")
    ),
    "poll_candidates": Words(
        _("The list of candidates is published"), _("Look who stands in the election.")
    ),
    "poll_published": Words(
        _("The result of a residents' poll is published"), _("The whole count stands on its page.")
    ),
    "poll_voted_paper": Words(
        _("Somebody took a ballot on paper for you or your home"),
        _("If none of you did, tell the residents' committee and the street at once."),
    ),
    "poll_voted_door": Words(
        _("An answer was written down at your door"),
        _("If it was not so, say it on the poll's page: then it does not count."),
    ),
    "poll_answer_denied": Words(
        _("The answer at your door was taken out"),
        _("The committee was told that it was not so. While the poll is open you can vote."),
    ),
    "poll_objection_answered": Words(
        _("Your objection to a roll was answered"), _("The reason stands on the poll's page.")
    ),
}


def personal(actor: Actor) -> Iterator[Need]:
    """Polls that are open and by which one's line has not voted, and whether one stands. Five queries at most."""
    if actor.person is None or actor.capacity is not Capacity.RESIDENT:
        return
    homes = homes_of(actor.person).filter(lives=True).values_list("unit", flat=True)
    mine = RollEntry.objects.across_communities("one's own lines").filter(
        Q(person__in=records_of(actor.person)) | Q(unit__in=list(homes)),
        poll=OuterRef("pk"),
        struck_at=None,
    )
    unused = mine.exclude(turns__isnull=False, turns__void_at=None)
    rows = visible_to(actor).filter(Exists(unused), state=State.OPEN, closes_at__gt=clock.now())
    found = rows.aggregate(count=Count("pk"), due=Min("closes_at"))
    yield Need(
        _("A residents' poll waits for your vote"),
        reverse("polls"),
        icon="vote",
        count=found["count"],
        due=found["due"],
    )

    asked = Nomination.objects.across_communities("about oneself").filter(
        person__in=records_of(actor.person),
        answer=Nomination.Answer.WAITING,
        poll__listed_at=None,
        poll__state__in=sorted(NAMING),
    )
    yield Need(
        _("You were named for an election"),
        reverse("polls"),
        icon="user-round-check",
        count=asked.count(),
    )


def official(actor: Actor) -> Iterator[Need]:
    """Objections to answer, and polls that wait for a step. Two queries."""
    if actor.capacity is not Capacity.STAFF:
        return
    objections = Objection.objects.reached_by(actor).filter(ruling=Objection.Ruling.WAITING)
    found = objections.aggregate(count=Count("pk"), due=Min("due_on"))
    day = found["due"]
    yield Need(
        _("Objections to a residents' roll"),
        reverse("poll_desk"),
        icon="message-square",
        count=found["count"],
        due=timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None,
    )
    waits = Q(state__in=[State.CLOSED, State.COUNTED]) | Q(
        state=State.PROPOSED, origin=Poll.Origin.SIGNATURES
    )
    yield Need(
        _("Residents' polls that wait for a step"),
        reverse("poll_desk"),
        icon="vote",
        count=Poll.objects.reached_by(actor).filter(waits).count(),
    )
