"""Addresses of this module."""

from django.urls import path

from linli.activities.views import asking, campaigns, desk, honours, residents

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
    path("me/free-hours/", asking.free_hours, name="free_hours"),
    path("me/groups/", asking.groups, name="estate_groups"),
    path("me/groups/new/", asking.found_group, name="found_group"),
    path("me/groups/<int:group>/join/", asking.join_group, name="join_group"),
    path("me/groups/<int:group>/leave/", asking.leave_group, name="leave_group"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/<int:campaign>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:campaign>/enter/", campaigns.enter, name="campaign_enter"),
    path("campaigns/<int:campaign>/board/", campaigns.board, name="campaign_board"),
    path("work/campaigns/new/", campaigns.open_campaign, name="open_campaign"),
    path("honours/", honours.honours, name="honours"),
    path("honours/<int:cycle>/", honours.honour, name="honour"),
    path("honours/<int:cycle>/object/<int:candidate>/", honours.object_to, name="honour_object"),
    path("honours/<int:cycle>/decline/", honours.decline, name="honour_decline"),
    path("work/honours/new/", honours.draft, name="draft_honour"),
    path("work/honours/<int:cycle>/<slug:step>/", honours.take_step, name="honour_step"),
    path(
        "work/honours/<int:cycle>/objections/<int:objection>/",
        honours.answer,
        name="honour_answer",
    ),
    path("work/activities/figures/", asking.figures, name="activity_figures"),
    path("work/activities/", desk.activity_desk, name="activity_desk"),
    path("work/activities/<int:activity>/decide/", desk.decide, name="decide_activity"),
]
