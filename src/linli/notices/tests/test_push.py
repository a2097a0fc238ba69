"""Web push over real HTTP to a service that checks the signature and decrypts what it is given."""

import json

import pytest
from django.db import transaction

from linli.identity.models import Person
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import Refused
from linli.notices import actions, vapid
from linli.notices.consumers import forget_devices
from linli.notices.delivering import deliver
from linli.notices.models import PushDevice
from linli.notices.tests.push_service import Browser, PushService
from linli.notices.tests.test_delivery import NOON, outcomes, somebody, told


@pytest.fixture
def service(settings):
    settings.PUSH_HOSTS = ("127.0.0.1", "push.example")
    made = PushService(vapid.public_key())
    yield made
    made.close()


def actor(person: Person) -> Actor:
    return Actor(person.pk, Capacity.RESIDENT, 7, frozenset({7}))


def allow(person: Person, browser: Browser) -> PushDevice:
    return actions.add_device(
        actor(person), subscription=browser.subscription, device="Chrome/Android"
    )


def test_a_browser_shows_the_heading_and_nothing_more_is_sent(committed, service, settings):
    settings.SMS = "console"
    ann = somebody(1)
    phone, tablet = Browser(service, "phone"), Browser(service, "tablet")
    for browser in (phone, tablet):
        allow(ann, browser)
    stored = bytes(PushDevice.objects.order_by("pk")[0].subscription)
    assert b"push" not in stored
    with clock.frozen(NOON):
        (row,) = told(ann)
        assert deliver(row.pk) is None
        assert deliver(row.pk) is None
    assert service.asked == 2
    for browser in (phone, tablet):
        ((tag, shown),) = browser.shown.items()
        assert shown == {
            "title": "停水通知",
            "link": f"/me/notices/{row.pk}/",
            "tag": tag,
            "lang": ann.language,
        }
    assert outcomes(row)[1:] == [("push", "accepted", 1)]
    assert row.evidence.get(channel="push").reference == "2/2"


def test_a_browser_that_is_gone_is_forgotten_and_the_text_message_goes(
    committed, service, settings
):
    settings.SMS = "console"
    ann = somebody(1)
    allow(ann, Browser(service, "old"))
    service.gone.add("/push/old")
    with clock.frozen(NOON):
        (row,) = told(ann)
        deliver(row.pk)
    assert outcomes(row)[1:] == [("push", "failed", 1), ("sms", "accepted", 1)]
    assert PushDevice.objects.count() == 0


def test_a_silent_service_is_asked_again(committed, service):
    ann = somebody(1)
    phone = Browser(service, "phone")
    allow(ann, phone)
    service.troubles = [503]
    with clock.frozen(NOON):
        (row,) = told(ann)
        back = deliver(row.pk)
    assert phone.shown == {}
    with clock.frozen(back):
        assert deliver(row.pk) is None
    assert len(phone.shown) == 1
    assert outcomes(row)[1:] == [("push", "later", 1), ("push", "accepted", 2)]


def test_a_browser_belongs_to_who_turned_it_on_last(committed, service):
    ann, bob = somebody(1), somebody(2)
    phone = Browser(service, "phone")
    allow(ann, phone)
    mine = allow(bob, phone)
    assert [(d.person_id, d.pk) for d in PushDevice.objects.all()] == [(bob.pk, mine.pk)]
    with pytest.raises(Refused, match="not_found"):
        actions.remove_device(actor(ann), device=mine.pk)
    actions.remove_device(actor(bob), device=mine.pk)
    assert PushDevice.objects.count() == 0
    kinds = ["notices.device_added", "notices.device_added", "notices.device_removed"]
    assert list(Event.objects.order_by("pk").values_list("type", flat=True)) == kinds
    assert "127.0.0.1" not in json.dumps(list(Event.objects.values_list("payload", flat=True)))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "no_subscription"),
        ("[]", "no_subscription"),
        ('{"endpoint": "https://push.example/1"}', "no_subscription"),
        ("http://push.example/1", "unknown_push_service"),
        ("https://push.example:8443/1", "unknown_push_service"),
        ("https://notpush.example/1", "unknown_push_service"),
        ("https://169.254.169.254/latest/", "unknown_push_service"),
        ("https://push.example@10.0.0.1/", "unknown_push_service"),
    ],
)
def test_we_call_known_push_services_only(db, service, given, code):
    ann = somebody(1)
    if given.startswith("http"):
        given = json.dumps({"endpoint": given, "keys": {"p256dh": "x", "auth": "y"}})
    with pytest.raises(Refused) as caught:
        actions.add_device(actor(ann), subscription=given, device="")
    assert caught.value.code == f"notices.{code}"
    assert (PushDevice.objects.count(), Event.objects.count()) == (0, 0)


def test_ten_browsers_each_and_none_after_erasure(db, service):
    ann = somebody(1)
    for number in range(10):
        allow(ann, Browser(service, f"b{number}"))
    with pytest.raises(Refused) as caught:
        allow(ann, Browser(service, "b10"))
    assert caught.value.code == "notices.too_many_devices"
    assert PushDevice.objects.count() == 10
    with transaction.atomic():
        forget_devices(Event(type="identity.erased", payload={"person": ann.pk}))
    assert PushDevice.objects.count() == 0


def test_the_key_is_made_once_for_this_user_alone(tmp_path):
    vapid.make(tmp_path)
    before = (tmp_path / "vapid.pem").read_bytes()
    vapid.make(tmp_path)
    assert (tmp_path / "vapid.pem").read_bytes() == before
    assert (tmp_path / "vapid.pem").stat().st_mode & 0o777 == 0o600
