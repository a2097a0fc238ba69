"""What the desk is asked about a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from linli.deliberation.models import Topic
from linli.kernel import places
from linli.kernel.actor import Actor
from linli.meetings.models import Meeting, Seat
from linli.meetings.parameters import LINK_MAX, PLACE_MAX, REASON_MAX, TITLE_MAX
from linli.meetings.queries import title_of
from linli.meetings.states import Series
from linli.meetings.wanted import Offices, Plan
from linli.places.models import Estate

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
NEEDS = (
    ("", _("the usual majority")),
    ("special", _("the charter's larger majority of the votes cast")),
    ("special_all", _("the charter's larger majority of all seats")),
)


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


def reason_field(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=REASON_MAX, widget=widget, help_text=help_text)


def title_field() -> forms.CharField:
    return forms.CharField(
        label=_("The matter in a few words"),
        max_length=TITLE_MAX,
        help_text=_("Everybody reads it: it names nobody."),
    )


class WhereForm(forms.Form):
    """For which community, or which estate of it."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    estate = forms.TypedChoiceField(
        label=_("For which estate"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [
            (each.id, each.name_here) for each in places.communities() if each.id in actor.reach
        ]
        rows = Estate.objects.reached_by(actor).order_by("pk")
        whole: list[tuple[Any, Any]] = [("", _("the whole community"))]
        self.fields["community"].choices = near  # type: ignore[attr-defined]
        self.fields["estate"].choices = whole + [(each.pk, each.name) for each in rows]  # type: ignore[attr-defined]


class PlanForm(WhereForm):
    """When, where, which series."""

    series = forms.ChoiceField(
        label=_("Which meeting"),
        choices=[pair for pair in Meeting.SERIES if pair[0] != Series.EMERGENCY],
    )
    starts_at = moment_field(_("When"))
    where = place_field()
    remote = link_field()

    def plan(self) -> Plan:
        data = self.cleaned_data
        at: datetime = data["starts_at"]
        return Plan(data["series"], at, data["where"], data["remote"])


class SummonForm(WhereForm):
    """An emergency: what happened, when people come."""

    title = title_field()
    starts_at = moment_field(_("When"))
    where = place_field()
    remote = link_field()

    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(Series.EMERGENCY, data["starts_at"], data["where"], data["remote"])


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
        me: list[tuple[Any, Any]] = [("", _("me, without a vote"))]
        self.fields["chair"].choices = held(seats, names)  # type: ignore[attr-defined]
        self.fields["keeper"].choices = me + held(seats, names)  # type: ignore[attr-defined]

    def offices(self) -> Offices:
        return Offices(self.cleaned_data["chair"], self.cleaned_data["keeper"])


def held(seats: list[Seat], names: dict[int, str]) -> list[tuple[Any, Any]]:
    return [
        (seat.key, f"{title_of(seat)} · {names.get(seat.person_id, '')}")
        for seat in seats
        if seat.votes and seat.person_id
    ]


class PresideForm(forms.Form):
    """Who presides instead."""

    seat = forms.ChoiceField(label=_("Who presides"))

    def __init__(self, *args: Any, seats: list[Seat], names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = held(seats, names)  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    starts_at = moment_field(_("When"))
    where = place_field()
    remote = link_field()
    reason = reason_field(_("Why it is moved"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "starts_at": timezone.localtime(meeting.starts_at),
            "where": meeting.where,
            "remote": meeting.remote,
        }
        super().__init__(*args, **kwargs)


class CancelForm(forms.Form):
    reason = reason_field(_("Why it is called off"))


class TopicForm(forms.Form):
    """A topic that is ready."""

    topic = forms.TypedChoiceField(label=_("Topic"), coerce=int)
    needs = forms.ChoiceField(label=_("What it needs"), choices=NEEDS, required=False)

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [(each.pk, each.title) for each in topics]  # type: ignore[attr-defined]


class MatterForm(forms.Form):
    """A matter of its own words."""

    title = title_field()
    needs = forms.ChoiceField(label=_("What it needs"), choices=NEEDS, required=False)


class SitForm(forms.Form):
    """Who sits there, with a reason."""

    person = forms.CharField(
        label=_("Number of who sits there"),
        max_length=12,
        required=False,
        help_text=_("Twelve letters and digits; people find theirs under “Me”. Empty: nobody."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    reason = reason_field(
        _("Why"), _("How the building or body chose them, or for whom they come.")
    )


class CodeForm(forms.Form):
    """What a holder's QR says."""

    code = forms.CharField(
        label=_("Code of the seat"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "data-scan": "code"}
        ),
    )


class SeeOffForm(forms.Form):
    reason = reason_field(
        _("Why you note it"), _("Kept with the seat. The log says that they left, not why.")
    )


class DeclareForm(forms.Form):
    reason = reason_field(
        _("Which interest of your own"),
        _("For the desk and whoever presides. Everybody sees that you are recused, not why."),
    )
