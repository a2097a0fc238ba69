"""Addresses of this module: the frame's and the pages'."""

from linli.web import pages_urls, shell_urls

urlpatterns = [*shell_urls.urlpatterns, *pages_urls.urlpatterns]
