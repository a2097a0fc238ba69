"""Forms of the key: who holds a share, and passphrases, which no form shows again."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.voting.forms import number_field
from linli.voting.passphrases import LONGEST, cleaned, weakness

WHY = {
    "short": _(
        "It is too short: sixteen letters and digits, or eight Chinese characters, or more."
    ),
    "monotonous": _("The same signs come again and again; take more different ones."),
    "digits": _("It is made of digits alone, like a phone number; add words."),
    "known": _("It holds a name or number that everybody knows."),
    "common": _("Many people use it; whoever guesses begins with it."),
    "long": _("It is too long to be typed without a mistake."),
}


def passphrase_field(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    """Its value never comes back to the page."""
    widget = forms.PasswordInput(
        render_value=False,
        attrs={"autocomplete": autocomplete, "autocapitalize": "off", "spellcheck": "false"},
    )
    return forms.CharField(label=label, max_length=LONGEST, strip=False, widget=widget, **options)


class NameHolderForm(forms.Form):
    person = number_field(label=_("Number of the person"))


class EnrolForm(forms.Form):
    """Typed twice, because nobody can look it up later. `known`: words that it must not hold."""

    passphrase = passphrase_field(
        _("Passphrase"),
        "new-password",
        help_text=_(
            "Five words that do not belong together, a line of your own, or the suggestion above."
        ),
    )
    again = passphrase_field(_("The same passphrase once more"), "new-password")
    kept = forms.BooleanField(
        label=_("I have written it down and keep it where only I find it"),
        error_messages={"required": _("Write it down first: nobody can tell it to you later.")},
    )

    def __init__(self, *args: Any, known: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = known

    def clean_passphrase(self) -> str:
        text = str(self.cleaned_data["passphrase"])
        why = weakness(text, self.known)
        if why:
            raise ValidationError(WHY[why], code=why)
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, second = data.get("passphrase"), data.get("again")
        if first and second and cleaned(first) != cleaned(second):
            self.add_error("again", _("The two are not the same."))
        return data


class PassphraseForm(forms.Form):
    passphrase = passphrase_field(_("Your passphrase"), "current-password")
