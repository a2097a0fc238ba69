"""When a log cannot honestly be continued: a successor whose first entry says how the old one ended.

The statement is a signed note: a header, the new origin, then the text of the last checkpoint
known of the old log. The new log signs it; the old log signs it too while its key is at hand.
"""

from collections.abc import Iterable

from django.db import transaction

from linli.districts.context import current_schema
from linli.facts.journal import LogSucceeded
from linli.journal import keys, leaves, queries
from linli.journal.checkpoints import Checkpoint, Trust
from linli.journal.models import Log, Opening
from linli.journal.notes import Note, NoteError, SigningKey, VerifierKey, to_base64
from linli.journal.operations import record
from linli.journal.operations_log import add_log, append_first, log_origin
from linli.journal.receipts import Opening as Opened
from linli.kernel.actor import SYSTEM

HEADER = "linli/log-succession@v1"


def statement(new: SigningKey, last: Note, old: SigningKey | None) -> Note:
    """The signed statement: whoever trusts either key can follow from the old log to the new."""
    text = f"{HEADER}\n{new.name}\n{last.text}"
    signers = [new, old] if old else [new]
    return Note(text, tuple(each.sign(text.encode()) for each in signers))


def read_statement(text: str, new: VerifierKey) -> Checkpoint:
    """The last checkpoint of the old log, from a statement that the new log signed."""
    note = Note.parse(text)
    header, origin, rest = note.text.split("\n", 2)
    if header != HEADER or origin != new.name or note.signed_by(new) is None:
        message = "not a statement of succession by this log"
        raise NoteError(message)
    return Checkpoint.parse(rest)


def last_known(log: Log, given: Iterable[Note]) -> Note:
    """The largest checkpoint of the old log that we hold or were given. Raises NoteError."""
    trust = Trust(VerifierKey.parse(log.vkey))
    held = queries.checkpoint_of(log.number)
    notes = [*given, *([Note.parse(held.note)] if held else [])]
    return max(notes, key=lambda note: trust.open(note).size)


def succeed(given: Iterable[Note] = ()) -> Log:
    """End the present log and open its successor. `given`: later checkpoints that others kept.

    Makes the key when it was lost. Raises NoteError for a checkpoint that the log did not sign.
    """
    schema = current_schema()
    with transaction.atomic():
        old = queries.log_numbered(None)
        if old is None:
            message = "there is no log to succeed"
            raise NoteError(message)
        last = last_known(old, given)
        end = Checkpoint.parse(last.text)
        keys.make_key(schema)
        number = old.number + 1
        new_key = keys.signing_key(schema, f"{log_origin()}/{number}")
        old_key: SigningKey | None = keys.signing_key(schema, old.origin)
        if old_key and str(old_key.verifier) != old.vkey:
            old_key = None
        log = add_log(number, new_key)
        fact = LogSucceeded(
            log=number,
            origin=log.origin,
            old_origin=old.origin,
            old_size=end.size,
            old_root=to_base64(end.root),
            held=queries.size_of(old.number),
        )
        event = record(SYSTEM, fact)
        opening = Opening.objects.get(event=event.pk)
        commit = Opened(bytes(opening.salt), bytes(opening.payload)).commit()
        time = leaves.time_of(event.at, personal=False)
        entry = leaves.leaf(
            kind=event.type,
            seq=event.pk,
            place=None,
            time=time,
            commit=commit,
            statement=str(statement(new_key, last, old_key)),
        )
        append_first(log, new_key, event.pk, entry)
    return log
