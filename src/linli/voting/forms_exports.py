"""Forms for the export of an official system: the file, answers, and the official totals."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.places.roster.gate import MAX_FILE
from linli.places.roster.types import NONE, Question
from linli.voting.choice_words import choice_word
from linli.voting.export_shown import pile_word
from linli.voting.official import words
from linli.voting.official.totals import number_of
from linli.voting.official.types import Ask, Totals


class ExportForm(forms.Form):
    """The file. What it is, is told by its content, not by its name."""

    file = forms.FileField(
        label=_("Export (.xlsx or .csv)"),
        help_text=_("It is kept encrypted, and erased once it was applied or withdrawn."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE:
            raise forms.ValidationError(_("The file is larger than 40 MB."))
        return bytes(upload.read())


class ApplyForm(forms.Form):
    """What was shown."""

    mark = forms.CharField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """One choice per open question; none is chosen beforehand."""

    def __init__(
        self,
        *args: Any,
        questions: tuple[Question, ...],
        keys: Mapping[str, tuple[str, ...]],
        titles: Mapping[int, str],
        **options: Any,
    ) -> None:
        """`keys`: sheet -> its headings; `titles`: matter -> how it is called."""
        super().__init__(*args, **options)
        self.questions = questions
        self.titles = titles
        for number, question in enumerate(questions):
            self.fields[f"q{number}"] = self._field(question, keys.get(question.sheet, ()))

    def _subject(self, question: Question) -> str:
        number = question.field.removeprefix("matter")
        if number.isdigit():
            return f"{number}. {self.titles[int(number)]}"
        return question.value or str(words.FIELDS[question.field])

    def _field(self, question: Question, headings: tuple[str, ...]) -> forms.Field:
        if question.code == "value" and question.field == "matter":
            choices = [(each, f"{each}. {self.titles[int(each)]}") for each in question.candidates]
            choices.append((NONE, gettext("Not of this assembly: leave these rows out")))
        elif question.code == "value":
            choices = [(each, choice_word(each)) for each in question.candidates]
            choices.append((NONE, gettext("It cannot be said: count it as nothing")))
        else:
            first = [*question.candidates]
            others = [each for each in headings if each not in first]
            choices = [(each, each) for each in first + others]
            choices.append((NONE, gettext("There is no such column")))
        return forms.ChoiceField(
            label=f"{question.sheet} · {self._subject(question)}",
            help_text=words.QUESTIONS[question.code],
            choices=[("", "–"), *choices],
            required=False,
        )

    def answers(self) -> dict[str, str]:
        """Question key -> answer, for those that were answered."""
        return {
            question.key: str(value)
            for number, question in enumerate(self.questions)
            if (value := self.cleaned_data.get(f"q{number}"))
        }


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
