"""Addresses of this module."""

from django.urls import path

from linli.places import views
from linli.places.views import areas, corrections, estates, lifecycle, reforms, rosters, tree

urlpatterns = [
    path("public/communities/", views.communities, name="communities"),
    path("work/estates/", estates.estates, name="estates"),
    path("work/estates/new/", estates.enter_estate, name="enter_estate"),
    path("work/estates/<int:estate>/", estates.estate, name="estate"),
    path("work/estates/<int:estate>/units/", estates.units, name="units"),
    path("work/estates/<int:estate>/units.xlsx", estates.export, name="export_units"),
    path("work/estates/<int:estate>/roster/", rosters.upload, name="upload_roster"),
    path("work/rosters/<int:roster>/", rosters.roster, name="roster"),
    path("work/rosters/<int:roster>/answer/", rosters.answer, name="answer_roster"),
    path("work/rosters/<int:roster>/forget/", rosters.forget, name="forget_answers"),
    path("work/rosters/<int:roster>/hand-over/", rosters.hand_over, name="hand_over_roster"),
    path("work/rosters/<int:roster>/apply/", rosters.apply, name="apply_roster"),
    path("work/rosters/<int:roster>/withdraw/", rosters.withdraw, name="withdraw_roster"),
    path("public/estates/<int:estate>/", lifecycle.stage, name="estate_stage"),
    path("work/estates/<int:estate>/stage/", lifecycle.move, name="move_stage"),
    path("work/estates/<int:estate>/place/", lifecycle.locate, name="locate_estate"),
    path("work/areas/", areas.areas, name="areas"),
    path("work/areas/of/<str:code>/", areas.draw, name="draw_area"),
    path("work/areas/<int:area>/", areas.redraw, name="redraw_area"),
    path("work/areas/<int:area>/end/", areas.end, name="end_area"),
    path("work/communities/", reforms.reforms, name="reforms"),
    path("work/communities/new/", tree.enter_place, name="enter_place"),
    path("work/communities/merge/", reforms.merge, name="merge_communities"),
    path("work/communities/<str:code>/split/", reforms.split, name="split_community"),
    path("work/units/<int:unit>/", estates.unit, name="unit"),
    path("work/units/<int:unit>/correct/<slug:kind>/", corrections.propose, name="correct_unit"),
    path("work/units/corrections/", corrections.queue, name="unit_corrections"),
    path(
        "work/units/corrections/<int:correction>/",
        corrections.correction,
        name="unit_correction",
    ),
]
