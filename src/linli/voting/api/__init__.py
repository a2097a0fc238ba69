"""Owners' assemblies by software: those that the caller may see, and published results for all."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from linli.kernel.api import needs
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.voting import queries, rules, turnout
from linli.voting.api.ballots import router as ballots
from linli.voting.api.exports import router as exports
from linli.voting.in_force import profile_of, profiles
from linli.voting.models import Assembly
from linli.voting.profiles.loading import packed
from linli.voting.queries_official import Stated, stated_outcomes
from linli.voting.schemas import (
    AssemblyFull,
    AssemblyOut,
    AssemblyPage,
    MatterOut,
    ResultOut,
    ResultsOut,
    StatedOutcomeOut,
)

router = Router(tags=["voting"])
router.add_router("", ballots)
router.add_router("", exports)

READ = "voting:read"


def _out(row: Assembly) -> dict[str, Any]:
    return {
        "code": row.code,
        "title": row.title,
        "estate": row.estate.name,
        "scope": row.scope,
        "state": row.state,
        "legal_mode": row.legal_mode,
        "opens_at": row.opens_at,
        "closes_at": row.closes_at,
    }


def _seen(request: HttpRequest, code: str) -> Assembly:
    rows = queries.listed(rules.visible_to(actor_of(request)))
    return found_or_refused(rows.filter(code=code))


@router.get(
    "/assemblies", response=AssemblyPage, auth=needs(READ), summary="Assemblies that I may see"
)
def list_assemblies(request: HttpRequest, *, after: str | None = None) -> AssemblyPage:
    """The newest first."""
    rows = queries.listed(rules.visible_to(actor_of(request)))
    page = page_of(rows, key=["-pk"], after=after)
    return AssemblyPage(items=[AssemblyOut(**_out(row)) for row in page.items], next=page.next)


@router.get("/assemblies/{code}", response=AssemblyFull, auth=needs(READ), summary="One assembly")
def get_assembly(request: HttpRequest, code: str) -> AssemblyFull:
    row = _seen(request, code)
    voted = turnout.seen(actor_of(request), row)
    figures, share = voted.figures, voted.share
    matters = [
        MatterOut(
            number=matter.number,
            kind=matter.kind,
            seats=matter.seats,
            texts={
                language: {"title": words.title, "text": words.text, "hash": words.hash}
                for language, words in queries.words_of(matter).items()
            },
        )
        for matter in queries.matters_of(row)
    ]
    return AssemblyFull(
        **_out(row),
        convener=row.convener.name,
        ground=row.ground,
        profile=profile_of(row).key,
        profile_hash=row.profile_hash,
        matters=matters,
        roll_hash=row.roll_hash,
        roll_area_centi=row.roll_area_centi,
        roll_persons=row.roll_persons,
        voted_area_centi=figures.area if figures else None,
        voted_persons=figures.persons if figures else None,
        voted_area_percent=share.area if share else None,
        voted_persons_percent=share.persons if share else None,
        voted_until=share.until if share else None,
    )


@router.get(
    "/assemblies/{code}/result", response=ResultsOut, summary="A published result, for everybody"
)
def get_result(request: HttpRequest, code: str) -> ResultsOut:
    row = _seen(request, code)
    if not row.is_published or not row.result_hash:
        raise Refused("voting.no_result_yet")
    results = row.results.select_related("matter").order_by("matter__number")
    stated = stated_outcomes(row)
    return ResultsOut(
        code=row.code,
        result_hash=row.result_hash,
        objections_until=row.objections_until,
        results=[
            ResultOut(
                number=r.matter.number,
                passed=r.passed,
                hash=r.hash,
                explanation=r.explanation,
                stated=_stated(stated.get(r.matter.number)),
            )
            for r in results
        ],
    )


def _stated(found: Stated | None) -> StatedOutcomeOut | None:
    return StatedOutcomeOut(passed=found.passed, elected=list(found.elected)) if found else None


@router.get("/vote-rules/{key}", response=dict[str, Any], summary="A rule profile, for everybody")
def get_vote_rules(request: HttpRequest, key: str) -> dict[str, Any]:  # noqa: ARG001 (ninja's own)
    """All parameters with their articles, as an announced assembly keeps them."""
    profile = profiles().get(key)
    if profile is None:
        raise Refused("kernel.not_found")
    return packed(profile)
