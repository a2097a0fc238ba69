"""A transfer between districts in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.ledger.explained import amount_words
from linli.timebank.models import Crossing

_State = Crossing.State
TONES = {
    _State.HELD: "wait",
    _State.COMMITTED: "wait",
    _State.ARRIVED: "ok",
    _State.RETURNED: "stop",
    _State.ACCEPTED: "wait",
    _State.DUE: "wait",
    _State.CREDITED: "ok",
    _State.DROPPED: "plain",
    _State.REFUSED: "stop",
}
#: Why it came back.
REASONS: dict[str, Any] = {
    "no_agreement": gettext_lazy("The other district has no agreement with ours today."),
    "limit": gettext_lazy("The limit between the two districts is reached."),
    "recipient": gettext_lazy("Nobody with this number can get hours there."),
    "no_rules": gettext_lazy("The community there has no time bank."),
    "timeout": gettext_lazy("The other district did not answer in time."),
    "late": gettext_lazy("The answer came too late."),
    "sender": gettext_lazy("The hours could not leave the account."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    row: Crossing
    title: str
    note: str
    word: Any
    tone: str


def crossing_words(row: Crossing) -> Shown:
    """Where it goes or comes from, how much, where it is now, and why it came back."""
    names = {"district": row.peer.name, "number": row.recipient}
    if row.outgoing:
        way = _("To %(district)s, number %(number)s") % names
    else:
        way = _("From %(district)s") % names
    notes = [way]
    if row.relation and row.relation != "own":
        notes.append(str(row.get_relation_display()))
    if row.state == _State.RETURNED and row.code in REASONS:
        notes.append(str(REASONS[row.code]))
    return Shown(
        row=row,
        title=amount_words("minutes", row.minutes),
        note=" · ".join(notes),
        word=row.get_state_display(),
        tone=TONES[_State(row.state)],
    )
