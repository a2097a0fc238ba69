"""The mall as pages show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import segno
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from linli.identity.queries import display_name, display_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Attached, keeper
from linli.kernel.words import capacity_word
from linli.ledger.explained import Explained
from linli.ledger.models import Transfer
from linli.mall import codes, queries, rules
from linli.mall.kinds import ICONS, Kind
from linli.mall.models import Offer, Order, OrderStep
from linli.mall.parameters import PICTURE_OF
from linli.mall.states import LIVE, TRANSITIONS, Shelf, State, Verb

ORDERED = pgettext_lazy("ledger", "Kept for an order")
EARNED = pgettext_lazy("ledger", "Earned by a service")
PLEDGED = pgettext_lazy("ledger", "Pledged by a sponsor")
UNSETTLED = pgettext_lazy("ledger", "Settled points taken over by the community")
TONES = {
    State.ORDERED: "wait",
    State.READY: "ok",
    State.COLLECTED: "ok",
    State.CANCELLED: "plain",
    State.WITHDRAWN: "stop",
    State.EXPIRED: "plain",
    State.DISPUTED: "warn",
    State.REFUNDED: "plain",
    State.UPHELD: "plain",
}
BUTTONS = {
    Verb.READY: gettext_lazy("It is ready"),
    Verb.CANCEL: gettext_lazy("Cancel the order"),
    Verb.WITHDRAW: gettext_lazy("Cannot give it"),
    Verb.DISPUTE: gettext_lazy("Something was wrong"),
    Verb.REFUND: gettext_lazy("Give the points back"),
    Verb.UPHOLD: gettext_lazy("Leave it as it is"),
    Verb.ASK_COVER: gettext_lazy("Ask that the community gives the points back"),
    Verb.COVER: gettext_lazy("The community gives the points back"),
}
WARN = frozenset({Verb.CANCEL, Verb.WITHDRAW, Verb.DISPUTE})
MERCHANT_BUTTONS = {
    "approve": gettext_lazy("Approve the merchant"),
    "refuse": gettext_lazy("Refuse it"),
    "suspend": gettext_lazy("Suspend it"),
    "resume": gettext_lazy("Open it again"),
    "end": gettext_lazy("End it"),
}
OFFER_BUTTONS = {
    "accept": gettext_lazy("Put it on offer"),
    "return": gettext_lazy("Return it with a reason"),
    "pause": gettext_lazy("Pause it"),
    "open": gettext_lazy("Open the offer again"),
    "end": gettext_lazy("End the offer"),
    "restock": gettext_lazy("Change the stock"),
}
DAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
WEEK = 7


def days_words(days: Iterable[int]) -> str:
    found = sorted(days)
    if len(found) == WEEK:
        return _("every day")
    return _(", ").join(str(DAYS[day - 1]) for day in found)


def points_words(points: int) -> str:
    return ngettext("%(n)s point", "%(n)s points", points) % {"n": f"{points:,}"}


@dataclass(frozen=True, slots=True)
class Card:
    """An offer in a list."""

    offer: Offer
    price: str
    shop: str
    icon: str
    #: How many are left, when few; empty otherwise.
    left: str
    gone: bool
    #: The balance covers it.
    covered: bool


FEW = 5


def cards(offers: Sequence[Offer], points: int = 0) -> list[Card]:
    return [_card(offer, points) for offer in offers]


def _card(offer: Offer, points: int) -> Card:
    gone = offer.stock == 0
    few = offer.stock is not None and 0 < offer.stock <= FEW
    left = ngettext("%(n)s left", "%(n)s left", offer.stock or 0) % {"n": offer.stock}
    return Card(
        offer=offer,
        price=points_words(offer.price),
        shop=offer.merchant.organisation.name,
        icon=ICONS[Kind(offer.kind)],
        left=left if few else "",
        gone=gone,
        covered=0 < offer.price <= points,
    )


def pictures(offer: Offer) -> Sequence[Attached]:
    return keeper().attached(PICTURE_OF, [offer.pk]).get(offer.pk, [])


@dataclass(frozen=True, slots=True)
class Line:
    step: OrderStep
    who: Any
    helper: Any
    capacity: Any
    words: str


@dataclass(frozen=True, slots=True)
class Button:
    href: str
    label: Any
    kind: str


@dataclass(frozen=True, slots=True)
class OrderShown:
    """One order for one reader: the code for its buyer alone, the buyer for staff alone."""

    order: Order
    price: str
    tone: str
    mine: bool
    live: bool
    code: str
    qr: str
    who: str
    buttons: Sequence[Button]
    history: Sequence[Line]


def order_shown(actor: Actor, order: Order, address: str) -> OrderShown:
    """`address` is where a merchant's phone goes that scans it; the digits stand after a #."""
    mine = actor.capacity is Capacity.RESIDENT and rules.own(actor, order)
    counter = order.channel == "counter" and rules.serves(actor, order.community)
    live = State(order.state) in LIVE and order.until > clock.now()
    code = (order.read("code") or "") if live and (mine or counter) else ""
    qr = ""
    if code:
        made = segno.make(f"{address}#{code}", error="m", micro=False)
        qr = made.svg_data_uri(scale=6, border=4, dark="#000", light="#fff")
    # whoever comes to give a service knows to whom
    told = rules.serves(actor, order.community) or rules.gives(actor, order.offer)
    who = display_names([order.person_id]) if told else {}
    return OrderShown(
        order=order,
        price=points_words(order.price),
        tone=TONES[State(order.state)],
        mine=mine,
        live=live,
        code=codes.spoken(code) if code else "",
        qr=qr,
        who=who.get(order.person_id, ""),
        buttons=_buttons(actor, order),
        history=_lines(order, named=mine or bool(who)),
    )


