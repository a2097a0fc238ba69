"""Ballots as pages show them: the screens, whose ballots I may cast, what came in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import Decision, denied
from linli.kernel.digits import number_of
from linli.kernel.errors import text_of
from linli.kernel.language import either
from linli.places.models import RosterOwner
from linli.places.queries import shown_owner
from linli.voting.ballot_pages import Turn, hidden, name_of, said_in, turn
from linli.voting.ballot_queries import event_of, questions_of
from linli.voting.ballot_rules import takes
from linli.voting.choice_words import choice_word
from linli.voting.choices import INVALID, WORDS, Question
from linli.voting.entitlement import Right, may_follow, rights_of
from linli.voting.keys_shown import fingerprint
from linli.voting.models import Assembly, Ballot, Candidate, Proxy, RollUnit
from linli.voting.models.ballot import Channel
from linli.voting.queries import matters_of, takes_ballots, votable, words_of
from linli.voting.states import State

#: Of how many characters a seal is shown at a time.
PART = 8


@dataclass(frozen=True, slots=True)
class Screen:
    """A question with its words and what can be chosen: value, words."""

    question: Question
    title: str
    text: str
    options: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return name_of(self.question)

    @property
    def many(self) -> bool:
        return bool(self.question.candidates)

    def said(self, choice: Any) -> str:
        """What was chosen, in words."""
        options = dict(self.options)
        values = [choice] if isinstance(choice, str) else [str(each) for each in choice or ()]
        return "、".join(options.get(each, each) for each in values)


def screens_of(row: Assembly, *, paper: bool = False) -> list[Screen]:
    """All of them, in order. A constant number of queries; `paper`: a mark may be invalid."""
    matters = {matter.number: matter for matter in votable(matters_of(row))}
    elections = [matter.pk for matter in matters.values() if matter.seats]
    standing = Candidate.objects.filter(
        matter__in=elections, standing=Candidate.Standing.QUALIFIED
    ).order_by("number")
    candidates = list(standing) if elections else []
    names = display_names(each.person_id for each in candidates)
    found = []
    for question in questions_of(row):
        matter = matters[question.number]
        texts = words_of(matter)
        zh, en = texts.get("zh-hans"), texts.get("en")
        options = [
            (str(each.number), f"{each.number} {names.get(each.person_id, '')}".strip())
            for each in candidates
            if each.matter_id == matter.pk
        ]
        words: tuple[str, ...] = ("abstain",) if question.candidates else WORDS
        words += (INVALID,) if paper else ()
        options += [(word, choice_word(word)) for word in words]
        found.append(
            Screen(
                question,
                either(zh.title if zh else "", en.title if en else ""),
                either(zh.text if zh else "", en.text if en else ""),
                tuple(options),
            )
        )
    return found


def step_of(
    screens: Sequence[Screen], data: Mapping[str, Sequence[str]], go: str
) -> tuple[Turn, dict[int, Any], dict[str, Any]]:
    """Where a press leads, what was said so far, and the context of the screen to show."""
    questions = [screen.question for screen in screens]
    said = said_in(questions, data)
    at = next(iter(data.get("at", ())), "0")
    found = turn(questions, said, number_of(at) or 0, go)
    context: dict[str, Any] = {
        "at": found.at,
        "nth": found.at + 1,
        "count": len(screens),
        "review": found.review,
    }
    if found.review:
        context["hidden"] = hidden(said)
        context["answers"] = [
            (place, screen, screen.said(said.get(screen.question.number)))
            for place, screen in enumerate(screens)
        ]
        return found, said, context
    screen = screens[found.at]
    number = screen.question.number
    choice = said.get(number)
    chosen = {choice} if isinstance(choice, str) else {str(each) for each in choice or ()}
    context |= {
        "screen": screen,
        "options": [(value, words, value in chosen) for value, words in screen.options],
        "hidden": hidden(said, but=number),
        "error": _words(found.error.code, found.error.params) if found.error else "",
    }
    return found, said, context


def _words(code: str, params: Mapping[str, Any]) -> str:
    text = text_of(code, params)
    return f"{text.title} {text.remedy}".strip()


def homes_of(entries: Iterable[int]) -> dict[int, str]:
    """Elector's row -> its homes, in words. One query."""
    rows = RollUnit.objects.filter(entry__in=list(entries)).select_related("unit__building")
    found: dict[int, list[str]] = {}
    for row in rows.order_by("unit__position", "pk"):
        found.setdefault(row.entry_id, []).append(row.unit.label)
    return {entry: "、".join(labels) for entry, labels in found.items()}


