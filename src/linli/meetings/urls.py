"""Addresses of this module."""

from django.urls import path

from linli.meetings.views import desk, meetings

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/of/<int:community>/", meetings.meetings_of, name="meetings_of"),
    path("meetings/<int:meeting>/", meetings.meeting, name="meeting"),
    path("meetings/<int:meeting>/call/", meetings.call_meeting, name="call_meeting"),
    path("work/meetings/new/", desk.plan_meeting, name="plan_meeting"),
    path("work/meetings/<int:meeting>/notice/", desk.notice_meeting, name="notice_meeting"),
]
