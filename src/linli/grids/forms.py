"""Forms for grids, posts, homes and entries."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.grids.models import Entry, Grid, HomeToVisit, Post
from linli.grids.models.grid import NAME_LENGTH
from linli.grids.models.post import GROUND_LENGTH
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Organisation
from linli.places.models import Building, Estate, Unit
from linli.places.queries import communities

#: How long a period of counts may be.
LONGEST = timedelta(days=366)


def _day(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def _since() -> forms.DateField:
    return _day(label=_("First day"))


class Choices(forms.Form):
    """A form whose choices depend on what there is."""

    def offer(self, field: str, choices: list[Any]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]


class GridForm(Choices):
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=NAME_LENGTH)
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_LENGTH, required=False)
    kind = forms.TypedChoiceField(label=_("What it is for"), choices=Grid.Kind.choices, coerce=int)
    since = _since()

    def __init__(self, *args: Any, reach: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = communities().filter(pk__in=reach).order_by("path")
        self.offer("community", [(p.pk, p.name) for p in places])
        self.fields["since"].initial = clock.today()


class HomesForm(Choices):
    """Buildings, or the units of one building, that belong somewhere from a day on."""

    buildings = forms.TypedMultipleChoiceField(
        label=_("Buildings"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Single homes"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    since = _since()

    def __init__(
        self,
        *args: Any,
        buildings: list[Building],
        units: list[Unit] | None = None,
        **kwargs: Any,
    ) -> None:
        """With `units` single homes are chosen instead of whole buildings."""
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today()
        if units is None:
            del self.fields["units"]
            self.offer("buildings", [(b.pk, f"{b.estate.name} {b.label}") for b in buildings])
        else:
            del self.fields["buildings"]
            self.offer("units", [(unit.pk, unit.label) for unit in units])


class GroundForm(forms.Form):
    """Why, in public words."""

    ground = forms.CharField(
        label=_("Ground"),
        help_text=_("The document or decision. It is public: write no private data."),
        max_length=GROUND_LENGTH,
    )


class PersonForm(GroundForm):
    person = forms.CharField(
        label=_("Number of the person"),
        help_text=_("The person finds it under “Me”."),
        max_length=12,
    )
    since = _since()
    last_day = _day(label=_("Last day"), required=False)

    field_order = ("kind", "scope", "person", "since", "last_day", "ground")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today()

    def clean_person(self) -> str:
        return str(self.cleaned_data["person"]).upper()


class SubstituteForm(PersonForm):
    """Who stands in, for which days."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].required = True


#: Kind of post -> the kind of its scope in the form's choices.
SCOPE_OF = {
    Post.Kind.HEAD: "grid",
    Post.Kind.WORKER: "grid",
    Post.Kind.BUILDING: "building",
    Post.Kind.VOLUNTEER: "building",
    Post.Kind.CONTACT: "estate",
}


class AppointForm(PersonForm, Choices):
    """What somebody is to serve as, and where."""

    kind = forms.ChoiceField(label=_("Post"), choices=Post.Kind.choices)
    scope = forms.ChoiceField(
        label=_("Where"),
        help_text=_(
            "A grid for a grid head or worker, a building for a building head or volunteer, an"
            " estate for a party contact household."
        ),
    )

    def __init__(self, *args: Any, community: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grids = Grid.objects.within(community).filter(until=None).order_by("pk")
        self.offer(
            "scope",
            [
                (_("Grids"), [(f"grid:{g.pk}", g.name) for g in grids]),
                (
                    _("Buildings"),
                    [
                        (f"building:{b.pk}", f"{b.estate.name} {b.label}")
                        for b in buildings_of(community)
                    ],
                ),
                (_("Estates"), [(f"estate:{e.pk}", e.name) for e in estates_of(community)]),
            ],
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        where, _colon, pk = str(data.get("scope", "")).partition(":")
        if pk and data.get("kind") in SCOPE_OF and SCOPE_OF[Post.Kind(data["kind"])] != where:
            self.add_error("scope", _("This post serves another kind of place."))
        elif pk:
            data["scope"] = int(pk)
        return data


class EndForm(GroundForm):
    last_day = _day(
        label=_("Last day"),
        required=False,
        help_text=_("Leave it empty to end the post today."),
    )


class BranchForm(Choices):
    estate = forms.TypedChoiceField(label=_("Estate"), coerce=int)
    branch = forms.TypedChoiceField(label=_("Party branch"), coerce=int)
    since = _since()

    def __init__(self, *args: Any, community: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.filter(place=community, kind="party_branch").order_by("pk")
        self.offer("estate", [(e.pk, e.name) for e in estates_of(community)])
        self.offer("branch", [(o.pk, o.name) for o in bodies])
        self.fields["since"].initial = clock.today()


OFTEN = [
    (1, _("every day")),
    (3, _("every three days")),
    (7, _("every week")),
    (14, _("every two weeks")),
    (30, _("every month")),
]


class VisitingForm(forms.Form):
    """Every how many days, and why. Who visits is not told why."""

    every = forms.TypedChoiceField(
        label=_("How often"),
        coerce=int,
        initial=7,
        choices=OFTEN,
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=HomeToVisit.Reason.choices,
        help_text=_("It is kept encrypted. The visitor does not see it, only the committee does."),
    )


class PeriodForm(forms.Form):
    """The days that counts are asked for; by default this month."""

    first = _day(label=_("From"))
    last = _day(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first"), data.get("last")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("last", _("At most a year, and not before the first day."))
        return data

    def period(self) -> tuple[date, date]:
        today = clock.today()
        if self.is_bound and self.is_valid():
            return self.cleaned_data["first"], self.cleaned_data["last"]
        return today.replace(day=1), today


class VisitForm(forms.Form):
    """One visit, from a page without scripts."""

    unit = forms.IntegerField()
    outcome = forms.ChoiceField(choices=Entry.Outcome.choices)
    id = forms.UUIDField()


def estates_of(community: int) -> ScopedQuerySet[Estate]:
    return Estate.objects.within(community).order_by("pk")


def buildings_of(community: int, estate: int | None = None) -> list[Building]:
    rows = Building.objects.filter(estate__community=community).select_related("estate")
    if estate is not None:
        rows = rows.filter(estate=estate)
    return list(rows.order_by("estate", "pk"))
