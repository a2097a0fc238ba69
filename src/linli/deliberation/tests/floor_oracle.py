"""What is in order, told a second time: sentences of the rules, one small function for each.

This is not the machine and shares nothing with it but the words. `may_be_moved` puts together what the
rules permit, (a) to (d) with their notes; `refused_because` asks the objections in the order in which
docs/floor.md lists them. They are two tellings of one thing: the tests hold them against each other
and both against the machine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

#: the sentence of the rules, from the highest to the lowest
ORDER_OF_PRECEDENCE = (
    "fix_time > adjourn > recess > privilege > call_agenda > table > previous_question > limit_debate"
    " > postpone > refer > amend > postpone_indefinitely > main"
)
#: "Quorum lost: only recess, adjourn, fix the time."
WITHOUT_QUORUM = ("recess", "adjourn", "fix_time")
EVERY_KIND = (
    *ORDER_OF_PRECEDENCE.split(" > "),
    *("point_of_order", "appeal", "suspend_rules", "vote_method", "withdraw"),
    *("take_from_table", "reconsider"),
)


@dataclass(frozen=True, slots=True)
class Matter:
    """One motion of the pile."""

    kind: str
    #: it was made and waits for a second
    made: bool = False
    #: debate and amendment were ended on it
    closed: bool = False
    #: an appeal from a ruling on somebody's conduct
    decorum: bool = False
    #: amendment: what it changes. Appeal: what was pending when it was made. Reconsider: what was decided
    on: "Matter | None" = None


@dataclass(frozen=True, slots=True)
class Situation:
    meeting: str
    quorate: bool
    voting: bool
    #: the chair has just ruled
    ruling: bool
    #: from the bottom to the top
    pile: tuple[Matter, ...]
    #: how deep the charter lets amendments go
    degrees: int = 2

    @property
    def top(self) -> Matter | None:
        return self.pile[-1] if self.pile else None


# --- what a motion is -------------------------------------------------------------------------------
@cache
def outranks(kind: str, other: str) -> bool:
    _, _, lower = ORDER_OF_PRECEDENCE.partition(f"{kind} > ")
    return other in lower.split(" > ")


@cache
def has_a_rank(kind: str) -> bool:
    return kind in ORDER_OF_PRECEDENCE.split(" > ")


def is_privileged(kind: str) -> bool:
    return has_a_rank(kind) and outranks(kind, "table")


def is_subsidiary(kind: str) -> bool:
    return has_a_rank(kind) and kind != "main" and not is_privileged(kind)


def is_incidental(kind: str) -> bool:
    return kind in ("point_of_order", "appeal", "suspend_rules", "vote_method", "withdraw")


def brings_back(kind: str) -> bool:
    return kind in ("take_from_table", "reconsider")


def degree(matter: Matter) -> int:
    if matter.kind != "amend" or matter.on is None:
        return 0
    return 1 + degree(matter.on)


def amendable(matter: Matter, degrees: int = 2) -> bool:
    """ "So recess, fix time, limit debate, postpone, refer and a first-degree amendment can be amended;
    a second-degree amendment cannot." And the main motion, and how to vote."""
    if matter.kind == "amend":
        return degree(matter) < degrees
    return matter.kind in (
        *("main", "recess", "fix_time", "limit_debate", "postpone", "refer"),
        "vote_method",
    )


def debatable(matter: Matter) -> bool:
    if matter.kind in ("main", "postpone", "refer", "postpone_indefinitely"):
        return True
    if matter.kind in ("amend", "reconsider"):  # "as its target"
        return matter.on is not None and debatable(matter.on)
    if matter.kind == "appeal":
        # "except on decorum or when an undebatable motion pends"; where debate was ended there is none
        beneath = matter.on
        free = beneath is None or (debatable(beneath) and not beneath.closed)
        return free and not matter.decorum
    return False


def chair_decides_alone(matter: Matter) -> bool:
    return matter.kind in ("point_of_order", "privilege")


# --- what the rules permit --------------------------------------------------------------------------
def the_floor_takes_motions(now: Situation, kind: str) -> bool:
    """One thing at a time: in session, nobody voting, the last motion seconded, and a quorum."""
    if now.meeting != "in_session" or now.voting:
        return False
    if not now.quorate and kind not in WITHOUT_QUORUM:
        return False
    waits = now.top is not None and now.top.made
    return not waits or kind in ("point_of_order", "appeal", "withdraw")


def rank_it_stands_at(matter: Matter) -> str | None:
    """An amendment to a privileged motion, say, keeps off what that motion keeps off."""
    if not has_a_rank(matter.kind):
        return None
    if matter.kind == "amend" and matter.on is not None:
        of_target = rank_it_stands_at(matter.on)
        if of_target is not None and outranks(of_target, "amend"):
            return of_target
    return matter.kind


def nothing_of_its_rank_or_higher_pends(now: Situation, kind: str) -> bool:
    ranks = [rank_it_stands_at(matter) for matter in now.pile]
    return all(rank is None or outranks(kind, rank) for rank in ranks)


