"""The day's digest: one message for all that came since the last one."""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from linli.districts.context import current_schema
from linli.identity.models import Person
from linli.kernel import clock
from linli.notices import operations
from linli.notices.channels import Message, NotNowError
from linli.notices.delivering import adapters
from linli.notices.evidence import SENT, Outcome
from linli.notices.models import Addressed, Preferences

#: What is older stays in the inbox without a message.
REACHES_BACK = timedelta(days=7)


def send_digests() -> int:
    """Send the day's digest to all who wish one and have something unread; how many went out.

    The claim is per person and day: a second run sends nothing, and a run after a kill neither.
    """
    waiting: dict[int, list[Addressed]] = defaultdict(list)
    wishing = Preferences.objects.filter(pace=Preferences.Pace.DAILY).values("person")
    rows = Addressed.objects.filter(
        person__in=wishing,
        person__is_active=True,
        read_at=None,
        notice__at__gt=clock.now() - REACHES_BACK,
    ).exclude(evidence__outcome__in=[outcome.value for outcome in SENT])
    for row in rows.order_by("person", "pk"):
        waiting[row.person_id].append(row)
    people = Person.objects.in_bulk(waiting)
    wishes = Preferences.objects.in_bulk(waiting)
    return sum(_send(people[pk], wishes[pk], rows) for pk, rows in sorted(waiting.items()))


def _send(person: Person, wishes: Preferences, rows: list[Addressed]) -> bool:
    key = f"{current_schema()}-digest-{person.pk}-{clock.today():%Y%m%d}"
    with transaction.atomic():
        if operations.claim(key) is not None:
            return False
    with translation.override(person.language):
        title = _("Unread notices: %(number)d") % {"number": len(rows)}
        text = _("Read them in your inbox.")
    for adapter in adapters():
        address = adapter.address_of(person) if operations.wished(wishes, adapter.channel) else None
        if address is None:
            continue
        message = Message(key, title, text, "/me/notices/", person.language)
        try:
            reference = adapter.send(address, message)
        except NotNowError:
            continue
        with transaction.atomic():
            operations.write(rows, adapter.channel, Outcome.DIGESTED, reference=reference)
        return True
    return False
