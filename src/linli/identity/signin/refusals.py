"""What people read when signing in is refused."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "identity.wait_to_send": Text(
        _("Too many codes were asked for."), _("Wait a while, then ask again."), 429
    ),
    "identity.wait_to_try": Text(
        _("Too many wrong codes: signing in by code is locked for a while."),
        _("Wait a while, or sign in with a passkey."),
        429,
    ),
    "identity.too_many_factor_codes": Text(
        _("Too many wrong codes today."),
        _("Try again tomorrow, or let a colleague come along."),
        429,
    ),
    "identity.too_many_passphrases": Text(
        _("Too many wrong passphrases: it is locked for a while."),
        _("Look for the note that you wrote it on and wait an hour, or let another holder do it."),
        429,
    ),
    "identity.too_many_home_codes": Text(
        _("Too many wrong codes: entering codes is locked for a while."),
        _("Compare the code with the paper, and wait an hour, or go to the residents' committee."),
        429,
    ),
    "identity.sms_unavailable": Text(
        _("The message could not be sent."),
        _("Try again in a minute. If it goes on, tell your community's office."),
        503,
    ),
    "identity.provider_silent": Text(
        _("The other service does not answer."),
        _("Try again in a minute, or sign in with your phone."),
        503,
    ),
    "identity.no_code_waits": Text(
        _("No code is waited for."), _("Ask for one first; it is good for a few minutes."), 409
    ),
    "identity.wrong_code": Text(
        _("This code is not right."), _("Read the newest message once more."), 422
    ),
    "identity.prove_again": Text(
        _("Before a change that matters we ask once more."),
        _("Open “Me › My data” in the browser and prove once more who you are, then ask again."),
        403,
    ),
    "identity.account_held": Text(
        _("This account already opens another record."),
        _("Sign in with it, and untie it there first."),
    ),
}
