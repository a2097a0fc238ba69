"""Who is told when something happens to a wish.

No fact tells whose a wish without a name is, so the wisher is read here, and the notice leads to
their own list: not to the wish.
"""

from django.urls import reverse

from linli.facts import wishes as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee
from linli.wishes.queries import people_of_claim, to_tell

#: What the wisher hears, by fact.
WISHER = {
    facts.WishApproved.type: "wish_approved",
    facts.WishReturned.type: "wish_returned",
    facts.WishClaimed.type: "wish_claimed",
    facts.WishJoined.type: "wish_claimed",
    facts.WishGivenUp.type: "wish_open_again",
    facts.WishReleased.type: "wish_open_again",
    facts.WishProved.type: "wish_proved",
}
#: What those who are on it hear.
HELPERS = {
    facts.WishReleased.type: "wish_lapsed",
    facts.WishMissing.type: "wish_missing",
    facts.WishThanked.type: "wish_thanked",
    facts.WishWithdrawn.type: "wish_withdrawn",
}


@consumes(
    facts.WishApproved,
    facts.WishReturned,
    facts.WishClaimed,
    facts.WishJoined,
    facts.WishGivenUp,
    facts.WishReleased,
    facts.WishProved,
    facts.WishMissing,
    facts.WishThanked,
    facts.WishWithdrawn,
)
def tell_of_wish(event: Event) -> None:
    """The other side, whoever it is."""
    wish = to_tell(event.payload["wish"])
    if wish is None or event.place is None:
        return
    if event.type in WISHER:
        link = "my_wishes" if wish.unnamed else "wish"
        args = [] if wish.unnamed else [wish.pk]
        _issue(event, {wish.wisher_id}, WISHER[event.type], reverse(link, args=args))
    if event.type in HELPERS and event.payload["claim"] is not None:
        people = set(people_of_claim(event.payload["claim"]))
        _issue(event, people, HELPERS[event.type], _helped())


@consumes(facts.WishConfirmed)
def tell_of_fulfilled(event: Event) -> None:
    _issue(event, set(event.payload["helpers"]), "wish_confirmed", _helped())


@consumes(facts.WishPosted)
def tell_of_proxy(event: Event) -> None:
    """Somebody for whom staff wished hears of it."""
    wish = to_tell(event.payload["wish"])
    if wish is not None and event.payload["proxy"]:
        _issue(event, {wish.wisher_id}, "wish_for_you", reverse("my_wishes"))


@consumes(facts.WishOffered)
def tell_of_offer(event: Event) -> None:
    """Those whom it fits; why, stands in their list."""
    _issue(event, set(event.payload["people"]), "wish_offered", reverse("wishes"))


@consumes(facts.PairProposed, facts.PairAgreed, facts.PairEnded)
def tell_of_pair(event: Event) -> None:
    """Both sides, but for who did it."""
    kinds = {facts.PairProposed.type: "pair_proposed", facts.PairEnded.type: "pair_ended"}
    kind = kinds.get(event.type) or ("pair_begun" if event.payload["begun"] else "")
    if kind:
        both = {event.payload["helper"], event.payload["elder"]}
        _issue(event, both, kind, reverse("my_pairs"))


def _helped() -> str:
    return f"{reverse('my_wishes')}?tab=helped"


def _issue(event: Event, people: set[int], kind: str, link: str) -> None:
    told = sorted(people - {event.actor})
    if not told or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in told],
        audience="person",
        kind=kind,
        link=link,
    )
