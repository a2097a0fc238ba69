"""A worker is killed while the gateway takes its message: another one goes on, the person hears once."""

import os
import signal
import subprocess
import sys

import pytest
from django.db import connection, transaction
from tests.databases import APP, ROOT, url_of
from tests.working import work

from linli.identity.models import Consent
from linli.identity.operations import enrol
from linli.identity.purposes import SMS, current
from linli.journal.jobs import retry_stalled
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee
from linli.notices.models import Addressed, Preferences
from linli.notices.tests.gateways import SmsGateway


def worker(database: str, gateway: SmsGateway) -> subprocess.Popen[bytes]:
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"}
    env |= {
        "DATABASE_APP_URL": url_of(database, APP),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LINLI_ROLE": "app",
        "LINLI_SMS": "http",
        "LINLI_SMS_URL": gateway.url,
        "LINLI_SMS_TOKEN": "secret",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "django", "run_worker"]
    return subprocess.Popen(command, env=env, cwd=ROOT)


def statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text FROM public.procrastinate_jobs WHERE task_name = %s ORDER BY id",
            [operations.DELIVER],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.long
def test_killed_while_sending(committed, settings):
    gateway = SmsGateway()
    settings.SMS, settings.SMS_URL, settings.SMS_TOKEN = "http", gateway.url, "secret"
    with transaction.atomic():
        person = enrol(phone="19900040001", name="王小明", community=7)
        Consent.objects.create(
            person=person,
            purpose=SMS,
            version=current(SMS).version,
            given=True,
            by=person,
            at=clock.now(),
        )
        Preferences.objects.create(person=person, quiet_from=0, quiet_to=0)
        operations.issue(
            SYSTEM, community=7, people=[Addressee(person.pk)], audience="person", title="停水"
        )
    victim = worker(committed, gateway)
    gateway.before = lambda: os.kill(victim.pid, signal.SIGKILL)
    try:
        assert victim.wait(60) == -signal.SIGKILL
    finally:
        victim.kill()
        gateway.before = lambda: None
    assert statuses() == ["doing"]
    work()
    assert statuses() == ["doing"], "nobody takes it over while its worker may live"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE public.procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'"
        )
    retry_stalled.defer(timestamp=0)
    work()
    work()
    gateway.close()
    assert statuses() == ["succeeded"]
    assert (len(gateway.sent), gateway.asked) == (1, 2)
    row = Addressed.objects.get()
    assert list(row.evidence.order_by("pk").values_list("channel", "outcome", "attempt")) == [
        ("inbox", "placed", 1),
        ("sms", "accepted", 1),
    ]
