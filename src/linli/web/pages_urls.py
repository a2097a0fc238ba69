"""Addresses of the pages that put the modules together."""

from django.conf import settings
from django.urls import path

from linli.web.views import (
    acting,
    corner,
    enter,
    grid_log,
    health,
    helping,
    home,
    mandate_papers,
    me,
    papers,
    public,
    rights,
    work,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("health", health.health, name="health"),
    path("me/", me.me, name="me"),
    path("me/homes/claims/<int:claim>/papers/", papers.claim_papers, name="claim_papers"),
    path("me/rights/", rights.rights, name="rights"),
    path("acting/", acting.acting, name="acting"),
    path("helping/", helping.helping, name="helping"),
    path("helping/start/<int:mandate>/", helping.start_helping, name="start_helping"),
    path("helping/end/", helping.end_helping, name="end_helping"),
    path("work/mandates/paper/", mandate_papers.mandate_on_paper, name="mandate_on_paper"),
    path("public/", public.public, name="public"),
    path("public/privacy/", public.privacy, name="privacy"),
    path("corner/<str:code>/", corner.corner, name="corner"),
    path("me/log/new/", grid_log.note_work, name="note_work"),
    path("work/", work.work, name="work"),
    path("work/figures/", work.figures, name="figures"),
]
if settings.DEMO:
    urlpatterns += [path("enter/", enter.enter, name="enter")]
