"""Entry points of every change on wishes. Lock: the person who posts or claims, then the wish."""

from linli.wishes.actions.claiming import claim, join, leave, prove, release
from linli.wishes.actions.desk import approve, mark, post_for, return_wish, set_rules, verify
from linli.wishes.actions.pool import (
    agree_to_pair,
    end_pair,
    escalate,
    form_squad,
    join_squad,
    leave_squad,
    offer,
    offer_skills,
    propose_pair,
    withdraw_skills,
)
from linli.wishes.actions.posting import post, send, withdraw
from linli.wishes.actions.settling import confirm, missing, thank

__all__ = [
    "agree_to_pair",
    "approve",
    "claim",
    "confirm",
    "end_pair",
    "escalate",
    "form_squad",
    "join",
    "join_squad",
    "leave",
    "leave_squad",
    "mark",
    "missing",
    "offer",
    "offer_skills",
    "post",
    "post_for",
    "propose_pair",
    "prove",
    "release",
    "return_wish",
    "send",
    "set_rules",
    "thank",
    "verify",
    "withdraw",
    "withdraw_skills",
]
