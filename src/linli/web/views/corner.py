"""The neighbours' corner of a community: read, and write with pictures."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.files.forms import UploadsField
from linli.files.views import receive
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.ids import ALPHABET
from linli.places.queries import by_code
from linli.threads import actions, rules
from linli.threads.forms import text_field
from linli.threads.operations import HOLDER
from linli.threads.views import thread_context
from linli.web.corner import KIND

NUMBER = 12
PICTURES = 4


class PostForm(forms.Form):
    """A post and its pictures."""

    text = text_field(
        label=gettext_lazy("What would you like to say?"),
        help_text=gettext_lazy("All neighbours of this community read it. Write no private data."),
    )
    pictures = UploadsField(
        most=PICTURES,
        help_text=gettext_lazy(
            "Up to 4. Where and when a picture was taken is removed before it is kept."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def corner(request: HttpRequest, code: str) -> HttpResponse:
    """`?to=` is the number of a person to answer to."""
    actor = actor_of(request)
    place = by_code(code)
    require(rules.may_read(actor, KIND, place.pk))
    if request.method == "POST":
        require(rules.may_post(actor, kind=KIND, subject=place.pk))
        form = PostForm(request.POST, request.FILES)
        files = receive(actor, form, "pictures", kind=HOLDER)
        if form.is_valid() and _posted(request, form, place.pk, files):
            messages.success(request, _("Your post stands here now."))
            return HttpResponseRedirect(reverse("corner", args=[code]))
    else:
        form = PostForm(initial=_answer_to(request.GET.get("to", "")))
    context: dict[str, Any] = thread_context(actor, KIND, place.pk, request.GET.get("after"))
    context |= {"place": place, "form": form if context["writable"] else None}
    return render(request, "web/corner.html", context, status=422 if form.errors else 200)


def _posted(request: HttpRequest, form: PostForm, community: int, files: list[str]) -> bool:
    try:
        actions.post(
            actor_of(request),
            kind=KIND,
            subject=community,
            text=form.cleaned_data["text"],
            files=files,
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _answer_to(number: str) -> dict[str, str]:
    """The beginning of an answer: who is spoken to."""
    ours = len(number) == NUMBER and set(number) <= set(ALPHABET)
    return {"text": f"@{number} "} if ours else {}
