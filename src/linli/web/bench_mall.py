"""An order beside the same rows as plain SQL, in turns: both are disturbed by the same other work."""

import time
from uuid import uuid4

from linli.identity.models import Person
from linli.journal.models import Event
from linli.kernel.actor import Actor, Capacity
from linli.mall import actions
from linli.mall.models import OrderStep
from linli.mall.operations.bench import bare, furnish
from linli.organisations.models import Organisation

ORDERS = 50


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    person = Person.objects.exclude(community=None).order_by("pk").first()
    body = Organisation.objects.filter(ended=False).order_by("-pk").first()
    if person is None or body is None or person.community is None:
        return []
    here = person.community
    offer = furnish(here, body.pk, [person.pk], ORDERS * 2)
    actor = Actor(person.pk, Capacity.RESIDENT, here, frozenset({here}))
    taken = {"order": 0, "bare": 0}
    for number in range(1, ORDERS + 1):
        start = time.perf_counter_ns()
        order = actions.order(actor, offer=offer.pk, key=uuid4())
        middle = time.perf_counter_ns()
        step = OrderStep.objects.filter(order=order).values_list("pk", flat=True).get()
        event = Event.objects.filter(type="mall.order_made").latest("pk").pk
        again = time.perf_counter_ns()
        bare(order, step, event, number)
        taken["bare"] += time.perf_counter_ns() - again
        taken["order"] += middle - start
        actions.cancel(actor, order=order.pk)
    rates = {name: ORDERS * 1_000_000_000 // spent for name, spent in taken.items()}
    return [
        ("the rows of an order as plain SQL, one connection", f"{rates['bare']:,}/s"),
        (
            "order, whole path, one connection",
            f"{rates['order'] / rates['bare']:.2f}× plain SQL ({rates['order']:,}/s)",
        ),
    ]
