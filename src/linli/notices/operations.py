"""Composable writes on notices; inside a transaction only.

The inbox is filled in the transaction of the notice. What leaves the platform is sent by jobs,
which are deferred in the same transaction: no notice, no job.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

from linli.facts.notices import NoticeIssued
from linli.identity.models import Person
from linli.journal.operations import record
from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.notices.audiences import Addressee
from linli.notices.evidence import REPORTED, Channel, Outcome
from linli.notices.models import Addressed, Evidence, Notice, Preferences, PushDevice

#: The job that tells a handful of recipients over their channels; see `jobs.py`.
DELIVER = "linli.notices.deliver"
#: Rows at a time.
CHUNK = 1_000


def issue(  # noqa: PLR0913 (a notice is these)
    actor: Actor,
    *,
    community: int,
    people: Iterable[Addressee],
    audience: str,
    kind: str = Notice.WRITTEN,
    title: str = "",
    text: str = "",
    params: dict[str, Any] | None = None,
    link: str = "",
    urgent: bool = False,
    organisation: int | None = None,
) -> Notice:
    """Write a notice into the inboxes of living accounts and defer what goes out."""
    wanted = {each.person: each for each in people}
    alive = Person.objects.filter(pk__in=wanted, is_active=True).order_by("pk")
    notice = Notice.objects.create(
        community=community,
        kind=kind,
        title=title,
        text=text,
        params=params or {},
        link=link,
        urgent=urgent,
        audience=audience,
        sender_id=actor.person,
        organisation_id=organisation,
        at=clock.now(),
    )
    rows = Addressed.objects.bulk_create(
        [
            Addressed(notice=notice, person_id=pk, units=list(wanted[pk].units))
            for pk in alive.values_list("pk", flat=True)
        ],
        batch_size=CHUNK,
    )
    write(rows, Channel.INBOX, Outcome.PLACED)
    defer([row.pk for row in rows])
    fact = NoticeIssued(
        notice=notice.pk, community=community, kind=kind, audience=audience, people=len(rows)
    )
    record(actor, fact, place=community)
    return notice


def defer(addressed: Sequence[int], *, at: datetime | None = None) -> None:
    """Defer the delivery to these recipients, a job each, now or at a moment."""
    schema = require_district_transaction()
    task = app.configure_task(DELIVER, allow_unknown=True, schedule_at=at)
    for start in range(0, len(addressed), CHUNK):
        part: list[dict[str, Any]] = [
            {"schema": schema, "addressed": pk} for pk in addressed[start : start + CHUNK]
        ]
        task.batch_defer(*part)


def write(
    rows: Iterable[Addressed],
    channel: Channel,
    outcome: Outcome,
    *,
    attempt: int = 1,
    reference: str = "",
) -> None:
    """Write down what became of it; the same outcome of the same try is one row."""
    now = clock.now()
    Evidence.objects.bulk_create(
        [
            Evidence(
                addressed=row,
                channel=channel.value,
                attempt=attempt,
                outcome=outcome.value,
                reference=reference,
                at=now,
            )
            for row in rows
        ],
        ignore_conflicts=True,
        batch_size=CHUNK,
    )


def note_read(person: int, addressed: int, *, helper: int | None = None) -> Addressed | None:
    """The person opened it: the read receipt, once. None when it is not theirs.

    `helper` is who read it to them; the receipt says so.
    """
    row = Addressed.objects.select_for_update().filter(pk=addressed, person=person).first()
    if row is not None and row.read_at is None:
        row.read_at = clock.now()
        row.save(update_fields=["read_at"])
        by = f"helper {helper}" if helper else ""
        write([row], Channel.INBOX, Outcome.READ, reference=by)
    return row


def note_reports(reports: Iterable[tuple[int, str, bool]]) -> tuple[int, int]:
    """Write what the gateway reports of text messages; how many were delivered, how many failed.

    A report is (recipient's row, the gateway's number, delivered). One about a message that we did
    not send, or that bears another number, is passed over; after the first one nothing changes.
    """
    wanted = {pk: (number, good) for pk, number, good in reports}
    list(Addressed.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    texts = Evidence.objects.filter(addressed__in=wanted, channel=Channel.SMS)
    told = set(texts.filter(outcome__in=REPORTED).values_list("addressed", flat=True))
    counts = dict.fromkeys(REPORTED, 0)
    for row in texts.filter(outcome=Outcome.ACCEPTED).select_related("addressed").order_by("pk"):
        number, good = wanted[row.addressed_id]
        if row.addressed_id in told or (row.reference and row.reference != number):
            continue
        outcome = Outcome.DELIVERED if good else Outcome.UNDELIVERED
        write([row.addressed], Channel.SMS, outcome, attempt=row.attempt, reference=row.reference)
        counts[outcome] += 1
    return counts[Outcome.DELIVERED], counts[Outcome.UNDELIVERED]


def claim(key: str) -> datetime | None:
    """Take the right to send. None: it is ours; else when somebody took it before us."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO notices_claim (key, at) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [key, clock.now()],
        )
        if cursor.rowcount:
            return None
        cursor.execute("SELECT at FROM notices_claim WHERE key = %s", [key])
        taken: datetime = cursor.fetchone()[0]
        return taken


def forget_device(device: int) -> None:
    """Its push service knows it no more."""
    PushDevice.objects.filter(pk=device).delete()


def forget_devices_of(person: int) -> None:
    """Of an account that was closed."""
    PushDevice.objects.filter(person=person).delete()


def wished(wishes: Preferences, channel: Channel) -> bool:
    """A browser that was let wake its owner is a wish by itself."""
    return {Channel.WECHAT: wishes.wechat, Channel.SMS: wishes.sms}.get(channel, True)
