"""Exact counts: per phone, per address, over threads and processes; and the time to wait."""

import datetime as dt
import threading

import pytest
from django.core.cache import cache
from django.db import connection, connections

from linli.districts.models import District
from linli.identity.models import Person, Tries
from linli.identity.signin import operations
from linli.identity.signin.device import device_of, hidden_address
from linli.identity.signin.forms import waiting_time
from linli.identity.signin.throttle import LIMITS, Rate, seconds_to_wait
from linli.identity.tests.signing_in import (
    OTHER,
    PHONE,
    ask,
    enter,
    fake_gateway,
    gateway_settings,
)
from linli.kernel import clock
from linli.kernel.errors import Refused

NOON = dt.datetime(2026, 5, 1, 4, tzinfo=dt.UTC)


def after(**how):
    return NOON + dt.timedelta(**how)


@pytest.fixture
def gateway(settings):
    with fake_gateway() as fake:
        gateway_settings(settings, fake)
        yield fake


def test_how_long_to_wait():
    assert seconds_to_wait("send_phone", [], NOON) == 0
    assert seconds_to_wait("send_phone", [NOON], NOON) == 60
    assert seconds_to_wait("send_phone", [NOON], after(seconds=59)) == 1
    assert seconds_to_wait("send_phone", [NOON], after(seconds=60)) == 0
    five = [after(minutes=2 * n) for n in range(5)]
    assert seconds_to_wait("send_phone", five, after(minutes=10)) == 50 * 60
    assert seconds_to_wait("send_phone", five, after(minutes=60)) == 0
    assert seconds_to_wait("send_phone", [*five, *five], after(hours=2)) == 22 * 3600


def test_codes_to_one_phone_five_in_an_hour(committed, client, gateway):
    for n in range(5):
        with clock.frozen(after(minutes=2 * n)):
            client.cookies.clear()
            assert ask(client).status_code == 302
    with clock.frozen(after(minutes=10)):
        answer = ask(client)
        assert answer.status_code == 429
        assert "50" in str(answer.context["form"].errors["phone"])
        assert ask(client, OTHER).status_code == 302  # others are not held up
    assert len([m for m in gateway.messages if m["to"] == f"+86{PHONE}"]) == 5
    with clock.frozen(after(minutes=60)):
        assert ask(client).status_code == 302


def test_one_code_in_a_minute(committed, client, gateway):
    with clock.frozen(NOON):
        page = ask(client)["Location"]
        answer = client.post(page, {"action": "resend"})
        assert answer.status_code == 429
        assert "60" in str(answer.context["form"].errors["code"])
    assert len(gateway.messages) == 1


def test_codes_from_one_address(committed, client, gateway):
    with clock.frozen(NOON):
        for n in range(60):
            client.cookies.clear()
            assert ask(client, f"139{n:08d}").status_code == 302
        assert ask(client, "13800000000").status_code == 429
        assert ask(client, "13800000000", REMOTE_ADDR="10.9.8.7").status_code == 302
    assert len(gateway.messages) == 61


def test_ten_wrong_codes_lock_the_phone_even_for_the_right_one(committed, client, gateway):
    wrong = 0
    for n in range(2):
        with clock.frozen(after(minutes=2 * n)):
            client.cookies.clear()
            page = ask(client)["Location"]
            for _ in range(5):
                wrong += client.post(page, {"code": "x"}).status_code in (422, 302)
    assert wrong == 10
    with clock.frozen(after(minutes=4)):
        client.cookies.clear()
        answer = ask(client)
        assert answer.status_code == 429  # no code is sent that could not be used
        assert "56" in str(answer.context["form"].errors["phone"])
    assert (len(gateway.messages), Person.objects.count()) == (2, 0)
    with clock.frozen(after(minutes=63)):
        assert enter(client, gateway)["Location"] == "/me/welcome/"


def test_a_code_that_is_on_its_way_is_locked_too(committed, client, gateway):
    with clock.frozen(NOON):
        page = ask(client)["Location"]
        for _ in range(10):
            operations.take_try(("wrong_phone", handle()))
        answer = client.post(page, {"code": gateway.code})
        assert answer.status_code == 429
        assert Person.objects.count() == 0


def handle():
    from linli.identity.signin.handles import handle_of

    return handle_of(PHONE)


