"""Addresses of this module."""

from django.urls import path

from linli.deliberation.views import charters

urlpatterns = [
    path("charters/", charters.charters, name="charters"),
    path("charters/new/", charters.draft_charter, name="draft_charter"),
    path("charters/of/<int:community>/", charters.community_charters, name="community_charters"),
    path("charters/<int:charter>/", charters.charter, name="charter"),
    path(
        "charters/<int:charter>/against/<int:other>/",
        charters.charter_differences,
        name="charter_differences",
    ),
    path("charters/<int:charter>/ratify/", charters.ratify_charter, name="ratify_charter"),
    path("charters/<int:charter>/<slug:how>/", charters.close_charter, name="close_charter"),
]