def _buttons(actor: Actor, order: Order) -> list[Button]:
    found = []
    for verb, transition in TRANSITIONS.items():
        if verb in BUTTONS and State(order.state) in transition.sources:
            if not rules.may_do(actor, order, verb):
                continue
            href = reverse("order_step", args=[order.pk, verb.value])
            found.append(Button(href, BUTTONS[verb], "default" if verb in WARN else "primary"))
    if rules.gives(actor, order.offer) and rules.may_do(actor, order, Verb.COLLECT):
        href = reverse("service_given", args=[order.pk])
        found.insert(0, Button(href, gettext_lazy("It was given"), "primary"))
    return found


def _lines(order: Order, *, named: bool) -> list[Line]:
    """A merchant reads what happened, and of residents no name."""
    lines = []
    for step in queries.history(order):
        buyers = step.person_id == order.person_id
        shown = named or not buyers
        who = display_name(step.person) if step.person and shown else ""
        if not step.person:
            who = _("by itself")
        helper = display_name(step.helper) if step.helper and named else ""
        said = step.read("words") or ""
        capacity = capacity_word(step.capacity)
        lines.append(Line(step, who or _("the buyer"), helper, capacity, said))
    return lines


def tabs(here: str, names: dict[str, Any], current: str) -> list[dict[str, Any]]:
    return [
        {"href": f"{here}?tab={name}", "title": title, "current": name == current}
        for name, title in names.items()
    ]


def merchant_buttons(verbs: Iterable[str], merchant: int) -> list[Button]:
    return [
        Button(
            reverse("merchant_step", args=[merchant, verb]),
            MERCHANT_BUTTONS[verb],
            "primary" if verb in {"approve", "resume"} else "default",
        )
        for verb in verbs
    ]


def offer_buttons(actor: Actor, offer: Offer) -> list[Button]:
    verbs = rules.offer_verbs(actor, offer)
    found = []
    if "end" in verbs and offer.kind in {Kind.SERVICE, Kind.TRAINING, Kind.VENUE}:
        href = reverse("offer_times", args=[offer.pk])
        found.append(Button(href, gettext_lazy("Enter a time"), "default"))
    if offer.stock is not None and offer.state != Shelf.ENDED and "end" in verbs:
        verbs.insert(0, "restock")
    return found + [
        Button(
            reverse("offer_step", args=[offer.pk, verb]),
            OFFER_BUTTONS[verb],
            "primary" if verb == "accept" else "default",
        )
        for verb in verbs
    ]


def explain(transfers: Iterable[Transfer]) -> dict[int, Explained]:
    """Lines of an account that an order stands behind. One query where there are such."""
    wanted = [row.pk for row in transfers if row.kind in {"spend", "refund"}]
    if not wanted:
        return {}
    found = {}
    for transfer, order in queries.explained(wanted).items():
        note = _("order no. %(number)s") % {"number": order.pk}
        if transfer == order.back:
            note = f"{_('points given back')} · {note}"
        found[transfer] = Explained(order.offer.title, note, reverse("order", args=[order.pk]))
    return found
