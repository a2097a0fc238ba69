"""What software may know and do of the person who uses it; and the desk's search and proof.

Keys never act in an office, so staff's operations take the browser's session alone.
"""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from linli.identity import dossier, purposes
from linli.identity.actions import desk, neighbours
from linli.identity.actions import me as acts
from linli.identity.identifiers import masked_phone
from linli.identity.models import Block, Person, PrivateAccess
from linli.identity.queries import (
    consents_of,
    display_name,
    display_names,
    phone_of,
)
from linli.identity.rules import who, works_on_people
from linli.identity.schemas import (
    BlockIn,
    BlockOut,
    ConsentOut,
    FoundOut,
    LookOut,
    LookPage,
    MeOut,
    PersonOut,
    PreferencesIn,
    SearchIn,
    VerifyIn,
)
from linli.identity.signin.proof import require_fresh
from linli.kernel.api import Session, needs
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["me"])
READ, WRITE, DESK = needs("me:read"), needs("me:write"), [Session()]


def _me(request: HttpRequest) -> Person:
    people = Person.objects.select_related("private", "merged_into__private")
    return found_or_refused(people.filter(pk=actor_of(request).person or 0))


@router.get("/me", response=MeOut, auth=READ, summary="Who I am here")
def get_me(request: HttpRequest) -> MeOut:
    person = _me(request)
    return MeOut(
        number=person.public_id,
        shown=display_name(person),
        level=person.level,
        community=person.community,
        capacity=actor_of(request).capacity,
        language=person.language,
    )


@router.patch("/me", response=MeOut, auth=WRITE, summary="Change my settings")
def change_me(request: HttpRequest, wanted: PreferencesIn) -> MeOut:
    acts.set_preferences(actor_of(request), **wanted.model_dump())
    return get_me(request)


@router.get("/me/consents", response=list[ConsentOut], auth=READ, summary="My consents")
def list_consents(request: HttpRequest) -> list[ConsentOut]:
    given = consents_of(who(actor_of(request)))
    return [_consent(each, given.get(each.code)) for each in purposes.for_oneself()]


def _consent(purpose: purposes.Purpose, last: Any) -> ConsentOut:
    valid = last is not None and last.given and last.version == purpose.version
    return ConsentOut(
        purpose=purpose.code,
        version=purpose.version,
        basis=purpose.basis,
        necessary=purpose.necessary,
        text_zh=purpose.text_zh,
        text_en=purpose.text_en,
        given=valid,
        at=last.at if last else None,
    )


@router.put(
    "/me/consents/{purpose}", response=list[ConsentOut], auth=WRITE, summary="Give a consent"
)
def give_consent(request: HttpRequest, purpose: str) -> list[ConsentOut]:
    acts.give_consent(actor_of(request), purpose=purpose)
    return list_consents(request)


@router.delete(
    "/me/consents/{purpose}", response=list[ConsentOut], auth=WRITE, summary="Withdraw a consent"
)
def withdraw_consent(request: HttpRequest, purpose: str) -> list[ConsentOut]:
    acts.withdraw_consent(actor_of(request), purpose=purpose)
    return list_consents(request)


@router.get("/me/looks", response=LookPage, auth=READ, summary="Who looked at my data")
def list_looks(request: HttpRequest, after: str | None = None) -> LookPage:
    mine = PrivateAccess.objects.across_communities("a person reads who looked at their data")
    page = page_of(mine.filter(person=actor_of(request).person), key=["-id"], after=after)
    names = display_names({row.by_id for row in page.items})
    items = [
        LookOut(
            by=names.get(row.by_id, ""),
            capacity=row.capacity,
            field=row.field,
            reason=row.reason,
            at=row.at,
        )
        for row in page.items
    ]
    return LookPage(items=items, next=page.next)


@router.get(
    "/me/data", response=dict[str, list[dict[str, Any]]], auth=DESK, summary="Everything held of me"
)
def get_data(request: HttpRequest) -> dict[str, Any]:
    """As for the file, the person proves once more who they are."""
    require_fresh(request)
    return dossier.as_json(dossier.everything(_me(request)))


@router.get("/me/blocks", response=list[BlockOut], auth=READ, summary="Whom I have blocked")
def list_blocks(request: HttpRequest) -> list[BlockOut]:
    rows = list(Block.objects.filter(person=actor_of(request).person).order_by("pk"))
    names = display_names({row.blocked_id for row in rows})
    return [BlockOut(id=r.pk, shown=names.get(r.blocked_id, ""), at=r.at) for r in rows]


@router.post("/me/blocks", response=list[BlockOut], auth=WRITE, summary="Block somebody")
def make_block(request: HttpRequest, wanted: BlockIn) -> list[BlockOut]:
    neighbours.block(actor_of(request), public_id=wanted.number)
    return list_blocks(request)


@router.delete("/me/blocks/{block}", response=list[BlockOut], auth=WRITE, summary="Undo a block")
def undo_block(request: HttpRequest, block: int) -> list[BlockOut]:
    neighbours.unblock(actor_of(request), block=block)
    return list_blocks(request)


# --- the desk -----------------------------------------------------------------------------------
def _person(person: Person, names: dict[int, str]) -> PersonOut:
    phone = phone_of(person)
    return PersonOut(
        number=person.public_id,
        shown=names[person.pk],
        phone=masked_phone(phone) if phone else "",
        level=person.level,
        locked=person.locked,
    )


@router.post(
    "/people/search", response=FoundOut, auth=DESK, tags=["people"], summary="Find people in reach"
)
def search_people(request: HttpRequest, wanted: SearchIn) -> FoundOut:
    found = desk.search(actor_of(request), by=wanted.by, text=wanted.text)
    names = display_names([person.pk for person in found.people])
    return FoundOut(items=[_person(each, names) for each in found.people], more=found.more)


@router.post(
    "/people/{number}/real-name",
    response=PersonOut,
    auth=DESK,
    tags=["people"],
    summary="Prove a real name by papers",
)
def verify_person(request: HttpRequest, number: str, wanted: VerifyIn) -> PersonOut:
    actor = actor_of(request)
    require(works_on_people(actor))
    person = Person.objects.filter(public_id=number, community__in=actor.reach).first()
    if person is None:
        raise Refused("identity.no_such_person")
    proved = desk.verify_with_papers(
        actor, person=person.pk, name=wanted.name, id_number=wanted.id_number
    )
    fresh = Person.objects.select_related("private").get(pk=proved.pk)
    return _person(fresh, display_names([fresh.pk]))
