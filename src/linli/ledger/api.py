"""One's own accounts and statements by software."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.ledger import queries
from linli.ledger.schemas import AccountOut, EndingOut, LineOut, StatementPage

router = Router(tags=["ledger"])

READ = "bank:read"


@router.get("/bank/accounts", response=list[AccountOut], auth=needs(READ), summary="My accounts")
def list_accounts(request: HttpRequest) -> list[AccountOut]:
    """Points, minutes and budgets of mine, with what ends when."""
    rows = list(queries.accounts_of(actor_of(request).person or 0))
    ends = queries.ending(row.pk for row in rows)
    return [
        AccountOut(
            id=row.pk,
            community=row.community,
            unit=row.ledger.unit,
            balance=row.balance.posted,
            held=row.balance.held,
            available=row.balance.available,
            frozen=row.balance.frozen,
            ending=[EndingOut(day=end.day, units=end.units) for end in ends[row.pk]],
        )
        for row in rows
    ]


@router.get(
    "/bank/accounts/{int:account}/lines",
    response=StatementPage,
    auth=needs(READ),
    summary="The statement of one of my accounts",
)
def list_lines(request: HttpRequest, account: int, after: str | None = None) -> StatementPage:
    """Newest first."""
    rows = queries.accounts_of(actor_of(request).person or 0)
    row = found_or_refused(rows.filter(pk=account))
    page = queries.statement(row.pk, after=after)
    items = [
        LineOut(
            number=line.seq,
            transfer=line.transfer.pk,
            at=line.transfer.at,
            kind=line.transfer.kind,
            title=str(line.about.title),
            note=str(line.about.note),
            change=line.change,
            after=line.after,
            rule_version=line.transfer.rule_version,
            event=line.transfer.event,
        )
        for line in page.items
    ]
    return StatementPage(items=items, next=page.next)
