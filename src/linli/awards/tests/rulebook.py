"""Rules for tests: the draft, as decided by an assembly, adopted by a second person."""

from dataclasses import asdict
from datetime import date, timedelta

from linli.awards import actions
from linli.awards.defaults import LIMITS, default
from linli.awards.models import Version
from linli.kernel import clock
from linli.kernel.actor import Actor


def head(since: date | None = None, **changes):
    book = default().book
    return {
        "since": since or clock.today() + timedelta(days=1),
        "decided_by": Version.Decided.RESIDENTS,
        "decision": "居民会议决议〔2026〕3号",
        "decided_on": clock.today(),
        **{name: getattr(book, name) for name in LIMITS},
        **changes,
    }


def lines(**changes):
    """`changes`: kind -> columns that differ from the draft; None leaves the kind out."""
    found = []
    for kind, rule in default().book.rules.items():
        if kind not in changes:
            found.append(asdict(rule))
        elif changes[kind] is not None:
            found.append(asdict(rule) | changes[kind])
    return found


def sanctions(**points):
    """What `propose` needs for breaches: noise costs ten, unless said otherwise."""
    return {"breaches": points or {"noise": 10}, "answer_days": 5, "appeal_days": 10}


def propose(
    actor: Actor, community: int, *, rules=None, since=None, breaches=None, **limits
) -> Version:
    return actions.propose(
        actor,
        community=community,
        head=head(since, **limits),
        lines=rules or lines(),
        breaches=breaches,
    )


def adopted(first: Actor, second: Actor, community: int, **more) -> Version:
    return actions.adopt(second, version=propose(first, community, **more).pk)


def form(community: int) -> dict[str, str]:
    """What a browser sends."""
    plain = {"community": community, **head()}
    for line in lines():
        plain |= {f"{line['kind']}_{name}": value for name, value in line.items()}
    return {name: str(value) for name, value in plain.items() if value is not None}
