"""Forms for a table that somebody brings: the file, and the questions that it leaves open.

A roster of homes and the export of an official system both come this way; `linli.places.roster`
detects their columns.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.places.roster.gate import MAX_FILE
from linli.places.roster.types import NONE, Question


class TableForm(forms.Form):
    """The file. What it is, is told by its content, not by its name."""

    #: How the file is called on the page.
    title: ClassVar[str | Promise]

    file = forms.FileField(
        help_text=_("It is kept encrypted, and erased once it was applied or withdrawn."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].label = str(self.title)

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_FILE:
            raise forms.ValidationError(_("The file is larger than 40 MB."))
        return bytes(upload.read())


class QuestionsForm(forms.Form):
    """One choice per open question; none is chosen beforehand."""

    #: Code of a question -> what it asks; field of the table -> how it is called.
    asked: ClassVar[Mapping[str, str | Promise]]
    called: ClassVar[Mapping[str, str | Promise]]

    def __init__(
        self,
        *args: Any,
        questions: tuple[Question, ...],
        keys: Mapping[str, tuple[str, ...]],
        **options: Any,
    ) -> None:
        """`keys`: sheet -> its headings, all of which may be the answer."""
        super().__init__(*args, **options)
        self.questions = questions
        for number, question in enumerate(questions):
            self.fields[f"q{number}"] = self.field(question, keys.get(question.sheet, ()))

    def subject(self, question: Question) -> str:
        """What the question is about: a value of the table, or a field."""
        return question.value or str(self.called[question.field])

    def choices(self, question: Question, headings: tuple[str, ...]) -> list[tuple[str, str]]:
        """The answers; here for a question which column is meant, the likely ones first."""
        likely = [*question.candidates]
        columns = likely + [each for each in headings if each not in likely]
        return [(each, each) for each in columns] + [(NONE, gettext("There is no such column"))]

    def field(self, question: Question, headings: tuple[str, ...]) -> forms.Field:
        return forms.ChoiceField(
            label=self.label_of(question),
            help_text=str(self.asked[question.code]),
            choices=[("", "–"), *self.choices(question, headings)],
            required=False,
        )

    def label_of(self, question: Question) -> str:
        return f"{question.sheet} · {self.subject(question)}"

    def answers(self) -> dict[str, str]:
        """Question key -> answer, for those that were answered."""
        return {
            question.key: str(value)
            for number, question in enumerate(self.questions)
            if (value := self.cleaned_data.get(f"q{number}"))
        }
