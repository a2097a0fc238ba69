"""Addresses of this module."""

from django.urls import path

from linli.meetings.views import desk, floor, meetings, speaking

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/of/<int:community>/", meetings.meetings_of, name="meetings_of"),
    path("meetings/<int:meeting>/", meetings.meeting, name="meeting"),
    path("meetings/<int:meeting>/call/", meetings.call_meeting, name="call_meeting"),
    path("work/meetings/new/", desk.plan_meeting, name="plan_meeting"),
    path("work/meetings/<int:meeting>/notice/", desk.notice_meeting, name="notice_meeting"),
    path("meetings/<int:meeting>/floor/", floor.floor, name="floor"),
    path("meetings/<int:meeting>/floor/live/", floor.floor_live, name="floor_live"),
    path("meetings/<int:meeting>/floor/give/", speaking.floor_give, name="floor_give"),
    path("meetings/<int:meeting>/floor/moves/", speaking.floor_moves, name="floor_moves"),
    path("meetings/<int:meeting>/floor/moves/<slug:kind>/", speaking.floor_move, name="floor_move"),
    path("meetings/<int:meeting>/floor/step/<slug:do>/", speaking.floor_step, name="floor_step"),
    path("meetings/<int:meeting>/screen/", floor.floor_screen, name="floor_screen"),
    path("meetings/<int:meeting>/screen/live/", floor.floor_screen_live, name="floor_screen_live"),
]
