"""Addresses of this module."""

from django.urls import path

from linli.deliberation.views import charters, desk, proposals, topics

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
    path("topics/", topics.topics, name="topics"),
    path("topics/new/", topics.raise_topic, name="raise_topic"),
    path("topics/<int:topic>/", topics.topic, name="topic"),
    path("topics/<int:topic>/stand/<slug:how>/", topics.stand_behind, name="stand_behind"),
    path("topics/<int:topic>/step/<slug:verb>/", topics.topic_step, name="topic_step"),
    path("topics/<int:topic>/merge/", desk.merge_topic, name="merge_topic"),
    path("topics/<int:topic>/check/", desk.check_topic, name="check_topic"),
    path("topics/<int:topic>/propose/", proposals.propose_topic, name="propose_topic"),
    path("proposals/<int:proposal>/", proposals.proposal, name="proposal"),
    path("proposals/<int:proposal>/amend/", proposals.amend_proposal, name="amend_proposal"),
    path("proposals/<int:proposal>/pledge/<slug:how>/", proposals.pledge, name="pledge"),
    path(
        "proposals/<int:proposal>/amendments/<int:amendment>/<slug:how>/",
        proposals.answer_amendment,
        name="answer_amendment",
    ),
    path("work/topics/", desk.topic_desk, name="topic_desk"),
    path("work/topics/new/", desk.raise_topic_for, name="raise_topic_for"),
]
