"""Addresses of this module. Entering a signed paper stands in `web`, which knows files."""

from django.urls import path

from linli.mandates.views import desk, mine

urlpatterns = [
    path("me/mandates/", mine.my_mandates, name="my_mandates"),
    path("me/mandates/give/", mine.give_mandate, name="give_mandate"),
    path("me/mandates/code/", mine.mandate_code, name="mandate_code"),
    path("me/mandates/acts/", mine.mandate_acts, name="mandate_acts"),
    path("me/mandates/sheet/", mine.mandate_sheet, name="mandate_sheet"),
    path("me/mandates/<int:mandate>/", mine.mandate, name="mandate"),
    path("me/mandates/<int:mandate>/<slug:step>/", mine.mandate_step, name="mandate_step"),
    path("work/mandates/", desk.mandates, name="mandates"),
    path("work/mandates/desk/", desk.mandate_at_desk, name="mandate_at_desk"),
    path("work/mandates/<int:mandate>/", desk.desk_mandate, name="desk_mandate"),
    path(
        "work/mandates/<int:mandate>/<slug:step>/",
        desk.desk_mandate_step,
        name="desk_mandate_step",
    ),
]
