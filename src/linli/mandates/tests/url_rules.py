"""Who may open the addresses of this module. A helper opens none: mandates are one's own."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.architecture.matrix import SIGNED_IN, Rule

DEEDS = ["inbox"]


def _until():
    from linli.kernel import clock

    return clock.today() + timedelta(days=30)


def offered(world):
    """From the resident to the neighbour."""
    from linli.mandates import actions

    row, _code = actions.offer(
        world.actor("resident"),
        deeds=DEEDS,
        bond="other",
        until=_until(),
        helper=world.neighbour.public_id,
    )
    return row


def given(world):
    from linli.mandates import actions

    return actions.accept(world.actor("neighbour"), mandate=offered(world).pk)


def terms(world):
    return {"deeds": DEEDS, "bond": "other", "until": _until().isoformat()}


def between(world):
    return {
        **terms(world),
        "principal": world.resident.public_id,
        "helper": world.neighbour.public_id,
    }


def paper(world):
    kept = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(kept, "JPEG")
    picture = SimpleUploadedFile("sheet.jpg", kept.getvalue(), content_type="image/jpeg")
    return {**between(world), "sheet": "ABCDE12345", "scan": picture}


def _row(make, **more):
    return lambda world: {"mandate": make(world).pk, **more}


BOTH = {"resident", "neighbour"}

RULES = {
    "GET my_mandates": Rule(SIGNED_IN | {"stranger"}),
    "GET give_mandate": Rule(BOTH),
    "POST give_mandate": Rule(BOTH, data=terms),
    "GET mandate_code": Rule(BOTH),
    "POST mandate_code": Rule(BOTH, data={"code": "ABCDE12345"}, status=422),
    "GET mandate_acts": Rule(SIGNED_IN | {"stranger"}),
    "GET mandate_sheet": Rule(SIGNED_IN | {"stranger"}),
    "GET mandate": Rule(BOTH, args=_row(given)),
    "POST mandate_step": Rule(BOTH, args=_row(given, step="end")),
    "GET mandates": Rule({"staff"}),
    "GET mandate_at_desk": Rule({"staff"}),
    "POST mandate_at_desk": Rule(
        {"staff"}, data=lambda world: {**between(world), "both_seen": "on"}, status=302
    ),
    "GET desk_mandate": Rule({"staff"}, args=_row(given)),
    "POST desk_mandate_step": Rule({"staff"}, args=_row(given, step="end"), status=302),
    "GET api:list_mandates": Rule(SIGNED_IN | {"stranger"}),
    "POST api:offer_mandate": Rule(
        BOTH,
        data=lambda world: {**terms(world), "helper": world.people["helper"].public_id},
        status=201,
    ),
    "POST api:end_mandate": Rule(BOTH, args=_row(given)),
}
