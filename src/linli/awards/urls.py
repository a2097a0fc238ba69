"""Addresses of this module."""

from django.urls import path

from linli.awards.views import desk, me, my_sanctions, sanctions

urlpatterns = [
    path("me/deeds/", me.my_deeds, name="my_deeds"),
    path("me/deeds/rules/", me.award_rules, name="award_rules"),
    path("me/deeds/<int:deed>/", me.my_deed, name="my_deed"),
    path("me/deeds/<int:deed>/appeal/", me.appeal_deed, name="appeal_deed"),
    path("me/deeds/<int:deed>/ask/", me.ask_deed, name="ask_deed"),
    path("work/awards/", desk.award_desk, name="award_desk"),
    path("work/awards/new/", desk.propose_rules, name="propose_rules"),
    path("work/awards/<int:version>/", desk.rules_version, name="rules_version"),
    path("work/awards/<int:version>/scan/", desk.attach_scan, name="attach_scan"),
    path("work/awards/<int:version>/<slug:how>/", desk.settle_rules, name="settle_rules"),
    path("work/awards/deeds/<int:deed>/", desk.deed_in_doubt, name="deed_in_doubt"),
    path("work/awards/deeds/<int:deed>/<slug:verb>/", desk.decide_deed, name="decide_deed"),
    path("me/deeds/sanctions/", my_sanctions.my_sanctions, name="my_sanctions"),
    path("me/deeds/sanctions/<int:sanction>/", my_sanctions.my_sanction, name="my_sanction"),
    path(
        "me/deeds/sanctions/<int:sanction>/<slug:verb>/",
        my_sanctions.speak_to_sanction,
        name="speak_to_sanction",
    ),
    path("work/awards/sanctions/", sanctions.sanction_desk, name="sanction_desk"),
    path("work/awards/sanctions/new/", sanctions.propose_sanction, name="propose_sanction"),
    path(
        "work/awards/sanctions/<int:sanction>/",
        sanctions.sanction_on_desk,
        name="sanction_on_desk",
    ),
    path(
        "work/awards/sanctions/<int:sanction>/<slug:verb>/",
        sanctions.decide_sanction,
        name="decide_sanction",
    ),
]
