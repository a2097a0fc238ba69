"""Addresses of this module."""

from django.urls import path

from linli.cases.views import desk, people

urlpatterns = [
    path("cases/", people.cases, name="cases"),
    path("cases/<int:case>/", desk.case, name="case"),
    path("cases/<int:case>/do/<slug:act>/", desk.case_act, name="case_act"),
    path("cases/steps/<int:step>/<slug:act>/", desk.case_step, name="case_step"),
    path("work/cases/", desk.case_desk, name="case_desk"),
    path("work/cases/new/", desk.open_case, name="open_case"),
]
