"""Grids for everybody; the list and the log of visits for whoever serves."""

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router

from linli.grids.actions import work
from linli.grids.models import Grid, Post
from linli.grids.models.spans import on_day
from linli.grids.queries.posts import posts_in, with_names
from linli.grids.queries.work import Noted, homes_to_visit
from linli.grids.schemas import GridOut, ListedHomeOut, PlanOut, VisitAnswer, VisitsIn, VisitsOut
from linli.grids.syncing import sync
from linli.identity.vault import vault
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import text_of
from linli.kernel.guards import actor_of
from linli.places.queries import by_code

router = Router(tags=["grids"])

READ, WRITE = "visits:read", "visits:write"


@router.get("/communities/{code}/grids", response=list[GridOut], summary="Grids of a community")
def list_grids(request: HttpRequest, code: str) -> list[GridOut]:  # noqa: ARG001 (ninja passes it)
    place = by_code(code)
    grids = Grid.objects.within(place.pk).filter(on_day(clock.today())).order_by("pk")
    heads = with_names(posts_in(place.pk).filter(kind=Post.Kind.HEAD))
    names = {each.post.grid_id: each.name for each in heads}
    return [
        GridOut(
            id=grid.pk,
            name_zh=grid.name_zh,
            name_en=grid.name_en,
            kind=grid.kind,
            head=names.get(grid.pk),
        )
        for grid in grids
    ]


def owner_of(actor: Actor) -> str:
    """Tells devices apart whose list they hold, and nothing else."""
    return vault().blind(str(actor.person), kind="visits_device").hex()[:16]


@router.get("/visits/plan", response=PlanOut, auth=needs(READ), summary="Homes that I am to visit")
def visit_plan(request: HttpRequest) -> PlanOut:
    actor = actor_of(request)
    homes = [
        ListedHomeOut(
            unit=each.unit.pk,
            label=f"{each.unit.estate.name} {each.unit.label}",
            due_on=each.due_on,
            last=each.last,
        )
        for each in homes_to_visit(actor)
    ]
    return PlanOut(owner=owner_of(actor), token=get_token(request), homes=homes)


@router.post("/visits", response=VisitsOut, auth=needs(WRITE), summary="Send noted visits")
def send_visits(request: HttpRequest, sent: VisitsIn) -> VisitsOut:
    """Each is stored once, however often it is sent; what is refused is said one by one."""
    actor = actor_of(request)
    visits = [Noted(each.id, each.unit, each.outcome, each.at) for each in sent.visits]
    answers = sync(
        actor,
        visits,
        sent.sent_at,
        lambda community, new: work.note_visits(
            actor, community=community, visits=new, sent_at=sent.sent_at
        ),
    )
    return VisitsOut(
        answers=[
            VisitAnswer(
                id=each.id,
                state=each.state,
                code=each.code,
                words=str(text_of(each.code).title) if each.code else "",
                at=each.at,
                late=each.late,
            )
            for each in answers
        ]
    )
