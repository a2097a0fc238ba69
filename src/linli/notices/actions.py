"""Writing a notice, putting it up, and choosing how to be told."""

import json

from linli.facts.notices import (
    DeviceAdded,
    DeviceRemoved,
    NoticePosted,
    NoticeReadByHelper,
    PreferencesSet,
    TextsReported,
)
from linli.identity.operations import lock_people
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.notices import devices, operations, rules
from linli.notices.audiences import resolved
from linli.notices.models import Addressed, Notice, Posting, Preferences, PushDevice
from linli.organisations.queries import held_today


@action(allow=rules.may_issue)
def issue(  # noqa: PLR0913 (a notice is these)
    actor: Actor,
    *,
    community: int,
    audience: str,
    title: str,
    text: str,
    word: str = "",
    urgent: bool = False,
) -> Notice:
    """Write a notice to an audience in reach; `word` is what the audience asks for."""
    people = resolved(actor, community=community, code=audience, word=word)
    held = held_today().filter(capacity=actor.capacity, place=actor.place)
    # in a known office a substitute writes for it as its holder does
    held = held.filter(pk=actor.office) if actor.office else held.filter(person=actor.person)
    return operations.issue(
        actor,
        community=community,
        people=people,
        audience=audience,
        title=title,
        text=text,
        urgent=urgent,
        organisation=held.values_list("organisation", flat=True).order_by("pk").first(),
    )


@action(allow=rules.may_post)
def post(actor: Actor, *, notice: int, medium: str, spot: str) -> Posting:
    """Record that the printed notice hangs on a board or shows on a screen."""
    row = found_or_refused(rules.written_in_reach(actor).filter(pk=notice))
    posting = Posting.objects.create(
        notice=row, medium=medium, spot=spot, person_id=actor.person or 0, at=clock.now()
    )
    fact = NoticePosted(notice=row.pk, community=row.community, medium=medium)
    record(actor, fact, place=row.community)
    return posting


@action(allow=rules.oneself, deed="inbox")
def read_for(actor: Actor, *, addressed: int) -> Addressed:
    """A helper opens a notice for whom it is addressed to: an act like any other in their name."""
    row = operations.note_read(actor.person or 0, addressed, helper=actor.helper)
    if row is None:
        raise Refused("kernel.not_found")
    record(actor, NoticeReadByHelper(addressed=row.pk), place=row.notice.community)
    return row


@action(allow=rules.oneself, deed="settings")
def set_preferences(  # noqa: PLR0913 (these are the choices)
    actor: Actor,
    *,
    pace: str,
    wechat: bool,
    sms: bool,
    quiet_from: int,
    quiet_to: int,
    points: str = Preferences.Points.DAILY,
) -> Preferences:
    """How the actor wants to be told from now on."""
    person = actor.person or 0
    row, _ = Preferences.objects.update_or_create(
        person_id=person,
        defaults={
            "pace": pace,
            "points": points,
            "wechat": wechat,
            "sms": sms,
            "quiet_from": quiet_from,
            "quiet_to": quiet_to,
        },
    )
    fact = PreferencesSet(
        person=person,
        pace=pace,
        points=points,
        wechat=wechat,
        sms=sms,
        quiet_from=quiet_from,
        quiet_to=quiet_to,
    )
    record(actor, fact)
    return row


@action(allow=rules.oneself)
def add_device(actor: Actor, *, subscription: str, device: str) -> PushDevice:
    """Let us wake this browser. It belongs to whoever turned it on last."""
    person = actor.person or 0
    given = devices.parsed(subscription)
    mark = devices.mark_of(given["endpoint"])
    lock_people(person)
    PushDevice.objects.filter(mark=mark).delete()
    if len(devices.devices_of(person)) >= devices.DEVICES_EACH:
        raise Refused("notices.too_many_devices")
    row = PushDevice(person_id=person, mark=mark, device=device[:40], at=clock.now())
    row.put("subscription", json.dumps(given))
    row.save()
    record(actor, DeviceAdded(person=person))
    return row


@action(allow=rules.oneself)
def remove_device(actor: Actor, *, device: int) -> None:
    """One of one's own."""
    person = actor.person or 0
    found_or_refused(PushDevice.objects.filter(pk=device, person=person)).delete()
    record(actor, DeviceRemoved(person=person))


@action(allow=rules.is_a_gateway)
def take_reports(actor: Actor, *, reports: list[tuple[int, str, bool]]) -> tuple[int, int]:
    """What the gateway says of text messages that it took; see `operations.note_reports`."""
    delivered, failed = operations.note_reports(reports)
    record(actor, TextsReported(delivered=delivered, failed=failed))
    return delivered, failed
