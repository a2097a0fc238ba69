"""Certificates for whoever has the paper: they hold, or are revoked in public; who answers for them."""

import io
from datetime import date, timedelta

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from tests.working import work

from linli.facts.timebank import CertificateRevoked
from linli.journal.models import Event
from linli.kernel import clock
from linli.organisations.models import Office, Organisation
from linli.timebank import scope_oversight
from linli.timebank.actions import certificates
from linli.timebank.models import Certificate, Session
from linli.timebank.tests.hours import MAY
from linli.timebank.tests.test_attacks import called


@pytest.fixture
def paper(bank):
    """Ann's, of two hours in May, issued in June."""
    for number in range(2):
        bank.done(at=MAY + timedelta(hours=3 * number + 1))
    with clock.frozen(MAY + timedelta(days=1)):
        row = certificates.ask(bank.actor("ann"), first=date(2026, 5, 1), last=date(2026, 5, 13))
    with clock.frozen(MAY + timedelta(days=30)):
        row = certificates.issue(bank.actor("ann"), certificate=row.pk)
    with clock.frozen(MAY + timedelta(days=31)):
        yield bank, row


def test_hours_that_are_taken_back_revoke_it_in_public_and_everybody_who_checks_sees_it(
    paper, client, capsys
):
    bank, row = paper
    page = f"/time/certificates/check/?digest={row.digest}"
    assert "有效" in client.get(page).content.decode()
    check = f"/api/time/certificates/check/{row.digest}"
    assert client.get(check).json()["state"] == "issued"
    call_command("verify_certificate", row.digest)
    assert "issued" in capsys.readouterr().out
    session = Session.objects.within(bank.community).filter(giver=bank.person("ann")).first()
    called(bank, session)
    # at once, also before the consumer has run
    assert client.get(check).json()["state"] == "revoked"
    work()
    row.refresh_from_db()
    event = Event.objects.get(type=CertificateRevoked.type)
    assert (row.state, row.revoked_event, event.payload) == (
        Certificate.State.REVOKED,
        event.pk,
        {"certificate": row.pk, "community": bank.community, "digest": row.digest},
    )
    assert (CertificateRevoked.logged, CertificateRevoked.personal) == (True, False)
    answer = client.get(page).content.decode()
    assert "已撤销，不再有效" in answer
    # nothing of its holder
    assert bank.person("ann").public_id not in answer
    assert "王小明" not in answer
    found = client.get(check).json()
    assert (found["state"], found["revoked_at"] is not None) == ("revoked", True)
    with pytest.raises(CommandError, match="revoked"):
        call_command("verify_certificate", row.digest)
    client.force_login(bank.person("ann"))
    assert "已撤销" in client.get(f"/time/certificates/{row.pk}/").content.decode()
    assert client.get(f"/time/certificates/{row.pk}/pdf/").status_code == 404
    # found once more, nothing happens twice
    from linli.timebank.operations.revoking import revoke_fallen

    with transaction.atomic():
        assert revoke_fallen(session.pk) == 0


def test_digits_that_nobody_issued_are_unknown_and_others_are_refused(paper, client):
    assert scope_oversight.verified("0" * 64).state == "unknown"
    assert scope_oversight.verified("").state == "unknown"
    assert (
        "没有出具过" in client.get(f"/time/certificates/check/?digest={'0' * 64}").content.decode()
    )
    assert client.get("/api/time/certificates/check/x").status_code == 422
    with pytest.raises(CommandError, match="unknown"):
        call_command("verify_certificate", "0" * 64)


def test_the_paper_names_who_answers_for_the_issuer(paper, client):
    bank, row = paper
    body = Organisation.objects.get(name_zh="甲居委会")
    client.force_login(bank.person("ann"))

    def text() -> str:
        answer = client.get(f"/time/certificates/{row.pk}/pdf/")
        found = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        return "".join("".join(each.extract_text() for each in found).split())

    assert "负责人" not in text()
    Office.objects.create(
        organisation=body,
        person=bank.person("bob"),
        capacity="staff",
        seat="chair",
        title_zh="主任",
        title_en="Director",
        place_id=bank.community,
        since=clock.today(),
        ground="选举",
    )
    assert "负责人王小明·主任" in text()
    assert "/time/certificates/check/" in text()
