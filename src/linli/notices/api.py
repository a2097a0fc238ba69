"""The caller's inbox by software."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from ninja import Router
from ninja.security import APIKeyHeader

from linli.districts.context import current_schema
from linli.kernel.actor import SYSTEM
from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.notices import actions, operations, queries
from linli.notices.channels.reports import HEADER, is_signed
from linli.notices.delivering import key_of
from linli.notices.evidence import Channel
from linli.notices.queries import Shown
from linli.notices.schemas import NoticeOut, NoticePage, ReportsIn, ReportsOut

router = Router(tags=["notices"])

#: A row's number has no more; PostgreSQL's bigint would refuse it.
DIGITS = 18
READ = "notices:read"
WRITE = "notices:write"


def _out(it: Shown) -> NoticeOut:
    notice = it.row.notice
    return NoticeOut(
        id=it.row.pk,
        kind=notice.kind,
        title=it.title,
        text=it.text,
        link=notice.link,
        urgent=notice.urgent,
        at=notice.at,
        read_at=it.row.read_at,
    )


@router.get("/notices", response=NoticePage, auth=needs(READ), summary="My inbox")
def list_notices(request: HttpRequest, after: str | None = None) -> NoticePage:
    person = actor_of(request).person or 0
    page = page_of(queries.inbox(person), key=["-id"], after=after)
    items = [_out(it) for it in queries.shown(page.items)]
    return NoticePage(items=items, next=page.next, unread=queries.unread(person))


@router.post(
    "/notices/{int:addressed}/read", response=NoticeOut, auth=needs(WRITE), summary="I read it"
)
def read_notice(request: HttpRequest, addressed: int) -> NoticeOut:
    """The read receipt; the second one changes nothing."""
    person = actor_of(request).person or 0
    with transaction.atomic():
        operations.note_read(person, addressed)
    row = found_or_refused(queries.inbox(person).filter(pk=addressed))
    return _out(queries.shown([row])[0])


class Signed(APIKeyHeader):
    """The gateway's signature over the body (`channels/reports.py`)."""

    param_name = HEADER

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ARG002
        return is_signed(request, settings.SMS_REPORT_SECRET) or None


@router.post(
    "/gateways/sms/reports",
    response=ReportsOut,
    auth=Signed(),
    summary="Delivery reports of the gateway of text messages",
)
def take_sms_reports(request: HttpRequest, sent: ReportsIn) -> ReportsOut:  # noqa: ARG001
    """Messages of other districts, and sign-in codes, are passed over."""
    mine = [
        (pk, each.id, each.status == "delivered")
        for each in sent.reports
        if (pk := _addressed_of(each.key)) is not None
    ]
    delivered, failed = actions.take_reports(SYSTEM, reports=mine)
    return ReportsOut(delivered=delivered, failed=failed)


def _addressed_of(key: str) -> int | None:
    """The recipient's row that a key names, None for a key that we did not make here."""
    number = key.removeprefix(f"{current_schema()}-").removesuffix(f"-{Channel.SMS.value}")
    if not number.isascii() or not number.isdigit() or len(number) > DIGITS:
        return None
    pk = int(number)
    return pk if key == key_of(pk, Channel.SMS) else None
