"""The caller's inbox by software."""

from django.db import transaction
from django.http import HttpRequest
from ninja import Router

from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.notices import operations, queries
from linli.notices.queries import Shown
from linli.notices.schemas import NoticeOut, NoticePage

router = Router(tags=["notices"])

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
