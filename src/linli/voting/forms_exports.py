"""Forms for the export of an official system: the file, answers, and the official totals."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.places.forms_tables import QuestionsForm, TableForm
from linli.places.roster.types import NONE, Question
from linli.voting.choice_words import choice_word
from linli.voting.export_shown import pile_word
from linli.voting.official import words
from linli.voting.official.totals import number_of
from linli.voting.official.types import Ask, Totals


class ExportForm(TableForm):
    title = _("Export (.xlsx or .csv)")


class ApplyForm(forms.Form):
    """What was shown."""

    mark = forms.CharField(widget=forms.HiddenInput)


class AnswerForm(QuestionsForm):
    asked = words.QUESTIONS
    called = words.FIELDS

    def __init__(self, *args: Any, titles: Mapping[int, str], **options: Any) -> None:
        """`titles`: matter -> how it is called."""
        self.titles = titles
        super().__init__(*args, **options)

    def subject(self, question: Question) -> str:
        number = question.field.removeprefix("matter")
        if number.isdigit():
            return f"{number}. {self.titles[int(number)]}"
        return super().subject(question)

    def choices(self, question: Question, headings: tuple[str, ...]) -> list[tuple[str, str]]:
        if question.code != "value":
            return super().choices(question, headings)
        if question.field == "matter":
            known = [(each, f"{each}. {self.titles[int(each)]}") for each in question.candidates]
            return [*known, (NONE, gettext("Not of this assembly: leave these rows out"))]
        known = [(each, choice_word(each)) for each in question.candidates]
        return [*known, (NONE, gettext("It cannot be said: count it as nothing"))]


class TotalsForm(forms.Form):
    """The official statement on one matter, as it was published."""

    def __init__(self, *args: Any, ask: Ask, totals: Totals, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ask = ask
        for pile in ask.piles:
            pair = totals.get(pile) or {}
            needed = pile == "agree"
            self.fields[f"{pile}_persons"] = forms.IntegerField(
                label=f"{pile_word(pile)} · {gettext('persons')}",
                min_value=0,
                required=needed,
                initial=pair.get("persons"),
            )
            area = pair.get("area")
            self.fields[f"{pile}_area"] = forms.CharField(
                label=f"{pile_word(pile)} · {gettext('floor area in m²')}",
                max_length=20,
                required=needed,
                initial=None if area is None else f"{area // 100}.{area % 100:02}",
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            )
        self.fields["outcome"] = self._outcome(totals)

    def _outcome(self, totals: Totals) -> forms.Field:
        if self.ask.candidates:
            numbers = sorted(set(self.ask.candidates.values()))
            return forms.MultipleChoiceField(
                label=gettext("Who was elected"),
                choices=[(str(n), pile_word(str(n))) for n in numbers],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[str(n) for n in totals.get("elected") or ()],
            )
        words_of = {True: "1", False: "0"}
        return forms.ChoiceField(
            label=gettext("Official outcome"),
            choices=[("1", gettext("adopted")), ("0", gettext("not adopted"))],
            widget=forms.RadioSelect,
            initial=words_of.get(totals.get("passed")),  # type: ignore[arg-type]
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        for pile in self.ask.piles:
            text = found.get(f"{pile}_area")
            if text and number_of("area", text) is None:
                self.add_error(f"{pile}_area", _("A floor area is written like 12345.67."))
        return found

    def totals(self) -> Totals:
        found: Totals = {}
        for pile in self.ask.piles:
            area = self.cleaned_data.get(f"{pile}_area")
            pair = {
                "persons": self.cleaned_data.get(f"{pile}_persons"),
                "area": number_of("area", area) if area else None,
            }
            if any(value is not None for value in pair.values()):
                found[pile] = pair
        outcome = self.cleaned_data["outcome"]
        if self.ask.candidates:
            found["elected"] = [int(each) for each in outcome]
        else:
            found["passed"] = outcome == "1"
        return found
