"""A meeting without motions: share, report, answer, plan (分享–汇报–答疑–规划); docs/floor.md."""

from linli.deliberation.floor.staged.machine import apply, in_order, passed
from linli.deliberation.floor.staged.state import meeting, pack, pack_step, unpack, unpack_step

__all__ = [
    "apply",
    "in_order",
    "meeting",
    "pack",
    "pack_step",
    "passed",
    "unpack",
    "unpack_step",
]
