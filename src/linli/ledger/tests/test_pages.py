"""Pages and API: constant queries, pages of a statement, what is taken home; nobody sees another's."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pypdfium2
import pytest
from django.db import transaction
from django.utils import translation
from tests.queries import asked

from linli.kernel import clock
from linli.kernel.personal import kept
from linli.ledger import actions, operations, printing
from linli.ledger.models import Account
from linli.ledger.movements import Movement
from linli.ledger.tests.test_nightly import MAY, points, promise
from linli.ledger.tests.town import build

FAR = date(2099, 1, 1)


@pytest.fixture
def town(committed):
    with clock.frozen(MAY):
        yield build()


@pytest.fixture
def enter(client, town):
    def as_somebody(name):
        client.force_login(town.people[name])
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "demo", "at": datetime.now(UTC).timestamp()}
        ]
        if name in town.offices:
            session["acting_office"] = town.offices[name].pk
        session.save()
        return client

    return as_somebody


def spend(account, count, start=0):
    with transaction.atomic():
        merchant = operations.open_account(account.ledger, Account.Kind.MERCHANT, other=7).pk
        for n in range(start, start + count):
            operations.transfer(
                Movement(
                    ledger=account.ledger_id,
                    key=f"spend{n}",
                    debit=account.pk,
                    credit=merchant,
                    amount=1,
                    kind="spend",
                )
            )


def test_pages_take_the_same_queries_at_two_sizes(town, enter):
    account = points(town, units=90, ends=FAR)
    spend(account, 1)
    paths = {
        "ann": [
            "/me/bank/",
            f"/me/bank/{account.pk}/",
            f"/me/bank/{account.pk}/passbook/",
            "/api/bank/accounts",
            f"/api/bank/accounts/{account.pk}/lines",
        ],
        "clerk": ["/work/bank/", f"/work/bank/{account.ledger_id}/"],
    }
    few = {path: asked(enter(who), path) for who, of in paths.items() for path in of}
    spend(account, 44, start=1)
    for name in ("bob", "eve"):
        points(town, name=name)
        other = points(town, name=name, ends=FAR)
        if name == "bob":
            promise(other, 3, None)
    many = {path: asked(enter(who), path) for who, of in paths.items() for path in of}
    assert many == few


def test_a_statement_in_pages_and_as_a_table(town, enter):
    account = points(town, units=90, ends=FAR)
    spend(account, 44)
    client, seen, after = enter("ann"), [], None
    while True:
        found = client.get(f"/api/bank/accounts/{account.pk}/lines", {"after": after or ""}).json()
        seen += [(line["number"], line["change"], line["after"]) for line in found["items"]]
        after = found["next"]
        if after is None:
            break
    assert seen == [(n, -1, 90 - n + 1) for n in range(45, 1, -1)] + [(1, 90, 90)]
    refused = client.get(f"/api/bank/accounts/{account.pk}/lines", {"after": "=x"})
    assert refused.json()["code"] == "kernel.bad_cursor"

    answer = client.get(f"/me/bank/{account.pk}/statement.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 46
    assert rows[1] == (1, "2026-05-11", "发放", "", 90, 90, "积分")
    assert rows[45] == (45, "2026-05-11", "使用", "", -1, 46, "积分")
    mine = client.get("/api/bank/accounts").json()
    assert [(a["unit"], a["balance"], a["ending"]) for a in mine] == [
        ("points", 46, [{"day": "2099-01-01", "units": 46}])
    ]


def test_the_passbook_on_paper(town, enter, monkeypatch):
    account = points(town, ends=FAR)
    client, address = enter("ann"), f"/me/bank/{account.pk}/passbook.pdf"
    answer = client.get(address)
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert "存折" in text
    assert "30 分" in text
    assert "2026-05-11" in text
    monkeypatch.setattr(printing, "passbook", lambda _context: None)  # a machine without Pango
    assert client.get(address).headers["Location"] == f"/me/bank/{account.pk}/passbook/"


def test_an_account_is_its_holders(town, enter):
    account = points(town)
    for name in ("bob", "clerk"):
        for path in ("", "statement.xlsx", "passbook/", "passbook.pdf"):
            assert enter(name).get(f"/me/bank/{account.pk}/{path}").status_code == 404
    assert enter("bob").get(f"/api/bank/accounts/{account.pk}/lines").status_code == 404
    assert enter("far").get(f"/work/bank/{account.ledger_id}/").status_code == 404


def test_freezing_on_the_page(town, enter):
    account = points(town)
    client, address = enter("clerk"), f"/work/bank/{account.ledger_id}/freeze/"
    sent = {"person": town.people["eve"].public_id, "reason": "dispute", "words": "有异议"}
    assert client.post(address, sent).status_code == 422
    sent["person"] = town.people["ann"].public_id
    assert client.post(address, sent).headers["Location"] == f"/work/bank/{account.ledger_id}/"
    page = enter("ann").get(f"/me/bank/{account.pk}/").content.decode()
    assert "对某笔记录有争议" in page
    assert "有异议" in page
    client = enter("clerk")
    back = f"/work/bank/accounts/{account.pk}/unfreeze/"
    assert client.post(back, {"words": ""}).status_code == 422
    assert client.post(back, {"words": "已核实"}).status_code == 302
    with pytest.raises(actions.Refused):
        actions.unfreeze(town.clerk, account=account.pk, words="再次")


def test_a_few_accounts_give_no_totals(town, enter):
    """From ten residents on, who have something and ever had, sums tell nobody's balance."""
    accounts = [points(town, units=30 + n, ends=FAR, name=f"r{n}")
                for n in range(9) if town.resident(f"r{n}")]  # fmt: skip
    ledger, client = accounts[0].ledger_id, enter("clerk")
    pages = ["/work/bank/", f"/work/bank/{ledger}/"]
    total = sum(30 + n for n in range(9))
    for page in pages:
        assert str(total) not in client.get(page).content.decode()
    assert "不公布" in client.get(pages[1]).content.decode()
    accounts.append(points(town, units=5, ends=FAR))
    for page in pages:
        assert str(total + 5) in client.get(page).content.decode()
    spend(accounts[-1], 5)
    assert "不公布" in client.get(pages[1]).content.decode()


def test_before_an_account_is_closed_its_holder_reads_what_is_lost(town):
    points(town, units=7)
    with translation.override("en"):
        (said,) = [each for each in kept(town.people["ann"].pk) if "7" in str(each.what)]
        assert (str(said.what), said.blocks) == ("You lose 7 points", False)
    assert not [each for each in kept(town.people["bob"].pk) if "失去" in str(each.what)]
