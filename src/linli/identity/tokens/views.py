"""My keys for software: list, make, look at the uses, end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.identity.signin.proof import fresh_proof
from linli.identity.tokens import actions, queries
from linli.identity.tokens.forms import TokenForm
from linli.kernel.answers import add_refusal
from linli.kernel.api import scopes
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in
from linli.kernel.pagination import page_of


@require_safe
@signed_in
@never_cache
def my_tokens(request: HttpRequest) -> HttpResponse:
    """One query, however many there are."""
    rows = [
        {"token": token, "label": token.read("label"), "open": queries.is_open(token)}
        for token in queries.tokens_of(actor_of(request).person or 0)
    ]
    return render(request, "tokens/list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@fresh_proof
@never_cache
def make_token(request: HttpRequest) -> HttpResponse:
    """The answer to a POST shows the key, this once."""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, key = actions.make_token(actor_of(request), **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return render(request, "tokens/made.html", {"key": key, "token": token})
    status = 422 if form.errors else 200
    return render(request, "tokens/make.html", {"form": form}, status=status)


@require_safe
@signed_in
@never_cache
def token(request: HttpRequest, token: int) -> HttpResponse:
    """One key with what it was used for."""
    row = queries.token_of(actor_of(request).person or 0, token)
    page = page_of(queries.uses_of(row), key=["-pk"], after=request.GET.get("after"))
    words = [scopes().get(code, code) for code in row.scopes]
    found = {"token": row, "label": row.read("label"), "open": queries.is_open(row)}
    return render(request, "tokens/token.html", {**found, "scopes": words, "page": page})


@require_POST
@signed_in
def end_token(request: HttpRequest, token: int) -> HttpResponse:
    actions.end_token(actor_of(request), token=token)
    messages.success(request, _("The key opens nothing any more."))
    return HttpResponseRedirect(reverse("my_tokens"))
