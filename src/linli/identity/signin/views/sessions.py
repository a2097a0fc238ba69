"""Where one is signed in, signing out, and accounts at providers."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from linli.identity.signin import actions
from linli.identity.signin.proof import fresh_proof
from linli.identity.signin.queries import accounts_of, sessions_of
from linli.identity.signin.views.factors import actor_in


def number(text: str) -> int:
    """An id from a form; 0, which nobody has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # noqa: PLR2004


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """GET lists; POST ends `session` (an id), or with ``others`` all but this one."""
    if request.method == "POST":
        return _end(request)
    rows = sessions_of(request.user.pk or 0)
    here = request.session.session_key
    return render(
        request,
        "usersessions/usersession_list.html",
        {"rows": [{"row": row, "here": row.session_key == here} for row in rows]},
    )


def _end(request: HttpRequest) -> HttpResponse:
    actor = actor_in(request)
    if "others" in request.POST:
        ended = actions.end_other_sessions(actor, but=str(request.session.session_key))
        words = ngettext("Signed out on %(n)d device.", "Signed out on %(n)d devices.", ended)
        messages.success(request, words % {"n": ended})
    else:
        actions.end_session(actor, session=number(request.POST.get("session", "")))
        messages.success(request, _("Signed out on that device."))
    return HttpResponseRedirect(reverse("usersessions_list"))


@login_required
@never_cache
@fresh_proof
@require_http_methods(["GET", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """GET lists the providers' accounts that open this record; POST unties `account` (an id)."""
    if request.method == "POST":
        actions.untie_account(actor_in(request), account=number(request.POST.get("account", "")))
        messages.success(request, _("Untied."))
        return HttpResponseRedirect(reverse("socialaccount_connections"))
    on = {each.sub_id: each for each in get_provider_adapter().list_providers(request)}
    rows = accounts_of(request.user.pk or 0)
    tied = {row.provider for row in rows}
    context: dict[str, Any] = {
        "rows": [{"row": r, "name": str(on.get(r.provider, r.provider))} for r in rows],
        "free": [
            {"name": str(each), "url": each.get_login_url(request, process="connect")}
            for name, each in on.items()
            if name not in tied
        ],
    }
    return render(request, "socialaccount/connections.html", context)
