"""Settings: how Linli looks to me. Open to everybody, signed in or not."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy as p_
from django.views.decorators.http import require_POST, require_safe

from linli.identity.actions.me import set_preferences
from linli.kernel.guards import actor_of
from linli.web.looks import CHOICES, look_of, remember


class LookForm(forms.Form):
    """Each language stands in its own words, so that who reads only it finds it."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[("zh-hans", "简体中文"), ("en", "English")],
        widget=forms.RadioSelect,
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Size of letters and buttons"),
        choices=[("normal", p_("letters", "Normal")), ("care", p_("letters", "Large"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Everything that Linli can do is there in large letters too."),
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("Light or dark"),
        choices=[
            ("auto", p_("theme", "As the device")),
            ("light", p_("theme", "Light")),
            ("dark", p_("theme", "Dark")),
        ],
        widget=forms.RadioSelect,
    )


@require_safe
def settings_page(request: HttpRequest) -> HttpResponse:
    look = look_of(request)
    form = LookForm(
        initial={"language": look.language, "mode": look.mode, "theme": look.theme},
        use_required_attribute=False,
    )
    return render(request, "settings.html", {"form": form})


@require_POST
def set_look(request: HttpRequest) -> HttpResponse:
    """Take what the form names of language, mode and theme, and go back to where it stood.

    It goes into the account of who is signed in, and onto the device in any case.
    """
    changes = {
        name: value
        for name, allowed in CHOICES.items()
        if (value := request.POST.get(name, "")) in allowed
    }
    actor = actor_of(request)
    if changes and actor.person is not None:
        set_preferences(actor, **changes)
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    if "told" in request.POST:
        with translation.override(changes.get("language") or translation.get_language()):
            messages.success(request, _("Your settings are kept."))
    response = HttpResponseRedirect(back)
    remember(response, changes)
    return response
