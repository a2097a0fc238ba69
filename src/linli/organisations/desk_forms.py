"""Forms for the register: entering, filling, correcting, binding, ending, covering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.language import either
from linli.organisations import kinds
from linli.organisations.forms import GROUND_LENGTH, day_field
from linli.organisations.models import Office, Organisation
from linli.places.models import Estate, Place
from linli.places.queries import communities, in_order

NAME_LENGTH, CODE_LENGTH, DOCUMENT_LENGTH = 80, 30, 80
ANY = [("", _("all"))]


def _ground() -> forms.CharField:
    return forms.CharField(
        label=_("Ground"),
        help_text=_("The document or decision. It is public: write no private data."),
        max_length=GROUND_LENGTH,
    )


def _person() -> forms.CharField:
    return forms.CharField(
        label=_("Number of the person"),
        help_text=_("Twelve letters and digits; the person finds them under “Me”."),
        max_length=12,
        min_length=12,
    )


def _estates(place: Place) -> list[tuple[str, str]]:
    rows = Estate.objects.within(place.pk).order_by("name_zh")
    return [("", str(_("none")))] + [(str(row.pk), row.name) for row in rows]


class FilterForm(forms.Form):
    """What the public register shows."""

    community = forms.ChoiceField(label=_("Community"), required=False)
    sector = forms.ChoiceField(label=_("Class"), choices=ANY + kinds.Sector.choices, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=ANY + kinds.Kind.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(place.code, place.name) for place in communities().order_by("path")]
        self.fields["community"].choices = ANY + places  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EnterForm(forms.Form):
    """A body of a kind that the actor's office may enter."""

    kind = forms.ChoiceField(label=_("Kind"))
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=NAME_LENGTH)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_LENGTH)
    place = forms.ChoiceField(label=_("Place"))
    estate = forms.ChoiceField(
        label=_("Estate"), help_text=_("For bodies of one estate."), required=False
    )
    sector = forms.ChoiceField(
        label=_("Class"),
        choices=[("", _("the usual one of its kind")), *kinds.Sector.choices],
        required=False,
    )
    credit_code = forms.CharField(
        label=_("Unified social credit code"), max_length=CODE_LENGTH, required=False
    )
    since = day_field(label=_("Founded on"))
    ground = _ground()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = actor.capacity == Capacity.DISTRICT_ADMIN
        offered = [r for r in kinds.TABLE if every or actor.body in r.appointers]
        places = [p for p in in_order() if every or p.pk in actor.reach or p.pk == actor.place]
        estates = Estate.objects.reached_by(actor).order_by("name_zh")
        fields: Any = self.fields
        fields["kind"].choices = [(row.kind.value, row.kind.label) for row in offered]
        fields["place"].choices = [(place.pk, place.name) for place in places]
        fields["estate"].choices = [("", _("none"))] + [(e.pk, e.name) for e in estates]
        fields["since"].initial = clock.today()

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return {
            "kind": data["kind"],
            "place": int(data["place"]),
            "names": (data["name_zh"], data["name_en"]),
            "estate": int(data["estate"]) if data["estate"] else None,
            "sector": data["sector"],
            "credit_code": data["credit_code"],
            "since": data["since"],
            "ground": data["ground"],
        }


class DeskForm(forms.Form):
    """`about`: the body or office that the form is about."""

    def __init__(self, *args: Any, about: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values."""

    def values(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class SeatForm(DeskForm):
    """Who takes which standard office of the body."""

    about: Organisation
    person = _person()
    seat = forms.ChoiceField(label=_("Office"))
    since = day_field(label=_("First day"))
    until = day_field(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: the lawful term, where there is one."),
    )
    ground = _ground()
    ground_kind = forms.ChoiceField(
        label=_("What it rests on"),
        choices=[("", _("record it later")), *kinds.GroundKind.choices],
        required=False,
    )
    ground_day = day_field(label=_("Day of that"), required=False)
    document = forms.CharField(
        label=_("Number of the document"), max_length=DOCUMENT_LENGTH, required=False
    )

    def prepare(self) -> None:
        fields: Any = self.fields
        seats = [(s.code, either(s.zh, s.en)) for s in self.about.row.seats]
        fields["seat"].choices = seats
        fields["since"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        parts = [data.get("ground_kind"), data.get("ground_day"), data.get("document")]
        if any(parts) and not all(parts):
            raise forms.ValidationError(_("A ground has a kind, a day and a document number."))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        seat = kinds.seat_of(self.about.kind, data["seat"])
        kind = data["ground_kind"]
        return {
            "person": data["person"].upper(),
            "seat": data["seat"],
            "capacity": seat.capacity.value if seat else "",
            "place": self.about.place_id,
            "since": data["since"],
            "until": data["until"],
            "ground": data["ground"],
            "grounds": [(kind, data["ground_day"], data["document"])] if kind else [],
        }


class CorrectForm(DeskForm):
    """The entries that may be wrong."""

    about: Organisation
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=NAME_LENGTH)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_LENGTH)
    sector = forms.ChoiceField(label=_("Class"))
    credit_code = forms.CharField(
        label=_("Unified social credit code"), max_length=CODE_LENGTH, required=False
    )
    reason = forms.CharField(label=_("Reason"), max_length=GROUND_LENGTH)

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["sector"].choices = [(s.value, s.label) for s in self.about.row.sectors]
        for name in ("name_zh", "name_en", "sector", "credit_code"):
            fields[name].initial = getattr(self.about, name)

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        names = (data.pop("name_zh"), data.pop("name_en"))
        return {**data, "names": names}


class BindForm(DeskForm):
    """Which estate it belongs to, from when, on which ground."""

    about: Organisation
    estate = forms.ChoiceField(label=_("Estate"), required=False)
    day = day_field(label=_("From the day"))
    ground = _ground()

    def prepare(self) -> None:
        fields: Any = self.fields
        fields["estate"].choices = _estates(self.about.place)
        fields["day"].initial = clock.today()

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**data, "estate": int(data["estate"]) if data["estate"] else None}


class CloseForm(DeskForm):
    last_day = day_field(label=_("Last day"))
    ground = _ground()

    def prepare(self) -> None:
        self.fields["last_day"].initial = clock.today()


class GroundForm(DeskForm):
    """One more ground of an office."""

    about: Office
    kind = forms.ChoiceField(label=_("What it rests on"), choices=kinds.GroundKind.choices)
    day = day_field(label=_("Day of that"))
    document = forms.CharField(label=_("Number of the document"), max_length=DOCUMENT_LENGTH)


class CoverForm(DeskForm):
    """Who covers the office, from when to when."""

    about: Office
    person = _person()
    since = day_field(label=_("First day"))
    until = day_field(label=_("Last day"))
    ground = _ground()

    def prepare(self) -> None:
        self.fields["since"].initial = clock.today()

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "person": self.cleaned_data["person"].upper()}
