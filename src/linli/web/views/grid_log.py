"""Noting a patrol or a task with its pictures, on a phone, in a few taps."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.files.forms import UploadsField
from linli.files.views import receive
from linli.grids.actions import work
from linli.grids.forms import buildings_of
from linli.grids.models import Entry, Post
from linli.grids.models.work import LATITUDE, LONGITUDE, TEXT_LENGTH, Tag
from linli.grids.operations.work import HOLDER
from linli.grids.queries.posts import posts_held
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in

PICTURES = 3


class EntryForm(forms.Form):
    """What was done, where, and for which of the six duties."""

    post = forms.TypedChoiceField(label=gettext_lazy("Serving as"), coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("What it was"),
        initial=Entry.Kind.PATROL,
        choices=[c for c in Entry.Kind.choices if c[0] != Entry.Kind.VISIT],
    )
    tags = forms.MultipleChoiceField(
        label=gettext_lazy("For which of the six duties"),
        choices=Tag.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=gettext_lazy("What happened"),
        required=False,
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It is kept encrypted. You and the committee read it."),
    )
    building = forms.TypedChoiceField(
        label=gettext_lazy("Building"), required=False, coerce=int, empty_value=None
    )
    pictures = UploadsField(
        most=PICTURES,
        help_text=gettext_lazy(
            "Up to 3. Where and when a picture was taken is removed before it is kept."
        ),
    )
    here = forms.BooleanField(
        label=gettext_lazy("Add the point where I stand"),
        required=False,
        widget=forms.CheckboxInput(attrs={"data-point": ""}),
        help_text=gettext_lazy("For this entry only; nobody follows you."),
    )
    latitude = forms.IntegerField(
        required=False, min_value=-LATITUDE, max_value=LATITUDE, widget=forms.HiddenInput
    )
    longitude = forms.IntegerField(
        required=False, min_value=-LONGITUDE, max_value=LONGITUDE, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(p.pk, f"{p.get_kind_display()} · {p.scope}") for p in posts]
        near = {b.pk: b for p in posts for b in buildings_of(p.community)}
        labels = [(pk, f"{b.estate.name} {b.label}") for pk, b in near.items()]
        self.fields["post"].choices = named  # type: ignore[attr-defined]
        self.fields["building"].choices = [("", "–"), *labels]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        data = self.cleaned_data
        point = (data["latitude"], data["longitude"])
        given = data["here"] and None not in point
        same = {name: data[name] for name in ("post", "kind", "tags", "text", "building")}
        return {**same, "point": point if given else None}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def note_work(request: HttpRequest) -> HttpResponse:
    """Whoever holds a post notes what they did."""
    actor = actor_of(request)
    posts = posts_held(actor)
    if not posts:
        raise Refused("grids.no_post")
    if request.method != "POST":
        return _page(request, EntryForm(posts=posts))
    form = EntryForm(request.POST, request.FILES, posts=posts)
    files = receive(actor, form, "pictures", kind=HOLDER)
    if form.is_valid():
        try:
            entry = work.note(actor, files=files, **form.values())
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return redirect("grid_entry", entry.pk)
    return _page(request, form)


def _page(request: HttpRequest, form: EntryForm) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    response = render(request, "web/note_work.html", {"form": form}, status=status)
    response["Cache-Control"] = "no-store"
    return response
