"""Entry points of every change on threads."""

from linli.threads.actions.appeals import appeal, decide_appeal
from linli.threads.actions.posts import delete, edit, flag, hide, keep, post, restore

__all__ = [
    "appeal",
    "decide_appeal",
    "delete",
    "edit",
    "flag",
    "hide",
    "keep",
    "post",
    "restore",
]
