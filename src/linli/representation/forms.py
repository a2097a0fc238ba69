"""Forms about representatives: a choice written down, and one question for each step."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.deliberation.forms_charter import day_field
from linli.deliberation.forms_topics import words_field
from linli.deliberation.terms import SEATED
from linli.files.forms import UploadsField
from linli.identity.identifiers import cleaned
from linli.kernel import clock, places
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import PDF, PICTURE
from linli.organisations.models import Organisation
from linli.places.models import Building, Place, Unit
from linli.representation import parameters
from linli.representation.models import Mandate
from linli.representation.wanted import Choice

Kind, How = Mandate.Kind, Mandate.How
_HOMES = [each for each in How.choices if each[0] != How.APPOINTED.value]
_SPLIT = re.compile(r"[\s,，、;；]+")


def _buildings(actor: Actor) -> list[Building]:
    rows = Building.objects.filter(estate__community__in=actor.reach).select_related("estate")
    return list(rows.order_by("estate", "pk"))


def _bodies(actor: Actor) -> list[Organisation]:
    """Bodies that may have a seat, in reach or above; an officer's own alone."""
    rows = Organisation.objects.filter(ended=False, kind__in=SEATED)
    if actor.capacity is Capacity.OFFICER:
        return list(rows.filter(pk=actor.organisation or 0))
    near = Place.objects.filter(pk__in=actor.reach).values_list("path", flat=True)
    paths = {
        path[:end] for path in near for end in range(Place.steplen, len(path) + 1, Place.steplen)
    }
    return list(rows.filter(place__path__in=paths).order_by("place__path", "pk"))


class EnterForm(forms.Form):
    """Whom they speak for, who, how chosen, until when, and what shows it."""

    person = forms.CharField(
        label=_("Number of the representative"),
        max_length=14,
        help_text=_("Twelve letters and digits; they find it under “Me”."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, actor: Actor, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.kind = actor, kind
        whom: dict[str, forms.Field] = {}
        if kind == Kind.ORGANISATION:
            near = [(p.id, p.name_here) for p in places.communities() if p.id in actor.reach]
            bodies = [(each.pk, each.name) for each in _bodies(actor)]
            whom["organisation"] = forms.TypedChoiceField(
                label=_("Which organisation"), coerce=int, choices=bodies
            )
            whom["community"] = forms.TypedChoiceField(
                label=_("Community"), coerce=int, choices=near
            )
        else:
            labels = [(each.pk, f"{each.estate.name} {each.label}") for each in _buildings(actor)]
            if kind == Kind.BUILDING:
                whom["buildings"] = forms.TypedMultipleChoiceField(
                    label=_("Which buildings"),
                    coerce=int,
                    choices=labels,
                    widget=forms.CheckboxSelectMultiple,
                )
            else:
                whom["buildings"] = forms.TypedChoiceField(
                    label=_("Which building"), coerce=int, choices=labels
                )
                whom["rooms"] = words_field(
                    _("Which homes"),
                    rows=2,
                    help_text=_("Their numbers, for example 101, 102, 201."),
                )
        self.fields = {**whom, **self.fields}
        if kind != Kind.ORGANISATION:
            self.fields["how"] = forms.ChoiceField(
                label=_("How they were chosen"), choices=[*_HOMES, How.choices[-1]]
            )
            self.fields["homes_chose"] = forms.IntegerField(
                label=_("How many homes chose"),
                min_value=0,
                max_value=100_000,
                help_text=_("Of those that the register counts there."),
            )
        today = clock.today()
        self.fields["since"] = day_field(_("From which day"), initial=today)
        self.fields["until"] = day_field(_("Last day"), initial=parameters.last_day(today))
        self.fields["words"] = words_field(
            _("What shows it"), help_text=_("The protocol and who counted. Sealed.")
        )
        self.fields["papers"] = UploadsField(
            accepts=frozenset({PDF, PICTURE}), most=parameters.PAPERS, label=_("Papers")
        )

    def clean_person(self) -> str:
        return cleaned(str(self.cleaned_data["person"])).upper()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if self.kind == Kind.HOMES and data.get("rooms") and data.get("buildings"):
            data["units"], missing = self._units(data["buildings"], data["rooms"])
            if missing:
                self.add_error(
                    "rooms",
                    _("Not found in this building: %(rooms)s") % {"rooms": "、".join(missing)},
                )
        return data

    def _units(self, building: int, rooms: str) -> tuple[tuple[int, ...], list[str]]:
        """The homes that the numbers name: by room alone where it is the only one, else in full."""
        rows = Unit.objects.reached_by(self.actor).filter(
            building=building, gone=False, parking=False
        )
        known: dict[str, list[int]] = {}
        for unit in rows.select_related("building"):
            for word in {unit.room, f"{unit.stair}{unit.room}", unit.label.replace(" ", "")}:
                known.setdefault(word, []).append(unit.pk)
        found: list[int] = []
        missing: list[str] = []
        for word in dict.fromkeys(filter(None, _SPLIT.split(rooms))):
            hits = known.get(word, [])
            if len(hits) == 1:
                found.append(hits[0])
            else:
                missing.append(word)
        return tuple(dict.fromkeys(found)), missing

    def choice(self) -> Choice:
        data = self.cleaned_data
        building = data.get("buildings")
        chosen = tuple(building) if isinstance(building, list) else (building,) if building else ()
        community = data.get("community")
        if community is None:
            rows = Building.objects.filter(pk__in=chosen)
            community = rows.values_list("estate__community", flat=True).first() or 0
        return Choice(
            community=community,
            kind=self.kind,
            person=data["person"],
            how=data.get("how", How.APPOINTED.value),
            since=data["since"],
            until=data["until"],
            words=data["words"],
            buildings=chosen,
            units=data.get("units", ()),
            organisation=data.get("organisation"),
            homes_chose=data.get("homes_chose", 0),
        )


QUESTIONS = {
    "recognise": (_("A word about it"), False),
    "reject": (_("Why the evidence does not show it"), True),
    "object": (_("What is wrong with this choice?"), True),
    "resigned": (_("A word to the homes"), False),
    "recalled": (_("Which decision recalls them, and what shows it"), True),
    "withdrawn": (_("What was entered by mistake"), True),
}


class StepForm(forms.Form):
    """What one step asks."""

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, required = QUESTIONS[verb]
        self.fields["words"] = words_field(label, most=parameters.TEXT_MAX, required=required)


class AnswerForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=pgettext_lazy("objection", "What was found"),
        choices=(
            ("no", pgettext_lazy("objection", "looked into: the mandate stands")),
            ("yes", pgettext_lazy("objection", "right: the mandate does not stand")),
        ),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = words_field(_("The answer to the home"), most=parameters.TEXT_MAX)
