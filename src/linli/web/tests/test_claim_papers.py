"""Copies of papers beside a claim: brought on the page, sealed, read by who decides and nobody else."""

import time
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from linli.files.models import StoredFile
from linli.files.tests.samples import pdf, photo
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.organisations.actions import appoint, found
from linli.residence.actions import desk
from linli.residence.tests.houses import NOON, peopled, resident
from linli.residence.tests.test_claims import own
from linli.web.tests.test_helping import browser

WHY = "the test looks at the outcome"


@pytest.fixture
def house(committed):
    with clock.frozen(NOON):
        made = peopled()
        resident(made, "xia", name="安宁一")  # named like the owner: papers decide
        body = found(SYSTEM, kind="residents_committee", place=made.community, names=("居", "RC"))
        office = appoint(
            SYSTEM, organisation=body.pk, person=made.people["kim"].public_id, capacity="staff",
            place=made.community, since=date(2026, 1, 1), titles=("专干", "Clerk"), ground="任命书",
        )  # fmt: skip
        made.office = office
        yield made


def upload(name: str, content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


def test_papers_are_brought_sealed_and_read_by_who_decides(house):
    claim = own(house, "xia")
    address = f"/me/homes/claims/{claim.pk}/papers/"
    xia = browser(house.people["xia"])
    empty = xia.post(address)
    assert (empty.status_code, StoredFile.objects.count()) == (422, 0)
    wrong = xia.post(address, {"papers": upload("x.jpg", b"MZ not a picture")})
    assert (wrong.status_code, StoredFile.objects.count()) == (422, 0)
    sent = xia.post(address, {"papers": [upload("deed.jpg", photo()), upload("deed.pdf", pdf())]})
    assert sent["Location"] == f"/me/homes/claims/{claim.pk}/"
    files = list(StoredFile.objects.order_by("pk"))
    assert [file.owner for file in files] == [claim.pk, claim.pk]
    added = Event.objects.latest("pk")
    assert (added.type, added.payload["files"]) == ("residence.papers_added", 2)

    link = f"/files/{files[0].public_id}/"
    assert link in xia.get(sent["Location"]).content.decode()
    proof = [{"method": "demo", "at": time.time()}]
    kim = browser(
        house.people["kim"], acting_office=house.office.pk, account_authentication_methods=proof
    )
    case = kim.get(f"/work/residence/claims/{claim.pk}/")
    assert link in case.content.decode()
    seen = kim.get(link)
    assert (seen.status_code, seen["Cache-Control"]) == (200, "private, no-store")
    picture = Image.open(BytesIO(b"".join(seen) if seen.streaming else seen.content))
    assert dict(picture.getexif()) == {}
    look = Event.objects.latest("pk")
    assert (look.type, look.actor) == ("files.private_file_seen", house.people["kim"].pk)
    for other in ("ann", "eve"):
        assert browser(house.people[other]).get(link).status_code == 404
        assert browser(house.people[other]).post(address).status_code == 404
    desk.refuse(house.lee, claim=claim.pk, answer="不符")
    late = xia.post(address, {"papers": upload("deed.jpg", photo())})
    assert late.status_code == 422
    bound = StoredFile.objects.exclude(owner=None)
    assert bound.count() == 2
