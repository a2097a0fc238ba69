"""Addresses of this module."""

from django.urls import path

from linli.notices import views

urlpatterns = [
    path("me/notices/", views.inbox, name="inbox"),
    path("me/notices/preferences/", views.notice_preferences, name="notice_preferences"),
    path("me/notices/push/", views.push_devices, name="push_devices"),
    path("me/notices/push/<int:device>/remove/", views.remove_device, name="remove_device"),
    path("me/notices/<int:addressed>/", views.notice, name="notice"),
    path("work/notices/", views.notices, name="notices"),
    path("work/notices/new/", views.write_notice, name="write_notice"),
    path("work/notices/<int:notice>/", views.notice_figures, name="notice_figures"),
    path("work/notices/<int:notice>/print/", views.print_notice, name="print_notice"),
]
