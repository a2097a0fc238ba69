"""Forms on stalls: opening by hand, what shows that a rung is done, passing one over, what was answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.deliberation.forms_charter import day_field
from linli.deliberation.forms_topics import NAMES_NOBODY, words_field
from linli.files.forms import UploadsField
from linli.kernel.attachments import PDF, PICTURE
from linli.stalling.ladders import Spec, limits
from linli.stalling.models import Answer, Rung
from linli.stalling.wanted import FILES, Delivery, Said
from linli.stalling.words import need_title

FORMATS = frozenset({PICTURE, PDF})


class OpenForm(forms.Form):
    """Why it is not only waited for."""

    words = words_field(_("What does not happen, and what you were told"), help_text=NAMES_NOBODY)


class DoneForm(forms.Form):
    """What was at hand, how it went, and what shows it."""

    at_hand = forms.MultipleChoiceField(
        label=_("At hand"), widget=forms.CheckboxSelectMultiple, required=False
    )
    how = forms.ChoiceField(label=_("How it was done"), choices=Rung.How.choices)
    day = day_field(_("On which day"))
    number = words_field(
        _("Number of the post office or the ticket, or what was written down"),
        rows=2,
        required=False,
        help_text=_(
            "Seen by the desk, the other side and whoever raised it; the public sees day and way only."
        ),
    )
    pictures = UploadsField(
        accepts=FORMATS, most=FILES, label=_("Picture of the receipt or the signature")
    )

    def __init__(self, *args: Any, spec: Spec, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at_hand"].choices = [(code, need_title(code)) for code in spec.needs]  # type: ignore[attr-defined]

    def delivery(self) -> Delivery:
        data = self.cleaned_data
        return Delivery(data["how"], data["number"], tuple(data["at_hand"]), data["day"])


class SkipForm(forms.Form):
    words = words_field(_("Why this rung is not needed here"), help_text=NAMES_NOBODY)


class AnswerForm(forms.Form):
    """What the other side said."""

    kind = forms.ChoiceField(
        label=_("What the other side says"), choices=Answer.Kind.choices, widget=forms.RadioSelect
    )
    until = day_field(_("Promised day"), required=False)
    words = words_field(_("In words"), help_text=NAMES_NOBODY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("At most %(days)s working days from today.") % {
            "days": limits().promise_days
        }

    def said(self) -> Said:
        data = self.cleaned_data
        return Said(data["kind"], data["words"], data["until"])
