"""Writes on estates and on rosters that are on their way."""

import base64
import hashlib

from linli.identity.vault import vault
from linli.kernel import clock
from linli.places.models import Estate, RosterImport, SealedText
from linli.places.states import ImportState


def seal_text(text: str) -> SealedText:
    """A row that holds the text sealed."""
    row = SealedText()
    row.put("text", text)
    row.save()
    return row


def add_estate(*, community: int, name_zh: str, name_en: str) -> Estate:
    return Estate.objects.create(
        community_id=community, name_zh=name_zh, name_en=name_en, since=clock.today()
    )


def digest_of(data: bytes) -> bytes:
    """Of a file, under the vault's key: equal files are recognised, contents not tried out."""
    return vault().blind(hashlib.sha256(data).hexdigest(), kind="roster_file")


def add_import(estate: Estate, data: bytes, *, by: int | None) -> RosterImport:
    """Keep an uploaded roster, sealed."""
    return RosterImport.objects.create(
        community=estate.community_id,
        estate=estate,
        content=seal_text(base64.b64encode(data).decode()),
        digest=digest_of(data),
        size=len(data),
        at=clock.now(),
        by_id=by,
    )


def hand_over(roster: RosterImport) -> None:
    roster.handed_at = clock.now()
    roster.save(update_fields=["handed_at"])


def end_import(
    roster: RosterImport, state: ImportState, *, by: int | None, figures: dict[str, int]
) -> None:
    """The content goes: what counts stands in the estate, and it names hundreds of people."""
    content = roster.content
    roster.state = state
    roster.ended_at, roster.ended_by_id = clock.now(), by
    roster.figures = figures
    roster.content = None
    roster.save()
    if content is not None:
        content.delete()
