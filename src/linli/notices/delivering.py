"""Bringing a notice to one recipient: claim, send, write down; never the same message twice.

1. In a transaction the recipient's row is locked and a key claimed. The key is that of the
   recipient and the channel, whatever the try.
2. Outside any transaction the gateway is called with that key, by which it knows a repetition.
3. In a transaction the outcome is written down.

A process that dies between 1 and 3 leaves a claim without an outcome. The next run asks the
gateway again with the same key while the gateway still knows it (`knows_again_for`); later nobody
can tell whether the message went out, so it is not sent again: the outcome is `unknown` and the
next channel takes over.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation

from linli.districts.context import current_schema
from linli.kernel import clock
from linli.notices import channels, operations, queries
from linli.notices.channels import Adapter, Message, NeverError, NotNowError, push, sms, wechat
from linli.notices.evidence import FINAL, SENT, Channel, Outcome
from linli.notices.models import Addressed, Evidence, Notice, Preferences
from linli.notices.quiet import next_loud
from linli.notices.texts import text_of, title_of

#: Tries on a channel before the next one takes over, and the pauses between them.
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20))
TRIES = len(PAUSES) + 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do now: send on a channel, or come back at a moment. None of both: it is over."""

    adapter: Adapter | None = None
    address: str = ""
    message: Message | None = None
    attempt: int = 1
    back_at: datetime | None = None


def key_of(addressed: int, channel: Channel) -> str:
    """By which a gateway knows the same message again, and names it in its reports."""
    return f"{current_schema()}-{addressed}-{channel.value}"


def adapters() -> list[Adapter]:
    """In the order of trying: what costs nothing first."""
    found: list[Adapter] = [push.Push()]
    account = wechat.adapter()
    if account is not None:
        found.append(account)
    return [*found, sms.adapter()]


def deliver(addressed: int) -> datetime | None:
    """One step for one recipient, and on to the next channel where one failed.

    Answers when to come back; None when nothing is left to do.
    """
    while True:
        with transaction.atomic():
            plan = _plan(addressed)
        if plan.adapter is None or plan.message is None:
            return plan.back_at
        outcome, reference = _send(plan.adapter, plan.address, plan.message, plan.attempt)
        with transaction.atomic():
            row = Addressed.objects.get(pk=addressed)
            operations.write(
                [row],
                plan.adapter.channel,
                outcome,
                attempt=plan.attempt,
                reference=reference,
            )
        if outcome in SENT:
            return None
        if outcome == Outcome.LATER:
            return clock.now() + PAUSES[plan.attempt - 1]


def _send(adapter: Adapter, address: str, message: Message, attempt: int) -> tuple[Outcome, str]:
    try:
        return Outcome.ACCEPTED, adapter.send(address, message)
    except NeverError as error:
        return Outcome.FAILED, error.code
    except NotNowError as error:
        return (Outcome.LATER if attempt < TRIES else Outcome.FAILED), error.code


def _plan(addressed: int) -> Plan:
    row = (
        Addressed.objects.select_for_update(of=("self",)).select_related("person").get(pk=addressed)
    )
    notice = Notice.objects.across_communities("delivery").get(pk=row.notice_id)
    wishes = queries.preferences_of(row.person_id)
    daily = wishes.pace == Preferences.Pace.DAILY and not notice.urgent
    if row.read_at is not None or not row.person.is_active or daily:
        return Plan()
    rows = list(row.evidence.all())
    if any(Outcome(e.outcome) in SENT for e in rows):
        return Plan()
    loud = next_loud(clock.now(), wishes.quiet_from, wishes.quiet_to)
    if loud > clock.now():
        return Plan(back_at=loud)
    for adapter in adapters():
        plan = _on(adapter, row, notice, wishes, [e for e in rows if e.channel == adapter.channel])
        if plan is not None:
            return plan
    return Plan()


def _on(
    adapter: Adapter,
    row: Addressed,
    notice: Notice,
    wishes: Preferences,
    rows: Sequence[Evidence],
) -> Plan | None:
    """A plan on this channel; None when it is done with or not wished."""
    if not operations.wished(wishes, adapter.channel) or any(
        Outcome(e.outcome) in FINAL for e in rows
    ):
        return None
    address = adapter.address_of(row.person)
    if address is None:
        if adapter.channel != Channel.PUSH:  # nobody is asked for a browser: it is no lack
            operations.write([row], adapter.channel, Outcome.NO_ADDRESS)
        return None
    attempt = len(rows) + 1
    key = key_of(row.pk, adapter.channel)
    taken = operations.claim(key)
    if taken is not None and clock.now() - taken > adapter.knows_again_for:
        # a silent gateway may have taken it all the same: nobody can tell any more
        operations.write([row], adapter.channel, Outcome.UNKNOWN, attempt=attempt)
        return None
    language = row.person.language
    with translation.override(language):
        title, text = title_of(notice), text_of(notice)
    link = f"/me/notices/{row.pk}/"
    message = channels.Message(key, title, text, link, language)
    return Plan(adapter, address, message, attempt)