def owner_names(owners: Iterable[int], community: int) -> dict[int, str]:
    """Owner of the roster -> the masked name. One query."""
    rows = RosterOwner.objects.within(community).filter(pk__in=list(owners))
    return {owner.pk: shown_owner(owner) for owner in rows}


@dataclass(frozen=True, slots=True)
class Mine:
    """An elector that somebody speaks for, as their page of the assembly shows it."""

    right: Right
    homes: str
    last: Ballot | None
    #: The last ballot is the reader's own, so its receipt is theirs.
    own: bool
    decision: Decision
    #: A mandate that the elector gave, and the name of who holds it.
    given: Proxy | None
    holder: str

    @property
    def why_not(self) -> str:
        """Empty when they may cast."""
        return "" if self.decision else _words(self.decision.reason, self.decision.params)


def mine(actor: Actor, row: Assembly) -> list[Mine]:
    """Electors of the reader, once the roll is frozen. A constant number of queries."""
    if actor.person is None or actor.capacity != Capacity.RESIDENT or row.frozen_at is None:
        return []
    rights = rights_of(actor.person, row)
    if not rights:
        return []
    ids = [right.entry.pk for right in rights]
    homes = homes_of(ids)
    ballots = Ballot.objects.within(row.community).filter(entry__in=ids).order_by("version")
    last = {ballot.entry_id: ballot for ballot in ballots}
    mandates = Proxy.objects.within(row.community).filter(entry__in=ids, revoked_at=None)
    given = {each.entry_id: each for each in mandates}
    names = display_names(each.holder_id for each in given.values())
    now = _now(row)
    found = []
    for right in rights:
        pk = right.entry.pk
        before, mandate = last.get(pk), given.get(pk)
        decision = right.decision and (may_follow(row, actor.person, right, before) and now)
        own = before is not None and before.person_id == actor.person
        holder = names.get(mandate.holder_id, "") if mandate else ""
        found.append(Mine(right, homes.get(pk, ""), before, own, decision, mandate, holder))
    return found


def _now(row: Assembly) -> Decision:
    """Whether anybody may cast on the web at this moment."""
    channel = takes(row, Channel.WEB)
    if not channel:
        return channel
    return takes_ballots(row, clock.now()) if row.public_key else denied("voting.no_key")


def gives_mandates(row: Assembly, item: Mine) -> bool:
    """Whether the elector's owner may give a mandate on the page now."""
    taken = State(row.state) in {State.NOTICED, State.OPEN}
    return taken and item.right.owner is not None and item.last is None and item.given is None


def receipt_of(row: Assembly, ballot: Ballot, *, event: int | None = None) -> dict[str, Any]:
    """What a voter takes home, for a template."""
    digest = bytes(ballot.digest).hex()
    return {
        "assembly": row,
        "ballot": ballot,
        "event": event_of(ballot) if event is None else event,
        "digest": [digest[n : n + PART] for n in range(0, len(digest), PART)],
        "way": ballot_way(ballot),
        "key": fingerprint(bytes(row.public_key or b"")),
    }


def ballot_way(ballot: Ballot) -> str:
    """By which channel, and whether by mandate or another's hands."""
    words = str(ballot.get_channel_display())
    return f"{words} · {_('by a mandate')}" if ballot.proxy_id else words
