"""My points and hours: what is there, what ends when, the statement, things to take home."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from linli.identity.queries import display_names
from linli.kernel import clock, places
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of, signed_in
from linli.ledger import printing, queries
from linli.ledger.explained import amount_words, change_words
from linli.ledger.models import Account

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def private_page(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response


def _communities() -> dict[int, places.Community]:
    return {each.id: each for each in places.communities()}


def _figures(
    account: Account,
    ends: list[queries.Ending],
    known: Mapping[int, places.Community] | None = None,
) -> dict[str, Any]:
    unit, balance = account.ledger.unit, account.balance
    known = _communities() if known is None else known
    return {
        "account": account,
        "community": known.get(account.community),
        "available": amount_words(unit, balance.available),
        "held": amount_words(unit, balance.held) if balance.held else "",
        "total": amount_words(unit, balance.posted),
        "frozen": balance.frozen,
        "ends": [(end.day, amount_words(unit, end.units)) for end in ends],
    }


@require_safe
@signed_in
def my_bank(request: HttpRequest) -> HttpResponse:
    """Every account of mine, with what is there and what ends next."""
    rows = list(queries.accounts_of(actor_of(request).person or 0))
    ends = queries.ending(row.pk for row in rows)
    known = _communities()
    context = {"accounts": [_figures(row, ends[row.pk], known) for row in rows]}
    return private_page(render(request, "ledger/bank.html", context))


def _mine(request: HttpRequest, account: int) -> Account:
    return found_or_refused(queries.accounts_of(actor_of(request).person or 0).filter(pk=account))


def _shown(unit: str, lines: Any) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "change": change_words(unit, line.change),
            "after": amount_words(unit, line.after),
        }
        for line in lines
    ]


@require_safe
@signed_in
def my_account(request: HttpRequest, account: int) -> HttpResponse:
    """One account: figures, what is promised, what ends when, the newest lines."""
    row = _mine(request, account)
    unit = row.ledger.unit
    page = queries.statement(row.pk, after=request.GET.get("after"))
    freeze = queries.open_freeze(row.pk) if row.balance.frozen else None
    context = {
        **_figures(row, queries.ending([row.pk])[row.pk]),
        "page": page,
        "lines": _shown(unit, page.items),
        "first": not request.GET.get("after"),
        "holds": [(hold, amount_words(unit, hold.amount)) for hold in queries.open_holds(row.pk)],
        "freeze": freeze,
        "freeze_words": freeze.words.read("text") if freeze else "",
    }
    return private_page(render(request, "ledger/account.html", context))


@require_safe
@signed_in
def my_statement(request: HttpRequest, account: int) -> HttpResponse:
    """The whole statement as a workbook."""
    row = _mine(request, account)
    content = printing.workbook(queries.whole_statement(row.pk), row.ledger.get_unit_display())
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="statement-{row.pk}.xlsx"'
    return private_page(response)


def _passbook(row: Account) -> dict[str, Any]:
    person = row.person_id or 0
    return {
        **_figures(row, queries.ending([row.pk])[row.pk]),
        "holder": display_names([person]).get(person, ""),
        "lines": _shown(row.ledger.unit, queries.whole_statement(row.pk)),
        "today": clock.today(),
    }


@require_safe
@signed_in
def my_passbook(request: HttpRequest, account: int) -> HttpResponse:
    """The passbook as a page that a browser prints."""
    context = _passbook(_mine(request, account))
    return private_page(render(request, "ledger/passbook.html", context))


@require_safe
@signed_in
def my_passbook_pdf(request: HttpRequest, account: int) -> HttpResponse:
    """The passbook as PDF; where the machine cannot make one, the page to print."""
    row = _mine(request, account)
    content = printing.passbook(_passbook(row))
    if content is None:
        return redirect("my_passbook", row.pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="passbook-{row.pk}.pdf"'
    return private_page(response)
