"""The addresses of a district. Every URL has a rule in `tests/architecture/url_rules.py`."""

from django.urls import include, path

from linli.web.api import api

urlpatterns = [
    path("api/", api.urls),
    path("", include("linli.web.urls")),
    path("", include("linli.identity.urls")),
    path("", include("linli.places.urls")),
    path("", include("linli.residence.urls")),
    path("", include("linli.organisations.urls")),
    path("", include("linli.grids.urls")),
    path("", include("linli.mandates.urls")),
    path("", include("linli.duties.urls")),
    path("", include("linli.notices.urls")),
    path("", include("linli.files.urls")),
    path("", include("linli.threads.urls")),
    path("", include("linli.ledger.urls")),
    path("", include("linli.voting.urls")),
    path("", include("linli.wishes.urls")),
    path("", include("linli.activities.urls")),
    path("", include("linli.awards.urls")),
    path("", include("linli.mall.urls")),
    path("", include("linli.recognition.urls")),
    path("", include("linli.timebank.urls")),
    path("", include("linli.deliberation.urls")),
    path("", include("linli.meetings.urls")),
    path("", include("linli.polls.urls")),
    path("", include("linli.representation.urls")),
    path("", include("linli.stalling.urls")),
    path("", include("linli.resolutions.urls")),
    path("", include("linli.cases.urls")),
    path("", include("linli.partywork.urls")),
    path("", include("linli.insight.urls")),
    path("", include("linli.journal.urls")),
]

handler400 = "linli.web.errors.bad_request"
handler403 = "linli.web.errors.denied"
handler404 = "linli.web.errors.not_found"
handler500 = "linli.web.errors.broken"
