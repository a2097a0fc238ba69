"""Addresses of this module."""

from django.urls import path

from linli.activities.views import desk, residents

urlpatterns = [
    path("activities/", residents.activities, name="activities"),
    path("activities/new/", residents.plan, name="plan_activity"),
    path("activities/desk/", desk.check, name="activity_check"),
    path("activities/mine/", desk.my_runs, name="my_runs"),
    path("activities/<int:occasion>/", residents.activity, name="activity"),
    path("activities/<int:occasion>/sign-up/", residents.sign_up, name="activity_sign_up"),
    path("activities/<int:occasion>/leave/", residents.leave, name="activity_leave"),
    path("activities/<int:occasion>/here/", residents.here, name="activity_here"),
    path("activities/<int:occasion>/rate/", residents.rate, name="activity_rate"),
    path("activities/<int:occasion>/date.ics", residents.ics, name="activity_ics"),
    path("activities/<int:occasion>/people/", desk.people, name="activity_people"),
    path("activities/<int:occasion>/people/new/", desk.send, name="activity_send"),
    path("activities/<int:occasion>/confirm/", desk.confirm, name="activity_confirm"),
    path("activities/<int:occasion>/cancel/", desk.cancel, name="activity_cancel"),
    path("activities/<int:occasion>/door/", desk.door, name="activity_door"),
    path("me/activities/", residents.mine, name="my_activities"),
    path("work/activities/", desk.activity_desk, name="activity_desk"),
    path("work/activities/<int:activity>/decide/", desk.decide, name="decide_activity"),
]
