"""Addresses of this module, and those of the public board."""

from django.urls import path

from linli.resolutions.views import board, pages

urlpatterns = [
    path("resolutions/", pages.my_resolutions, name="my_resolutions"),
    path("work/resolutions/", pages.resolution_desk, name="resolution_desk"),
    path("public/resolutions/<int:resolution>/", pages.resolution, name="resolution"),
    path("resolutions/<int:resolution>/give/", pages.give_resolution, name="give_resolution"),
    path("resolutions/<int:resolution>/link/", pages.link_resolution, name="link_resolution"),
    path(
        "resolutions/<int:resolution>/step/<slug:verb>/",
        pages.resolution_step,
        name="resolution_step",
    ),
    path("public/demands/", board.boards, name="boards"),
    path("public/demands/<int:community>/", board.board_of, name="board_of"),
    path("public/demands/<int:community>/board.<slug:form>", board.board_sheet, name="board_sheet"),
    path("public/demands/topics/<int:topic>/", board.topic_trace, name="topic_trace"),
]