def test_the_right_code_forgets_the_wrong_ones(committed, client, gateway):
    with clock.frozen(NOON):
        page = ask(client)["Location"]
        client.post(page, {"code": "x"})
        client.post(page, {"code": gateway.code})
        operations.require_free("wrong_phone", handle())
        for _ in range(10):
            operations.take_try(("wrong_phone", handle()))
        with pytest.raises(Refused) as refusal:
            operations.take_try(("wrong_phone", handle()))
    assert refusal.value.params == {"seconds": 3600}


def test_a_refused_try_counts_against_none_of_its_limits(db):
    with clock.frozen(NOON):
        operations.take_try(("send_phone", "a"), ("send_address", "b"))
        with pytest.raises(Refused):
            operations.take_try(("send_address", "b"), ("send_phone", "a"))
    assert sorted(len(row.at) for row in Tries.objects.all()) == [1, 1]


def at_once(work, many):
    """Run `work` in threads that start together, each with its own connection; their results."""
    gate, results = threading.Barrier(many), []
    district = District.objects.get(schema_name="demo")

    def run():
        try:
            connection.set_tenant(district)
            gate.wait()
            results.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_forty_guesses_at_once_exactly_ten_are_looked_at(committed):
    def guess():
        try:
            operations.take_try(("wrong_phone", "x"), ("wrong_address", "y"))
        except Refused:
            return "refused"
        return "taken"

    results = at_once(guess, 40)
    assert sorted(results) == ["refused"] * 30 + ["taken"] * 10
    assert sorted(len(row.at) for row in Tries.objects.all()) == [10, 10]


def test_of_many_that_claim_a_key_exactly_one_gets_it(committed):
    assert sorted(at_once(lambda: cache.add("once", 1, 60), 20)) == [False] * 19 + [True]


def test_two_processes_count_together(committed):
    """As two web workers would: each takes tries until it is refused; the sum is the limit."""
    import subprocess
    import sys
    from pathlib import Path

    script = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        f"connection.settings_dict['NAME'] = {committed!r}\n"
        "from linli.districts.context import in_district\n"
        "from linli.identity.signin import operations\n"
        "from linli.kernel.errors import Refused\n"
        "taken = 0\n"
        "with in_district('demo'):\n"
        "    for _ in range(15):\n"
        "        try:\n"
        "            operations.take_try(('wrong_phone', 'p'))\n"
        "            taken += 1\n"
        "        except Refused:\n"
        "            pass\n"
        "print(taken)\n"
    )
    root = Path(__file__).resolve().parents[4]
    both = [
        subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=root
        )
        for _ in range(2)
    ]
    assert sum(int(each.communicate(timeout=60)[0]) for each in both) == 10


def test_old_rows_are_swept(db):
    with clock.frozen(NOON):
        operations.take_try(("wrong_phone", "x"))
        cache.set("k", 1, 60)
    with clock.frozen(after(days=2)):
        assert operations.sweep() == 2
    assert Tries.objects.count() == 0


def test_limits_are_ordered_and_sane():
    for rates in LIMITS.values():
        assert all(isinstance(rate, Rate) and rate.amount > 0 for rate in rates)
        assert list(rates) == sorted(rates, key=lambda rate: (rate.seconds, rate.amount))


def test_the_time_to_wait_reads_well(settings):
    from django.utils import translation

    with translation.override("en"):
        assert waiting_time(1) == "Try again in 1 second."
        assert waiting_time(121) == "Try again in 3 minutes."
        assert waiting_time(7201) == "Try again in 3 hours."
    with translation.override("zh-hans"):
        assert waiting_time(60) == "请在60秒后再试。"


def test_addresses_are_hidden(db):
    seen = {hidden_address(each) for each in ("10.0.0.1", "::ffff:10.0.0.1")}
    assert len(seen) == 1
    assert "10.0.0" not in seen.pop()
    assert hidden_address("2001:db8:1:2:3::1") == hidden_address("2001:db8:1:2:ffff::9")
    assert hidden_address("2001:db8:1:2::1") != hidden_address("2001:db8:1:3::1")


CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "kept"),
    [
        (f"Mozilla/5.0 (Linux; Android 14; V2324A) {CHROME}", "Chrome/Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Mobile MicroMessenger/8.0.49", "Weixin/iPhone"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Edg/126.0", "Edge/Windows"),
        ("curl/8.5", "/"),
    ],
)
def test_a_device_is_told_in_two_words(agent, kept):
    assert device_of(agent) == kept
