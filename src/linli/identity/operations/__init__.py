"""Composable writes on people. Each runs inside the caller's transaction and records no event.

Lock order: persons by rising id (`lock_people`), then their private records, then other rows.
"""

from linli.identity.operations.people import (
    checked_id,
    checked_name,
    checked_phone,
    checked_text,
    enrol,
    lock_people,
    lock_private,
    put_id,
    put_name,
    put_phone,
    save_row,
)

__all__ = [
    "checked_id",
    "checked_name",
    "checked_phone",
    "checked_text",
    "enrol",
    "lock_people",
    "lock_private",
    "put_id",
    "put_name",
    "put_phone",
    "save_row",
]
