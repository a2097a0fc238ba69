"""Addresses of this module."""

from django.urls import path

from linli.organisations import views

urlpatterns = [
    path("public/offices/", views.public_offices, name="public_offices"),
    path("public/communities/<str:code>/", views.community, name="community"),
    path("public/organisations/", views.bodies, name="organisations"),
    path("public/organisations/<int:organisation>/", views.body, name="organisation"),
    path("work/offices/", views.offices, name="offices"),
    path("work/offices/new/", views.appoint, name="appoint"),
    path("work/offices/factor/", views.factor_code, name="office_factor"),
    path("work/offices/<int:office>/end/", views.end_office, name="end_office"),
    path("work/offices/<int:office>/<slug:step>/", views.change_office, name="change_office"),
    path("work/organisations/new/", views.enter_body, name="enter_body"),
    path("work/organisations/terms/", views.terms, name="terms"),
    path(
        "work/organisations/<int:organisation>/<slug:step>/", views.change_body, name="change_body"
    ),
    path("work/covers/<int:cover>/end/", views.end_cover, name="end_cover"),
]
