"""Taking an official export over; inside a transaction only."""

import base64
import secrets
from hashlib import sha256

from linli.journal.merkle import leaf_hash, root_of
from linli.kernel import clock
from linli.kernel.ids import public_id
from linli.voting import operations
from linli.voting.models import (
    Assembly,
    Ballot,
    Cast,
    ExportDraft,
    ExportFinding,
    OfficialImport,
    OpenedBallot,
    OpenedChoice,
    RollEntry,
)
from linli.voting.models.ballot import Channel
from linli.voting.models.export import SHEET_LENGTH
from linli.voting.official.drafts import Draft
from linli.voting.operations_opened import ChoiceRows
from linli.voting.queries import roll_of
from linli.voting.sealing import NONCE, canonical, commitment

SHOWN_CHANNELS = 12


def add_draft(row: Assembly, data: bytes, *, by: int) -> ExportDraft:
    """Keep an uploaded export, sealed."""
    return ExportDraft.objects.create(
        community=row.community,
        assembly=row,
        content=operations.seal_text(base64.b64encode(data).decode()),
        sha256=sha256(data).hexdigest(),
        size=len(data),
        at=clock.now(),
        by_id=by,
    )


def end_draft(draft: ExportDraft, state: str, *, by: int) -> None:
    """The content goes: what counts stands in rows, the original is with the official system."""
    content = draft.content
    draft.state, draft.content = state, None
    draft.ended_at, draft.ended_by_id = clock.now(), by
    draft.save()
    if content is not None:
        content.delete()


def take_over(row: Assembly, kept: ExportDraft, draft: Draft, *, by: int) -> OfficialImport:
    """Write its ballots, opened, and what explains them: once, and never changed."""
    entries = {entry.number: entry for entry in roll_of(row)}
    ballots = _write_ballots(row, draft, entries)
    lines = [f"{ballot.entry.number} {ballot.digest.hex()}" for ballot in ballots]
    numbers = [ask.number for ask in draft.asks]
    made = OfficialImport.objects.create(
        assembly=row,
        sha256=kept.sha256,
        size=kept.size,
        ballots_root=root_of([leaf_hash(line.encode()) for line in lines]).hex(),
        figures=figures_of(draft),
        totals={str(number): draft.totals[number] for number in numbers},
        rows={str(number): draft.rows_of(number) for number in numbers},
        effects={str(number): draft.effects_of(number) for number in numbers},
        brought_by_id=kept.by_id,
        applied_by_id=by,
        at=clock.now(),
    )
    rows = [
        ExportFinding(
            official=made,
            sheet=each.sheet[:SHEET_LENGTH],
            row=each.row,
            code=each.code,
            matter=each.matter or None,
            entry=entries.get(each.elector),
            said_centi=each.said,
            roll_centi=each.roll,
        )
        for each in draft.folded.findings
    ]
    ExportFinding.objects.bulk_create(rows, batch_size=operations.CHUNK)
    return made


def figures_of(draft: Draft) -> dict[str, object]:
    """Counts of an export: rows, electors who voted, findings by code, ways of voting."""
    codes: dict[str, int] = {}
    for each in draft.folded.findings:
        codes[each.code] = codes.get(each.code, 0) + 1
    return {
        "rows": draft.export.rows,
        "ballots": len(draft.folded.ballots),
        "findings": codes,
        "channels": dict(draft.export.channels.most_common(SHOWN_CHANNELS)),
    }


def _write_ballots(row: Assembly, draft: Draft, entries: dict[int, RollEntry]) -> list[Ballot]:
    """In the order of the electors. Each commits to its choices, as one that was cast here does."""
    now, said, nonces = clock.now(), draft.folded.ballots, {}
    rows = []
    for number in sorted(said):
        nonces[number] = secrets.token_bytes(NONCE)
        text = canonical(row.code, number, said[number])
        rows.append(
            Ballot(
                community=row.community,
                assembly=row,
                entry=entries[number],
                version=1,
                code=public_id(),
                channel=Channel.OFFICIAL,
                final=True,
                sealed=b"",
                digest=commitment(nonces[number], text),
                at=now,
            )
        )
    made: list[Ballot] = Ballot.objects.bulk_create(rows, batch_size=operations.CHUNK)
    casts = [Cast(entry=each.entry, assembly=row, final=True, at=now) for each in made]
    Cast.objects.bulk_create(casts, batch_size=operations.CHUNK)
    opened = [OpenedBallot(ballot=b, nonce=nonces[b.entry.number], at=now) for b in made]
    OpenedBallot.objects.bulk_create(opened, batch_size=operations.CHUNK)
    words = ChoiceRows(row.pk)
    choices = [
        choice
        for ballot in made
        for choice in words.of(
            ballot, {n: _listed(c) for n, c in said[ballot.entry.number].items()}
        )
    ]
    OpenedChoice.objects.bulk_create(choices, batch_size=operations.CHUNK)
    return made


def _listed(choice: str | tuple[int, ...]) -> str | list[int]:
    return choice if isinstance(choice, str) else list(choice)
