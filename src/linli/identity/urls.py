"""Addresses of this module."""

from linli.identity import people_urls, signin_urls

urlpatterns = [*signin_urls.urlpatterns, *people_urls.urlpatterns]
