"""Forms for estates, rosters and corrections."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.places.models import Unit, UnitCorrection
from linli.places.queries import communities
from linli.places.roster import words
from linli.places.roster.gate import MAX_FILE
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


class UploadForm(forms.Form):
    """A roster. What it is, is told by its content, not by its name."""

    file = forms.FileField(
        label=_("Roster (.xlsx or .csv)"),
        help_text=_("It is kept encrypted, and erased once it was applied or withdrawn."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE:
            raise forms.ValidationError(_("The file is larger than 40 MB."))
        return bytes(upload.read())


class AnswerForm(forms.Form):
    """One choice per open question; none is chosen beforehand."""

    def __init__(
        self,
        *args: Any,
        questions: tuple[Question, ...],
        keys: dict[str, tuple[str, ...]],
        **kw: Any,
    ) -> None:
        """`keys`: sheet -> its headings, all of which may be the answer."""
        super().__init__(*args, **kw)
        self.questions = questions
        for number, question in enumerate(questions):
            self.fields[f"q{number}"] = self._field(question, keys.get(question.sheet, ()))

    @staticmethod
    def _field(question: Question, headings: tuple[str, ...]) -> forms.Field:
        subject = question.value or words.FIELDS[question.field]
        label = f"{question.sheet} · {subject}"
        asks = words.QUESTIONS[question.code]
        if question.code == "building_name":
            return forms.CharField(label=label, help_text=asks, max_length=40, required=False)
        if question.code in {"value", "kind"}:
            means = words.HOLDINGS | words.KINDS
            choices = [(each, str(means[each])) for each in question.candidates]
        elif question.code == "floor":
            yes = _("Yes, with the floor of the column “%(heading)s”")
            choices = [(each, yes % {"heading": each}) for each in question.candidates]
            choices.append((NONE, str(_("No, the room number stands by itself"))))
        else:
            first = [*question.candidates]
            others = [each for each in headings if each not in first]
            choices = [(each, each) for each in first + others]
            choices.append((NONE, str(_("There is no such column"))))
        return forms.ChoiceField(
            label=label, help_text=asks, choices=[("", "–"), *choices], required=False
        )

    def answers(self) -> dict[str, str]:
        """Question key -> answer, for those that were answered."""
        return {
            question.key: str(value)
            for number, question in enumerate(self.questions)
            if (value := self.cleaned_data.get(f"q{number}"))
        }


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
