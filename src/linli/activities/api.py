"""Activities by software: what comes, one's own place, and the desk's list and marks."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router

from linli.activities import rules
from linli.activities.actions import attending
from linli.activities.actions import coming as actions
from linli.activities.models import Occasion, SignUp
from linli.activities.queries import people as queries
from linli.activities.schemas import (
    DeskOut,
    ListedOut,
    MarkAnswer,
    MarksIn,
    MarksOut,
    OccasionOut,
    OccasionPage,
    SignUpIn,
)
from linli.activities.shown import desk_label
from linli.activities.states import Place
from linli.activities.syncing import sync
from linli.identity.vault import vault
from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import text_of
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["activities"])

READ, WRITE = "activities:read", "activities:write"


def _out(rows: Iterable[Occasion], places: dict[int, SignUp]) -> list[OccasionOut]:
    found = []
    for row in rows:
        mine = places.get(row.pk)
        found.append(
            OccasionOut(
                id=row.pk,
                activity=row.activity_id,
                kind=row.activity.kind,
                title=row.activity.title,
                text=row.activity.text,
                where=row.activity.where,
                begins_at=row.begins_at,
                ends_at=row.ends_at,
                seats=row.seats,
                taken=row.taken,
                cancelled=row.cancelled,
                place=mine.state if mine and mine.state != Place.LEFT else "",
            )
        )
    return found


@router.get("/activities", response=OccasionPage, auth=needs(READ), summary="What comes next")
def list_activities(request: HttpRequest, *, after: str | None = None) -> OccasionPage:
    """Dates in the caller's communities that are not over, the next one first."""
    actor = actor_of(request)
    page = page_of(queries.coming(actor), key=["begins_at", "id"], after=after)
    return OccasionPage(
        items=_out(page.items, queries.places_of(actor, page.items)), next=page.next
    )


def _one(actor: Actor, occasion: int) -> OccasionOut:
    row = found_or_refused(rules.occasions_seen_by(actor).filter(pk=occasion))
    return _out([row], queries.places_of(actor, [row]))[0]


@router.get(
    "/activities/{int:occasion}", response=OccasionOut, auth=needs(READ), summary="One date"
)
def get_activity(request: HttpRequest, occasion: int) -> OccasionOut:
    return _one(actor_of(request), occasion)


@router.post(
    "/activities/{int:occasion}/sign-up", response=OccasionOut, auth=needs(WRITE), summary="Sign up"
)
def sign_up_for(request: HttpRequest, occasion: int, sent: SignUpIn) -> OccasionOut:
    """A place, or the next one on the waitlist: `place` says which."""
    actor = actor_of(request)
    actions.sign_up(actor, occasion=occasion, source=sent.source, team=sent.team)
    return _one(actor, occasion)


@router.post(
    "/activities/{int:occasion}/leave", response=OccasionOut, auth=needs(WRITE), summary="Leave"
)
def leave_activity(request: HttpRequest, occasion: int) -> OccasionOut:
    actor = actor_of(request)
    actions.leave(actor, occasion=occasion)
    return _one(actor, occasion)


@router.get(
    "/activities/desk", response=DeskOut, auth=needs(READ), summary="Who comes to what I run now"
)
def desk_list(request: HttpRequest) -> DeskOut:
    actor = actor_of(request)
    people = [
        ListedOut(signup=line.signup.pk, label=desk_label(line)) for line in queries.desk(actor)
    ]
    owner = vault().blind(str(actor.person), kind="activities_device").hex()[:16]
    return DeskOut(owner=owner, token=get_token(request), people=people)


@router.post(
    "/activities/marks", response=MarksOut, auth=needs(WRITE), summary="Send who came and went"
)
def send_marks(request: HttpRequest, sent: MarksIn) -> MarksOut:
    """Each is stored once, however often it is sent; what is refused is said one by one."""
    actor = actor_of(request)
    marks = [queries.Marked(each.id, each.signup, each.what, each.at) for each in sent.marks]
    answers = sync(
        actor,
        marks,
        lambda community, new: attending.note_marks(
            actor, community=community, marks=new, sent_at=sent.sent_at
        ),
    )
    return MarksOut(
        answers=[
            MarkAnswer(
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
