"""The list of communities, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from linli.kernel.pagination import page_of
from linli.places import queries


@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """In the order of the tree, each with its street. Two queries, however many there are."""
    page = page_of(queries.communities(), key=["path"], after=request.GET.get("after"))
    above = queries.streets()
    rows = [(place, above.get(queries.parent_path(place))) for place in page.items]
    return render(request, "places/communities.html", {"page": page, "rows": rows})
