"""When a person closes the account: open sessions end, words go; what was entered stays in ids."""

from django.db.models import Q

from linli.identity.queries import records_of
from linli.kernel import clock
from linli.places.models import SealedText
from linli.timebank.models import (
    Decision,
    Departure,
    DepartureWord,
    Grant,
    Kinship,
    Objection,
    Session,
    Standing,
)
from linli.timebank.operations import sessions
from linli.timebank.states import State, Verb
from linli.timebank.states_leaving import Act


def forget(person: int) -> None:
    mine = records_of(person)
    rows = Session.objects.across_communities("the account was closed")
    own = rows.filter(Q(giver__in=mine) | Q(receiver__in=mine))
    for pk in own.filter(state__in=[State.PROPOSED, State.ARRANGED]).values_list("pk", flat=True):
        row = sessions.locked(pk)
        sessions.lock_members(row.community, (row.giver_id, row.receiver_id))
        sessions.move(row, Verb.CANCEL)
        row.save()
    notes = Standing.objects.across_communities("the account was closed").filter(person__in=mine)
    said = Decision.objects.filter(by__in=mine, verb__in=[Verb.HOLD, Verb.APPEAL])
    asked = own.filter(by__in=mine, words__isnull=False)
    objected = Objection.objects.across_communities("the account was closed").filter(by__in=mine)
    gone = Departure.objects.across_communities("the account was closed").filter(person__in=mine)
    appealed = DepartureWord.objects.filter(by__in=mine, verb=Act.APPEAL)
    grants = Grant.objects.across_communities("the account was closed").filter(person__in=mine)
    kin = Kinship.objects.across_communities("the account was closed").filter(ended_at=None)
    kin.filter(Q(person__in=mine) | Q(kin__in=mine)).update(ended_at=clock.now())
    texts = (
        Q(pk__in=grants.values("words"))
        | Q(pk__in=gone.values("paper"))
        | Q(pk__in=appealed.values("words"))
        | Q(pk__in=objected.values("words"))
        | Q(pk__in=notes.values("words"))
        | Q(pk__in=said.values("words"))
        | Q(pk__in=asked.values("words"))
    )
    SealedText.objects.filter(texts).update(text=None)
