"""Forms for estates, rosters and corrections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.places.forms_tables import QuestionsForm, TableForm
from linli.places.models import Unit, UnitCorrection
from linli.places.queries import communities
from linli.places.roster import words
from linli.places.roster.types import NONE, Question

Kind = UnitCorrection.Kind


class EstateForm(forms.Form):
    """A new estate; the communities are those of the clerk."""

    community = forms.ChoiceField(label=_("Community"))
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=60)
    name_en = forms.CharField(label=_("Name in English"), max_length=60, required=False)

    def __init__(self, *args: Any, reach: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = communities().filter(pk__in=reach).order_by("path")
        self.fields["community"].choices = [(p.pk, p.name) for p in places]  # type: ignore[attr-defined]

    def clean_community(self) -> int:
        return int(self.cleaned_data["community"])


class UploadForm(TableForm):
    title = _("Roster (.xlsx or .csv)")


class AnswerForm(QuestionsForm):
    asked = words.QUESTIONS
    called = words.FIELDS

    def choices(self, question: Question, headings: tuple[str, ...]) -> list[tuple[str, str]]:
        if question.code in {"value", "kind"}:
            means = words.HOLDINGS | words.KINDS
            return [(each, str(means[each])) for each in question.candidates]
        if question.code == "floor":
            yes = _("Yes, with the floor of the column “%(heading)s”")
            floors = [(each, yes % {"heading": each}) for each in question.candidates]
            return [*floors, (NONE, str(_("No, the room number stands by itself")))]
        return super().choices(question, headings)

    def field(self, question: Question, headings: tuple[str, ...]) -> forms.Field:
        if question.code != "building_name":
            return super().field(question, headings)
        asks = str(self.asked[question.code])
        return forms.CharField(
            label=self.label_of(question), help_text=asks, max_length=40, required=False
        )


class ApplyForm(forms.Form):
    """The state of the estate that the difference was shown for."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TypedForm(forms.Form):
    """What a unit should have, as the papers say. The fields depend on the kind."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == Kind.AREA:
            self.fields["value"] = forms.CharField(
                label=_("Floor area in m²"), help_text=_("For example 89.44"), max_length=20
            )
        elif kind == Kind.HOLDING:
            self.fields["value"] = forms.ChoiceField(
                label=_("Who holds it"), choices=Unit.Holding.choices
            )
        elif kind == Kind.OWNER:
            self.fields["names"] = forms.CharField(
                label=_("Owners"), help_text=_("Several with 、 between them"), max_length=200
            )
            self.fields["numbers"] = forms.CharField(
                label=_("ID numbers"),
                help_text=_("In the order of the owners, with ; between them"),
                max_length=200,
                required=False,
            )
            self.fields["phone"] = forms.CharField(
                label=_("Phone of the first owner"), max_length=40, required=False
            )


class CorrectionForm(TypedForm):
    """What is to change and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=_("Reason, and which papers were seen"),
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
