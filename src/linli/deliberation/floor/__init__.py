"""The floor: a meeting by Robert's Rules as a pure machine. docs/floor.md tells all of it."""

from linli.deliberation.floor.codec import pack, pack_command, unpack, unpack_command
from linli.deliberation.floor.machine import apply, passed
from linli.deliberation.floor.motions import against_moving
from linli.deliberation.floor.order import in_order
from linli.deliberation.floor.people import quorum
from linli.deliberation.floor.returning import carry_over, meeting
from linli.deliberation.floor.speaking import next_speaker

__all__ = [
    "against_moving",
    "apply",
    "carry_over",
    "in_order",
    "meeting",
    "next_speaker",
    "pack",
    "pack_command",
    "passed",
    "quorum",
    "unpack",
    "unpack_command",
]
