"""What the desk is asked about a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import places
from linli.kernel.actor import Actor
from linli.meetings.models import Meeting, Seat
from linli.meetings.parameters import LINK_MAX, PLACE_MAX
from linli.meetings.queries import title_of
from linli.meetings.wanted import Offices, Plan
from linli.places.models import Estate

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]


def moment_field(label: Any, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMATS[0])
    return forms.DateTimeField(label=label, widget=widget, input_formats=FORMATS, **options)


def place_field() -> forms.CharField:
    return forms.CharField(
        label=_("Where people meet"),
        max_length=PLACE_MAX,
        required=False,
        help_text=_("A room that people find: the party room, first floor."),
    )


def link_field() -> forms.CharField:
    return forms.CharField(
        label=_("How to take part from afar"),
        max_length=LINK_MAX,
        required=False,
        help_text=_("The number of a video meeting. Empty: in the room alone."),
    )


class PlanForm(forms.Form):
    """When, where, which series."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    estate = forms.TypedChoiceField(
        label=_("For which estate"), coerce=int, empty_value=None, required=False
    )
    series = forms.ChoiceField(label=_("Which meeting"), choices=Meeting.SERIES)
    starts_at = moment_field(_("When"))
    where = place_field()
    remote = link_field()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [
            (each.id, each.name_here) for each in places.communities() if each.id in actor.reach
        ]
        rows = Estate.objects.reached_by(actor).order_by("pk")
        whole: list[tuple[Any, Any]] = [("", _("the whole community"))]
        self.fields["community"].choices = near  # type: ignore[attr-defined]
        self.fields["estate"].choices = whole + [(each.pk, each.name) for each in rows]  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        data = self.cleaned_data
        at: datetime = data["starts_at"]
        return Plan(data["series"], at, data["where"], data["remote"])


class NoticeForm(forms.Form):
    """Who presides, who keeps order beside them."""

    chair = forms.ChoiceField(label=_("Who presides"))
    keeper = forms.ChoiceField(
        label=_("Who keeps order"),
        required=False,
        help_text=_("Keeps time, calls to order, notes who comes and goes; takes no side."),
    )

    def __init__(self, *args: Any, seats: list[Seat], names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [
            (seat.key, f"{title_of(seat)} · {names[seat.person_id]}")
            for seat in seats
            if seat.votes and seat.person_id
        ]
        me: list[tuple[Any, Any]] = [("", _("me, without a vote"))]
        self.fields["chair"].choices = held  # type: ignore[attr-defined]
        self.fields["keeper"].choices = me + held  # type: ignore[attr-defined]

    def offices(self) -> Offices:
        return Offices(self.cleaned_data["chair"], self.cleaned_data["keeper"])
