"""Forms for choosing what is shown, switching badges on, honours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import clock, places
from linli.kernel.actor import Actor
from linli.recognition.badges import editions, honour_kinds
from linli.recognition.models import WORDS_LENGTH
from linli.recognition.shown import parts


class SharingForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label=_("What neighbours of my community may see"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: nobody sees anything, and you are on no list."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parts"].choices = list(parts().items())  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    words = forms.CharField(label=_("Why"), max_length=WORDS_LENGTH, widget=forms.Textarea)


def _near(actor: Actor) -> list[tuple[int, str]]:
    return [(each.id, each.name_here) for each in places.communities() if each.id in actor.reach]


class InCommunity(forms.Form):
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = _near(actor)
        field = self.fields["community"]
        field.choices = options  # type: ignore[attr-defined]
        if len(options) == 1:
            field.widget = forms.HiddenInput()
            field.initial = options[0][0]


class BadgesForm(InCommunity):
    edition = forms.TypedChoiceField(label=_("Badges"), coerce=int)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    decision = forms.CharField(
        label=_("By which decision, or why"),
        max_length=80,
        help_text=_("As on the document; everybody of the community reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [  # type: ignore[attr-defined]
            *((number, _("Edition %(number)s") % {"number": number}) for number in editions()),
            (0, _("No badges any more; what was given stays")),
        ]
        self.fields["since"].initial = clock.today()


class HonourForm(InCommunity):
    person = forms.CharField(
        label=_("Number of the person"),
        max_length=20,
        help_text=_("They find the number under “Me”."),
    )
    kind = forms.ChoiceField(label=_("Which honour"))
    reason = forms.CharField(
        label=_("For what, in a few sentences"),
        max_length=WORDS_LENGTH,
        widget=forms.Textarea,
        help_text=_("The person reads it first. Neighbours read it once they agree to be named."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (each.code, each.title) for each in honour_kinds().values()
        ]
