"""Addresses of the frame: settings, style, the installable application."""

from django.urls import path

from linli.web import pwa, settings_views, style

urlpatterns = [
    path("settings/", settings_views.settings_page, name="settings"),
    path("settings/look", settings_views.set_look, name="set_look"),
    path("manifest.webmanifest", pwa.manifest, name="manifest"),
    path("sw.js", pwa.service_worker, name="service_worker"),
    path("style/", style.style, name="style"),
    path("offline/", pwa.offline, name="offline"),
    path("visits/offline/", pwa.visits_offline, name="visits_offline"),
    path("activities/desk/offline/", pwa.desk_offline, name="desk_offline"),
]
