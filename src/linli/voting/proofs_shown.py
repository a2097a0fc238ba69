"""A ballot by its code, and the files of a result, as their pages show them."""

from dataclasses import dataclass, field
from typing import Any

import segno
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from linli.journal import queries as log
from linli.journal.merkle import leaf_hash
from linli.journal.models import LogEntry
from linli.journal.queries import Receipt
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.language import either
from linli.voting import queries
from linli.voting.ballot_queries import event_of
from linli.voting.choice_words import choice_word
from linli.voting.models import Assembly, Ballot, Edition, Matter
from linli.voting.queries_editions import may_have, offered
from linli.voting.queries_keys import counted_ballots
from linli.voting.queries_published import choices_of

PART = 8


@dataclass(frozen=True, slots=True)
class ShownBallot:
    """`place` and `receipt` are None until the log has taken it; `said` is empty until published.

    Whether it was replaced is said after the publication alone: a voter could be told to show it.
    """

    ballot: Ballot
    digest: list[str]
    last: bool
    place: LogEntry | None
    receipt: Receipt | None
    origin: str
    fingerprint: str
    published: bool
    said: list[tuple[Matter, str, str]] = field(default_factory=list)
    reason: str = ""


def ballot_by(code: str, row: Assembly) -> Ballot | None:
    """By the number on its receipt, or on the sheet of paper that it is."""
    rows = Ballot.objects.within(row.community).filter(
        Q(code=code) | Q(handed__sheet__code=code), assembly=row
    )
    return rows.select_related("entry", "quarantine").first()


def proof_of(ballot: Ballot) -> tuple[LogEntry, Receipt] | None:
    """Where its entry stands, and the receipt as it can be given now; None while it waits."""
    event = event_of(ballot)
    place = log.places_in_log([event]).get(event) if event is not None else None
    return (place, log.receipt_for(place, opened=True)) if place else None


def ballot_of(actor: Actor, row: Assembly, ballot: Ballot) -> ShownBallot:
    """Whoever holds the code sees what the public bundle says of it."""
    found = proof_of(ballot)
    place, receipt = found or (None, None)
    origin = log.log_numbered(place.log) if place else None
    digest = bytes(ballot.digest).hex()
    published = row.is_published
    last = counted_ballots(row).filter(pk=ballot.pk).exists()
    aside = ballot.quarantine if hasattr(ballot, "quarantine") else None
    shows = published and last and aside is None and bool(may_have(actor, row, "bundle"))
    return ShownBallot(
        ballot=ballot,
        digest=[digest[at : at + PART] for at in range(0, len(digest), PART)],
        last=last,
        place=place,
        receipt=receipt,
        origin=origin.origin if origin else "",
        fingerprint=leaf_hash(receipt.entry).hex() if receipt else "",
        published=published,
        said=_said(row, ballot) if shows else [],
        reason=aside.get_reason_display() if aside and published else "",
    )


def _said(row: Assembly, ballot: Ballot) -> list[tuple[Matter, str, str]]:
    """Matter, its title, and what the ballot says on it."""
    choices = choices_of(row, ballot.pk).get(ballot.pk, {})
    found = []
    for matter in queries.votable(queries.matters_of(row)):
        texts = queries.words_of(matter)
        chinese, english = texts.get("zh-hans"), texts.get("en")
        title = either(chinese.title if chinese else "", english.title if english else "")
        said = choices.get(matter.number, "silent")
        words = choice_word(said) if isinstance(said, str) else "、".join(map(str, said))
        found.append((matter, title or (chinese.title if chinese else ""), words))
    return found


def picture(address: str) -> str:
    """The QR code of an address."""
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff"))


# --- files ----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that the reader may have."""

    edition: Edition
    title: Any
    #: Its name in itself; empty for a file without words.
    language: str
    href: str
    #: In the language that the reader has chosen, or without words.
    own: bool


def files_of(actor: Actor, row: Assembly) -> list[ShownFile]:
    """In the order in which they are offered; files that are for others are left out."""
    allowed: dict[str, bool] = {}
    found = []
    for each in offered(row):
        if each.kind not in allowed:
            allowed[each.kind] = bool(may_have(actor, row, each.kind))
        if allowed[each.kind]:
            language = {"zh-hans": "中文", "en": "English"}.get(each.language, "")
            href = reverse("edition_file", args=[row.code, name_of(each)])
            own = each.language in {"", get_language()}
            found.append(ShownFile(each, each.get_kind_display(), language, href, own))
    return found


ENDINGS = {
    "bundle": "jsonl",
    "owners-bundle": "jsonl",
    "workbook": "xlsx",
    "owners-workbook": "xlsx",
    "poster": "pdf",
    "sheet": "html",
}
TYPES = {
    "jsonl": "application/jsonl; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


def name_of(each: Edition) -> str:
    """``owners-workbook-en``: how its address names a file."""
    return f"{each.kind}-{each.language}" if each.language else str(each.kind)


def named(row: Assembly, name: str) -> Edition | None:
    """The file that an address names."""
    return next((each for each in offered(row) if name_of(each) == name), None)


def waits_for(row: Assembly) -> str:
    """What a page says while files are still to be made; "" when they are there."""
    if Edition.objects.filter(assembly=row, kind=Edition.Kind.BUNDLE).exists():
        return ""
    minutes = (clock.now() - row.published_at).total_seconds() / 60 if row.published_at else 0
    if minutes > LATE:
        return _("They take longer than usual: the public log may stand still.")
    return _("They are made as soon as the public log holds the publication, within minutes.")


#: Minutes after which something must be wrong.
LATE = 10
