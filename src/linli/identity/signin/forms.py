"""Forms of signing in. A phone number leaves its field as a handle."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from linli.identity.identifiers import BadIdentifierError
from linli.identity.signin.handles import handle_of
from linli.kernel.errors import Refused, text_of

#: Whole width, full-width digits, spaces and +86 are cleaned; more is not a number.
TYPED = 40
DIGITS = 6


class PhoneField(forms.CharField):
    """Cleans to the number's handle."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel-national"}
        )
        kwargs.setdefault("label", _("Mobile number"))
        super().__init__(max_length=TYPED, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return handle_of(text)
        except BadIdentifierError as error:
            words = text_of(error.code)
            raise ValidationError(f"{words.title} {words.remedy}", code=error.code) from error


def code_field(label: Any, **attrs: str) -> forms.CharField:
    """Digits that a phone's keyboard offers from the message."""
    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "one-time-code", **attrs}
    )
    return forms.CharField(label=label, max_length=20, widget=widget)


class PhoneForm(forms.Form):
    phone = PhoneField(help_text=_("We send a code to it. New here? The same way lets you in."))


class CodeForm(forms.Form):
    """`expected` is the code that was sent; the view counts the tries."""

    code = code_field(_("Code from the message"))

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not compare_user_code(actual=code, expected=self.expected):
            raise ValidationError(_("This code is not right."), code="incorrect_code")
        return code


def refuse(form: forms.Form, refusal: Refused, field: str | None = None) -> None:
    """Show a refusal at the form, with the time to wait when there is one."""
    words = text_of(refusal.code)
    remedy = words.remedy
    if "seconds" in refusal.params:
        remedy = waiting_time(int(refusal.params["seconds"]))
    form.add_error(field, ValidationError(f"{words.title} {remedy}", code=refusal.code))


def waiting_time(seconds: int) -> str:
    """When to try again: in seconds up to two minutes, then in minutes, then in hours."""
    minute, hour = 60, 3600
    if seconds <= 2 * minute:
        text = ngettext("Try again in %(n)d second.", "Try again in %(n)d seconds.", seconds)
        return text % {"n": seconds}
    if seconds <= 2 * hour:
        minutes = -(-seconds // minute)
        text = ngettext("Try again in %(n)d minute.", "Try again in %(n)d minutes.", minutes)
        return text % {"n": minutes}
    hours = -(-seconds // hour)
    return ngettext("Try again in %(n)d hour.", "Try again in %(n)d hours.", hours) % {"n": hours}


def blank_form() -> CodeForm:
    """A form to which a refusal can be added although nothing was typed."""
    form = CodeForm(data={})
    form.full_clean()
    form.errors.clear()
    return form


class FactorCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from your colleague"),
        max_length=TYPED,
        help_text=_("Twelve letters and digits."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class FactorForm(AuthenticateForm):
    """The app's code, or a recovery code."""

    code = code_field(_("Code from the app, or a recovery code"))


class FactorAgainForm(ReauthenticateForm):
    code = code_field(_("Code from the app, or a recovery code"))


class AddAppForm(ActivateTOTPForm):
    code = code_field(_("Code that the app shows"))


class AddPasskeyForm(AddWebAuthnForm):
    """Its name is made from the device; a passkey always asks for finger, face or PIN."""

    name = forms.CharField(required=False, widget=forms.HiddenInput)
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_passwordless(self) -> bool:
        return True
