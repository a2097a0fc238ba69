"""Deeds in doubt and sanctions among what waits. One query for each list."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.awards import queries, queries_sanctions
from linli.awards.sanction_states import State
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need


def official(actor: Actor) -> Iterable[Need]:
    if actor.capacity != Capacity.STAFF:
        return
    count = queries.in_doubt(actor).count()
    yield Need(_("Awards in doubt"), reverse("award_desk"), icon="hand-heart", count=count)
    waiting = queries_sanctions.to_decide(actor).count()
    yield Need(_("Sanctions to decide"), reverse("sanction_desk"), icon="gavel", count=waiting)


def personal(actor: Actor) -> Iterable[Need]:
    """What is said about somebody, while they may answer."""
    if actor.person is None or actor.helper is not None:
        return
    rows = queries_sanctions.of_person(actor.person)
    count = rows.filter(state=State.PROPOSED, answer_until__gte=clock.today()).count()
    yield Need(
        _("A sanction is proposed: answer"), reverse("my_sanctions"), icon="gavel", count=count
    )
