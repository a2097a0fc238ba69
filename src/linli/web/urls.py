from django.urls import path

from linli.web import shell_urls, views

urlpatterns = [*shell_urls.urlpatterns, path("health", views.health)]
