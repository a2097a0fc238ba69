"""Entry points of every change on wishes. Lock: the person who posts or claims, then the wish."""

from linli.wishes.actions.claiming import claim, join, leave, prove, release
from linli.wishes.actions.desk import approve, mark, post_for, return_wish, set_rules, verify
from linli.wishes.actions.posting import post, send, withdraw
from linli.wishes.actions.settling import confirm, missing, thank

__all__ = [
    "approve",
    "claim",
    "confirm",
    "join",
    "leave",
    "mark",
    "missing",
    "post",
    "post_for",
    "prove",
    "release",
    "return_wish",
    "send",
    "set_rules",
    "thank",
    "verify",
    "withdraw",
]
