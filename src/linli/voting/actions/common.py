"""What the actions on an assembly share. Lock: the assembly's row, nothing else."""

from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.voting import ballot_rules, rules
from linli.voting.ballot_queries import principals_of
from linli.voting.models import Assembly, RollEntry
from linli.voting.operations_ballots import count_one_by_one
from linli.voting.profiles.model import Profile, Proxies
from linli.voting.states import EDITABLE, State, Verb


def locked(assembly: int) -> Assembly:
    """The assembly, locked; whether the actor may, the action's rule has said.

    Ballots that come in refer to the row and do not wait for this lock.
    """
    rows = Assembly.objects.across_communities("the rule has named the community")
    found = rows.filter(pk=assembly).select_for_update(of=("self",), no_key=True)
    return found_or_refused(found.select_related("estate", "convener"))


def taken(assembly: int, verb: Verb) -> Assembly:
    """Locked, and where the step begins."""
    row = locked(assembly)
    require(rules.in_time(row, verb))
    return row


def draft_of(actor: Actor, assembly: int) -> Assembly:
    """Locked, and still a draft that the actor convenes."""
    row = locked(assembly)
    require(rules.convenes(actor, row))
    if State(row.state) not in EDITABLE:
        raise Refused("voting.announced_already")
    return row


def require_may_stand(
    person: int, row: Assembly, entry: RollEntry, law: Proxies, profile: Profile
) -> None:
    """That somebody may vote for this elector: not barred, and not for more than one may.

    Mandates to vote and helpers' hands count alike, one after the other until the commit.
    """
    if not law.allowed:
        raise Refused("voting.no_proxies", article=profile.article("proxies.allowed"))
    if not ballot_rules.may_be_proxy(person, row, entry, law.barred):
        article = profile.article("proxies.barred")
        raise Refused("voting.proxy_barred", field="holder", article=article)
    if not law.principals_max:
        return
    count_one_by_one(row, person)
    if len(principals_of(person, row) | {entry.pk}) > law.principals_max:
        raise Refused(
            "voting.too_many_principals",
            field="holder",
            limit=law.principals_max,
            article=profile.article("proxies.principals_max"),
        )