def outranks_what_pends(now: Situation, kind: str) -> bool:
    """(a), for privileged motions at any time, for subsidiary ones when something pends."""
    if kind in ("main", "amend") or not has_a_rank(kind):
        return False
    if not nothing_of_its_rank_or_higher_pends(now, kind):
        return False
    if is_privileged(kind):
        return True
    return now.top is not None and it_serves_here(now, now.top, kind)


def it_serves_here(now: Situation, top: Matter, kind: str) -> bool:
    """Notes to (a): what a subsidiary motion that outranks everything must find besides."""
    if kind == "table":
        return only_a_main_matter_pends(now)
    if top.closed:  # debate has ended: it is voted on or laid on the table
        return False
    if kind == "previous_question":
        return debatable(top) or amendable(top, now.degrees)
    if kind == "limit_debate":
        return debatable(top)
    return only_a_main_matter_pends(now)


def only_a_main_matter_pends(now: Situation) -> bool:
    """A main motion and what is applied to it, no question of order and nothing that is being brought back."""
    return all(has_a_rank(matter.kind) for matter in now.pile)


def amends_what_pends(now: Situation, kind: str) -> bool:
    """(b), and an amendment of the main motion, which (a) puts above postponing indefinitely."""
    top = now.top
    if kind != "amend" or top is None or top.closed:
        return False
    return amendable(top, now.degrees) or top.kind == "postpone_indefinitely"


def the_occasion_exists(now: Situation, kind: str) -> bool:
    """(c)"""
    top = now.top
    if kind == "point_of_order":
        return top is None or top.kind != "point_of_order"
    if kind == "appeal":
        return now.ruling
    if kind == "suspend_rules":
        return top is None or top.kind != "suspend_rules"
    if top is None:
        return False
    if kind == "withdraw":
        return top.kind != "withdraw"
    others = [matter for matter in now.pile if matter.kind == "vote_method"]
    return kind == "vote_method" and not others and not chair_decides_alone(top)


def nothing_pends(now: Situation, kind: str) -> bool:
    """(d), and a main motion."""
    return not now.pile and (brings_back(kind) or kind == "main")


def may_be_moved(now: Situation, kind: str) -> bool:
    return the_floor_takes_motions(now, kind) and (
        outranks_what_pends(now, kind)
        or amends_what_pends(now, kind)
        or the_occasion_exists(now, kind)
        or nothing_pends(now, kind)
    )


# --- and why not ------------------------------------------------------------------------------------
Objection = Callable[[Situation, str], bool]


def nothing_to_apply_it_to(now: Situation, kind: str) -> bool:
    needs_one = is_subsidiary(kind) or kind in ("vote_method", "withdraw")
    return needs_one and not now.pile


def something_else_pends(now: Situation, kind: str) -> bool:
    return bool(now.pile) and (kind == "main" or brings_back(kind))


def no_ruling_was_made(now: Situation, kind: str) -> bool:
    return kind == "appeal" and not now.ruling


def the_chair_decides_that(now: Situation, kind: str) -> bool:
    return kind == "vote_method" and now.top is not None and chair_decides_alone(now.top)


def such_a_one_pends(now: Situation, kind: str) -> bool:
    if kind == "vote_method":
        return any(matter.kind == kind for matter in now.pile)
    once = kind in ("point_of_order", "suspend_rules", "withdraw")
    return once and now.top is not None and now.top.kind == kind


def no_amendment_any_more(now: Situation, kind: str) -> bool:
    return kind == "amend" and now.top is not None and now.top.closed


def no_amendment_of_that(now: Situation, kind: str) -> bool:
    return kind == "amend" and not amends_what_pends(now, kind)


def something_ranks_as_high(now: Situation, kind: str) -> bool:
    ranked = has_a_rank(kind) and kind not in ("amend", "main")
    return ranked and not nothing_of_its_rank_or_higher_pends(now, kind)


def debate_is_over(now: Situation, kind: str) -> bool:
    needs_debate = is_subsidiary(kind) and kind not in ("table", "amend")
    return needs_debate and now.top is not None and now.top.closed


def does_not_apply(now: Situation, kind: str) -> bool:
    return is_subsidiary(kind) and kind != "amend" and not outranks_what_pends(now, kind)


OBJECTIONS: tuple[tuple[str, Objection], ...] = (
    ("not_in_session", lambda now, kind: now.meeting != "in_session"),
    ("voting", lambda now, kind: now.voting),
    ("no_quorum", lambda now, kind: not now.quorate and kind not in WITHOUT_QUORUM),
    ("awaiting_second", lambda now, kind: not the_floor_takes_motions(now, kind)),
    ("something_pending", something_else_pends),
    ("nothing_pending", nothing_to_apply_it_to),
    ("no_ruling", no_ruling_was_made),
    ("not_applicable", the_chair_decides_that),
    ("already_pending", such_a_one_pends),
    ("debate_closed", no_amendment_any_more),
    ("not_amendable", no_amendment_of_that),
    ("outranked", something_ranks_as_high),
    ("debate_closed", debate_is_over),
    ("not_applicable", does_not_apply),
)


def refused_because(now: Situation, kind: str) -> str | None:
    """The first objection, or none: then it is in order."""
    for code, holds in OBJECTIONS:
        if holds(now, kind):
            return code
    return None
