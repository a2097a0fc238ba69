"""The staff's pairs: propose, end, and how many elders who live alone have one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.kernel.actor import Capacity
from linli.kernel.answers import FORMS, add_refusal, status
from linli.kernel.errors import Refused
from linli.kernel.guards import acting_as, actor_of
from linli.kernel.pagination import page_of
from linli.wishes import actions, queries_pool
from linli.wishes.forms_pool import PairForm
from linli.wishes.models import Pair
from linli.wishes.views.pool import pair_rows


@require_http_methods(FORMS)
@acting_as(Capacity.STAFF)
def pairs(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    form = PairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_pair(actor, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Both are asked. It begins when both have said yes."))
            return HttpResponseRedirect(reverse("pairs"))
    found = Pair.objects.reached_by(actor).filter(ended_at=None)
    page = page_of(found, key=["-pk"], after=request.GET.get("after"))
    context = {
        "form": form,
        "page": page,
        "rows": pair_rows(page.items),
        "coverage": queries_pool.coverage(sorted(actor.reach)),
    }
    return render(request, "wishes/desk/pairs.html", context, status=status(form))
