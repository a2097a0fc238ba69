"""Honours among what waits. One query for each list."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.needs import Need
from linli.recognition import queries, scope
from linli.recognition.states import Honour


def personal(actor: Actor) -> Iterable[Need]:
    """An honour that waits for one's yes or no; a helper does not answer."""
    if actor.person is None or actor.helper is not None:
        return
    count = scope.honours_of_person(actor.person).filter(state=Honour.OFFERED).count()
    yield Need(_("An honour for you"), reverse("my_record"), icon="badge-check", count=count)


def official(actor: Actor) -> Iterable[Need]:
    if actor.capacity != Capacity.STAFF:
        return
    rows = queries.honours_on_desk(actor).filter(
        state=Honour.PUBLIC, public_until__lt=clock.today()
    )
    rows = rows.exclude(proposed_by=actor.person).exclude(person=actor.person)
    yield Need(
        _("Honours to confirm"), reverse("recognition_desk"), icon="badge-check", count=rows.count()
    )
