"""Whom a poll concerns is told of its main steps."""

from django.urls import reverse

from linli.facts import polls as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.kernel.fetch import found_or_refused
from linli.notices import operations as notices
from linli.notices.audiences import Addressee
from linli.polls import queries
from linli.polls.models import Nomination, Objection, Poll, Turn
from linli.polls.shown import local

#: Fact -> what those on the roll hear.
KINDS = {
    facts.RollPosted.type: "poll_posted",
    facts.PollCandidatesListed.type: "poll_candidates",
    facts.PollOpened.type: "poll_opened",
    facts.PollDecided.type: "poll_published",
}


def _poll(event: Event) -> Poll:
    rows = Poll.objects.across_communities("the event names it")
    return found_or_refused(rows.filter(pk=event.payload["poll"]))


@consumes(facts.RollPosted, facts.PollCandidatesListed, facts.PollOpened, facts.PollDecided)
def tell_of_poll(event: Event) -> None:
    """Everybody on the roll, or who lives in a home on it."""
    row = _poll(event)
    params = {}
    if event.type == facts.RollPosted.type:
        params = {"until": event.payload["until"]}
    elif event.type == facts.PollOpened.type and row.closes_at:
        params = {"closes": local(row.closes_at)}
    _issue(row, queries.people_on(queries.roll_of(row)), KINDS[event.type], params)


@consumes(facts.RollAnswered)
def tell_of_answer(event: Event) -> None:
    row = _poll(event)
    rows = Objection.objects.within(row.community).filter(pk=event.payload["objection"])
    _issue(row, set(rows.values_list("person", flat=True)), "poll_objection_answered")


@consumes(facts.PollVoted, when=lambda payload: payload["channel"] != "phone")
def tell_of_turn(event: Event) -> None:
    """Whoever the line is: if they did not take the turn, they must hear of it."""
    row = _poll(event)
    rows = Turn.objects.within(row.community).filter(pk=event.payload["turn"], void_at=None)
    for turn in rows.select_related("entry"):
        kind = f"poll_voted_{turn.channel}"
        _issue(row, queries.people_on([turn.entry]), kind)


@consumes(facts.PollAnswerDenied)
def tell_of_denial(event: Event) -> None:
    """Where the desk took an answer out, whoever lives behind the door hears that it did."""
    row = _poll(event)
    turns = Turn.objects.within(row.community).filter(pk=event.payload["turn"])
    for turn in turns.select_related("entry"):
        people = queries.people_on([turn.entry])
        if event.actor not in people:
            _issue(row, people, "poll_answer_denied")


@consumes(facts.PollNominated)
def tell_of_nomination(event: Event) -> None:
    """Whoever is named is asked."""
    _tell_nominee(event, "poll_nominated")


@consumes(facts.PollNominationChecked)
def tell_of_check(event: Event) -> None:
    _tell_nominee(event, "poll_nomination_checked")


def _tell_nominee(event: Event, kind: str) -> None:
    row = _poll(event)
    rows = Nomination.objects.within(row.community).filter(pk=event.payload["nomination"])
    _issue(row, set(rows.values_list("person", flat=True)), kind)


def _issue(row: Poll, people: set[int], kind: str, params: dict[str, str] | None = None) -> None:
    if people:
        notices.issue(
            SYSTEM,
            community=row.community,
            people=[Addressee(person) for person in sorted(people)],
            audience="person",
            kind=kind,
            params=params or {},
            link=reverse("poll", args=[row.code]),
        )
