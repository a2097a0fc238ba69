"""Forms for writing a notice, putting it up, and choosing how to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import places
from linli.kernel.actor import Actor
from linli.kernel.language import either
from linli.notices.audiences import audiences
from linli.notices.models import TEXT_LENGTH, TITLE_LENGTH, Posting, Preferences

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class NoticeForm(forms.Form):
    """To whom, what, and whether it must leave at once."""

    community = forms.TypedChoiceField(label=_("Community"), coerce=int)
    audience = forms.ChoiceField(label=_("For whom"))
    word = forms.CharField(
        label=_("Number of the person"),
        max_length=40,
        required=False,
        help_text=_("Only for one person; they find the number under “Me”."),
    )
    title = forms.CharField(
        label=_("Heading"),
        max_length=TITLE_LENGTH,
        help_text=_("This alone goes into text messages: write nothing private in it."),
    )
    text = forms.CharField(
        label=_("What people should know"), max_length=TEXT_LENGTH, widget=forms.Textarea
    )
    urgent = forms.BooleanField(label=_("Urgent: do not wait for the daily digest"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        near = [c for c in places.communities() if c.id in actor.reach]
        options = [(c.id, either(c.name_zh, c.name_en)) for c in near]
        self.fields["community"].choices = options  # type: ignore[attr-defined]
        if len(options) == 1:
            self.fields["community"].widget = forms.HiddenInput()
            self.fields["community"].initial = options[0][0]
        self.fields["audience"].choices = [(a.code, a.title) for a in audiences()]  # type: ignore[attr-defined]


class PostingForm(forms.Form):
    medium = forms.ChoiceField(label=_("Where"), choices=Posting.Medium.choices)
    spot = forms.CharField(
        label=_("Which one"), max_length=80, help_text=_("For example: board at the east gate")
    )


class PreferencesForm(forms.Form):
    pace = forms.ChoiceField(
        label=_("When to tell me"), choices=Preferences.Pace.choices, widget=forms.RadioSelect
    )
    points = forms.ChoiceField(
        label=_("When I am given points"),
        choices=Preferences.Points.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    wechat = forms.BooleanField(label=_("By WeChat, when my account is tied"), required=False)
    sms = forms.BooleanField(label=_("By text message, when I consented to it"), required=False)
    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), choices=HOURS, coerce=int)
    quiet_to = forms.TypedChoiceField(
        label=_("Quiet until"),
        choices=HOURS,
        coerce=int,
        help_text=_("In these hours only the inbox fills. The same hour twice means never."),
    )

    def clean_points(self) -> str:
        return self.cleaned_data["points"] or Preferences.Points.DAILY
