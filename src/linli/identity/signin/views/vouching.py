"""The code by which a colleague answers for an official's second factor."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from linli.identity.signin import actions
from linli.identity.signin.forms import FactorCodeForm
from linli.identity.signin.proof import has_second_factor
from linli.identity.signin.views.factors import actor_in
from linli.identity.signin.views.phone import hides_input, refused
from linli.identity.signin.views.ways import next_fields, next_of
from linli.kernel.errors import Refused


@method_decorator(login_required, name="dispatch")
@method_decorator(never_cache, name="dispatch")
@hides_input
class FactorCodeView(FormView):  # type: ignore[type-arg]  # not subscriptable at run time
    form_class = FactorCodeForm
    template_name = "mfa/code.html"

    def form_valid(self, form: FactorCodeForm) -> HttpResponse:
        actor = actor_in(self.request)
        try:
            actions.require_factor_try(actor)
            actions.enter_factor_code(
                actor, code=form.cleaned_data["code"], proved=has_second_factor(self.request)
            )
        except Refused as refusal:
            return refused(self, form, refusal, "code")
        messages.success(self.request, _("Confirmed. Your office is open."))
        return HttpResponseRedirect(next_of(self.request) or reverse("acting"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        request: HttpRequest = self.request
        more = {
            "vouched_at": getattr(request.user, "vouched_at", None),
            "proved": has_second_factor(request),
        }
        return super().get_context_data(**kwargs) | next_fields(request) | more
