"""Who may open which address of this module."""

from tests.architecture.matrix import SIGNED_IN, Rule


def _issued(world):
    from linli.notices import actions

    return actions.issue(
        world.actor("staff"),
        community=world.community.pk,
        audience="person",
        word=world.resident.public_id,
        title="停水通知",
        text="周六停水检修",
    )


def notice(world):
    return {"notice": _issued(world).pk}


def addressed(world):
    return {"addressed": _issued(world).addressed.get().pk}


def write(world):
    return {
        "community": world.community.pk,
        "audience": "person",
        "word": world.resident.public_id,
        "title": "停水通知",
        "text": "周六停水检修",
    }


SUBSCRIPTION = {
    "subscription": '{"endpoint": "https://fcm.googleapis.com/fcm/send/x",'
    ' "keys": {"p256dh": "x", "auth": "y"}}'
}


def device(world):
    from linli.notices import actions

    made = actions.add_device(world.actor("resident"), device="Chrome/Android", **SUBSCRIPTION)
    return {"device": made.pk}


WISHES = {"pace": "daily", "wechat": "on", "quiet_from": "21", "quiet_to": "8"}
SOMEBODY = SIGNED_IN | {"stranger"}
OFFICE = {"staff", "auditor"}

RULES = {
    "GET inbox": Rule(allowed=SOMEBODY | {"helper"}),
    "GET notice": Rule(allowed={"resident", "helper"}, args=addressed),
    "GET notice_preferences": Rule(allowed=SOMEBODY),
    "POST notice_preferences": Rule(allowed=SOMEBODY, data=WISHES),
    "GET push_devices": Rule(allowed=SOMEBODY),
    "POST push_devices": Rule(allowed=SOMEBODY, data=SUBSCRIPTION),
    "POST remove_device": Rule(allowed={"resident"}, args=device),
    "GET notices": Rule(allowed=OFFICE),
    "GET write_notice": Rule(allowed={"staff"}),
    "POST write_notice": Rule(allowed={"staff"}, data=write),
    "GET notice_figures": Rule(allowed=OFFICE, args=notice),
    "POST notice_figures": Rule(
        allowed={"staff"}, args=notice, data={"medium": "board", "spot": "东门"}
    ),
    "GET print_notice": Rule(allowed=OFFICE, args=notice),
    # nobody but the gateway, by its signature
    "POST api:take_sms_reports": Rule(allowed=frozenset(), data={"reports": []}, denied=401),
    "GET api:list_notices": Rule(allowed=SOMEBODY),
    "POST api:read_notice": Rule(allowed={"resident"}, args=addressed),
}
