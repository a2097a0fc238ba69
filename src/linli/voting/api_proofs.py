"""Keys and files of owners' assemblies by software. Passphrases are typed on pages alone."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from linli.kernel.api import needs
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.voting import key_rules, proofs_shown, queries, rules
from linli.voting.keys_shown import keys_of
from linli.voting.models import Assembly

router = Router(tags=["voting"])
READ = "voting:read"


class HolderOut(Schema):
    """`public` is hexadecimal, null until the holder has chosen a passphrase."""

    seat: str
    named: bool
    enrolled_at: datetime | None
    public: str | None


class KeysOut(Schema):
    """`key` is the assembly's public key; `waiting` sheets of paper are still to be keyed."""

    key: str | None
    holders: list[HolderOut]
    handed: bool
    opened_at: datetime | None
    opened: int
    aside: int
    waiting: int


class EditionOut(Schema):
    """A file of a published result; `href` is where it is fetched."""

    kind: str
    language: str
    size: int
    sha256: str
    at: datetime
    href: str


class EditionsOut(Schema):
    """`ready` is false while the log has not taken everything yet."""

    code: str
    ready: bool
    editions: list[EditionOut]


def _seen(request: HttpRequest, code: str) -> Assembly:
    rows = queries.listed(rules.visible_to(actor_of(request)))
    return found_or_refused(rows.filter(code=code))


@router.get(
    "/assemblies/{code}/keys", response=KeysOut, auth=needs(READ), summary="State of its key"
)
def get_keys(request: HttpRequest, code: str) -> dict[str, Any]:
    """Who has enrolled, and whether the ballots are open. Nothing in it is secret."""
    row = _seen(request, code)
    if not key_rules.takes_ballots_here(row):
        raise Refused("voting.no_ballots_here")
    found = keys_of(actor_of(request), row)
    return {
        "key": bytes(row.public_key).hex() if row.public_key else None,
        "holders": [
            {
                "seat": each.seat.value,
                "named": each.holder is not None,
                "enrolled_at": each.holder.enrolled_at if each.holder else None,
                "public": bytes(each.holder.public).hex()
                if each.holder and each.holder.public
                else None,
            }
            for each in found.holders
        ],
        "handed": found.handed,
        "opened_at": row.unsealed_at,
        "opened": found.opened,
        "aside": found.aside,
        "waiting": found.waiting,
    }


@router.get(
    "/assemblies/{code}/editions", response=EditionsOut, summary="Files of a published result"
)
def get_editions(request: HttpRequest, code: str) -> dict[str, Any]:
    """Those that the caller may have: the public edition for everybody."""
    row = _seen(request, code)
    if not row.is_published or not row.result_hash:
        raise Refused("voting.no_result_yet")
    files = proofs_shown.files_of(actor_of(request), row)
    return {
        "code": row.code,
        "ready": not proofs_shown.waits_for(row),
        "editions": [
            {
                "kind": each.edition.kind,
                "language": each.edition.language,
                "size": each.edition.size,
                "sha256": each.edition.sha256,
                "at": each.edition.at,
                "href": each.href,
            }
            for each in files
        ],
    }
