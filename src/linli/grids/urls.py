"""Addresses of this module."""

from django.urls import path

from linli.grids.views import desk, near, serving, visiting

urlpatterns = [
    path("public/communities/<str:code>/grids/", near.public_grids, name="public_grids"),
    path("me/grid/", near.my_grid, name="my_grid"),
    path("me/grid/visits/<int:unit>/", near.my_visits, name="my_visits"),
    path("visits/", near.visits, name="visits"),
    path("me/log/", near.work_log, name="work_log"),
    path("me/log/<int:entry>/", near.entry, name="grid_entry"),
    path("me/log/<int:entry>/hand-on/", near.hand_on, name="hand_on_entry"),
    path("work/grids/", desk.grids, name="grids"),
    path("work/grids/new/", desk.draw_grid, name="draw_grid"),
    path("work/grids/<int:grid>/", desk.grid, name="grid"),
    path("work/grids/<int:grid>/homes/", desk.grid_homes, name="grid_homes"),
    path("work/grids/<int:grid>/close/", desk.close_grid, name="close_grid"),
    path("work/grids/posts/", serving.posts, name="grid_posts"),
    path("work/grids/posts/new/", serving.appoint, name="give_post"),
    path("work/grids/posts/<int:post>/substitute/", serving.stand_in, name="stand_in"),
    path("work/grids/posts/<int:post>/end/", serving.end_post, name="end_post"),
    path("work/grids/posts/<int:post>/homes/", serving.contact_homes, name="contact_homes"),
    path("work/grids/party/", serving.party_tree, name="party_tree"),
    path("work/grids/party/branch/", serving.bind_branch, name="bind_branch"),
    path("work/grids/party/coverage/", serving.coverage, name="coverage"),
    path("work/grids/visits/", visiting.visit_homes, name="visit_homes"),
    path("work/grids/visits/<int:unit>/mark/", visiting.mark_home, name="mark_home"),
    path("work/grids/visits/<int:home>/unmark/", visiting.unmark_home, name="unmark_home"),
    path("work/grids/counts/", visiting.counts, name="grid_counts"),
    path("work/grids/counts.xlsx", visiting.export, name="export_counts"),
]
