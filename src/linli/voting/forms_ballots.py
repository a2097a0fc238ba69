"""Forms of the voting desk: the booth, sheets, keying, mandates."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.files.forms import UploadsField
from linli.kernel.attachments import PDF, PICTURES
from linli.voting.ballot_pages import said_in
from linli.voting.ballots_shown import Screen
from linli.voting.forms import number_field


def _typed(label: Any, *, length: int, **options: Any) -> forms.CharField:
    attrs = {"autocomplete": "off", "autocapitalize": "characters", **options.pop("attrs", {})}
    return forms.CharField(
        label=label, max_length=length, widget=forms.TextInput(attrs=attrs), **options
    )


class PassForm(forms.Form):
    """At the booth: the number that the official reads out."""

    number = _typed(
        _("Number from the official"), length=12, attrs={"inputmode": "numeric", "autofocus": True}
    )

    def clean_number(self) -> str:
        return "".join(str(self.cleaned_data["number"]).split())


class SheetForm(forms.Form):
    """A paper ballot by its number, typed or read by a scanner."""

    code = _typed(_("Number of the ballot"), length=20, attrs={"autofocus": True})


class MissedForm(forms.Form):
    """A sheet that came in and is not there; stands beside the other form."""

    prefix = "missed"
    code = _typed(_("Number of the ballot"), length=20)


class AdmitForm(forms.Form):
    """Who came to the booth: an owner of the roster, or whoever holds the mandate."""

    who = forms.ChoiceField(label=_("Who came"), widget=forms.RadioSelect)
    seen = forms.BooleanField(label=_("I saw this person's identity card."))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = list(people)  # type: ignore[attr-defined]

    def values(self) -> dict[str, int]:
        """As `admit_to_booth` takes it."""
        kind, _sep, pk = self.cleaned_data["who"].partition("-")
        return {kind: int(pk)}


class ChoicesForm(forms.Form):
    """All matters of a ballot on one page, for somebody who keys or writes down what is chosen.

    Whether a matter is answered, and rightly, `choices.read_choices` says.
    """

    def __init__(self, *args: Any, screens: Sequence[Screen], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.screens = screens
        for screen in screens:
            label = f"{screen.question.number}. {screen.title}"
            values: dict[str, Any] = {"label": label, "choices": screen.options, "required": False}
            self.fields[screen.name] = (
                forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **values)
                if screen.many
                else forms.ChoiceField(widget=forms.RadioSelect, **values)
            )

    def said(self) -> dict[int, Any]:
        found = {}
        for screen in self.screens:
            value = self.cleaned_data[screen.name]
            found[screen.name] = [value] if isinstance(value, str) else list(value)
        return said_in([screen.question for screen in self.screens], found)


class MandateForm(ChoicesForm):
    """Who will vote for the elector; and how, where the rules bind the holder to it."""

    elector = forms.IntegerField(label=_("Elector no."), min_value=1)
    holder = number_field(label=_("Number of whoever will vote"))
    papers = UploadsField(
        label=_("Scan of the signed paper"),
        accepts=PICTURES | {PDF},
        most=4,
        help_text=_("Pictures or a PDF. Whoever takes ballots and whoever holds it can read it."),
    )

    def __init__(self, *args: Any, elector: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not elector:
            del self.fields["elector"], self.fields["papers"]

    def values(self) -> dict[str, Any]:
        found = {
            name: self.cleaned_data[name] for name in ("elector", "holder") if name in self.fields
        }
        return found | ({"opinion": self.said()} if self.screens else {})
