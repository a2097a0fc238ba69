"""What waits: terms that end soon, for whoever fills the office and for whoever holds it."""

from collections.abc import Iterator
from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.needs import Need
from linli.organisations import queries, rules


def official_needs(actor: Actor) -> Iterator[Need]:
    """Two queries at most."""
    if not rules.keeps_some(actor):
        return
    days = list(queries.ending_soon(actor).order_by("until").values_list("until", flat=True))
    if days and days[0] is not None:
        end = datetime.combine(days[0], time.max, tzinfo=clock.LOCAL)
        yield Need(
            _("Terms of office that end soon"),
            reverse("terms"),
            _("Fill each anew, or let it end."),
            "user-round-check",
            len(days),
            end,
        )
