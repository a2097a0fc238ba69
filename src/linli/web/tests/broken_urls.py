"""The site's addresses and some that fail in every way; only tests use them."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import path
from django.views.decorators.http import require_POST

from config.urls import handler400, handler403, handler404, handler500, urlpatterns
from linli.kernel.errors import Refused


def _raises(error):
    def view(request):
        raise error

    return view


@require_POST
def only_post(request):
    raise AssertionError


urlpatterns = [
    *urlpatterns,
    path("fails/refused", _raises(Refused("kernel.stale"))),
    path("fails/many", _raises(Refused("kernel.too_many"))),
    path("fails/visitor", _raises(Refused("kernel.sign_in_first"))),
    path("fails/denied", _raises(PermissionDenied())),
    path("fails/missing", _raises(Http404())),
    path("fails/odd", _raises(SuspiciousOperation())),
    path("fails/broken", _raises(RuntimeError("with a secret"))),
    path("fails/method", only_post),
]
__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
