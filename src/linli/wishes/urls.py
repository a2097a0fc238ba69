"""Addresses of this module."""

from django.urls import path

from linli.wishes.views import desk, desk_pairs, lists, one, pool

urlpatterns = [
    path("wishes/", lists.wishes, name="wishes"),
    path("wishes/new/", one.make_wish, name="make_wish"),
    path("wishes/<int:wish>/", one.wish, name="wish"),
    path("wishes/<int:wish>/verify/", desk.verify_wish, name="verify_wish"),
    path("wishes/<int:wish>/first/", desk.mark_wish, name="mark_wish"),
    path("wishes/<int:wish>/<slug:verb>/", one.wish_step, name="wish_step"),
    path("me/wishes/", lists.my_wishes, name="my_wishes"),
    path("me/skills/", pool.my_skills, name="my_skills"),
    path("me/skills/withdraw/", pool.withdraw_skills, name="withdraw_skills"),
    path("me/pairs/", pool.my_pairs, name="my_pairs"),
    path("me/pairs/<int:pair>/<slug:step>/", pool.pair_step, name="pair_step"),
    path("squads/", pool.squads, name="squads"),
    path("squads/<int:squad>/<slug:step>/", pool.squad_step, name="squad_step"),
    path("work/pairs/", desk_pairs.pairs, name="pairs"),
    path("work/wishes/", desk.wish_queue, name="wish_queue"),
    path("work/wishes/new/", desk.make_wish_for, name="make_wish_for"),
    path("work/wishes/figures/", desk.wish_figures, name="wish_figures"),
    path("work/wishes/rules/", desk.wish_rules, name="wish_rules"),
]
