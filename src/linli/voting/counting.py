"""From the opened ballots of an assembly to results. Reads only; the arithmetic is `tally`'s."""

from typing import Any

from linli.voting import queries
from linli.voting.catalogue import Way, kind_of
from linli.voting.export_rules import is_imported
from linli.voting.in_force import rules_of
from linli.voting.models import Assembly, Candidate, Matter, Quarantine
from linli.voting.profiles.model import Rules
from linli.voting.queries_keys import counted_ballots
from linli.voting.queries_official import silent_on_each
from linli.voting.tally import NOTHING, Counts, Explanation, Sums, election, explained, packed


def unopened(row: Assembly) -> int:
    """Electors of whom a ballot is neither opened nor set aside."""
    opened = queries.current_choices(row).filter(assembly=row).values("entry")
    aside = Quarantine.objects.filter(ballot__assembly=row).values("ballot__entry")
    ballots = counted_ballots(row)
    return ballots.exclude(entry__in=opened).exclude(entry__in=aside).count()


def results_of(row: Assembly) -> list[tuple[Matter, bool, dict[str, Any]]]:
    """Matter, whether it was adopted, and every number of the computation."""
    found = rules_of(row)
    matters = queries.votable(queries.matters_of(row))
    follows = found.counting.silence != "ACTUAL"
    told = queries.told_and_silent(row) if follows else NOTHING
    counts = queries.counts_of(row, matters, told)
    if follows and is_imported(row):
        counts = silent_on_each(row, counts)
    results = []
    for matter in matters:
        kind = kind_of(matter.kind)
        if kind and kind.way == Way.ELECTION:
            results.append((matter, *_elected(row, matter, counts[matter.pk], found)))
        else:
            result: Explanation = explained(counts[matter.pk], found, matter.kind)
            results.append((matter, result.passed, packed(result)))
    return results


def _elected(
    row: Assembly, matter: Matter, counts: Counts, found: Rules
) -> tuple[bool, dict[str, Any]]:
    approvals, voted = queries.approvals_of(row, matter)
    standing = matter.candidates.filter(standing=Candidate.Standing.QUALIFIED)
    each = {n: approvals.get(n, Sums()) for n in standing.values_list("number", flat=True)}
    outcome = election(
        each,
        voted,
        counts.invalid,
        counts.roll,
        matter.seats or 0,
        rules=found,
        kind=matter.kind,
        told=counts.told,
    )
    explanation = {
        "seats": matter.seats,
        "candidates": {str(n): packed(result) for n, result in outcome.candidates.items()},
        "elected": list(outcome.elected),
        "tied": list(outcome.tied),
        "passed": outcome.passed,
    }
    return outcome.passed, explanation
