"""Papers beside a claim on a home: uploads and claims do not know each other, so it is put together here."""

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
from linli.kernel.attachments import PDF, PICTURE
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, signed_in
from linli.residence import rules
from linli.residence.actions.claims import add_papers
from linli.residence.parameters import PAPERS, PAPERS_MOST


class PapersForm(forms.Form):
    papers = UploadsField(
        label=gettext_lazy("Photos or PDF"),
        accepts=frozenset({PICTURE, PDF}),
        most=PAPERS_MOST,
        required=True,
        help_text=gettext_lazy(
            "Property certificate, purchase or lease contract. Kept sealed, read by the staff who "
            "decide and by nobody else; you see each look. No household register, please."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def claim_papers(request: HttpRequest, claim: int) -> HttpResponse:
    actor = actor_of(request)
    require(rules.made_claim(actor, claim=claim))
    form = PapersForm()
    if request.method == "POST":
        form = PapersForm(request.POST, request.FILES)
        files = receive(actor, form, "papers", kind=PAPERS)
        if form.is_valid() and _added(request, form, claim, files):
            messages.success(request, _("Your papers are with the staff."))
            return HttpResponseRedirect(reverse("my_claim", args=[claim]))
    context = {"form": form, "claim": claim}
    return render(request, "web/papers.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, form: PapersForm, claim: int, files: list[str]) -> bool:
    try:
        add_papers(actor_of(request), claim=claim, files=files)
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True
