"""What proves a decision: its files, and each ballot's place in the public log."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from linli.kernel.actor import VISITOR
from linli.kernel.answers import FORMS, status
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.voting import paper, proofs_shown
from linli.voting.models import Assembly, Ballot, Edition
from linli.voting.queries_editions import may_have
from linli.voting.states import State
from linli.voting.views.common import seen

LENGTH = 12


class FindForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Number of the ballot"),
        max_length=2 * LENGTH,
        help_text=gettext_lazy("Twelve letters and digits on your receipt, or on your sheet."),
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper().replace(" ", "").replace("-", "")


# --- one ballot -----------------------------------------------------------------------------
def _announced(code: str) -> Assembly:
    """Whoever holds a ballot's number may look it up, wherever they live."""
    rows = Assembly.objects.across_communities("whoever has a ballot's number may look it up")
    return found_or_refused(
        rows.filter(code=code).exclude(state=State.DRAFT).select_related("estate")
    )


def _ballot(row: Assembly, ballot: str) -> Ballot:
    found = proofs_shown.ballot_by(ballot, row)
    if found is None:
        raise Refused("voting.no_such_ballot", field="code")
    return found


@require_http_methods(FORMS)
def find_ballot(request: HttpRequest, code: str) -> HttpResponse:
    """From the number on a receipt to the ballot's row."""
    row = _announced(code)
    form = FindForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        found = proofs_shown.ballot_by(form.cleaned_data["code"], row)
        if found is not None:
            return HttpResponseRedirect(reverse("ballot_proof", args=[row.code, found.code]))
        form.add_error("code", _("No ballot of this assembly bears this number."))
    context = {
        "form": form,
        "row": row,
        "title": _("Find my ballot"),
        "lead": row.title,
        "submit": _("Look it up"),
        "back": reverse("assembly", args=[code]),
    }
    return render(request, "voting/form.html", context, status=status(form))


@require_safe
@never_cache
def ballot_proof(request: HttpRequest, code: str, ballot: str) -> HttpResponse:
    """A ballot's seal, its place in the log, and after the publication what was counted."""
    row = _announced(code)
    shown = proofs_shown.ballot_of(actor_of(request), row, _ballot(row, ballot))
    context = {"row": row, "it": shown}
    if shown.place is not None:
        address = reverse("old_log_entry", args=[shown.place.log, shown.place.index])
        whole = request.build_absolute_uri(f"{address}?hash={shown.fingerprint}")
        context["qr"] = proofs_shown.picture(whole)
    return render(request, "voting/ballot_proof.html", context)


@require_safe
@never_cache
def ballot_proof_file(request: HttpRequest, code: str, ballot: str) -> HttpResponse:  # noqa: ARG001 (the number alone opens it)
    """The receipt as a file that proves itself (C2SP tlog-proof)."""
    found = proofs_shown.proof_of(_ballot(_announced(code), ballot))
    if found is None:
        raise Refused("journal.not_yet")
    answer = HttpResponse(str(found[1].proof), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ballot-{ballot}.tlog-proof"'
    return answer


# --- files ----------------------------------------------------------------------------------
def _published(request: HttpRequest, code: str) -> Assembly:
    row = seen(request, code)
    if not row.is_published or not row.result_hash:
        raise Refused("voting.no_result_yet")
    return row


@require_safe
def editions(request: HttpRequest, code: str) -> HttpResponse:
    """The files from which anybody recounts, and how."""
    row = _published(request, code)
    files = proofs_shown.files_of(actor_of(request), row)
    kinds = {each.edition.kind for each in files}
    context = {
        "row": row,
        "files": files,
        "waits": proofs_shown.waits_for(row),
        "packages": "" if not kinds or Edition.Kind.POSTER in kinds else paper.PACKAGES,
        "owners": bool(may_have(actor_of(request), row, Edition.Kind.OWNERS_BUNDLE)),
        "everybody": Edition.Kind.BUNDLE in kinds,
    }
    return render(request, "voting/editions.html", context)


@require_safe
def edition_file(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One of them, byte for byte as it was made."""
    row = _published(request, code)
    found = proofs_shown.named(row, name)
    if found is None:
        raise Refused("voting.no_such_edition")
    require(may_have(actor_of(request), row, found.kind))
    ending = proofs_shown.ENDINGS[found.kind]
    content = bytes(found.content)
    if ending == "html":  # to be printed from the browser, which fetches the style
        style = f'<link rel="stylesheet" href="{static("linli/paper.css")}"></head>'
        content = content.replace(b"</head>", style.encode(), 1)
    answer = HttpResponse(content, content_type=proofs_shown.TYPES[ending])
    if ending != "html":
        answer["Content-Disposition"] = f'attachment; filename="linli-{code}-{name}.{ending}"'
    private = not may_have(VISITOR, row, found.kind)
    answer["Cache-Control"] = "private, no-store" if private else "public, max-age=3600"
    return answer
