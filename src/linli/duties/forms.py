"""Forms for giving a duty and for each step that needs words, a day or a choice."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.duties import queries
from linli.duties.kinds import kind_of, kinds
from linli.duties.models import PROGRESS_LENGTH, TEXT_LENGTH, TITLE_LENGTH, Duty
from linli.duties.states import Verb
from linli.kernel import clock, places, workdays
from linli.kernel.actor import Actor
from linli.kernel.language import either

_LINE = re.compile(r"^(\d{4}-\d{2}-\d{2})[\s,，:：]+(.+)$")


def day_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


def words_field(label: Any, *, length: int = TEXT_LENGTH, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


class OwnerFields(forms.Form):
    """An office out of the list, or a person by number."""

    office = forms.TypedChoiceField(
        label=_("Office that owes it"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Whoever holds the office owes it, a successor too."),
    )
    person = forms.CharField(
        label=_("Or a person: their number"),
        max_length=12,
        required=False,
        help_text=_("Twelve letters and digits; the person finds them under “Me”."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def offer(self, actor: Actor) -> None:
        offered: list[tuple[Any, str]] = [("", "")]
        for office in queries.posts(actor):
            body = either(office.organisation.name_zh, office.organisation.name_en)
            offered.append((office.pk, f"{body} · {office.title}"))
        self.fields["office"].choices = offered  # type: ignore[attr-defined]

    def clean_person(self) -> str:
        return str(self.cleaned_data["person"]).strip().upper()


class GiveForm(OwnerFields):
    """What, who, until when, and who may confirm."""

    field_order = ("title", "text", "office", "person", "kind", "due_on", "confirm", "milestones")

    title = forms.CharField(label=_("What is owed"), max_length=TITLE_LENGTH)
    text = words_field(
        _("More about it"),
        required=False,
        help_text=_("Write no private data that the owner does not need."),
    )
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    kind = forms.ChoiceField(
        label=_("Kind"), help_text=_("The kind decides who hears of a delay, and when.")
    )
    due_on = day_field(
        label=pgettext_lazy("duty", "Last day"),
        required=False,
        help_text=_("A working day. Left empty, the kind's number of working days counts."),
    )
    confirm = forms.ChoiceField(label=_("Who confirms"), choices=Duty.Confirm.choices)
    milestones = words_field(
        _("Milestones"),
        required=False,
        help_text=_("One a line: the day and what is reached then, as in 2026-10-09 …"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(actor)
        near = [c for c in places.communities() if c.id in actor.reach]
        options = [(c.id, either(c.name_zh, c.name_en)) for c in near]
        self.fields["community"].choices = options  # type: ignore[attr-defined]
        if len(options) == 1:
            self.fields["community"].widget = forms.HiddenInput()
            self.fields["community"].initial = options[0][0]
        self.fields["kind"].choices = [(k.code, k.title) for k in kinds()]  # type: ignore[attr-defined]

    def clean_milestones(self) -> list[tuple[str, date]]:
        found = []
        for line in self.cleaned_data["milestones"].splitlines():
            if not line.strip():
                continue
            match = _LINE.match(line.strip())
            try:
                day = date.fromisoformat(match[1]) if match else None
            except ValueError:
                day = None
            if match is None or day is None or len(match[2]) > TITLE_LENGTH:
                raise forms.ValidationError(_("Begin each line with a day such as 2026-10-09."))
            found.append((match[2].strip(), day))
        return found


class StepForm(forms.Form):
    """A step that needs nothing but the decision."""

    def offer(self, actor: Actor) -> None:
        """Fill choices for this actor."""


class ReasonForm(StepForm):
    words = words_field(_("Reason"))


class ProgressForm(StepForm):
    words = forms.CharField(
        label=_("Where it stands"),
        max_length=PROGRESS_LENGTH,
        help_text=_("One line; everybody who sees the duty reads it."),
    )


class EvidenceForm(StepForm):
    words = words_field(
        _("What was done"), help_text=_("Say it so that somebody else can check it.")
    )


class ConfirmForm(StepForm):
    words = words_field(_("Remark"), required=False)


class ReopenForm(StepForm):
    words = words_field(_("What is missing"))
    due_on = day_field(label=_("New last day"))


class MilestoneForm(StepForm):
    milestone = forms.TypedChoiceField(label=_("Milestone"), coerce=int, widget=forms.RadioSelect)


class HandOnForm(OwnerFields):
    due_on = day_field(label=_("New last day"))
    words = words_field(_("Remark"), required=False)


FORMS: dict[Verb, type[Any]] = {
    Verb.ACCEPT: StepForm,
    Verb.REFUSE: ReasonForm,
    Verb.HAND_ON: HandOnForm,
    Verb.NOTE: ProgressForm,
    Verb.REACH: MilestoneForm,
    Verb.REPORT: EvidenceForm,
    Verb.CONFIRM: ConfirmForm,
    Verb.REOPEN: ReopenForm,
    Verb.WITHDRAW: ReasonForm,
}


def step_form(verb: Verb, actor: Actor, duty: Duty, data: Any = None) -> forms.Form:
    """The form of a step, with what can be chosen and a sensible new last day."""
    form: forms.Form = FORMS[verb](data)
    form.offer(actor)  # type: ignore[attr-defined]
    if "due_on" in form.fields:
        kind = kind_of(duty.kind)
        form.fields["due_on"].initial = workdays.shifted(clock.today(), kind.days if kind else 5)
    if isinstance(form, MilestoneForm):
        parts = duty.milestones.filter(reached_at=None)
        form.fields["milestone"].choices = [(m.pk, m.title) for m in parts]  # type: ignore[attr-defined]
    return form
