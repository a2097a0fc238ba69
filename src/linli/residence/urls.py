"""Addresses of this module."""

from django.urls import path

from linli.residence.views import claiming, desk, doubts, me, slips

urlpatterns = [
    path("me/homes/", me.my_homes, name="my_homes"),
    path("me/homes/claim/", claiming.choose_estate, name="claim_estate"),
    path("me/homes/claim/<int:estate>/", claiming.choose_building, name="claim_building"),
    path("me/homes/claim/in/<int:building>/", claiming.choose_room, name="claim_room"),
    path("me/homes/claim/room/<int:unit>/", claiming.as_what, name="claim_home"),
    path("me/homes/code/", claiming.by_code, name="home_code"),
    path("me/homes/code/<slug:code>/", claiming.by_code, name="home_by_code"),
    path("me/homes/<int:residence>/", me.my_home, name="my_home"),
    path("me/homes/<int:residence>/leave/", me.leave, name="home_leave"),
    path("me/homes/<int:residence>/come/", me.come, name="home_come"),
    path("me/homes/<int:residence>/contact/<int:person>/", me.contact, name="home_contact"),
    path("me/homes/<int:residence>/child/<int:child>/", me.bring_child, name="home_child"),
    path("me/homes/<int:residence>/end/<int:other>/", me.send_away, name="home_send_away"),
    path("me/homes/<int:residence>/invite/", me.invite, name="home_invite"),
    path(
        "me/homes/<int:residence>/invitations/<int:invitation>/take-back/",
        me.take_back,
        name="home_take_back",
    ),
    path("me/homes/claims/<int:claim>/", me.my_claim, name="my_claim"),
    path("me/homes/claims/<int:claim>/withdraw/", me.withdraw, name="claim_withdraw"),
    path("me/homes/claims/<int:claim>/confirm/", me.confirm, name="claim_confirm"),
    path("work/residence/", desk.queue, name="residence_queue"),
    path("work/residence/claims/<int:claim>/", desk.claim, name="residence_claim"),
    path("work/residence/homes/<int:unit>/", doubts.at_home, name="residence_home"),
    path("work/residence/end/<int:residence>/", doubts.propose_end, name="residence_end"),
    path("work/residence/doubts/<int:doubt>/", doubts.doubt, name="residence_doubt"),
    path("me/homes/doubts/<int:doubt>/", doubts.my_doubt, name="my_doubt"),
    path("work/residence/slips/", slips.buildings, name="slip_buildings"),
    path("work/residence/slips/<int:building>/", slips.slips, name="slips"),
    path("work/residence/slips/<int:building>/print/", slips.print_run, name="print_slips"),
    path("work/residence/slips/<int:building>/hand-over/", slips.hand_over, name="hand_over_slips"),
    path("work/residence/slips/<int:building>/void/", slips.void, name="void_slips"),
]
